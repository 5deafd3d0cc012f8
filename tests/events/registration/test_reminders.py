"""Reminders: in the morning, by the calendar at the meeting, once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.conftest import in_copenhagen
from tests.events.calendar.test_feed import change
from tests.events.registration.test_changes import make_many
from wagtail_network.core.mail.sending import send_due
from wagtail_network.events.registration.changing import cancel
from wagtail_network.events.registration.reminders import due_at, remind
from wagtail_network.models import EventPage, Mail, Registration

Make = Callable[..., EventPage]
SignUp = Callable[..., Registration]
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
NUUK = ZoneInfo("America/Nuuk")


@pytest.fixture
def ole(open_event: Make, sign_up: SignUp) -> Registration:
    """Signed up long before a meeting of which people are reminded two days ahead."""
    start = (timezone.localtime() + 20 * DAY).replace(hour=14, minute=0, second=0, microsecond=0)
    registration = sign_up(open_event(start=start, reminder_days=2), "Ole")
    Mail.objects.update(created_at=timezone.now() - 5 * DAY)
    return registration


def event_of(registration: Registration) -> EventPage:
    return EventPage.objects.get(pk=registration.event_id)


def due_of(registration: Registration) -> datetime:
    event = event_of(registration)
    return due_at(event.start, event.time_zone, event.reminder_days)


def reminders() -> list[Mail]:
    return list(Mail.objects.filter(kind="registration.reminder"))


@pytest.mark.parametrize(
    ("start", "zone", "days", "due"),
    [
        # The clocks change between the reminder and the meeting, and on the day itself.
        (in_copenhagen(2027, 3, 29, 14), "Europe/Copenhagen", 2, in_copenhagen(2027, 3, 27, 8)),
        (in_copenhagen(2027, 3, 28, 14), "Europe/Copenhagen", 1, in_copenhagen(2027, 3, 27, 8)),
        (in_copenhagen(2027, 3, 30, 14), "Europe/Copenhagen", 2, in_copenhagen(2027, 3, 28, 8)),
        (in_copenhagen(2027, 10, 31, 14), "Europe/Copenhagen", 1, in_copenhagen(2027, 10, 30, 8)),
        # Midnight belongs to the day that begins.
        (in_copenhagen(2027, 5, 4, 0), "Europe/Copenhagen", 1, in_copenhagen(2027, 5, 3, 8)),
        (in_copenhagen(2027, 5, 3, 23, 59), "Europe/Copenhagen", 1, in_copenhagen(2027, 5, 2, 8)),
        # In Nuuk it is still the day before.
        (in_copenhagen(2027, 5, 4, 1), "America/Nuuk", 1, datetime(2027, 5, 2, 8, tzinfo=NUUK)),
        (datetime(2027, 1, 1, 7, tzinfo=UTC), "UTC", 1, datetime(2026, 12, 31, 8, tzinfo=UTC)),
    ],
)
def test_a_reminder_is_due_at_eight_by_the_clock_at_the_meeting(
    start: datetime, zone: str, days: int, due: datetime
) -> None:
    assert due_at(start, zone, days) == due
    assert due_at(start, zone, days).hour == 8


def test_it_is_written_from_then_until_the_meeting_begins_and_once(ole: Registration) -> None:
    due = due_of(ole)
    assert remind(due - MINUTE) == 0
    assert remind(due) == 1
    assert [remind(due), remind(due + DAY), remind(event_of(ole).start - MINUTE)] == [0, 0, 0]
    (mail,) = reminders()
    day = event_of(ole).local_start.date().isoformat()
    assert (mail.to, mail.key) == (ole.email, f"registration.reminder:{ole.pk}:{day}")


def test_it_is_written_late_where_nothing_ran_but_not_once_it_has_begun(ole: Registration) -> None:
    start = event_of(ole).start
    assert remind(start) == 0
    assert remind(start - MINUTE) == 1


@pytest.mark.parametrize("status", ["waiting", "pending", "offered", "cancelled"])
def test_who_has_no_seat_is_not_reminded(ole: Registration, status: str) -> None:
    Registration.objects.update(status=status, queue_number=1)
    assert remind(due_of(ole)) == 0


@pytest.mark.parametrize(
    ("hours", "count"), [(1, 0), (23, 0), (25, 1)], ids=["an hour", "23 hours", "25 hours"]
)
def test_who_has_just_been_given_a_seat_is_not_reminded_of_it(
    ole: Registration, hours: int, count: int
) -> None:
    Mail.objects.update(created_at=due_of(ole) - timedelta(hours=hours))
    assert remind(due_of(ole)) == count
    # Nor at some hour of the night when the day is over.
    assert remind(due_of(ole) + timedelta(hours=18)) == 0


@pytest.mark.parametrize(
    "fields", [{"status": "cancelled"}, {"status": "postponed"}, {"reminder_days": None}]
)
def test_of_some_meetings_nobody_is_reminded(ole: Registration, fields: dict[str, Any]) -> None:
    change(event_of(ole), **fields)
    assert remind(due_of(ole) if fields.get("reminder_days", 2) else event_of(ole).start) == 0


def test_a_meeting_that_is_taken_off_the_site_reminds_nobody(ole: Registration) -> None:
    event_of(ole).unpublish()
    assert remind(due_of(ole)) == 0


def test_a_meeting_that_is_moved_reminds_again_but_not_for_another_hour(ole: Registration) -> None:
    event = event_of(ole)
    assert remind(due_of(ole)) == 1
    hour = timedelta(hours=1)
    event = change(event, start=event.start + hour, end=event.end + hour)
    assert remind(due_of(ole)) == 0
    change(event, start=event.start + 7 * DAY, end=event.end + 7 * DAY)
    assert remind(due_of(ole)) == 1
    assert len(reminders()) == 2


def test_what_is_no_longer_so_when_it_is_sent_is_dropped(ole: Registration) -> None:
    remind(due_of(ole))
    cancel(ole)
    send_due()
    assert [mail.status for mail in reminders()] == ["dropped"]


def test_a_reminder_for_the_day_it_was_is_dropped(ole: Registration) -> None:
    remind(due_of(ole))
    event = event_of(ole)
    change(event, start=event.start + DAY, end=event.end + DAY)
    send_due()
    assert [mail.status for mail in reminders()] == ["dropped"]


def test_who_left_no_address_is_no_error(ole: Registration) -> None:
    Registration.objects.update(email="", email_key="")
    assert remind(due_of(ole)) == 0


def test_the_queries_are_the_same_for_many_meetings_and_people(
    open_event: Make, django_assert_max_num_queries: Any
) -> None:
    start = timezone.now() + 20 * DAY
    for number in range(12):
        make_many(open_event(f"M{number}", start=start, capacity=None, reminder_days=2), 50)
    now = start - DAY
    assert remind(now - 5 * DAY) == 0
    with CaptureQueriesContext(connection) as captured:
        assert remind(now) == 600
    reads = [query["sql"] for query in captured if query["sql"].startswith("SELECT")]
    assert len(reads) == 2
    with django_assert_max_num_queries(4):
        assert remind(now) == 0
    assert len(reminders()) == 600
