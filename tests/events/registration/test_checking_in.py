from collections.abc import Callable
from datetime import timedelta
from itertools import permutations
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.events.registration.conftest import applicant, counts_are_right, standing
from wagtail_network.events.registration.changing import cancel, erase
from wagtail_network.events.registration.checking_in import check_in, undo_check_in, walk_in
from wagtail_network.models import EventPage, Registration, Seats

Make = Callable[..., EventPage]
SignUp = Callable[..., Registration]


def present(event: EventPage) -> int:
    return Seats.objects.get(event=event).present


def test_a_person_comes_once_however_often_it_is_told(open_event: Make, sign_up: SignUp) -> None:
    event = open_event()
    registration = sign_up(event, "A")
    at = timezone.now() - timedelta(minutes=5)
    assert check_in(registration, at).checked_in_at == at
    assert check_in(registration).checked_in_at == at
    assert present(event) == 1
    undo_check_in(registration)
    undo_check_in(registration)
    assert present(event) == 0


@pytest.mark.parametrize("before", ["waiting", "cancelled"])
def test_who_is_let_in_gets_a_seat(open_event: Make, sign_up: SignUp, before: str) -> None:
    event = open_event(capacity=1)
    sign_up(event, "A")
    registration = sign_up(event, "B")
    if before == "cancelled":
        cancel(registration)
    check_in(registration)
    assert standing(event) == {"A": "registered", "B": "registered"}
    assert present(event) == 1
    assert counts_are_right(event)


@pytest.mark.parametrize("email", ["", "ny@example.org"])
def test_who_just_comes_is_registered_once(open_event: Make, sign_up: SignUp, email: str) -> None:
    event, form = open_event(capacity=1), uuid4()
    sign_up(event, "A")
    first, again = (
        walk_in(event, applicant("Ny", email=email), submission=form, language="da")
        for _time in range(2)
    )
    assert first == again
    assert standing(event) == {"A": "registered", "Ny": "registered"}
    assert present(event) == 1
    other = walk_in(event, applicant("Nr 2", email=""), submission=uuid4(), language="da")
    assert other != first
    assert counts_are_right(event)


def test_the_tap_made_last_holds_in_whatever_order_they_arrive(
    open_event: Make, sign_up: SignUp
) -> None:
    event = open_event()
    registration = sign_up(event, "A")
    start = timezone.now() - timedelta(hours=1)
    taps = [(check_in, 0), (undo_check_in, 10), (check_in, 20), (undo_check_in, 30)]
    for order in permutations(taps):
        Registration.objects.update(checked_in_at=None, checked_changed_at=None)
        Seats.objects.update(present=0)
        for tap, minutes in order:
            tap(registration, start + timedelta(minutes=minutes))
        registration.refresh_from_db()
        assert (registration.checked_in_at, present(event)) == (None, 0), order


def test_a_tap_that_changes_nothing_outdates_those_before_it_too(
    open_event: Make, sign_up: SignUp
) -> None:
    event = open_event()
    registration = sign_up(event, "A")
    first, between, last = (timezone.now() - timedelta(minutes=ago) for ago in (30, 20, 10))
    check_in(registration, first)
    check_in(registration, last)
    assert undo_check_in(registration, between).checked_in_at == first
    assert present(event) == 1


def test_a_lost_answer_is_asked_for_again_after_somebody_else_has_undone_it(
    open_event: Make, sign_up: SignUp
) -> None:
    event = open_event()
    registration = sign_up(event, "A")
    tapped = timezone.now() - timedelta(minutes=5)
    check_in(registration, tapped)
    undo_check_in(registration)
    assert check_in(registration, tapped).checked_in_at is None
    assert present(event) == 0


def test_an_old_tap_seats_nobody_who_has_cancelled_since(open_event: Make, sign_up: SignUp) -> None:
    event = open_event()
    registration = sign_up(event, "A")
    tapped = timezone.now() - timedelta(minutes=5)
    check_in(registration, tapped)
    undo_check_in(registration)
    cancel(registration)
    check_in(registration, tapped)
    assert standing(event) == {"A": "cancelled"}


def test_a_telephone_that_is_ahead_of_its_time_does_not_have_the_last_word(
    open_event: Make, sign_up: SignUp
) -> None:
    event = open_event()
    registration = sign_up(event, "A")
    check_in(registration, timezone.now() + timedelta(hours=1))
    assert undo_check_in(registration).checked_in_at is None
    assert present(event) == 0


def test_who_just_came_and_has_been_cancelled_is_not_added_again_by_a_late_repetition(
    open_event: Make,
) -> None:
    event, form, tapped = open_event(), uuid4(), timezone.now()
    came = walk_in(event, applicant("Ny", email=""), submission=form, language="da", at=tapped)
    cancel(came)
    again = walk_in(event, applicant("Ny", email=""), submission=form, language="da", at=tapped)
    assert again == came
    assert standing(event) == {"Ny": "cancelled"}


def test_erasing_a_person_who_came_counts_them_out(open_event: Make, sign_up: SignUp) -> None:
    event = open_event()
    registration = sign_up(event, "A")
    check_in(registration)
    erase(registration)
    assert present(event) == 0
