"""What the index says is what going through all members says, whatever has been changed."""

import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from tests.directory.index.conftest import question
from wagtail_network.directory.index import reading
from wagtail_network.directory.index.searching import keys_of, search
from wagtail_network.models import Membership, Municipality, NetworkPage, Organisation, Sector
from wagtail_network.organisations.visibility import Audience, Profile, profile_of

MEMBERS, CHANGES, AT_ONCE = 40, 12, 3
HIDDEN = ("sector", "place", "size")
FACETS: dict[str, Callable[[Profile], Any]] = {
    "sector": lambda profile: profile.sector and str(profile.sector.translation_key),
    "municipality": lambda profile: profile.municipality and profile.municipality.code,
    "size": lambda profile: profile.size,
}


def fits(profile: Profile, chosen: dict[str, list[str]], but: str = "") -> bool:
    return all(FACETS[kind](profile) in values for kind, values in chosen.items() if kind != but)


def change(item: Organisation, chance: random.Random, sectors: Any, places: Any) -> None:
    match chance.choice(["hide", "move", "audience", "rename", "pause", "delete"]):
        case "hide":
            item.visibility = {name: chance.choice([0, 1, 2]) for name in HIDDEN}
        case "move":
            item.sector, item.municipality = chance.choice(sectors), chance.choice(places)
        case "audience":
            item.audience = chance.choice(Audience.values)
        case "rename":
            item.name = f"{chance.choice('ABÆØÅ')} {item.name}"
        case "pause":
            Membership.objects.get(organisation=item).delete()
        case "delete":
            item.delete()
            return
    item.save()


@pytest.mark.parametrize("seed", [1, 2])
def test_the_index_agrees_with_going_through_all(
    make_member: Any, network: NetworkPage, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311
    reading.forget()
    sectors = [Sector.objects.create(name=f"Fag {n}", locale=network.locale) for n in range(4)]
    places = [Municipality.objects.create(code=f"{n}", name=f"By {n}") for n in range(6)]
    for number in range(MEMBERS):
        sector, place = chance.choice(sectors), chance.choice(places)
        size = chance.choice(Organisation.Size.values)
        make_member(f"Firma {number}", sector=sector, municipality=place, size=size)
    for _step in range(CHANGES):
        for item in chance.sample(
            list(Organisation.objects.filter(memberships__pk__gt=0)), AT_ONCE
        ):
            change(item, chance, sectors, places)
        chosen = {
            "sector": [str(one.translation_key) for one in chance.sample(sectors, 2)],
            "municipality": [one.code for one in chance.sample(places, 4)],
        }
        for level in Audience:
            agrees(network, level, chosen)


def agrees(network: NetworkPage, level: Audience, chosen: dict[str, list[str]]) -> None:
    there = Organisation.objects.filter(audience__lte=level, memberships__status="active")
    profiles = [profile_of(one, level) for one in there.select_related("sector", "municipality")]
    asked = question(network, level=level, chosen=chosen)
    found = search(asked, limit=MEMBERS)
    expected = {one.translation_key for one in profiles if fits(one, chosen)}
    assert set(found.keys) == expected and found.total == len(expected)
    for kind, value_of in FACETS.items():
        counted = Counter(value_of(one) for one in profiles if fits(one, chosen, kind))
        assert found.counts[kind] == {value: n for value, n in counted.items() if value}
    everybody = question(network, level=level)
    pages = [search(everybody, first, 7).keys for first in range(0, MEMBERS, 7)]
    assert [key for page in pages for key in page] == keys_of(everybody)
    assert set(keys_of(everybody)) == {one.translation_key for one in profiles}
