"""Who is told of what when a published meeting changes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.core.mail.making import text_of
from tests.events.calendar.test_feed import change
from tests.events.registration.letters.conftest import (  # fixtures
    delivered as delivered,
)
from tests.events.registration.letters.conftest import in_english as in_english
from tests.events.registration.letters.conftest import meeting as meeting
from tests.events.registration.letters.conftest import server as server
from tests.events.registration.letters.conftest import site as site
from wagtail_network.events.registration.changes import CALLED_OFF, CHANGED
from wagtail_network.events.registration.changing import cancel, change_status
from wagtail_network.models import CalendarEntry, EventPage, Mail, Registration

Delivered = Callable[..., list[EmailMessage]]
SignUp = Callable[..., Registration]
DAY = timedelta(days=1)


@pytest.fixture
def people(meeting: EventPage, sign_up: SignUp) -> dict[str, Registration]:
    """One of each standing; what they were told when they signed up is not kept."""
    found = {
        name: sign_up(meeting, name)
        for name in ("seated", "offered", "waiting", "pending", "cancelled")
    }
    found["online"] = sign_up(meeting, "online", mode="online")
    for name, one in found.items():
        status = {"seated": "registered", "online": "registered"}.get(name, name)
        ends = timezone.now() + DAY if status == "offered" else None
        number = 1 if status == "waiting" else None
        Registration.objects.filter(pk=one.pk).update(
            status=status, offer_ends=ends, queue_number=number
        )
    Mail.objects.all().delete()
    return found


def told() -> set[str]:
    """Who gets a mail about a change. Who is promoted by the same publish gets another one too."""
    changes = Mail.objects.filter(kind__in=(CHANGED, CALLED_OFF))
    return {mail.to.partition("@")[0] for mail in changes}


def later(event: EventPage, by: timedelta = DAY) -> dict[str, Any]:
    return {"start": event.start + by, "end": event.end + by}


def test_another_time_is_told_to_all_who_are_still_in_it(
    meeting: EventPage, people: dict[str, Registration]
) -> None:
    change(meeting, **later(meeting))
    assert told() == {"seated", "online", "offered", "waiting", "pending"}
    keys = {f"registration.changed:{one.pk}:1" for one in people.values()}
    assert set(Mail.objects.filter(kind=CHANGED).values_list("key", flat=True)) < keys


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_that_it_is_off_is_told_to_all(
    meeting: EventPage, people: dict[str, Registration], status: str
) -> None:
    change(meeting, status=status)
    assert len(told()) == 5
    assert not Mail.objects.filter(kind=CHANGED).exists()


def test_another_room_does_not_concern_those_online(
    meeting: EventPage, people: dict[str, Registration]
) -> None:
    change(meeting, venue_name="Rådhuset")
    assert told() == {"seated", "offered", "waiting", "pending"}


def test_another_link_concerns_those_online_who_have_a_seat(
    meeting: EventPage, people: dict[str, Registration], delivered: Delivered
) -> None:
    change(meeting, online_url="https://moede.example/ny")
    assert told() == {"online"}
    assert "moede.example" not in repr(Mail.objects.get(kind=CHANGED).facts)
    (text,) = (text_of(message) for message in delivered() if "online" in message["To"])
    assert "https://moede.example/ny" in text


def test_who_wanted_to_take_part_online_is_told_that_it_is_no_longer_possible(
    meeting: EventPage, people: dict[str, Registration]
) -> None:
    change(meeting, attendance_mode="offline")
    assert told() == {"online"}


def test_a_meeting_moved_online_is_told_to_all(
    meeting: EventPage, people: dict[str, Registration]
) -> None:
    change(meeting, attendance_mode="online")
    assert len(told()) == 5


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Uden tastefejl"},
        {"lead": "Ny tekst"},
        {"status_note": "Kom i god tid"},
        {"capacity": 30},
        {"status": "rescheduled", "previous_start": timezone.now()},
        {"online_url": ""},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_what_changes_nothing_for_them_is_told_to_nobody(
    meeting: EventPage, people: dict[str, Registration], fields: dict[str, Any]
) -> None:
    change(meeting, **fields)
    assert told() == set()


def test_a_draft_a_first_publish_and_one_without_a_change_are_told_to_nobody(
    meeting: EventPage, people: dict[str, Registration], open_event: Callable[..., EventPage]
) -> None:
    open_event("Et andet")
    draft = EventPage.objects.get(pk=meeting.pk)
    draft.start += DAY
    draft.end += DAY
    draft.save_revision()
    change(meeting)
    assert told() == set()


def test_a_meeting_that_is_over_bothers_nobody(
    open_event: Callable[..., EventPage], sign_up: SignUp
) -> None:
    event = open_event()
    sign_up(event, "Ole")
    Mail.objects.all().delete()
    before = timezone.now() - 3 * DAY
    change(event, start=before, end=before + timedelta(hours=2))
    change(event, status="cancelled")
    assert told() == set()


def test_a_translation_that_is_published_tells_nobody_and_each_hears_it_once(
    meeting: EventPage,
    in_english: EventPage,
    people: dict[str, Registration],
    delivered: Delivered,
) -> None:
    Registration.objects.filter(pk=people["seated"].pk).update(language="en")
    change(in_english, **later(in_english))
    assert told() == set()
    change(meeting, **later(meeting))
    messages = {message["To"]: message for message in delivered()}
    assert len(messages) == 5
    english = messages["seated@example.org"]
    assert in_english.title in english["Subject"]
    assert english["Content-Language"] == "en"
    assert meeting.title in messages["waiting@example.org"]["Subject"]


def test_publishing_and_telling_happen_together_or_not_at_all(
    meeting: EventPage, people: dict[str, Registration]
) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        change(meeting, **later(meeting))
        assert len(told()) == 5
        raise RuntimeError
    assert told() == set()
    assert CalendarEntry.objects.get(page=meeting.pk).sequence == 0


def make_many(event: EventPage, count: int) -> None:
    people = [
        Registration(event=event, status="registered", name=f"P{n}", email=f"p{n}@example.org")
        for n in range(count)
    ]
    for one in people:
        one.language, one.submission = "da", uuid4()
        one.set_keys()
    Registration.objects.bulk_create(people)


def test_a_thousand_are_told_with_the_queries_of_one(open_event: Callable[..., EventPage]) -> None:
    counts = []
    for number in (1, 1000):
        event = open_event(f"Møde {number}", capacity=None)
        make_many(event, number)
        event.start += DAY
        event.end += DAY
        revision = event.save_revision()
        with CaptureQueriesContext(connection) as captured:
            revision.publish()
        queries = [query["sql"] for query in captured]
        # SQLite takes a thousand rows in several portions.
        inserts = [sql for sql in queries if "INSERT" in sql and "network_mail" in sql]
        counts.append((len(queries) - len(inserts), len(inserts)))
    (few, one), (many, some) = counts
    assert (many, one) == (few, 1)
    assert some <= 25
    assert Mail.objects.filter(kind="registration.changed").count() == 1001


def texts_of(messages: list[EmailMessage]) -> list[str]:
    return [text_of(message).replace("\r\n", "\n") for message in messages]


@pytest.fixture
def ole(meeting: EventPage, sign_up: SignUp) -> Registration:
    found = sign_up(meeting, "ole")
    Mail.objects.all().delete()
    return found


def test_a_mail_that_waits_is_overtaken_by_the_next_which_tells_of_both(
    meeting: EventPage, ole: Registration, delivered: Delivered
) -> None:
    first = meeting.local_start.date()
    change(meeting, **later(meeting))
    change(meeting, **later(meeting, 2 * DAY), venue_name="Rådhuset")
    (message,) = delivered()
    (text,) = texts_of([message])
    days = [f" {(first + number * DAY).day}. " in text for number in range(3)]
    assert days == [True, False, True]
    assert ("Rådhuset" in text) and ("Kulturhuset" in text)
    assert sorted(Mail.objects.values_list("status", flat=True)) == ["dropped", "sent"]


def test_a_change_that_was_taken_back_before_anybody_heard_of_it_is_not_told(
    meeting: EventPage, ole: Registration, delivered: Delivered
) -> None:
    change(meeting, **later(meeting))
    change(meeting, start=meeting.start, end=meeting.end)
    assert delivered() == []


def test_a_change_that_was_taken_back_after_it_was_told_is_told_too(
    meeting: EventPage, ole: Registration, delivered: Delivered
) -> None:
    change(meeting, **later(meeting))
    assert len(delivered()) == 1
    change(meeting, start=meeting.start, end=meeting.end)
    assert len(delivered()) == 1


def test_who_has_cancelled_meanwhile_hears_no_more_of_it(
    meeting: EventPage, ole: Registration, delivered: Delivered
) -> None:
    change(meeting, **later(meeting))
    cancel(ole)
    assert [mail.kind for mail in Mail.objects.filter(status="waiting")] != []
    delivered()
    assert set(Mail.objects.filter(status="sent").values_list("kind", flat=True)) == {
        "registration.cancelled"
    }


def test_a_cancelled_meeting_that_takes_place_after_all_is_told(
    meeting: EventPage, ole: Registration, delivered: Delivered
) -> None:
    change(meeting, status="cancelled")
    (off,) = delivered()
    assert list(off.iter_attachments()) == []
    change(meeting, status="scheduled")
    (on,) = delivered()
    assert "takes place after all" in on["Subject"]
    assert len(list(on.iter_attachments())) == 1


def test_a_postponed_meeting_that_is_then_cancelled_is_told_once_more(
    meeting: EventPage, ole: Registration, delivered: Delivered
) -> None:
    change(meeting, status="postponed")
    change(meeting, status="cancelled", **later(meeting))
    (message,) = delivered()
    assert "cancelled" in message["Subject"]
    change(meeting, **later(meeting, 3 * DAY))
    assert delivered() == []


def test_the_mail_says_when_it_was_and_when_it_is_by_the_clock_at_the_meeting(
    open_event: Callable[..., EventPage], sign_up: SignUp, delivered: Delivered
) -> None:
    nuuk = ZoneInfo("America/Nuuk")
    year = timezone.now().year + 1
    start = datetime(year, 7, 1, 12, tzinfo=nuuk)
    event = open_event(start=start, end=start + timedelta(hours=2), time_zone="America/Nuuk")
    sign_up(event, "Ole")
    delivered()
    change(event, **later(event, timedelta(hours=1)))
    (text,) = texts_of(delivered())
    before = text[text.index("Before: ") :]
    assert ("12.00–14.00" in before) and ("Nuuk" in before)
    assert "13.00–15.00" in text


def test_those_promoted_when_seats_are_added_are_told_with_one_insert(
    open_event: Callable[..., EventPage], sign_up: SignUp
) -> None:
    event = open_event(capacity=1)
    for name in "ABCDE":
        sign_up(event, name)
    event.capacity = 5
    revision = event.save_revision()
    with CaptureQueriesContext(connection) as captured:
        revision.publish()
    sql = [query["sql"] for query in captured]
    assert len([one for one in sql if "INSERT" in one and "network_mail" in one]) == 1
    promoted = Mail.objects.filter(kind="registration.registered", facts__was="waiting")
    assert promoted.count() == 4


def test_who_is_given_another_status_hears_of_the_change_in_its_words(
    meeting: EventPage, ole: Registration, delivered: Delivered
) -> None:
    change(meeting, **later(meeting))
    change_status(ole, "pending")
    texts = texts_of(delivered())
    assert [text for text in texts if "still have your registration" in text]
    assert not [text for text in texts if "Your seat is kept" in text]
