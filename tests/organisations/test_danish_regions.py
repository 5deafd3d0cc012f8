from datetime import date

import pytest
from wagtail.models import Locale

from wagtail_network.models import Municipality, Region
from wagtail_network.organisations.danish_regions import load_danish_regions


@pytest.fixture
def regions(danish: Locale) -> dict[str, Region]:
    return load_danish_regions(danish)


def test_denmark_has_98_municipalities_and_six_regions(regions: dict[str, Region]) -> None:
    assert len(regions) == Region.objects.count() == 6
    assert Municipality.objects.count() == 98
    assert Municipality.objects.get(code="259").name == "Køge"


@pytest.mark.parametrize(("day", "number"), [(date(2026, 12, 31), 5), (date(2027, 1, 1), 4)])
def test_each_municipality_lies_in_exactly_one_region_on_either_side_of_the_merger(
    regions: dict[str, Region], day: date, number: int
) -> None:
    in_force = Region.objects.in_force(day)
    assert in_force.count() == number
    placed = [item.code for region in in_force for item in region.municipalities.all()]
    assert sorted(placed) == sorted(Municipality.objects.values_list("code", flat=True))


def test_the_merged_regions_are_followed_by_the_new_one(regions: dict[str, Region]) -> None:
    new = regions["Region Østdanmark"]
    assert {region.name for region in new.predecessors.all()} == {
        "Region Hovedstaden",
        "Region Sjælland",
    }
    assert new.municipalities.count() == 46
    assert regions["Region Sjælland"].municipalities.count() == 17


def test_loading_them_again_changes_nothing(danish: Locale, regions: dict[str, Region]) -> None:
    region = regions["Region Sjælland"]
    region.municipalities.set(Municipality.objects.filter(code="259"))
    region.save()
    Municipality.objects.filter(code="101").update(name="Byen")
    assert load_danish_regions(danish) == regions
    assert (Region.objects.count(), Municipality.objects.count()) == (6, 98)
    assert Region.objects.get(pk=region.pk).municipalities.count() == 1
    assert Municipality.objects.get(code="101").name == "Byen"


def test_the_regions_of_another_language_are_translations_of_the_first(
    regions: dict[str, Region], english: Locale
) -> None:
    others = load_danish_regions(english)
    assert (Region.objects.count(), Municipality.objects.count()) == (12, 98)
    assert regions["Region Sjælland"].get_translation(english) == others["Region Sjælland"]
    assert others["Region Sjælland"].successor.locale == english
