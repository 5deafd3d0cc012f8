"""What the results can be narrowed down by, with how many each choice would give."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from wagtail_network.directory.choices import Choices
from wagtail_network.directory.places import Places
from wagtail_network.directory.vocabulary import Vocabulary, Word
from wagtail_network.organisations.models import Organisation

Counts = Mapping[str, Mapping[str, int]]
KINDS = {
    "organisation": ("network", "sector", "competence", "place", "size", "certification", "sought"),
    "person": ("network", "competence", "sector", "place"),
}


@dataclass(frozen=True)
class Option:
    """One box to tick: ``name`` and ``value`` as in the address."""

    name: str
    value: str
    text: Any
    count: int
    chosen: bool
    children: tuple["Option", ...] = ()

    @property
    def is_worth_showing(self) -> bool:
        return bool(self.count or self.chosen or self.children)

    @property
    def has_chosen_below(self) -> bool:
        return any(child.chosen or child.has_chosen_below for child in self.children)


@dataclass(frozen=True)
class Facet:
    kind: str
    label: Any
    options: tuple[Option, ...]

    @property
    def chosen(self) -> int:
        return sum(option.chosen for option in _all(self.options))

    @property
    def opens(self) -> bool:
        """Whether it stands open: what is chosen is seen, and the trade always."""
        return self.chosen > 0 or self.kind in ("network", "sector")


@dataclass(frozen=True)
class Offers:
    """All that can be chosen, before anything is counted."""

    kind: str
    networks: list[Any]
    words: Vocabulary
    places: Places

    def names(self) -> dict[str, list[tuple[str, Any]]]:
        """Values and names by the name in the address."""
        words = {kind: [(w.key, w.name) for w in found.values()] for kind, found in self._words()}
        return {
            **words,
            "network": [(str(page.translation_key), page.title) for page in self.networks],
            "region": [(key, area.name) for key, area in self.places.areas.items()],
            "municipality": list(self.places.municipalities.items()),
            "size": list(Organisation.Size.choices) if self.kind == "organisation" else [],
        }

    def _words(self) -> Iterator[tuple[str, Mapping[str, Word]]]:
        yield from ((kind, self.words[kind]) for kind in ("sector", "competence"))
        if self.kind == "organisation":
            yield "sought", self.words["competence"]
            yield "certification", self.words["certification"]


def facets_of(offers: Offers, choices: Choices, counts: Counts) -> list[Facet]:
    """The facets that leave a choice, with counts as ``index.searching.Found`` has them."""
    names = offers.names()
    found = []
    for kind in KINDS[offers.kind]:
        if kind == "network" and len(offers.networks) < 2:
            continue
        options = _options(kind, offers, choices, counts, names)
        shown = tuple(option for option in options if option.is_worth_showing)
        if shown:
            found.append(Facet(kind, _label(kind), shown))
    return found


def _label(kind: str) -> str:
    return {
        "network": _("Network"),
        "sector": _("Sector"),
        "competence": _("Competences"),
        "sought": _("Looking for"),
        "place": _("Place"),
        "size": _("Size"),
        "certification": _("Certification"),
    }[kind]


def _options(
    kind: str, offers: Offers, choices: Choices, counts: Counts, names: Mapping[str, Any]
) -> Iterable[Option]:
    if kind == "place":
        return _areas(offers.places, choices, counts.get("municipality", {}))
    if kind in ("competence", "sought"):
        return _tree(kind, offers.words["competence"].values(), choices, counts.get(kind, {}))
    named: Iterable[tuple[str, Any]] = names[kind]
    counted = counts.get(kind, {})
    return [_option(kind, value, text, choices, counted) for value, text in named]


def _option(
    name: str,
    value: str,
    text: Any,
    choices: Choices,
    counts: Mapping[str, int],
    children: Iterable[Option] = (),
) -> Option:
    shown = tuple(child for child in children if child.is_worth_showing)
    return Option(name, value, text, counts.get(value, 0), value in choices.get(name), shown)


def _tree(
    kind: str, words: Iterable[Word], choices: Choices, counts: Mapping[str, int]
) -> list[Option]:
    """The competences as they are part of each other."""
    below: dict[str, list[Word]] = {}
    for word in words:
        below.setdefault(word.parent, []).append(word)

    def options(parent: str) -> list[Option]:
        # Taken out, so that a circle in the data ends.
        return [
            _option(kind, word.key, word.name, choices, counts, options(word.key))
            for word in below.pop(parent, ())
        ]

    return options("")


def _areas(places: Places, choices: Choices, counts: Mapping[str, int]) -> list[Option]:
    """Today's regions and those asked for, with their municipalities; then all that is in none."""
    asked = [places.areas[key] for key in choices.get("region")]
    areas = [*places.current, *(area for area in asked if area not in places.current)]
    inside = {code for area in areas for code in area.codes}
    alone = [code for code in places.municipalities if code not in inside]

    def towns(codes: Iterable[str]) -> list[Option]:
        named = [(code, name) for code, name in places.municipalities.items() if code in codes]
        return [_option("municipality", *one, choices, counts) for one in named]

    regions = [
        _option("region", area.key, area.name, choices, _summed(area, counts), towns(area.codes))
        for area in areas
    ]
    return [*regions, *towns(alone)]


def _summed(area: Any, counts: Mapping[str, int]) -> dict[str, int]:
    """A region's own count: nobody is in two municipalities."""
    return {area.key: sum(counts.get(code, 0) for code in area.codes)}


def _all(options: Iterable[Option]) -> Iterator[Option]:
    for option in options:
        yield option
        yield from _all(option.children)
