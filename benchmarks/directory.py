"""Part ``directory``: finding members among 1,000, 10,000 and 100,000, against the database itself.

The database is asked for the same result: the first page by name, how many there are, and the
counts of three facets, each without what is chosen of its own kind. It is spared what the index
does besides: visibility, the tree of competences, and the order of the Danish alphabet.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.db.models import Count, Q
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.members import MISTYPED, Members, typed
from wagtail_network.directory.index.reading import current, forget
from wagtail_network.directory.index.searching import Question, search
from wagtail_network.models import Organisation
from wagtail_network.organisations.visibility import Audience


def run(sizes: list[int], rounds: int) -> None:
    members = Members()
    for size in sorted(sizes):
        print(f"\n{size:,} members: seeding", flush=True)
        indexed = members.grow(size)
        _analyse()
        print(f"  written into the index in {indexed:.1f} s", flush=True)
        _of_size(members, rounds)


def _of_size(members: Members, rounds: int) -> None:
    asked = Question(
        "organisation", frozenset([str(members.network.translation_key)]), Audience.EVERYONE
    )
    forget()
    print(f"  read into the memory of a process in {_once(current):.2f} s")
    chosen = {
        "sector": [str(one.translation_key) for one in members.sectors[:5]],
        "competence": [str(one.translation_key) for one in members.competences[:8]],
        "municipality": [one.code for one in members.municipalities[:30]],
    }
    narrowed = replace(asked, chosen=chosen)
    floor = Floor(members)
    pages = {
        "everybody": (asked, floor.everybody, ""),
        "narrowed": (narrowed, floor.narrowed, _address(chosen)),
    }
    for name, (question, database, address) in pages.items():
        _compare(name, rounds, question, database, f"{members.directory.url}?{address}")
    _type(asked, members.directory.url)


def _compare(name: str, rounds: int, question: Question, floor: Any, address: str) -> None:
    client = Client()
    tasks: dict[str, Callable[[], Any]] = {
        "database": floor,
        "search": lambda: search(question),
        "page": lambda: _page(client, address),
    }
    for warm_up in tasks.values():
        warm_up()
    with CaptureQueriesContext(connection) as of_page:
        tasks["page"]()
        queries = len(of_page)
    taken: dict[str, list[float]] = {task: [] for task in tasks}
    for _round in range(rounds):
        for task, work in tasks.items():
            taken[task].append(_once(work))
    unit = median(taken["database"])
    for of, seconds in taken.items():
        own = median(seconds)
        print(f"  {name:10} {of:9} {own * 1000:9.2f} ms  {own / unit:6.2f} x database")
    print(f"  {name:10} queries of the page: {queries}")


def _type(question: Question, url: str) -> None:
    """Each text once, so that nothing is there from before."""
    client = Client()
    texts = typed()
    ways: dict[str, Callable[[str], Any]] = {
        "search": lambda text: search(replace(question, text=text, sort="relevance")),
        "page": lambda text: _page(client, f"{url}?{_address({'q': [text]})}"),
    }
    for name, way in ways.items():
        way("x")
        seconds = [_once(partial(way, text)) for text in texts]
        print(
            f"  typed      {name:9} median {median(seconds) * 1000:7.2f} ms  "
            f"p95 {quantiles(seconds, n=20)[18] * 1000:7.2f} ms  max {max(seconds) * 1000:7.2f} ms"
        )
    found = [search(replace(question, text=text)).suggestion for text in MISTYPED]
    print(f"  meant: {', '.join(filter(None, found))}")


class Floor:
    """What the database needs for it, as SQL that was put together before."""

    def __init__(self, members: Members) -> None:
        self.organisations: Any = Organisation._base_manager.filter(
            live=True,
            audience=0,
            memberships__status="active",
            memberships__network=members.network.pk,
        )
        competences = Organisation.competences.through._base_manager.filter(
            competence__in=members.competences[:8]
        )
        self.parts = {
            "sector": Q(sector__in=[one.pk for one in members.sectors[:5]]),
            "competences": Q(pk__in=competences.values("organisation_id")),
            "municipality": Q(municipality__in=[one.pk for one in members.municipalities[:30]]),
        }
        nothing: dict[str, Q] = dict.fromkeys(self.parts, Q())
        self._everybody, self._narrowed = self._queries(nothing), self._queries(self.parts)

    def everybody(self) -> None:
        _ask(self._everybody)

    def narrowed(self) -> None:
        _ask(self._narrowed)

    def _queries(self, parts: dict[str, Q]) -> list[tuple[str, Any]]:
        whole = self.organisations.filter(*parts.values())
        found = [whole.order_by("name").values_list("translation_key", "name")[:24]]
        found.append(whole.order_by().values("live").annotate(number=Count("pk")))
        for kind in parts:
            rest = self.organisations.filter(
                *(part for name, part in parts.items() if name != kind)
            )
            found.append(rest.order_by().values(kind).annotate(number=Count("pk")))
        return [query.query.sql_with_params() for query in found]


def _analyse() -> None:
    """The database is to know its tables when it is measured against."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _ask(queries: list[tuple[str, Any]]) -> None:
    with connection.cursor() as cursor:
        for sql, parameters in queries:
            cursor.execute(sql, parameters)
            cursor.fetchall()


def _page(client: Client, address: str) -> None:
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answers {response.status_code}")


def _address(chosen: dict[str, list[str]]) -> str:
    return urlencode(chosen, doseq=True)


def _once(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
