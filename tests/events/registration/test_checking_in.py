from collections.abc import Callable
from datetime import timedelta
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


def test_erasing_a_person_who_came_counts_them_out(open_event: Make, sign_up: SignUp) -> None:
    event = open_event()
    registration = sign_up(event, "A")
    check_in(registration)
    erase(registration)
    assert present(event) == 0
