"""Transactions that are begun anew when the database could not keep them apart."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import Error, OperationalError, connection, transaction

Answer = TypeVar("Answer")

# PostgreSQL: serialization failure, deadlock, lock not available.
CONFLICTS = frozenset({"40001", "40P01", "55P03"})
TIRED_SECONDS = 20.0
# Short, so that who has waited for long asks about as often as those who just came.
FIRST_PAUSE, LONGEST_PAUSE = 0.005, 0.05
# How long SQLite asks for its lock by itself.
SQLITE_MILLISECONDS = 50


class Stale(Exception):
    """What was read has been changed by somebody else: read it again."""


class Busy(Exception):
    """The database could not keep the transactions apart for too long, or was not ours to retry."""


def in_transaction(
    work: Callable[[], Answer], *, tired: float = TIRED_SECONDS, retry_on: tuple = ()
) -> Answer:
    """Runs ``work`` in a transaction, again where it collided with another; returns its answer.

    ``work`` must read what it decides by itself. Raises ``Busy`` after ``tired`` seconds, and at
    once in an outer transaction, which only its owner can begin anew: another ``in_transaction``
    does; ``ATOMIC_REQUESTS`` goes on, with nothing of ``work`` done. ``retry_on`` names exceptions
    to be treated as collisions besides ``Stale``.
    """
    if connection.in_atomic_block:
        return _inside(work, (Stale, *retry_on))
    with _taking_turns():
        return _until_it_works(work, (Stale, Busy, *retry_on), time.monotonic() + tired)


def _until_it_works(work: Callable[[], Answer], collisions: tuple, deadline: float) -> Answer:
    pause = FIRST_PAUSE
    while True:
        try:
            with transaction.atomic():
                return work()
        except collisions as error:
            collision: Exception = error
        except Error as error:
            if not is_conflict(error):
                raise
            collision = error
        if time.monotonic() > deadline:
            raise Busy from collision
        time.sleep(random.uniform(0, pause))  # noqa: S311
        pause = min(2 * pause, LONGEST_PAUSE)


@contextmanager
def _taking_turns() -> Iterator[None]:
    """On SQLite, lets who has waited for long ask for the lock as often as those who just came.

    By itself it asks ever more rarely, and of many who write at once somebody never gets through.
    """
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    raw: Any = connection.connection
    [before] = raw.execute("PRAGMA busy_timeout").fetchone()
    raw.execute(f"PRAGMA busy_timeout = {min(before, SQLITE_MILLISECONDS)}")
    try:
        yield
    finally:
        if connection.connection is raw:
            raw.execute(f"PRAGMA busy_timeout = {before}")


def _inside(work: Callable[[], Answer], collisions: tuple) -> Answer:
    """In an outer transaction: what is stale can be read again, what the database says cannot."""
    for _attempt in range(5):
        try:
            with transaction.atomic():
                return work()
        except collisions:
            continue
        except Error as error:
            if not is_conflict(error):
                raise
            raise Busy from error
    raise Busy


def is_conflict(error: Exception) -> bool:
    """Whether the database says: this would have worked alone."""
    cause = error.__cause__
    state = getattr(cause, "sqlstate", None) or getattr(cause, "pgcode", None)
    if state is not None:
        return state in CONFLICTS
    return isinstance(error, OperationalError) and "database is locked" in str(error)
