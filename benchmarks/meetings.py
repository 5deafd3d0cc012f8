"""Part ``meetings``: the pages of a network with 100, 1,000 and 10,000 meetings."""

from collections.abc import Iterator
from typing import Any

from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from benchmarks.harness import FLOOR, Case
from benchmarks.seeding import network_with
from wagtail_network.models import EventIndexPage


def cases(sizes: list[int]) -> list[Case]:
    """The floor answers as many bytes as the list of coming meetings, of which there are 20."""
    networks = [(size, network_with(size)) for size in sizes]
    found = [case for size, index in networks for case in _of_network(size, index)]
    listed = len(Client().get(found[0].path).content)
    return [Case(FLOOR, f"/floor/{listed}/"), *found]


def _of_network(size: int, index: EventIndexPage) -> Iterator[Case]:
    url: Any = index.url
    last = size // 2 // 20
    calendar = f"{url}calendar.ics"
    pages = {
        "coming": url,
        "past": f"{url}past/",
        "past, last page": f"{url}past/?page={last}",
        "month": f"{url}month/{timezone.localdate():%Y/%m}/",
        "meeting": f"{url}meeting-{size // 2}/",
        "network": index.get_parent().url,
        "news feed": f"{url}feed/",
    }
    for name, path in pages.items():
        yield Case(f"{size:>6} {name}", path)
    yield Case(f"{size:>6} calendar, made anew", calendar, before=cache.clear)
    yield Case(f"{size:>6} calendar, kept", calendar, before=lambda: Client().get(calendar))
    etag = Client().get(calendar)["ETag"]
    yield Case(f"{size:>6} calendar, not changed", calendar, headers={"If-None-Match": etag})
