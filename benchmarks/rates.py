"""How much is done a second, by one process and by several at once, against each other."""

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.harness import spread
from tests.racing.processes import Job, at_once, deal


@dataclass
class Rate:
    """``job``: what is done for the next person. ``first``: before anything is timed."""

    name: str
    processes: int
    job: Callable[[], Job]
    first: Job | None = None
    queries: int = 0
    rates: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def count_queries(self) -> None:
        for job in (self.first, self.job()):
            with CaptureQueriesContext(connection) as captured:
                if job:
                    job.work(*job.arguments)
        self.queries = len(captured)

    def run(self, database: dict[str, Any], times: int) -> None:
        jobs = [self.job() for _ in range(times)]
        records = at_once(database, deal(jobs, self.processes), self.first)
        if wrong := [record.error for record in records if record.error]:
            raise RuntimeError(wrong[0])
        began = min(record.began for record in records)
        self.rates.append(times / (max(record.ended for record in records) - began))
        self.seconds += [record.seconds for record in records]
        self.cpu.append(sum(record.cpu for record in records) / times)


def measure_rates(rates: list[Rate], database: dict[str, Any], rounds: int, times: int) -> None:
    """Each once a round, so that what slows the machine down slows them all."""
    for rate in rates:
        rate.count_queries()
    for _ in range(rounds):
        for rate in rates:
            rate.run(database, times)


def report_rates(title: str, rates: list[Rate]) -> None:
    """A row each; the ratio is to the first that is done by as many processes, round by round."""
    width = max(len(rate.name) for rate in rates)
    print(
        f"\n{title}\n{'':{width}}  {'at once':>7}  {'a second':>8}  {'middle half':>13}  "
        f"{'ratio':>5}  {'middle half':>11}  {'median ms':>9}  {'p99 ms':>7}  {'CPU ms':>6}  "
        "queries"
    )
    for rate in rates:
        floor = next(other for other in rates if other.processes == rate.processes)
        ratios = [own / other for own, other in zip(rate.rates, floor.rates, strict=True)]
        (low, high), (least, most) = spread(rate.rates), spread(ratios)
        seconds = sorted(rate.seconds)
        last = seconds[min(int(len(seconds) * 0.99), len(seconds) - 1)]
        print(
            f"{rate.name:{width}}  {rate.processes:7}  {median(rate.rates):8.0f}  "
            f"{low:5.0f} - {high:5.0f}  {median(ratios):5.2f}  {least:4.2f} - {most:4.2f}  "
            f"{median(seconds) * 1000:9.1f}  {last * 1000:7.1f}  {median(rate.cpu) * 1000:6.2f}  "
            f"{rate.queries:7}"
        )
