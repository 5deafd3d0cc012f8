"""What a letter says is what is so, in the words of who did it."""

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.core.mail.making import html_of, text_of
from tests.events.calendar.test_feed import change
from tests.events.registration.conftest import applicant
from tests.events.registration.letters.making import EMAIL
from wagtail_network.events.registration.changing import (
    accept_offer,
    approve,
    cancel,
    change_status,
    decline,
    erase,
)
from wagtail_network.events.registration.registering import add_by_hand, register
from wagtail_network.events.registration.waiting_list import let_offers_lapse
from wagtail_network.models import EventPage, Mail, Registration

Make = Callable[..., EventPage]
SignUp = Callable[..., Registration]
Delivered = Callable[..., list[EmailMessage]]


def said_to(name: str, messages: list[EmailMessage]) -> str:
    """Subject and text of the one mail to somebody, on one line."""
    (message,) = (one for one in messages if one["To"].startswith(f"{name.lower()}@"))
    return " ".join(f"{message['Subject']} {text_of(message)}".split())


def test_a_seat_a_place_in_the_queue_and_a_promotion(
    open_event: Make, sign_up: SignUp, delivered: Delivered
) -> None:
    event = open_event(capacity=1)
    first, _second, _third = (sign_up(event, name) for name in ("Ole", "Mette", "Ida"))
    messages = delivered()
    assert "Your seat is reserved." in said_to("Ole", messages)
    assert "You are number 1 on the waiting list." in said_to("Mette", messages)
    assert "You are number 2 on the waiting list." in said_to("Ida", messages)
    assert "It will then be yours" in said_to("Ida", messages)
    cancel(first)
    messages = delivered()
    assert "You have given up your seat" in said_to("Ole", messages)
    assert "You are welcome to sign up again" in said_to("Ole", messages)
    assert "A seat has become free, and it is yours." in said_to("Mette", messages)


def test_an_offer_says_until_when_and_what_happens_otherwise(
    open_event: Make, sign_up: SignUp, delivered: Delivered
) -> None:
    event = open_event(capacity=1, offer_hours=24)
    first, second, _third = (sign_up(event, name) for name in ("Ole", "Mette", "Ida"))
    assert "keep it for you for 24 hours" in said_to("Mette", delivered())
    cancel(first)
    offer = said_to("Mette", delivered())
    until = timezone.localtime(Registration.objects.get(pk=second.pk).offer_ends)
    assert f" {until:%-d} " in offer
    assert f"{until:%H:%M}" in offer
    assert "If you do nothing, it will then go to the next person" in offer
    assert "Take the seat: http" in offer
    let_offers_lapse(timezone.now() + timedelta(hours=25))
    messages = delivered()
    assert "did not hear from you in time" in said_to("Mette", messages)
    accept_offer(Registration.objects.get(name="Ida"))
    messages = delivered()
    assert "Thank you for taking the seat." in said_to("Ida", messages)


def test_who_waits_while_there_are_seats_for_others_is_not_told_that_all_are_taken(
    open_event: Make, sign_up: SignUp, delivered: Delivered
) -> None:
    hybrid = {"attendance_mode": "mixed", "capacity_offline": 1, "capacity_online": 1}
    event = open_event(capacity=9, seats_per_organisation=1)
    both = open_event("Hybridt", capacity=9, **hybrid)
    for name in ("Ole", "Mette"):
        sign_up(event, name, "Byg A/S")
    for mode in ("offline", "online"):
        sign_up(both, f"A{mode}", mode=mode)
        sign_up(both, f"B{mode}", mode=mode)
    messages = delivered()
    assert "or none for more people from your organisation" in said_to("Mette", messages)
    assert "All seats in the room are taken" in said_to("Boffline", messages)
    assert "All seats online are taken" in said_to("Bonline", messages)


