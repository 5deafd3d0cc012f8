from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.events.registration.conftest import applicant, counts_are_right, standing
from wagtail_network.events.registration.registering import (
    NotOpen,
    add_by_hand,
    register,
    register_page,
)
from wagtail_network.events.registration.seats import Full
from wagtail_network.models import EventPage, Registration, Seats

Make = Callable[..., EventPage]
SignUp = Callable[..., Registration]


def test_the_first_get_the_seats_and_the_others_wait_in_order(
    open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=2)
    for name in "ABCD":
        sign_up(event, name)
    assert standing(event) == dict.fromkeys("AB", "registered") | dict.fromkeys("CD", "waiting")
    assert [waiting.name for waiting in Registration.objects.of(event).waiting()] == ["C", "D"]
    assert counts_are_right(event)


def test_a_meeting_without_a_number_of_seats_takes_all(open_event: Make, sign_up: SignUp) -> None:
    event = open_event(capacity=None)
    assert {sign_up(event, name).status for name in "ABCDE"} == {"registered"}


def test_without_a_waiting_list_the_next_is_turned_away(open_event: Make, sign_up: SignUp) -> None:
    event = open_event(capacity=1, waiting_list="none")
    sign_up(event, "A")
    with pytest.raises(Full):
        sign_up(event, "B")
    assert standing(event) == {"A": "registered"}


def test_the_room_and_online_have_seats_of_their_own(open_event: Make, sign_up: SignUp) -> None:
    event = open_event(attendance_mode="mixed", capacity=3, capacity_offline=1, capacity_online=5)
    got = [sign_up(event, "A"), sign_up(event, "B"), sign_up(event, "C", mode="online")]
    assert [one.status for one in got] == ["registered", "waiting", "registered"]
    # Three seats in all: the fourth online waits although there are five online.
    assert sign_up(event, "D", mode="online").status == "registered"
    assert sign_up(event, "E", mode="online").status == "waiting"
    assert counts_are_right(event)


def test_an_organisation_has_no_more_than_its_seats(open_event: Make, sign_up: SignUp) -> None:
    event = open_event(capacity=9, seats_per_organisation=1)
    assert sign_up(event, "A", "Grønt Byg A/S").status == "registered"
    assert sign_up(event, "B", "GRØNT BYG").status == "waiting"
    assert sign_up(event, "C", "Tømrer Ærø").status == "registered"
    assert sign_up(event, "D").status == "registered"
    assert sign_up(event, "E").status == "registered"
    assert counts_are_right(event)


def test_an_application_takes_no_seat(open_event: Make, sign_up: SignUp) -> None:
    event = open_event(capacity=1, needs_approval=True)
    assert {sign_up(event, name).status for name in "ABC"} == {"pending"}
    assert Seats.objects.get(event=event).taken == 0


def test_colleagues_are_signed_up_together(open_event: Make) -> None:
    event = open_event(capacity=2)
    people = [applicant("A", "NærHeden"), applicant("B", "NærHeden"), applicant("C", "NærHeden")]
    outcomes = register(event, people, submission=uuid4(), language="da")
    assert [o.registration.status for o in outcomes] == ["registered", "registered", "waiting"]
    first, *others = (Registration.objects.get(pk=o.registration.pk) for o in outcomes)
    assert [other.signed_up_by for other in others] == [first, first]
    assert {other.source for other in others} == {"colleague"}


def test_colleagues_are_signed_up_all_or_not_at_all(open_event: Make) -> None:
    event = open_event(capacity=1, waiting_list="none")
    people = [applicant("A"), applicant("B")]
    with pytest.raises(Full):
        register(event, people, submission=uuid4(), language="da")
    assert standing(event) == {}
    assert counts_are_right(event)


def test_the_same_form_sent_twice_is_one_registration(open_event: Make) -> None:
    event, form = open_event(), uuid4()
    [first] = register(event, [applicant("A")], submission=form, language="da")
    [again] = register(event, [applicant("A")], submission=form, language="da")
    assert (first.is_new, again.is_new) == (True, False)
    assert again.registration == first.registration
    assert Seats.objects.get(event=event).taken == 1


@pytest.mark.parametrize("written", ["ÆRØ@EXAMPLE.org", " ærø@example.org", "ærø@example.org"])
def test_an_address_has_one_registration_however_it_is_written(
    open_event: Make, sign_up: SignUp, written: str
) -> None:
    event = open_event()
    first = sign_up(event, "A", email="ærø@example.org")
    assert sign_up(event, "B", email=written) == first
    assert standing(event) == {"A": "registered"}


def test_a_known_colleague_does_not_stop_the_others(open_event: Make, sign_up: SignUp) -> None:
    event = open_event(capacity=9)
    known = sign_up(event, "B")
    people = [applicant("A"), applicant("B"), applicant("C")]
    outcomes = register(event, people, submission=uuid4(), language="da")
    assert [outcome.is_new for outcome in outcomes] == [True, False, True]
    assert outcomes[1].registration == known
    assert counts_are_right(event)


def test_who_has_cancelled_can_sign_up_again(open_event: Make, sign_up: SignUp) -> None:
    event = open_event()
    first = sign_up(event, "A")
    Registration.objects.filter(pk=first.pk).update(status="cancelled")
    assert sign_up(event, "A") != first


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"takes_registrations": False}, "off"),
        ({"registration_opens": timezone.now() + HOUR}, "early"),
        ({"registration_closes": timezone.now() - HOUR}, "closed"),
        ({"status": "cancelled"}, "called_off"),
        ({"status": "postponed"}, "called_off"),
        ({"days": -1}, "over"),
        ({"days": -1 / 24}, "closed"),
    ],
)
def test_nobody_can_sign_up_at_other_times(
    open_event: Make, sign_up: SignUp, fields: dict, expected: str
) -> None:
    event = open_event(**fields)
    with pytest.raises(NotOpen) as caught:
        sign_up(event, "A")
    assert caught.value.openness == expected
    assert standing(event) == {}


def test_the_coordinator_adds_at_any_time_and_is_told_when_it_is_full(open_event: Make) -> None:
    event = open_event(capacity=1, registration_closes=timezone.now() - HOUR, needs_approval=True)

    def add(name: str, **options: bool) -> str:
        options = {"language": "da", "submission": uuid4(), **options}
        return add_by_hand(event, applicant(name), **options).registration.status

    assert add("A") == "registered"
    with pytest.raises(Full):
        add("B")
    assert add("C", make_room=True) == "registered"
    assert standing(event) == {"A": "registered", "C": "registered"}
    assert counts_are_right(event)


def test_the_translations_of_a_meeting_share_its_seats(open_event: Make, home: object) -> None:
    event = open_event(capacity=1)
    english = event.copy_for_translation(locale_of("en"), copy_parents=True)
    english.save_revision().publish()
    english = EventPage.objects.get(pk=english.pk)
    assert register_page(english) == event
    assert register_page(event) == event
    assert Seats.objects.count() == 1


def locale_of(code: str) -> object:
    from wagtail.models import Locale

    return Locale.objects.get_or_create(language_code=code)[0]
