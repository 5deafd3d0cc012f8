"""What registrants read when a meeting has changed, also after several changes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage
from zoneinfo import ZoneInfo

from django.utils import timezone

from tests.core.mail.making import text_of
from tests.events.calendar.test_feed import change
from tests.events.registration.test_changes import DAY, later
from wagtail_network.events.registration.changing import cancel, change_status
from wagtail_network.models import EventPage, Mail, Registration

Delivered = Callable[..., list[EmailMessage]]
SignUp = Callable[..., Registration]


def texts_of(messages: list[EmailMessage]) -> list[str]:
    return [text_of(message).replace("\r\n", "\n") for message in messages]


def test_a_mail_that_waits_is_overtaken_by_the_next_which_tells_of_both(
    meeting: EventPage, ole: Registration, delivered: Delivered
) -> None:
    first = meeting.local_start.date()
    change(meeting, **later(meeting))
    change(meeting, **later(meeting, 2 * DAY), venue_name="Rådhuset")
    (message,) = delivered()
    (text,) = texts_of([message])
    days = [f" {(first + number * DAY).day} " in text for number in range(3)]
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
    assert "is going ahead after all" in on["Subject"]
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
    assert ("12:00–14:00" in before) and ("Nuuk" in before)
    assert "13:00–15:00" in text


def test_who_is_given_another_status_hears_of_the_change_in_its_words(
    meeting: EventPage, ole: Registration, delivered: Delivered
) -> None:
    change(meeting, **later(meeting))
    change_status(ole, "pending")
    texts = texts_of(delivered())
    assert [text for text in texts if "have not looked at your registration" in text]
    assert not [text for text in texts if "Your seat is kept" in text]


def test_another_room_is_no_new_place_to_who_takes_part_online(
    meeting: EventPage, sign_up: SignUp, delivered: Delivered
) -> None:
    sign_up(meeting, "Ole")
    sign_up(meeting, "Ida", mode="online")
    delivered()
    change(meeting, venue_name="Rådhuset", **later(meeting))
    subjects = {message["To"][:3]: message["Subject"].strip() for message in delivered()}
    assert subjects["ole"].startswith("New date and place:")
    assert subjects["ida"].startswith("New date:")
