"""Times things against each other in one run, so that only ratios are left to tell."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from types import SimpleNamespace
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

FLOOR = "floor"


@dataclass
class Case:
    """A request, with what to do before each measuring of it, and what it took.

    ``against``: the name of the case it is a multiple of.
    """

    name: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    before: Callable[[], Any] = lambda: None
    against: str = FLOOR
    queries: int = 0
    bytes: int = 0
    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

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
        cpu, began = time.process_time(), time.perf_counter()
        self.ask(client)
        self.seconds.append(time.perf_counter() - began)
        self.cpu.append(time.process_time() - cpu)


@dataclass
class FromDisk(Case):
    """A file that is read."""

    def ask(self, client: Client) -> Any:
        return SimpleNamespace(content=Path(self.path).read_bytes())


def measure(cases: list[Case], rounds: int) -> None:
    """Every case once a round, so that what slows the machine down slows them all."""
    client = Client()
    for case in cases:
        case.warm_up(client)
    for _ in range(rounds):
        for case in cases:
            case.time(client)


def spread(values: list[float]) -> tuple[float, float]:
    """Between what the middle half of them lies."""
    if len(values) < 2:
        return values[0], values[0]
    low, _middle, high = quantiles(values, n=4, method="inclusive")
    return low, high


def report(cases: Iterable[Case]) -> None:
    """A row for each case: time by the wall, the same as a multiple, CPU, queries and size.

    The multiple is the median of what it was in each round.
    """
    cases = list(cases)
    by_name = {case.name: case for case in cases}
    width = max(len(case.name) for case in cases)
    print(
        f"{'':{width}}  {'median ms':>9}  {'middle half':>15}  {'CPU ms':>7}  {'queries':>7}  "
        f"{'kB':>7}  ratio"
    )
    for case in cases:
        low, high = spread(case.seconds)
        unit = by_name[case.against]
        ratio = median(own / other for own, other in zip(case.seconds, unit.seconds, strict=True))
        print(
            f"{case.name:{width}}  {median(case.seconds) * 1000:9.2f}  "
            f"{low * 1000:6.2f} - {high * 1000:6.2f}  {median(case.cpu) * 1000:7.2f}  "
            f"{case.queries:7}  {case.bytes / 1000:7.1f}  {ratio:.1f} x {unit.name.strip()}"
        )
