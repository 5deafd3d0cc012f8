"""Municipalities and regions, as places to look for somebody in."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils import timezone

from wagtail_network.core.alphabet import in_alphabet
from wagtail_network.organisations.danish_distances import distance_km
from wagtail_network.organisations.regions import Municipality

# What "near" means: as far as one drives to a job in the morning.
NEAR_KM = 30


@dataclass
class Area:
    """A region with the codes of its municipalities."""

    key: str
    name: str
    locale: int
    first_day: date | None
    last_day: date | None
    codes: set[str] = field(default_factory=set)

    def is_in_force(self, day: date) -> bool:
        return (self.first_day or day) <= day <= (self.last_day or day)


@dataclass(frozen=True)
class Places:
    municipalities: dict[str, str]
    areas: dict[str, Area]

    @cached_property
    def current(self) -> list[Area]:
        """The regions there are today, by name."""
        today = timezone.localdate()
        found = [area for area in self.areas.values() if area.is_in_force(today)]
        return sorted(found, key=lambda area: in_alphabet(area.name))

    def codes(self, regions: Iterable[str], chosen: Collection[str], near: bool) -> set[str]:
        """The municipalities somebody means who has chosen regions and municipalities.

        A municipality narrows down its region; ``near`` adds what is around a municipality.
        """
        found = set(chosen)
        for key in regions:
            codes = self.areas[key].codes
            found |= set() if codes & set(chosen) else codes
        if near:
            found |= {code for code in self.municipalities if _is_near(code, chosen)}
        return found


def places(locale_id: int) -> Places:
    """All there are; regions by translation key, in the page's language. One query."""
    municipalities: dict[str, str] = {}
    areas: dict[str, Area] = {}
    for code, name, key, *region in _rows():
        municipalities[code] = name
        if key is None:
            continue
        area = areas.setdefault(str(key), Area(str(key), *region))
        if area.locale != locale_id and region[1] == locale_id:
            area.name, area.locale = region[0], region[1]
        area.codes.add(code)
    ordered = sorted(municipalities, key=lambda code: in_alphabet(municipalities[code]))
    return Places({code: municipalities[code] for code in ordered}, areas)


def _rows() -> Iterable[tuple]:
    regions = ("translation_key", "name", "locale_id", "valid_from", "valid_to")
    names = ("code", "name", *(f"regions__{name}" for name in regions))
    return Municipality.objects.order_by().values_list(*names)


def _is_near(code: str, chosen: Iterable[str]) -> bool:
    distances = (distance_km(code, other) for other in chosen)
    return any(km is not None and km <= NEAR_KM for km in distances)