def test_an_application_its_approval_and_its_refusal(
    open_event: Make, sign_up: SignUp, delivered: Delivered
) -> None:
    event = open_event(capacity=1, needs_approval=True)
    first, second, third = (sign_up(event, name) for name in ("Ole", "Mette", "Ida"))
    assert "You do not have a seat yet" in said_to("Ole", delivered())
    approve(first)
    approve(second)
    decline(third)
    messages = delivered()
    assert "have approved your registration. Your seat is reserved." in said_to("Ole", messages)
    assert "but all seats are taken. You are number 1" in said_to("Mette", messages)
    assert "cannot offer you a seat this time" in said_to("Ida", messages)
    cancel(Registration.objects.get(name="Mette"), by="coordinator")
    assert "The organisers have cancelled your registration." in said_to("Mette", delivered())


def test_colleagues_hear_who_signed_them_up_and_the_first_whom(
    open_event: Make, delivered: Delivered
) -> None:
    event = open_event(capacity=9)
    people = [applicant(name) for name in ("Ole", "Mette", "Ida")]
    register(event, people, submission=uuid4(), language="en")
    messages = delivered()
    assert "You also signed up: Mette Ida" in said_to("Ole", messages)
    assert "Ole has signed you up for this meeting." in said_to("Mette", messages)
    assert "because a colleague has signed you up" in said_to("Mette", messages)
    assert "You also signed up" not in said_to("Ida", messages)


def test_the_mail_tells_nobody_whether_a_colleague_was_registered_before(
    open_event: Make, sign_up: SignUp, delivered: Delivered
) -> None:
    event = open_event(capacity=9)
    sign_up(event, "Mette")
    delivered()
    people = [applicant("Ole"), applicant("Mette")]
    register(event, people, submission=uuid4(), language="en")
    messages = delivered()
    assert "You also signed up: Mette" in said_to("Ole", messages)
    assert "Nothing has changed" in said_to("Mette", messages)


def test_nor_whether_who_is_said_to_fill_in_the_form_was(
    open_event: Make, sign_up: SignUp, delivered: Delivered
) -> None:
    known, unknown = open_event("Møde", capacity=9), open_event("Møde", capacity=9)
    sign_up(known, "Kanariefugl", email="mette@example.org")
    delivered()
    said = []
    for event in (known, unknown):
        people = [applicant("Mette"), applicant("Ole"), applicant("Ida")]
        register(event, people, submission=uuid4(), language="en")
        messages = delivered()
        said += [
            [said_to(name, messages).partition("Your ticket")[0] for name in ("Ole", "Ida")],
        ]
    assert said[0] == said[1]
    assert "Mette has signed you up" in said[0][0]


def test_who_is_erased_is_named_to_nobody_any_more(open_event: Make) -> None:
    event = open_event(capacity=9)
    people = [applicant(name) for name in ("Ole", "Mette", "Ida")]
    register(event, people, submission=uuid4(), language="en")
    erase(Registration.objects.get(name="Mette"))
    assert "Mette" not in repr(list(Mail.objects.values()))
    assert Mail.objects.get(to="ole@example.org").facts["others"] == ["Ida"]
    erase(Registration.objects.get(name="Ole"))
    assert "Ole" not in repr(list(Mail.objects.values()))


def test_who_was_added_by_hand_hears_that(open_event: Make, delivered: Delivered) -> None:
    add_by_hand(open_event(), applicant("Ole"), language="en", submission=uuid4())
    said = said_to("Ole", delivered())
    assert "The organisers have signed you up for this meeting." in said
    assert "because the organisers have put you on the list" in said


def test_a_late_mail_says_what_it_was_and_what_it_is(
    open_event: Make, sign_up: SignUp, delivered: Delivered
) -> None:
    cancel(sign_up(open_event(), "Ole"))
    late, now = sorted(
        (f"{message['Subject']} {text_of(message)}" for message in delivered()),
        key=lambda text: "reaches you late" not in text,
    )
    assert "About your registration" in late
    assert "Your seat is reserved" not in late
    assert "You have given up your seat" in now


