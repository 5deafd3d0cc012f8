"""Whether the index says what is."""

import time
from collections.abc import Iterator
from functools import partial
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_network.core.checking import Problem
from wagtail_network.directory.index.models import UNCOUNTED, DirectoryEntry, Kind
from wagtail_network.directory.index.terms import Terms
from wagtail_network.directory.index.writing import (
    all_keys,
    count_up,
    differs,
    entries_of,
    index_organisations,
    index_people,
    portions,
)

PATIENCE_SECONDS = 1.0
MEND = {Kind.ORGANISATION: index_organisations, Kind.PERSON: index_people}


def wrong_entries() -> Iterator[Problem]:
    """Members whose entry is not as it must be. Some ten queries for each 500 of them."""
    terms = Terms()
    for kind in Kind:
        for keys in portions(all_keys(kind)):
            for name, key in _wrongs(kind, keys, terms):
                text = _("The directory's index is wrong about “%(name)s” (%(key)s).")
                yield Problem(text % {"name": name, "key": key}, partial(MEND[kind], [key]))


def uncounted_entries() -> Iterator[Problem]:
    """What a process that ended too early has left for everybody to read with each search.

    Whoever writes counts right afterwards, so what is seen is looked at again. In a transaction
    nobody can count, nor tell.
    """
    uncounted = DirectoryEntry.objects.filter(version=UNCOUNTED)
    seen = [] if connection.in_atomic_block else list(uncounted.values_list("stamp", flat=True))
    if not seen:
        return
    time.sleep(PATIENCE_SECONDS)
    number = len({*seen} & {*uncounted.values_list("stamp", flat=True)})
    if number:
        text = ngettext(
            "The directory's index: %(number)d entry has not been counted.",
            "The directory's index: %(number)d entries have not been counted.",
            number,
        )
        yield Problem(text % {"number": number}, count_up)


def _wrongs(kind: Kind, keys: list[UUID], terms: Terms) -> Iterator[tuple[str, UUID]]:
    stored = {entry.key: entry for entry in DirectoryEntry.objects.filter(kind=kind, key__in=keys)}
    for entry in entries_of(kind, keys, terms):
        there = stored.get(entry.key)
        if differs(entry, there):
            yield entry.name or (there.name if there else ""), entry.key
