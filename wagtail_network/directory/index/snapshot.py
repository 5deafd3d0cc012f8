"""The index in the memory of a process: who has which value, and where which word is.

A snapshot is never changed. What has been written since is put on top of a copy; the old place of
a member is given up, and it gets a new one behind all others.
"""

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from wagtail_network.directory.index.bitmaps import bitmap_of
from wagtail_network.directory.index.documents import word_in
from wagtail_network.directory.index.models import Kind
from wagtail_network.directory.index.sources import LEVELS, mark_of

# Sets of places by audience: of an own choice up to that level.
Levels = tuple[int, int, int]
NOBODY: Levels = (0, 0, 0)
MARK_BITS = 6


class Row(NamedTuple):
    """An entry as it is read; in this order."""

    pk: int
    kind: str
    key: UUID
    sort_key: str
    audience: int
    updated: datetime | None
    document: str
    version: int
    stamp: UUID


@dataclass(frozen=True)
class Vocabulary:
    """The words there are. ``found`` has, for each as it is written, where it is found.

    That is a place and a mark (``sources.mark_of``) in each number.
    """

    found: Mapping[str, array] = field(default_factory=dict)
    by_bones: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_stem: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bones: tuple[str, ...] = ()  # sorted, so that those with one beginning are together


@dataclass(frozen=True)
class Snapshot:
    """``places`` by the entry's key in the database; all else by place."""

    places: Mapping[int, int] = field(default_factory=dict)
    keys: tuple[UUID, ...] = ()
    sort_keys: tuple[str, ...] = ()
    updated: tuple[float, ...] = ()
    by_name: tuple[int, ...] = ()
    seen: Mapping[str, Levels] = field(default_factory=dict)
    facets: Mapping[tuple[str, str], Levels] = field(default_factory=dict)
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    joined: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    members: Mapping[str, int] = field(default_factory=dict)
    words: Vocabulary = field(default_factory=Vocabulary)

    @property
    def size(self) -> int:
        return len(self.keys)

    @property
    def is_worn(self) -> bool:
        """Whether more places have been given up than are held."""
        return self.size > 1000 and self.size > 2 * len(self.places)


class _Gathered:
    """What some rows say, by what is said."""

    def __init__(self) -> None:
        self.seen: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        self.facets: dict[tuple[str, str], dict[int, list[int]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self.joined: dict[str, dict[int, int]] = defaultdict(dict)
        self.words: dict[str, array] = defaultdict(_numbers)

    def add(self, place: int, row: Row) -> None:
        self.seen[row.kind][row.audience].append(place)
        document = json.loads(row.document)
        for network, day in document["joined"].items():
            self.joined[network][place] = date.fromisoformat(day).toordinal() if day else 0
        for kind, by_level in document["facets"].items():
            for level, values in by_level.items():
                for value in values:
                    self.facets[kind, value][int(level)].append(place)
        at = place << MARK_BITS
        words = self.words
        for source, by_level in document["words"].items():
            for level, text in by_level.items():
                number = at | mark_of(source, int(level))
                for token in text.split():
                    words[token].append(number)


def extended(snapshot: Snapshot, rows: Iterable[Row]) -> Snapshot:
    """The snapshot with these rows put in, in place of what they said before."""
    gathered, places = _Gathered(), dict(snapshot.places)
    keys, sort_keys = list(snapshot.keys), list(snapshot.sort_keys)
    updated, given_up = list(snapshot.updated), []
    for row in rows:
        if row.pk in places:
            given_up.append(places.pop(row.pk))
        if not row.document:
            continue
        place = places[row.pk] = len(keys)
        keys.append(row.key)
        sort_keys.append(row.sort_key)
        updated.append(row.updated.timestamp() if row.updated else 0.0)
        gathered.add(place, row)
    size = len(keys)
    if size == snapshot.size and not given_up:
        return snapshot
    facets = _all_with(snapshot.facets, gathered.facets, size)
    joined = {**snapshot.joined}
    for network, days in gathered.joined.items():
        joined[network] = {**joined.get(network, {}), **days}
    return Snapshot(
        places=places,
        keys=tuple(keys),
        sort_keys=tuple(sort_keys),
        updated=tuple(updated),
        by_name=_by_name(snapshot, given_up, sort_keys),
        seen=_seen(snapshot.seen, gathered.seen, given_up, size),
        facets=facets,
        values=_by_kind(facets),
        joined=joined,
        members={
            network: snapshot.members.get(network, 0)
            | bitmap_of(gathered.joined.get(network, ()), size)
            for network in joined
        },
        words=_vocabulary(snapshot.words, gathered.words),
    )


def _seen(
    before: Mapping[str, Levels], added: Mapping[str, Any], given_up: list[int], size: int
) -> dict[str, Levels]:
    """Who is there at all: a place that has been given up is in other sets, and not in this."""
    gone = bitmap_of(given_up, size)
    kept = {str(kind): before.get(kind, NOBODY) for kind in Kind}
    return {
        kind: _with(tuple(one & ~gone for one in levels), added.get(kind, {}), size)
        for kind, levels in kept.items()
    }


def _all_with(
    before: Mapping[tuple[str, str], Levels], added: Mapping[Any, Any], size: int
) -> dict[tuple[str, str], Levels]:
    new = {name: _with(before.get(name, NOBODY), places, size) for name, places in added.items()}
    return {**before, **new}


def _with(before: Any, added: Mapping[int, list[int]], size: int) -> Levels:
    """What is for a level is for those above it."""
    new, found = 0, []
    for level in LEVELS:
        if level in added:
            new |= bitmap_of(added[level], size)
        found.append(before[level] | new)
    return found[0], found[1], found[2]


def _by_kind(facets: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for kind, value in facets:
        found[kind].append(value)
    return {kind: tuple(values) for kind, values in found.items()}


def _by_name(before: Snapshot, given_up: list[int], sort_keys: list[str]) -> tuple[int, ...]:
    """Nearly in order already, which Python's sort is quick with."""
    gone = set(given_up)
    kept = [place for place in before.by_name if place not in gone]
    places = [*kept, *range(before.size, len(sort_keys))]
    return tuple(sorted(places, key=sort_keys.__getitem__))


def _vocabulary(before: Vocabulary, added: Mapping[str, array]) -> Vocabulary:
    found = {**before.found}
    new = []
    for token, numbers in added.items():
        if token in found:
            found[token] = found[token] + numbers
        else:
            found[token] = numbers
            new.append(token)
    if not new:
        return Vocabulary(found, before.by_bones, before.by_stem, before.bones)
    by_bones, by_stem = dict(before.by_bones), dict(before.by_stem)
    for token in new:
        word = word_in(token)
        by_bones[word.bones] = (*by_bones.get(word.bones, ()), token)
        by_stem[word.stem] = (*by_stem.get(word.stem, ()), token)
    return Vocabulary(found, by_bones, by_stem, tuple(sorted(by_bones)))


def _numbers() -> array:
    return array("I")