def test_a_meeting_that_is_off_by_now_is_not_looked_forward_to(
    open_event: Make, sign_up: SignUp, delivered: Delivered
) -> None:
    event = open_event()
    sign_up(event, "Ole")
    EventPage.objects.filter(pk=event.pk).update(status="cancelled", status_note="Sygdom.")
    said = said_to("Ole", delivered())
    assert "the meeting has been cancelled. Sygdom." in said
    assert "look forward" not in said


def test_the_online_link_is_only_for_those_with_a_seat_and_while_it_can_be_used(
    open_event: Make, sign_up: SignUp, delivered: Delivered
) -> None:
    event = open_event(
        capacity=1, attendance_mode="online", online_url="https://moede.example/kanarie"
    )
    registered, _waiting = sign_up(event, "Ole", mode="online"), sign_up(event, "Mette")
    messages = delivered()
    assert "kanarie" in said_to("Ole", messages)
    assert "kanarie" not in said_to("Mette", messages)
    cancel(registered)
    messages = delivered()
    assert "kanarie" not in said_to("Ole", messages)
    assert "kanarie" in said_to("Mette", messages)
    change(event, status="cancelled")
    assert "kanarie" not in said_to("Mette", delivered())


def test_a_page_that_not_everybody_may_open_is_not_linked_to(
    open_event: Make, sign_up: SignUp, delivered: Delivered
) -> None:
    event = open_event()
    sign_up(event, "Ole")
    (message,) = delivered()
    assert f'href="{event.full_url}"' in html_of(message)
    PageViewRestriction.objects.create(page=event, restriction_type="login")
    sign_up(event, "Mette")
    (message,) = delivered()
    assert f'href="{event.full_url}"' not in html_of(message)


def test_a_letter_about_a_meeting_without_place_or_network_contact_has_no_holes(
    open_event: Make, sign_up: SignUp, delivered: Delivered
) -> None:
    sign_up(open_event(), "Ole")
    (message,) = delivered()
    text = text_of(message)
    assert "Where" not in text
    assert message["Reply-To"] is None
    assert "Questions" not in text


def test_a_place_the_coordinator_takes_back_is_told_as_such(
    meeting: EventPage, ole: Registration, delivered: Delivered
) -> None:
    EventPage.objects.filter(pk=meeting.pk).update(start=timezone.now() - timedelta(hours=1))
    change_status(ole, "waiting")
    assert "moved you to the waiting list" in said_to("ole", delivered())


@pytest.mark.parametrize("language", ["da", "en", "en-gb", "fr"])
def test_a_language_the_site_does_not_have_is_no_error(
    meeting: EventPage,
    in_english: EventPage,
    ole: Registration,
    delivered: Delivered,
    language: str,
) -> None:
    Registration.objects.update(language=language)
    cancel(Registration.objects.get())
    (message,) = delivered()
    title = in_english.title if language.startswith("en") else meeting.title
    assert title in message["Subject"]
    assert message["To"] == EMAIL


def test_a_translation_that_is_taken_down_is_not_spoken_of(
    meeting: EventPage, in_english: EventPage, ole: Registration, delivered: Delivered
) -> None:
    Registration.objects.update(language="en")
    in_english.unpublish()
    cancel(Registration.objects.get())
    (message,) = delivered()
    assert meeting.title in message["Subject"]
    assert in_english.full_url not in text_of(message).replace("/registration/", "")


def test_what_a_letter_asks_of_the_database_does_not_grow(
    meeting: EventPage, sign_up: SignUp, delivered: Delivered, django_assert_max_num_queries: Any
) -> None:
    for name in "ABCDEFGH":
        sign_up(meeting, name)
    with django_assert_max_num_queries(8 * 20 + 2):
        assert len(delivered()) == 8
