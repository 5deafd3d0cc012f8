from datetime import date

import pytest
from django.utils import translation
from wagtail.models import Locale

from wagtail_network.directory.places import Places, places
from wagtail_network.models import Municipality
from wagtail_network.organisations.danish_regions import load_danish_regions, region_key

SJAELLAND = str(region_key("Region Sjælland"))


@pytest.fixture
def denmark(home: object) -> Places:
    danish = Locale.objects.get(language_code="da")
    load_danish_regions(danish)
    with translation.override("da"):
        return places(danish.pk)


def test_municipalities_are_in_the_order_of_the_alphabet(denmark: Places) -> None:
    names = list(denmark.municipalities.values())
    assert names[0] == "Albertslund"
    assert names[-3:] == ["Aabenraa", "Aalborg", "Aarhus"]


def test_a_region_is_there_as_long_as_it_exists(denmark: Places) -> None:
    area = denmark.areas[SJAELLAND]
    assert len(area.codes) == 17
    assert area.is_in_force(date(2026, 12, 31))
    assert not area.is_in_force(date(2027, 1, 1))


def test_a_region_means_its_municipalities(denmark: Places) -> None:
    assert denmark.codes([SJAELLAND], (), near=False) == denmark.areas[SJAELLAND].codes


def test_a_municipality_narrows_its_region_down_and_leaves_others_alone(denmark: Places) -> None:
    nord = str(region_key("Region Nordjylland"))
    assert denmark.codes([SJAELLAND], ("259",), near=False) == {"259"}
    assert denmark.codes([SJAELLAND, nord], ("259",), near=False) == {
        "259",
        *denmark.areas[nord].codes,
    }


def test_near_adds_the_neighbours(denmark: Places) -> None:
    found = denmark.codes((), ("259",), near=True)
    assert {"259", "269", "336", "265"} <= found  # Køge, Solrød, Stevns, Roskilde
    assert "360" not in found  # Lolland


def test_a_region_is_told_in_the_language_of_the_page(denmark: Places) -> None:
    danish = Locale.objects.get(language_code="da")
    english = Locale.objects.get_or_create(language_code="en")[0]
    region = load_danish_regions(danish)["Region Sjælland"]
    translated = region.copy_for_translation(english)
    translated.name = "Region Zealand"
    translated.municipalities.set(Municipality.objects.filter(code="259"))
    translated.save()
    assert places(english.pk).areas[SJAELLAND].name == "Region Zealand"
    assert places(danish.pk).areas[SJAELLAND].name == "Region Sjælland"
