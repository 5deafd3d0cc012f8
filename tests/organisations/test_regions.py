from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import Locale

from wagtail_network.models import Region

LAST_DAY, MERGED = date(2026, 12, 31), date(2027, 1, 1)


@pytest.fixture
def east(danish: Locale) -> Region:
    return Region.objects.create(name="Region Østdanmark", valid_from=MERGED, locale=danish)


@pytest.fixture
def zealand(danish: Locale, east: Region) -> Region:
    return Region.objects.create(
        name="Region Sjælland",
        valid_from=date(2007, 1, 1),
        valid_to=LAST_DAY,
        successor=east,
        locale=danish,
    )


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (date(2006, 12, 31), []),
        (date(2007, 1, 1), ["Region Sjælland"]),
        (LAST_DAY, ["Region Sjælland"]),
        (MERGED, ["Region Østdanmark"]),
        (date(2126, 1, 1), ["Region Østdanmark"]),
    ],
)
def test_a_region_is_in_force_from_its_first_day_to_its_last(
    zealand: Region, east: Region, day: date, names: list[str]
) -> None:
    assert [region.name for region in Region.objects.in_force(day)] == names
    assert [region.name for region in (zealand, east) if region.is_in_force(day)] == names


@pytest.mark.parametrize(
    ("day", "expected"),
    [(LAST_DAY, "Region Sjælland"), (MERGED, "Region Østdanmark")],
)
def test_the_successor_takes_over_on_the_day_after_the_last(
    zealand: Region, day: date, expected: str
) -> None:
    assert zealand.current(day).name == expected


def test_a_region_that_has_not_begun_has_not_been_taken_over(zealand: Region) -> None:
    assert zealand.current(date(2000, 1, 1)) == zealand


def test_the_last_of_several_successors_is_found(danish: Locale, zealand: Region) -> None:
    zealand.successor.valid_to = date(2040, 12, 31)
    newest = Region.objects.create(name="Danmark", valid_from=date(2041, 1, 1), locale=danish)
    zealand.successor.successor = newest
    zealand.successor.save()
    assert zealand.current(date(2041, 1, 1)) == newest
    assert zealand.current(date(2030, 1, 1)).name == "Region Østdanmark"


def test_regions_that_follow_each_other_in_a_ring_do_not_hang_the_page(
    zealand: Region, east: Region
) -> None:
    east.valid_to, east.successor = date(2027, 12, 31), zealand
    east.save()
    assert zealand.current(date(2050, 1, 1)) in {zealand, east}
    assert zealand.lineage() == [zealand, east]


def test_a_region_cannot_follow_itself(zealand: Region) -> None:
    zealand.successor = zealand
    with pytest.raises(ValidationError) as caught:
        zealand.full_clean()
    assert set(caught.value.message_dict) == {"successor"}


def test_the_last_day_is_not_before_the_first(zealand: Region) -> None:
    zealand.valid_to = date(2006, 1, 1)
    with pytest.raises(ValidationError):
        zealand.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Region.objects.filter(pk=zealand.pk).update(valid_to=zealand.valid_to)
    zealand.valid_to = zealand.valid_from
    zealand.full_clean()


def test_a_deleted_successor_leaves_the_region_it_followed(zealand: Region, east: Region) -> None:
    east.delete()
    zealand.refresh_from_db()
    assert zealand.successor is None
    assert zealand.current(MERGED) == zealand


def test_a_region_says_when_it_begins(east: Region) -> None:
    assert east.is_to_come(date(2026, 12, 31))
    assert not east.is_to_come(date(2027, 1, 1))
