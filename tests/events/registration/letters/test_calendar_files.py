"""Calendar files in mails: one meeting for every program, whatever was sent before."""

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import icalendar
import pytest
from django.utils import timezone

from tests.conftest import in_copenhagen
from tests.events.calendar.test_feed import change
from tests.events.registration.letters.making import EMAIL, ODD
from wagtail_network.events.calendar.feed import file_of
from wagtail_network.events.registration.changing import cancel, change_status
from wagtail_network.models import CalendarEntry, EventPage, Mail, Registration

Delivered = Callable[..., list[EmailMessage]]
SignUp = Callable[..., Registration]


@pytest.fixture
def invites(settings: Any) -> None:
    sender = "Grønne SMV'er <netvaerk@example.org>"
    settings.WAGTAIL_NETWORK = {"CALENDAR_METHOD": "REQUEST", "MAIL_FROM": sender}


def again(registration: Registration) -> Registration:
    return Registration.objects.get(pk=registration.pk)


def body_of(message: EmailMessage) -> bytes:
    (part,) = message.iter_attachments()
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content


def calendar_of(message: EmailMessage) -> tuple[str, icalendar.Event]:
    """METHOD, the same in the file and in the mail, and the one VEVENT."""
    (part,) = message.iter_attachments()
    calendar = icalendar.Calendar.from_ical(body_of(message))
    assert calendar["METHOD"] == part.get_param("method")
    (event,) = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), event


def sent(delivered: Delivered) -> list[tuple[str, int]]:
    """METHOD and SEQUENCE of what has arrived, "" for a mail without a calendar file."""
    found = []
    for message in delivered():
        if list(message.iter_attachments()):
            method, event = calendar_of(message)
            found.append((method, int(event["SEQUENCE"])))
        else:
            found.append(("", -1))
    return found


def test_by_default_it_is_the_file_a_visitor_gets(
    meeting: EventPage, sign_up: SignUp, delivered: Delivered
) -> None:
    registration = sign_up(meeting, "Ole")
    (message,) = delivered()
    body = body_of(message)
    assert body == file_of(meeting)
    assert b"METHOD:PUBLISH" in body
    assert not {b"ATTENDEE", b"ORGANIZER"} & set(body.replace(b";", b":").split(b":"))
    assert registration.token.encode() not in body.replace(b"\r\n ", b"")
    assert Mail.objects.get().calendar_method == "PUBLISH"


def test_the_online_link_for_participants_is_not_in_a_file_that_people_share(
    meeting: EventPage, sign_up: SignUp, delivered: Delivered
) -> None:
    sign_up(meeting, "Ole", mode="online")
    (message,) = delivered()
    assert b"moede.example" not in body_of(message)


@pytest.mark.parametrize("method", ["PUBLISH", "REQUEST"])
def test_who_takes_part_online_is_sent_to_no_room(
    meeting: EventPage, sign_up: SignUp, delivered: Delivered, settings: Any, method: str
) -> None:
    settings.WAGTAIL_NETWORK = {"CALENDAR_METHOD": method, "MAIL_FROM": "netvaerk@example.org"}
    sign_up(meeting, "Ole", mode="online", email=EMAIL)
    sign_up(meeting, "Mette")
    events = {message["To"]: calendar_of(message)[1] for message in delivered()}
    assert events[EMAIL]["LOCATION"] == "Online"
    assert events["mette@example.org"]["LOCATION"].startswith("Kulturhuset")
    stored = icalendar.Event.from_ical(CalendarEntry.objects.get(page=meeting.pk).vevent)
    for name in {*stored} - {"LOCATION"}:
        assert events[EMAIL][name].to_ical() == stored[name].to_ical()


