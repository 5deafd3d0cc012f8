from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone, translation

from tests.conftest import in_copenhagen
from wagtail_network.events.when import (
    brief_moment,
    clock,
    date_text,
    long_date,
    moment_text,
    plain_date,
    time_text,
)
from wagtail_network.models import EventPage

# A page looks up its content type as it is made.
pytestmark = pytest.mark.django_db


def event_at(start: datetime, end: datetime, **fields: Any) -> EventPage:
    return EventPage(start=start, end=end, **fields)


@pytest.mark.parametrize(
    ("last", "danish", "english"),
    [
        ((2027, 1, 12), "Tirsdag 12. januar 2027", "Tuesday 12 January 2027"),
        (
            (2027, 1, 13),
            "Tirsdag 12. – onsdag 13. januar 2027",
            "Tuesday 12 – Wednesday 13 January 2027",
        ),
        (
            (2027, 2, 12),
            "Tirsdag 12. januar – fredag 12. februar 2027",
            "Tuesday 12 January – Friday 12 February 2027",
        ),
        (
            (2028, 1, 12),
            "Tirsdag 12. januar 2027 – onsdag 12. januar 2028",
            "Tuesday 12 January 2027 – Wednesday 12 January 2028",
        ),
    ],
)
def test_dates_are_told_in_words_and_nothing_twice(
    last: tuple[int, int, int], danish: str, english: str
) -> None:
    event = event_at(in_copenhagen(2027, 1, 12, 9), in_copenhagen(*last, 16))
    for language, expected in (("da", danish), ("en", english)):
        with translation.override(language):
            assert date_text(event) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "da",
            ["kl.\xa014.05–17.00", "hele dagen", "Tirsdag 3. marts 2026", "3. marts 2026", "9.30"],
        ),
        ("en", ["14:05–17:00", "all day", "Tuesday 3 March 2026", "3 March 2026", "09:30"]),
    ],
)
def test_times_and_days_are_told_as_the_language_does(language: str, expected: list[str]) -> None:
    start = in_copenhagen(2027, 1, 12, 14, 5)
    timed = event_at(start, in_copenhagen(2027, 1, 12, 17))
    whole = event_at(start, start, all_day=True)
    day = date(2026, 3, 3)
    with translation.override(language):
        found = [time_text(timed), time_text(whole), long_date(day), plain_date(day)]
        found.append(clock(time(9, 30)))
    assert found == expected


@pytest.mark.parametrize(
    ("zone", "moment", "text"),
    [
        ("Europe/Copenhagen", datetime(2027, 1, 12, 13, tzinfo=UTC), "14:00–15:00"),
        ("Europe/Oslo", datetime(2027, 1, 12, 13, tzinfo=UTC), "14:00–15:00"),
        (
            "America/New_York",
            datetime(2027, 1, 12, 13, tzinfo=UTC),
            "08:00–09:00 local time (New York)",
        ),
        # In winter Lagos is on Danish time, in summer it is not.
        ("Africa/Lagos", datetime(2027, 1, 12, 13, tzinfo=UTC), "14:00–15:00"),
        (
            "Africa/Lagos",
            datetime(2027, 7, 12, 13, tzinfo=UTC),
            "14:00–15:00 local time (Lagos)",
        ),
    ],
)
def test_the_zone_is_named_where_it_is_not_the_readers_own(
    zone: str, moment: datetime, text: str
) -> None:
    with translation.override("en"):
        event = event_at(moment, moment + timedelta(hours=1), time_zone=zone)
        assert time_text(event) == text


@pytest.mark.parametrize("path", ["", "moeder/", "moeder/aften/"])
def test_the_calendar_leaf_shows_the_date_that_stands_in_words(
    client: Client, make_event: Any, path: str
) -> None:
    """22:00 on the last of the month in New York is the first of the next in Copenhagen."""
    year = timezone.now().year + 1
    start = in_copenhagen(year, 2, 1, 4)
    end = start + timedelta(hours=1)
    make_event("Aften", slug="aften", start=start, end=end, time_zone="America/New_York")
    answer = client.get(f"/netvaerk/groenne/{path}").content
    page = BeautifulSoup(answer, "html.parser")
    assert f"31. januar {year}" in page.text
    leaf = page.select_one(".wn-leaf")
    day, month = leaf.select_one(".wn-leaf__day").text, leaf.select_one(".wn-leaf__month").text
    assert (day, month.lower()[:3]) == ("31", "jan")


def test_a_moment_is_told_by_the_clock_at_the_meeting(make_event: Callable[..., EventPage]) -> None:
    moment = in_copenhagen(2027, 3, 3, 12)
    here, there = make_event("Her"), make_event("Der", time_zone="America/Nuuk")
    for tell in (brief_moment, moment_text):
        assert "12.00" in tell(moment, here) or "12:00" in tell(moment, here)
        assert "Nuuk" not in tell(moment, here)
        assert "Nuuk" in tell(moment, there)
