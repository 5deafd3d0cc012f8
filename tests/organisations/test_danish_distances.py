"""Distances between municipalities, against what a map says."""

import pytest

from wagtail_network.organisations.danish_distances import CENTRES, distance_km
from wagtail_network.organisations.danish_regions import REGIONS, _parsed


def test_every_danish_municipality_has_a_place():
    codes = {code for _, members, *_ in REGIONS for code, _ in _parsed(members)}
    assert codes == set(CENTRES)
    assert len(codes) == 98


def test_every_place_is_in_denmark():
    for code, (north, east) in CENTRES.items():
        assert 54.5 < north < 57.8, code
        assert 8.0 < east < (15.3 if code == "400" else 12.8), code


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ("101", "751", 155),  # København, Aarhus
        ("101", "461", 140),  # Odense
        ("101", "851", 225),  # Aalborg
        ("101", "400", 150),  # Rønne
        ("259", "265", 20),  # Køge, Roskilde
        ("259", "253", 15),  # Greve
        ("561", "621", 65),  # Esbjerg, Kolding
        ("751", "851", 100),
        ("550", "860", 285),  # Tønder, Hjørring
    ],
)
def test_distances_are_those_of_the_map(one: str, other: str, km: int):
    assert abs(distance_km(one, other) - km) <= 5
    assert distance_km(one, other) == distance_km(other, one)


def test_within_a_municipality_it_is_no_distance_and_to_the_next_at_least_five_kilometres():
    assert distance_km("259", "259") == 0
    assert distance_km("101", "147") == 5  # Frederiksberg


def test_what_is_not_known_has_no_distance():
    assert distance_km("259", "SE-12") is None
    assert distance_km("", "") is None
