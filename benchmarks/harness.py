"""Times requests against each other in one run, so that only ratios are left to tell."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

FLOOR = "floor"


@dataclass
class Case:
    """A request, with what to do before each measuring of it, and what it took."""

    name: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    before: Callable[[], Any] = lambda: None
    queries: int = 0
    bytes: int = 0
    seconds: list[float] = field(default_factory=list)

    def ask(self, client: Client) -> Any:
        response = client.get(self.path, headers=self.headers)
        if response.status_code not in (200, 304):
            raise RuntimeError(f"{self.path} answers {response.status_code}")
        return response

    def warm_up(self, client: Client) -> None:
        self.before()
        self.ask(client)
        self.before()
        with CaptureQueriesContext(connection) as captured:
            self.bytes = len(self.ask(client).content)
        self.queries = len(captured)

    def time(self, client: Client) -> None:
        self.before()
        began = time.perf_counter()
        self.ask(client)
        self.seconds.append(time.perf_counter() - began)


def measure(cases: list[Case], rounds: int) -> None:
    """Every case once a round, so that what slows the machine down slows them all."""
    client = Client()
    for case in cases:
        case.warm_up(client)
    for _ in range(rounds):
        for case in cases:
            case.time(client)


def report(cases: Iterable[Case]) -> None:
    """A row for each case: median time, the same as a multiple of the floor, queries and size."""
    cases = list(cases)
    unit = next(median(case.seconds) for case in cases if case.name == FLOOR)
    width = max(len(case.name) for case in cases)
    print(f"{'':{width}}  {'median ms':>9}  {'x floor':>7}  {'queries':>7}  {'kB':>7}")
    for case in cases:
        taken = median(case.seconds)
        figures = f"{taken * 1000:9.1f}  {taken / unit:7.1f}  {case.queries:7}"
        print(f"{case.name:{width}}  {figures}  {case.bytes / 1000:7.1f}")
