"""The databases to race on: each engine as sites set it up, in a database of the race's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import connection, connections

ALIAS = "default"
# Django's settings of one.
Database = dict[str, Any]


@dataclass(frozen=True)
class Engine:
    name: str
    vendor: str
    options: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name


ENGINES = [
    Engine("SQLite", "sqlite"),
    # As in example_site/settings.py.
    Engine(
        "SQLite, WAL",
        "sqlite",
        {
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        },
    ),
    # psycopg.IsolationLevel
    Engine("PostgreSQL, READ COMMITTED", "postgresql", {"isolation_level": 2}),
    Engine("PostgreSQL, REPEATABLE READ", "postgresql", {"isolation_level": 3}),
    Engine("PostgreSQL, SERIALIZABLE", "postgresql", {"isolation_level": 4}),
]


@contextmanager
def copy_for(engine: Engine, folder: Path) -> Iterator[Database]:
    """A copy of the database in use, as Django settings; dropped afterwards."""
    make = {"sqlite": _sqlite_copy, "postgresql": _postgresql_copy}[engine.vendor]
    with make(folder) as name:
        yield {**connection.settings_dict, "NAME": name, "OPTIONS": dict(engine.options)}


@contextmanager
def pointed_at(database: Database) -> Iterator[None]:
    """Lets the default connection be one to ``database`` for a while."""
    before = connections[ALIAS]
    point_at(database)
    try:
        yield
    finally:
        connections[ALIAS].close()
        connections[ALIAS] = before


def point_at(database: Database) -> None:
    connections[ALIAS] = type(connections[ALIAS])(dict(database), ALIAS)


@contextmanager
def _sqlite_copy(folder: Path) -> Iterator[str]:
    path = folder / f"race-{uuid4().hex}.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    yield str(path)
    for left in path.parent.glob(f"{path.name}*"):
        left.unlink()


@contextmanager
def _postgresql_copy(folder: Path) -> Iterator[str]:
    template, name = connection.settings_dict["NAME"], f"race_{uuid4().hex}"
    quoted = connection.ops.quote_name(name)
    connection.close()  # PostgreSQL copies a database nobody is in
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {quoted} TEMPLATE {connection.ops.quote_name(template)}")
    try:
        yield name
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {quoted} WITH (FORCE)")
