"""Who is found by what somebody asks, as far as they may know."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from heapq import nsmallest
from typing import Any
from uuid import UUID

from wagtail_network.core.search import clean_query
from wagtail_network.directory.index.bitmaps import bitmap_of, first_of, places_in
from wagtail_network.directory.index.matching import asked_words, scores
from wagtail_network.directory.index.reading import current
from wagtail_network.directory.index.snapshot import NOBODY, Snapshot
from wagtail_network.directory.index.sources import may_find, open_facets, weights
from wagtail_network.directory.index.spelling import respelled
from wagtail_network.organisations.visibility import Audience

SORTS = ("relevance", "name", "newest", "updated")
TEXT = "text"
NETWORK = "network"


@dataclass(frozen=True)
class Question:
    """``kind``: organisation or person. ``networks``: the translation keys of those that are asked
    about and that who asks may see; None for all there are and for members of none, which only a
    coordinator may ask.

    ``chosen``: of each kind of value any; of several kinds each. Kinds: network, sector,
    competence, sought, municipality (the code), size, certification; else translation keys.
    ``sort``: relevance where there is a text, name, newest (member) or updated.
    """

    kind: str
    networks: frozenset[str] | None
    level: Audience
    text: str = ""
    chosen: Mapping[str, Collection[str]] = field(default_factory=dict)
    sort: str = "name"
    language: str = "da"


@dataclass(frozen=True)
class Found:
    """``keys``: those of one page, in order. ``counts``: by kind and value what choosing it would
    give, without what is already chosen of its kind; values that would give nothing are missing.
    ``suggestion``: the text as it may have been meant, "" where there is nothing better.
    """

    keys: list[UUID]
    total: int
    counts: dict[str, dict[str, int]]
    suggestion: str = ""


def search(question: Question, offset: int = 0, limit: int = 24) -> Found:
    """Two queries, however many there are."""
    answer = Answer(current(), question)
    return Found(
        keys=answer.keys(max(0, offset), max(0, limit)),
        total=answer.everybody.bit_count(),
        counts=answer.counts(),
        suggestion=answer.suggestion(),
    )


def total_without(question: Question, kind: str) -> int:
    """How many there would be without what is chosen of one kind, or without the "text"."""
    return totals_without(question, [kind])[kind]


def totals_without(question: Question, kinds: Collection[str]) -> dict[str, int]:
    """The same for several kinds at once. Two queries."""
    answer = Answer(current(), question)
    return {kind: answer.without(kind).bit_count() for kind in kinds}


def keys_of(question: Question) -> list[UUID]:
    """All, in order. Two queries."""
    answer = Answer(current(), question)
    return answer.keys(0, answer.everybody.bit_count())


class Answer:
    """One question, asked of one snapshot. Sets of places are bitmaps."""

    def __init__(self, snapshot: Snapshot, question: Question) -> None:
        self.snapshot, self.question = snapshot, question
        self.level = int(question.level)

    @cached_property
    def in_scope(self) -> int:
        """Whom the viewer may find at all."""
        if not may_find(self.question.kind, self.level):
            return 0
        seen = self.snapshot.seen.get(self.question.kind, NOBODY)[self.level]
        return seen if self.question.networks is None else seen & self._members(self.networks)

    @cached_property
    def networks(self) -> Collection[str]:
        networks = self.question.networks
        return self.snapshot.members.keys() if networks is None else networks

    @cached_property
    def fitting(self) -> dict[int, int] | None:
        """By place how well it fits the text; None where there is no text."""
        words = asked_words(clean_query(self.question.text), self.question.language)
        return scores(self.snapshot.words, words, weights(self.question.kind, self.level))

    @cached_property
    def parts(self) -> dict[str, int]:
        """Who is left by each part of the question alone."""
        found = {
            kind: self._having(kind) for kind, values in self.question.chosen.items() if values
        }
        if self.fitting is not None:
            found[TEXT] = bitmap_of(self.fitting, self.snapshot.size)
        return found

    @cached_property
    def everybody(self) -> int:
        return self.without("")

    def without(self, kind: str) -> int:
        found = self.in_scope
        for name, places in self.parts.items():
            if name != kind:
                found &= places
        return found

    def counts(self) -> dict[str, dict[str, int]]:
        kind_of_member = self.question.kind
        found = {kind: self._counts(kind) for kind in open_facets(kind_of_member, self.level)}
        among, members = self.without(NETWORK), self.snapshot.members
        by_network = {name: (among & members.get(name, 0)).bit_count() for name in self.networks}
        found[NETWORK] = {name: count for name, count in by_network.items() if count}
        return found

    def keys(self, offset: int, limit: int) -> list[UUID]:
        return [self.snapshot.keys[place] for place in self._ordered(offset + limit)[offset:]]

    def suggestion(self) -> str:
        """Only where nothing is found by the text, and something by what is suggested."""
        if self.everybody or self.fitting is None:
            return ""
        text = respelled(
            self.snapshot.words,
            asked_words(clean_query(self.question.text), self.question.language),
            weights(self.question.kind, self.level),
            self.in_scope,
        )
        if not text:
            return ""
        again = Answer(self.snapshot, replace(self.question, text=text))
        return text if again.everybody else ""

    def _having(self, kind: str) -> int:
        values = self.question.chosen[kind]
        if kind == NETWORK:
            return self._members([value for value in values if value in self.networks])
        if kind not in open_facets(self.question.kind, self.level):
            return 0
        found = 0
        for value in values:
            found |= self.snapshot.facets.get((kind, value), NOBODY)[self.level]
        return found

    def _members(self, networks: Collection[str]) -> int:
        found = 0
        for network in networks:
            found |= self.snapshot.members.get(network, 0)
        return found

    def _counts(self, kind: str) -> dict[str, int]:
        among, facets, level = self.without(kind), self.snapshot.facets, self.level
        found = {
            value: (among & facets[kind, value][level]).bit_count()
            for value in self.snapshot.values.get(kind, ())
        }
        return {value: count for value, count in found.items() if count}

    def _ordered(self, number: int) -> list[int]:
        """The first ``number`` places."""
        match self.question.sort:
            case "relevance" if self.fitting is not None:
                fitting = self.fitting
                return self._sorted(number, lambda place: -fitting[place])
            case "newest":
                return self._sorted(number, self._joined())
            case "updated":
                updated = self.snapshot.updated
                return self._sorted(number, lambda place: -updated[place])
        if self.everybody.bit_count() > self.snapshot.size >> 4:
            return first_of(self.everybody, self.snapshot.by_name, number)
        return nsmallest(number, places_in(self.everybody), self.snapshot.sort_keys.__getitem__)

    def _sorted(self, number: int, first: Any) -> list[int]:
        names = self.snapshot.sort_keys
        return nsmallest(
            number, places_in(self.everybody), lambda place: (first(place), names[place])
        )

    def _joined(self) -> Any:
        """When a place joined, of the networks the viewer may see, the latest first."""
        days = [
            self.snapshot.joined[name] for name in self.networks if name in self.snapshot.joined
        ]
        if len(days) == 1:
            [only] = days
            return lambda place: -only.get(place, 0)
        return lambda place: -max((one.get(place, 0) for one in days), default=0)
