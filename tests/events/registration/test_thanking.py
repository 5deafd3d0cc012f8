"""Thanks, when there is something to read about the meeting."""

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.core.mail.making import text_of
from tests.events.calendar.test_feed import change
from tests.events.registration.letters.conftest import delivered as delivered
from tests.events.registration.letters.conftest import server as server
from wagtail_network.core.mail.sending import send_due
from wagtail_network.events.registration.checking_in import check_in
from wagtail_network.events.registration.thanking import thank
from wagtail_network.models import EventIndexPage, EventPage, Mail, Registration

Make = Callable[..., EventPage]
SignUp = Callable[..., Registration]
Delivered = Callable[..., list[EmailMessage]]
DAY = timedelta(days=1)
RECAP = [("paragraph", "<p>Vi byggede en væg af ler.</p>")]


@pytest.fixture
def over(open_event: Make, sign_up: SignUp) -> EventPage:
    """A meeting that two people had signed up for, with its recap; nothing waits to be sent."""
    event = open_event(capacity=9)
    for name in ("Ole", "Mette"):
        sign_up(event, name)
    Mail.objects.all().delete()
    past = timezone.now() - DAY
    return change(event, start=past, end=past + timedelta(hours=2), recap=RECAP)


def test_those_who_had_a_seat_are_thanked_once(over: EventPage) -> None:
    assert thank() == 2
    assert thank() == 0
    assert set(Mail.objects.values_list("kind", flat=True)) == {"registration.thanks"}


@pytest.mark.parametrize(
    "fields",
    [
        {"recap": []},
        {"sends_thanks": False},
        {"status": "cancelled"},
        {"start": timezone.now() - DAY, "end": timezone.now() + DAY},
        {"start": timezone.now() - 63 * DAY, "end": timezone.now() - 61 * DAY},
    ],
    ids=["no recap", "not wanted", "cancelled", "not over", "long ago"],
)
def test_of_some_meetings_nobody_is_thanked(over: EventPage, fields: dict[str, Any]) -> None:
    change(over, **fields)
    assert thank() == 0


def test_a_recap_in_a_draft_thanks_nobody(over: EventPage) -> None:
    over = change(over, recap=[])
    over.recap = RECAP
    over.save_revision()
    assert thank() == 0


@pytest.mark.parametrize("status", ["waiting", "pending", "cancelled", "lapsed"])
def test_who_had_no_seat_is_not_thanked(over: EventPage, status: str) -> None:
    Registration.objects.filter(name="Ole").update(status=status, queue_number=1)
    assert thank() == 1


def test_where_people_were_counted_only_those_who_came_are_thanked(over: EventPage) -> None:
    check_in(Registration.objects.get(name="Ole"))
    assert thank() == 1
    assert Mail.objects.get(kind="registration.thanks").to == "ole@example.org"


def test_the_mail_leads_to_the_recap_and_to_the_next_meeting(
    over: EventPage, open_event: Make, delivered: Delivered
) -> None:
    coming = open_event("Næste gang: træ", 14)
    thank()
    text = text_of(delivered()[0])
    assert f"{over.full_url}#recap" in text
    assert "Vi byggede en væg af ler." in text
    assert coming.title in text
    assert coming.full_url in text


@pytest.mark.parametrize("hide", ["private", "draft", "cancelled"])
def test_a_meeting_they_cannot_go_to_is_not_named(
    over: EventPage, open_event: Make, delivered: Delivered, hide: str
) -> None:
    hidden = open_event("Kanariefugl", 14)
    over = change(over, next_event=hidden)
    if hide == "private":
        PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    elif hide == "draft":
        hidden.unpublish()
    else:
        change(hidden, status="cancelled")
    thank()
    text = text_of(delivered()[0])
    assert "Kanariefugl" not in text
    assert hidden.full_url not in text


def test_a_page_not_everybody_may_open_is_not_linked_to_nor_repeated(
    over: EventPage, event_index: EventIndexPage, delivered: Delivered
) -> None:
    PageViewRestriction.objects.create(page=event_index, restriction_type="login")
    thank()
    for message in delivered():
        text = text_of(message)
        assert "#recap" not in text
        assert "væg af ler" not in text


def test_a_recap_that_is_taken_back_before_the_mail_is_sent_drops_it(over: EventPage) -> None:
    thank()
    change(over, recap=[])
    send_due()
    assert set(Mail.objects.values_list("status", flat=True)) == {"dropped"}


def test_the_queries_are_the_same_for_many_meetings(
    over: EventPage, open_event: Make, sign_up: SignUp, django_assert_num_queries: Any
) -> None:
    past = timezone.now() - DAY
    for number in range(5):
        event = open_event(f"M{number}", capacity=None)
        for name in "ABC":
            sign_up(event, name)
        change(event, start=past, end=past, recap=RECAP)
    Mail.objects.all().delete()
    with django_assert_num_queries(5):  # a savepoint, two selects, the insert
        assert thank() == 17
