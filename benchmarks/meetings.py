"""Part ``meetings``: the pages of a network with 100, 1,000 and 10,000 meetings."""

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from benchmarks.harness import FLOOR, Case, FromDisk
from benchmarks.seeding import analyse, network_with
from wagtail_network.models import EventIndexPage


def cases(sizes: list[int], folder: Path) -> list[Case]:
    """The floor answers as many bytes as the list of coming meetings, of which there are 20."""
    networks = [(size, network_with(size)) for size in sizes]
    analyse()
    found = [case for size, index in networks for case in _of_network(size, index, folder)]
    listed = len(Client().get(found[0].path).content)
    return [Case(FLOOR, f"/floor/{listed}/"), *found]


def _of_network(size: int, index: EventIndexPage, folder: Path) -> Iterator[Case]:
    url: Any = index.url
    last = size // 2 // 20
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
    yield from _of_calendar(size, f"{url}calendar.ics", folder)


def forget(file: Path) -> None:
    """Lets the operating system drop what it has kept of a file, so that it is read from disk."""
    with file.open("rb") as opened:
        os.fsync(opened.fileno())
        os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _of_calendar(size: int, path: str, folder: Path) -> Iterator[Case]:
    """What is kept of it, against a file with the same bytes."""
    answer = Client().get(path)
    file = folder / f"{size}.ics"
    file.write_bytes(answer.content)
    disk = FromDisk(f"{size:>6} same bytes from disk", str(file), before=partial(forget, file))
    kept: dict[str, Any] = {"before": lambda: Client().get(path), "against": disk.name}
    unchanged = {"If-None-Match": answer["ETag"]}
    yield disk
    yield FromDisk(f"{size:>6} same bytes from memory", str(file), against=disk.name)
    yield Case(f"{size:>6} calendar, made anew", path, before=cache.clear, against=disk.name)
    yield Case(f"{size:>6} calendar, kept", path, **kept)
    yield Case(f"{size:>6} calendar, not changed", path, headers=unchanged)
