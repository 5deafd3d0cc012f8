"""Runs jobs in many processes at once, and brings back what became of each."""

import multiprocessing
import os
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import django
from django.db import connection
from django.test import override_settings

from tests.racing.engines import Database, point_at

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.racing.preloaded"])
PROCESSES = 16
PATIENCE_SECONDS = 120
# The queue sites are told to use: a part of the same transaction.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@dataclass(frozen=True)
class Job:
    """A function of some module, with what to call it with. Both travel to another process."""

    work: Callable[..., Any]
    arguments: tuple = ()


@dataclass(frozen=True)
class Record:
    """What became of a job. The times, in seconds, are of one clock for all processes.

    ``cpu``: what it took of the process itself, without the database's server.
    """

    arguments: tuple
    began: float
    ended: float
    cpu: float
    answer: Any = None
    error: str = ""

    @property
    def seconds(self) -> float:
        return self.ended - self.began


@dataclass
class Starter:
    """Lets everybody go at the same moment; jobs may meet at it again."""

    barrier: Any = field(default=None)


starter = Starter()


def meet() -> None:
    """Waits, inside a job, until every process has come this far."""
    starter.barrier.wait(PATIENCE_SECONDS)


def deal(jobs: Iterable[Job], processes: int = PROCESSES) -> list[list[Job]]:
    """Deals jobs out to so many processes, one after the other."""
    hands: list[list[Job]] = [[] for _ in range(processes)]
    for number, job in enumerate(jobs):
        hands[number % processes].append(job)
    return [hand for hand in hands if hand]


def at_once(
    database: Database, hands: Sequence[Sequence[Job]], first: Job | None = None
) -> list[Record]:
    """Runs each hand of jobs in a process of its own, all beginning at the same moment.

    ``first`` is done by each before that.
    """
    barrier = CONTEXT.Barrier(len(hands))
    racers = [_start(database, barrier, hand, first) for hand in hands]
    try:
        return [record for _process, answers in racers for record in _received(answers)]
    finally:
        for process, _answers in racers:
            process.join(PATIENCE_SECONDS)
            if process.is_alive():
                process.kill()


def _start(
    database: Database, barrier: Any, hand: Sequence[Job], first: Job | None
) -> tuple[Any, Any]:
    here, there = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=_race, args=(database, barrier, list(hand), first, there))
    process.start()
    there.close()
    return process, here


def _received(answers: Any) -> list[Record]:
    if not answers.poll(PATIENCE_SECONDS):
        raise TimeoutError("A process did not come back.")
    return answers.recv()


def _race(
    database: Database, barrier: Any, hand: list[Job], first: Job | None, answers: Any
) -> None:
    django.setup()
    override_settings(TASKS=TASKS).enable()
    point_at(database)
    connection.ensure_connection()
    starter.barrier = barrier
    if first:
        first.work(*first.arguments)
    meet()
    answers.send([_run(job) for job in hand])
    connection.close()


def _run(job: Job) -> Record:
    cpu, began = time.process_time(), time.monotonic()
    try:
        answer, error = job.work(*job.arguments), ""
    except Exception:
        answer, error = None, f"process {os.getpid()}: {traceback.format_exc()}"
    ended, spent = time.monotonic(), time.process_time() - cpu
    return Record(job.arguments, began, ended, spent, answer, error)