@pytest.mark.usefixtures("invites")
def test_an_invitation_is_from_the_sender_to_that_one_person(
    meeting: EventPage, sign_up: SignUp, delivered: Delivered
) -> None:
    sign_up(meeting, f"Ærlig Æ {ODD}" + "ø" * 60, email=EMAIL)
    sign_up(meeting, "Mette")
    message = next(found for found in delivered() if found["To"] == EMAIL)
    method, event = calendar_of(message)
    entry = CalendarEntry.objects.get(page=meeting.pk)
    stored = icalendar.Event.from_ical(entry.vevent)
    assert method == "REQUEST"
    for name in ("UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "STATUS"):
        assert event[name].to_ical() == stored[name].to_ical()
    assert event["ORGANIZER"] == "mailto:netvaerk@example.org"
    assert event["ORGANIZER"].params["CN"] == "Grønne SMV'er"
    assert event["ATTENDEE"] == f"mailto:{EMAIL}"
    assert event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"
    lines = body_of(message).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"BEGIN:VTIMEZONE" in lines
    assert Mail.objects.get(to=EMAIL).calendar_method == "REQUEST"


@pytest.mark.usefixtures("invites")
def test_an_invitation_is_a_part_of_the_mail_itself_where_programs_look_for_it(
    meeting: EventPage, sign_up: SignUp, delivered: Delivered
) -> None:
    sign_up(meeting, "Ole")
    (message,) = delivered()
    kinds = [part.get_content_type() for part in message.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", "text/calendar", "text/calendar"]
    methods = {part.get_param("method") for part in message.walk()} - {None}
    assert methods == {"REQUEST"}


@pytest.mark.usefixtures("invites")
def test_who_cancels_gets_the_end_of_the_invitation_and_once(
    meeting: EventPage, sign_up: SignUp, delivered: Delivered
) -> None:
    registration = sign_up(meeting, "Ole", email=EMAIL)
    (invited,) = delivered()
    _method, before = calendar_of(invited)
    cancel(registration)
    (message,) = delivered()
    method, event = calendar_of(message)
    assert (method, event["STATUS"]) == ("CANCEL", "CANCELLED")
    assert event["UID"] == before["UID"]
    assert event["SEQUENCE"] == before["SEQUENCE"] + 1
    assert event["DTSTAMP"].dt >= before["DTSTAMP"].dt
    assert event["ATTENDEE"] == f"mailto:{EMAIL}"
    assert event["ORGANIZER"] == before["ORGANIZER"]
    assert max(map(len, body_of(message).split(b"\r\n"))) <= 75
    change(meeting, status="cancelled")
    assert sent(delivered) == []


@pytest.mark.usefixtures("invites")
@pytest.mark.parametrize("to", ["waiting", "declined", "cancelled"])
def test_whom_the_coordinator_takes_the_seat_from_gets_it_too(
    open_event: Callable[..., EventPage], sign_up: SignUp, delivered: Delivered, to: str
) -> None:
    event = open_event(capacity=1)
    registration = sign_up(event, "Ole")
    sign_up(event, "Mette")
    assert sorted(sent(delivered)) == [("", -1), ("REQUEST", 0)]
    change_status(registration, to)
    assert sorted(sent(delivered)) == [("CANCEL", 1), ("REQUEST", 0)]


@pytest.mark.usefixtures("invites")
def test_a_meeting_that_is_cancelled_is_cancelled_in_its_own_version(
    meeting: EventPage, sign_up: SignUp, delivered: Delivered
) -> None:
    sign_up(meeting, "Ole")
    sign_up(meeting, "Mette")
    delivered()
    change(meeting, status="cancelled")
    assert sent(delivered) == [("CANCEL", 1)] * 2
    stored = icalendar.Event.from_ical(CalendarEntry.objects.get(page=meeting.pk).vevent)
    assert stored["SEQUENCE"] == 1
    change(meeting, status="scheduled")
    assert sent(delivered) == [("REQUEST", 4)] * 2


@pytest.mark.usefixtures("invites")
def test_each_mail_has_a_higher_number_than_the_one_before(
    meeting: EventPage, sign_up: SignUp, delivered: Delivered
) -> None:
    first = sign_up(meeting, "Ole", email=EMAIL)
    numbers = sent(delivered)
    cancel(first)
    numbers += sent(delivered)
    second = sign_up(meeting, "Ole", email=EMAIL.upper())
    numbers += sent(delivered)
    change(meeting, start=meeting.start + timedelta(days=1), end=meeting.end + timedelta(days=1))
    numbers += sent(delivered)
    cancel(second)
    numbers += sent(delivered)
    change_status(second, "registered")
    numbers += sent(delivered)
    methods = ["REQUEST", "CANCEL", "REQUEST", "REQUEST", "CANCEL", "REQUEST"]
    assert [method for method, _number in numbers] == methods
    assert [number for _method, number in numbers] == [0, 1, 2, 3, 4, 5]


@pytest.mark.usefixtures("invites")
def test_who_has_a_seat_again_is_not_uninvited_by_a_late_mail(
    meeting: EventPage, sign_up: SignUp, delivered: Delivered
) -> None:
    first = sign_up(meeting, "Ole", email=EMAIL)
    assert sent(delivered) == [("REQUEST", 0)]
    cancel(first)
    sign_up(meeting, "Ole", email=EMAIL)
    assert sorted(sent(delivered)) == [("", -1), ("REQUEST", 0)]


def test_who_was_sent_a_file_to_open_gets_a_plain_mail(
    meeting: EventPage, sign_up: SignUp, delivered: Delivered
) -> None:
    registration = sign_up(meeting, "Ole")
    sign_up(meeting, "Mette")
    assert sent(delivered) == [("PUBLISH", 0)] * 2
    cancel(registration)
    assert sent(delivered) == [("", -1)]
    change(meeting, status="cancelled")
    assert sent(delivered) == [("", -1)]


def test_who_was_invited_is_uninvited_also_when_the_site_no_longer_invites(
    meeting: EventPage, sign_up: SignUp, delivered: Delivered, settings: Any
) -> None:
    settings.WAGTAIL_NETWORK = {"CALENDAR_METHOD": "REQUEST"}
    registration = sign_up(meeting, "Ole")
    assert sent(delivered) == [("REQUEST", 0)]
    settings.WAGTAIL_NETWORK = {}
    cancel(registration)
    assert sent(delivered) == [("CANCEL", 1)]


@pytest.mark.parametrize("status", ["waiting", "pending", "offered"])
def test_who_has_no_seat_gets_no_file(
    meeting: EventPage, sign_up: SignUp, delivered: Delivered, status: str
) -> None:
    registration = sign_up(meeting, "Ole")
    Registration.objects.filter(pk=registration.pk).update(
        status=status, queue_number=1, offer_ends=timezone.now()
    )
    assert sent(delivered) == [("", -1)]


@pytest.mark.usefixtures("invites")
@pytest.mark.parametrize(
    ("start", "zone"),
    [
        (in_copenhagen(2027, 3, 28, 14), "Europe/Copenhagen"),
        (in_copenhagen(2027, 10, 31, 14), "Europe/Copenhagen"),
        (in_copenhagen(2027, 7, 1, 14), "America/Nuuk"),
        (in_copenhagen(2027, 7, 1, 14), "UTC"),
    ],
)
def test_an_invitation_tells_the_right_instant(
    open_event: Callable[..., EventPage],
    sign_up: SignUp,
    delivered: Delivered,
    start: Any,
    zone: str,
) -> None:
    event = open_event(start=start, end=start + timedelta(hours=2), time_zone=zone)
    sign_up(event, "Ole")
    (message,) = delivered()
    _method, found = calendar_of(message)
    assert found["DTSTART"].dt.astimezone(start.tzinfo) == start
    assert found["DTSTART"].dt.utcoffset() == event.local_start.utcoffset()
