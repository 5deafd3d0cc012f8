from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.conftest import COPENHAGEN, in_copenhagen
from wagtail_network.models import EventPage

# A page looks up its content type as it is made.
pytestmark = pytest.mark.django_db
MakeEvent = Callable[..., EventPage]
START = in_copenhagen(2027, 5, 4, 14)
HALF_HOUR = timedelta(minutes=30)


def event_at(start: datetime, end: datetime, **fields: Any) -> EventPage:
    return EventPage(title="Møde", slug="moede", start=start, end=end, **fields)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (START, in_copenhagen(2027, 5, 4, 17), [4]),
        (START, START, [4]),
        (START, in_copenhagen(2027, 5, 6, 12), [4, 5, 6]),
        (START, in_copenhagen(2027, 5, 5), [4]),  # until midnight
        (START, in_copenhagen(2027, 5, 5, 0, 1), [4, 5]),
        (in_copenhagen(2027, 5, 4), in_copenhagen(2027, 5, 4), [4]),
    ],
)
def test_a_meeting_touches_every_date_from_its_start_to_its_end(
    start: datetime, end: datetime, days: list[int]
) -> None:
    assert event_at(start, end).days == [date(2027, 5, day) for day in days]


def test_the_dates_are_those_of_the_meetings_own_time_zone() -> None:
    start = datetime(2027, 1, 15, 0, 30, tzinfo=UTC)
    end = start + timedelta(hours=1)
    assert event_at(start, end).days == [date(2027, 1, 15)]
    assert event_at(start, end, time_zone="America/Nuuk").days == [date(2027, 1, 14)]


def test_a_meeting_may_end_in_the_hour_that_comes_twice(make_event: MakeEvent) -> None:
    """On the wall it ends at 02:00, half an hour before it began."""
    start = datetime(2026, 10, 25, 0, 30, tzinfo=UTC).astimezone(COPENHAGEN)
    event = make_event(start=start, end=(start.astimezone(UTC) + HALF_HOUR).astimezone(COPENHAGEN))
    assert event.end.astimezone(UTC) - event.start.astimezone(UTC) == HALF_HOUR


def test_a_meeting_does_not_end_before_it_starts(make_event: MakeEvent) -> None:
    event = make_event()
    event.end = event.start - timedelta(minutes=1)
    with pytest.raises(ValidationError) as caught:
        event.full_clean()
    assert set(caught.value.message_dict) >= {"end"}
    with pytest.raises(IntegrityError), transaction.atomic():
        EventPage.objects.filter(pk=event.pk).update(end=event.end)
    event.end = event.start
    event.full_clean()


@pytest.mark.parametrize("name", ["Copenhagen", "", "../../etc/passwd", "Europe/Atlantis"])
def test_a_time_zone_that_does_not_exist_is_refused(make_event: MakeEvent, name: str) -> None:
    event = make_event()
    event.time_zone = name
    with pytest.raises(ValidationError) as caught:
        event.full_clean()
    assert set(caught.value.message_dict) == {"time_zone"}


@pytest.mark.parametrize("zone", ["Europe/Copenhagen", "America/Nuuk", "Asia/Tokyo"])
def test_a_meeting_all_day_lasts_from_midnight_to_midnight_where_it_is(
    make_event: MakeEvent, zone: str
) -> None:
    event = make_event(start=START, end=START + timedelta(days=1), time_zone=zone, all_day=True)
    days = event.days
    assert len(days) == 2
    assert (event.local_start.hour, event.local_start.minute) == (0, 0)
    assert (event.local_end.hour, event.local_end.minute) == (23, 59)
    event.full_clean()
    assert event.days == days


def test_a_meeting_all_day_on_the_days_the_clocks_change(make_event: MakeEvent) -> None:
    lengths = []
    for month, day in ((3, 29), (10, 25), (11, 1)):
        noon = in_copenhagen(2026, month, day, 12)
        event = make_event(f"Dag {month}", start=noon, end=noon, all_day=True)
        assert event.days == [date(2026, month, day)]
        lengths.append(event.end.astimezone(UTC) - event.start.astimezone(UTC))
    hours = [round(length.total_seconds() / 3600) for length in lengths]
    assert hours == [23, 25, 24]


def test_moving_a_published_meeting_keeps_when_it_was_to_begin(make_event: MakeEvent) -> None:
    event = make_event(start=START)
    for days in (1, 2, 3):  # as autosave cleans the same draft again and again
        event.start, event.end = START + timedelta(days=days), START + timedelta(days=days)
        event.status = EventPage.Status.RESCHEDULED
        event.full_clean()
        event.save_revision(clean=False)
        assert event.previous_start == START
    assert EventPage.objects.get().previous_start is None
    assert EventPage.objects.get().start == START
    event.get_latest_revision().publish()
    published = EventPage.objects.get()
    assert (published.previous_start, published.start) == (START, START + timedelta(days=3))

    published.status_note = "Publiceret igen uden ændring"
    published.full_clean()
    assert published.previous_start == START
    published.start = published.end = START + timedelta(days=9)
    published.full_clean()
    assert published.previous_start == START + timedelta(days=3)


def test_a_meeting_that_was_never_published_does_not_know_when_it_was_to_begin(
    make_event: MakeEvent,
) -> None:
    event = make_event(start=START, live=False)
    event.status, event.start, event.end = "rescheduled", START + timedelta(1), START + timedelta(2)
    with pytest.raises(ValidationError) as caught:
        event.full_clean()
    assert set(caught.value.message_dict) == {"previous_start"}
    event.previous_start = START - timedelta(days=7)
    event.full_clean()
    assert event.previous_start == START - timedelta(days=7)


def test_a_moved_meeting_that_becomes_one_of_all_day_keeps_the_date_it_was_moved_from(
    make_event: MakeEvent,
) -> None:
    before = START - timedelta(days=20)
    event = make_event(start=START, status="rescheduled", previous_start=before)
    event.all_day = True
    event.full_clean()
    assert event.previous_start == before
