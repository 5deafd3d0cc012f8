"""Puts together what a visitor of a directory has asked for."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from wagtail_network.directory.chips import Chip, chips_of, near_text
from wagtail_network.directory.choices import Choices
from wagtail_network.directory.facets import Facet, Offers, facets_of
from wagtail_network.directory.filters import SORTS, VIEWS, DirectoryFilterSet
from wagtail_network.directory.index.searching import Found, Question, search
from wagtail_network.directory.loosening import Loosened, loosened
from wagtail_network.directory.places import places
from wagtail_network.directory.rows import Row, Viewer, organisation_rows, people_rows
from wagtail_network.directory.scope import networks_for, scope_of
from wagtail_network.directory.tile_map.drawing import TileMap, inside_of, tile_map
from wagtail_network.directory.vocabulary import vocabulary
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.visibility import Audience, level_for

ON_A_PAGE = 24
READ = {"organisation": organisation_rows, "person": people_rows}
# Chosen in the address by one name, counted by the index under another.
INDEXED = ("network", "sector", "competence", "sought", "size", "certification")


@dataclass(frozen=True)
class Switch:
    """One of a few ways to show the same: ``name`` is what its element is known by."""

    name: str
    text: Any
    address: str
    is_current: bool


class Results:
    """What templates read; each part is worked out once, when it is first read."""

    def __init__(self, directory: Any, request: HttpRequest, kind: str) -> None:
        """``kind``: organisation or person."""
        self.directory, self.request, self.kind = directory, request, kind
        self.networks = networks_for(directory, request)
        locale_id = directory.locale_id
        self.offers = Offers(kind, self.networks, vocabulary(locale_id), places(locale_id))
        self.names = self.offers.names()
        nobody = Organisation.objects.none()
        self.choices: Choices = DirectoryFilterSet(request.GET, nobody, self.names).choices
        self.number, self.found = self._find()

    @cached_property
    def question(self) -> Question:
        chosen = {name: self.choices.get(name) for name in INDEXED if self.choices.get(name)}
        if self.choices.get("region") or self.choices.get("municipality"):
            chosen["municipality"] = tuple(sorted(self._codes()))
        return Question(
            kind=self.kind,
            networks=scope_of(self.directory, self.request),
            level=level_for(self.request),
            text=self.choices.text,
            chosen=chosen,
            sort=self.choices.sort,
            language=self.directory.locale.language_code,
        )

    @cached_property
    def rows(self) -> list[Row]:
        viewer = Viewer(
            self.request.user,
            level_for(self.request),
            self.directory.locale_id,
            self.directory.get_url(self.request),
        )
        asked = self.choices.get("competence")
        return READ[self.kind](self.found.keys, viewer, self.offers.words, asked)

    @property
    def total(self) -> int:
        return self.found.total

    @cached_property
    def page(self) -> Page:
        """For the links to the other pages; the rows are in ``rows``."""
        return Paginator(range(self.total), ON_A_PAGE).page(self.number)

    @cached_property
    def facets(self) -> list[Facet]:
        return facets_of(self.offers, self.choices, self.found.counts)

    @property
    def can_export(self) -> bool:
        """Whether the visitor may take the organisations along as a table (transfer/routes.py)."""
        return self.kind == "organisation" and level_for(self.request) >= Audience.MEMBERS

    @cached_property
    def chips(self) -> list[Chip]:
        return chips_of(self.choices, self.names)

    @cached_property
    def tile_map(self) -> TileMap:
        inside = inside_of(self.networks, self.offers.places)
        counts = self.found.counts.get("municipality", {})
        return tile_map(self.offers.places, self.choices, counts, inside)

    @property
    def unplaced(self) -> int:
        """How many are nowhere on the map; 0 where a place was asked for."""
        asked = self.choices.get("region") or self.choices.get("municipality")
        return 0 if asked else self.total - self.tile_map.counted

    @property
    def near_text(self) -> str:
        return near_text()

    @cached_property
    def loosened(self) -> list[Loosened]:
        return loosened(self.question, self.choices, self.names)

    @property
    def suggested(self) -> Chip | None:
        """What was meant, where something else was written."""
        text = self.found.suggestion
        return Chip(text, self.choices.having("q", text).address) if text else None

    @cached_property
    def sorts(self) -> list[Switch]:
        offered = {name: text for name, text in SORTS.items() if self._can_sort_by(name)}
        return [self._switch("sort", *one, self.choices.sort) for one in offered.items()]

    @cached_property
    def views(self) -> list[Switch]:
        return [self._switch("view", *one, self.choices.view) for one in VIEWS.items()]

    def _can_sort_by(self, name: str) -> bool:
        return bool(self.choices.text) if name == "relevance" else True

    def _switch(self, name: str, value: str, text: Any, current: str) -> Switch:
        address = self.choices.having(name, value).address
        return Switch(f"{name}-{value}", text, address, value == current)

    def _codes(self) -> set[str]:
        near = bool(self.choices.get("near"))
        chosen = self.choices.get("municipality")
        return self.offers.places.codes(self.choices.get("region"), chosen, near)

    def _find(self) -> tuple[int, Found]:
        """The page asked for, or the last there is."""
        number = _number(self.request.GET.get("page", ""))
        found = search(self.question, (number - 1) * ON_A_PAGE, ON_A_PAGE)
        last = max(1, -(-found.total // ON_A_PAGE))
        if number <= last:
            return number, found
        return last, search(self.question, (last - 1) * ON_A_PAGE, ON_A_PAGE)


def _number(text: str) -> int:
    """A page number as typed into an address: from 1, and not longer than a number can be."""
    return max(1, int(text)) if text.isdecimal() and len(text) < 7 else 1
