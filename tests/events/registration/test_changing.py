from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.events.registration.conftest import counts_are_right, standing
from wagtail_network.events.registration.changing import (
    AlreadyRegistered,
    OfferLapsed,
    accept_offer,
    approve,
    cancel,
    change_status,
    decline,
    erase,
)
from wagtail_network.events.registration.seats import Full
from wagtail_network.events.registration.waiting_list import let_offers_lapse, position
from wagtail_network.models import EventPage, OrganisationSeats, Registration, Seats

Make = Callable[..., EventPage]
SignUp = Callable[..., Registration]


def again(registration: Registration) -> Registration:
    return Registration.objects.get(pk=registration.pk)


def test_a_seat_given_up_goes_to_the_next_who_waits(open_event: Make, sign_up: SignUp) -> None:
    event = open_event(capacity=1)
    first, _second, third = (sign_up(event, name) for name in "ABC")
    assert position(third) == 2
    cancel(first)
    assert standing(event) == {"A": "cancelled", "B": "registered", "C": "waiting"}
    assert position(again(third)) == 1
    assert counts_are_right(event)


def test_who_leaves_the_waiting_list_is_passed_by(open_event: Make, sign_up: SignUp) -> None:
    event = open_event(capacity=1)
    first, second, _third = (sign_up(event, name) for name in "ABC")
    cancel(second)
    cancel(first)
    assert standing(event) == {"A": "cancelled", "B": "cancelled", "C": "registered"}


def test_cancelling_twice_frees_one_seat(open_event: Make, sign_up: SignUp) -> None:
    event = open_event(capacity=1)
    first, *_others = (sign_up(event, name) for name in "ABC")
    cancel(first)
    cancel(first)
    assert standing(event) == {"A": "cancelled", "B": "registered", "C": "waiting"}
    assert counts_are_right(event)


def test_more_seats_go_to_those_who_wait(open_event: Make, sign_up: SignUp) -> None:
    event = open_event(capacity=1)
    for name in "ABCD":
        sign_up(event, name)
    event.capacity = 3
    event.save_revision().publish()
    assert standing(event) == dict.fromkeys("ABC", "registered") | {"D": "waiting"}
    assert counts_are_right(event)


def test_a_draft_with_more_seats_gives_nobody_one(open_event: Make, sign_up: SignUp) -> None:
    event = open_event(capacity=1)
    for name in "AB":
        sign_up(event, name)
    event.capacity = 3
    event.save_revision()
    assert standing(event) == {"A": "registered", "B": "waiting"}


def test_fewer_seats_take_nobodys_and_free_none(open_event: Make, sign_up: SignUp) -> None:
    event = open_event(capacity=3)
    people = [sign_up(event, name) for name in "ABCD"]
    event.capacity = 1
    event.save_revision().publish()
    assert standing(event) == dict.fromkeys("ABC", "registered") | {"D": "waiting"}
    cancel(people[0])
    cancel(people[1])
    assert again(people[3]).status == "waiting"
    cancel(people[2])
    assert again(people[3]).status == "registered"
    assert counts_are_right(event)


def test_a_seat_online_is_no_use_to_who_waits_for_the_room(
    open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(
        attendance_mode="mixed", capacity=None, capacity_offline=1, capacity_online=1
    )
    online = sign_up(event, "A", mode="online")
    sign_up(event, "B")
    sign_up(event, "C")
    sign_up(event, "D", mode="online")
    cancel(online)
    assert standing(event)["C"] == "waiting"
    assert standing(event)["D"] == "registered"


def test_who_waits_for_their_organisations_seat_is_passed_by_and_stays_first(
    open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=2, seats_per_organisation=1)
    sign_up(event, "A", "Byg")
    other = sign_up(event, "B", "Træ")
    colleague = sign_up(event, "C", "Byg")
    sign_up(event, "D", "Ler")
    cancel(other)
    assert standing(event)["D"] == "registered"
    assert position(again(colleague)) == 1


def test_a_fair_list_seats_organisations_without_a_seat_first(
    open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=2, waiting_list="fair")
    first, second = sign_up(event, "A", "Byg"), sign_up(event, "B", "Træ")
    for name, organisation in (("C", "Byg"), ("D", "Ler"), ("E", "Ler")):
        sign_up(event, name, organisation)
    cancel(second)
    assert standing(event)["D"] == "registered"
    cancel(first)
    assert standing(event) | {"C": "registered", "E": "waiting"} == standing(event)


def test_an_offer_holds_the_seat_until_it_is_taken_up(open_event: Make, sign_up: SignUp) -> None:
    event = open_event(capacity=1, offer_hours=24)
    first, second, third = (sign_up(event, name) for name in "ABC")
    cancel(first)
    assert again(second).status == "offered"
    assert again(second).offer_ends > timezone.now() + timedelta(hours=23)
    assert Seats.objects.get(event=event).left == 0
    accept_offer(second)
    assert accept_offer(second).status == "registered"
    assert again(third).status == "waiting"
    assert counts_are_right(event)


def test_an_offer_that_lapses_goes_to_the_next(open_event: Make, sign_up: SignUp) -> None:
    event = open_event(capacity=1, offer_hours=24)
    first, second, third = (sign_up(event, name) for name in "ABC")
    cancel(first)
    assert let_offers_lapse() == 0
    late = timezone.now() + timedelta(hours=25)
    assert let_offers_lapse(late) == 1
    assert let_offers_lapse(late) == 0
    assert (again(second).status, again(third).status) == ("lapsed", "offered")
    with pytest.raises(OfferLapsed):
        accept_offer(second)
    assert counts_are_right(event)


def test_an_offer_past_its_end_cannot_be_taken_up(open_event: Make, sign_up: SignUp) -> None:
    event = open_event(capacity=1, offer_hours=24)
    first, second = (sign_up(event, name) for name in "AB")
    cancel(first)
    Registration.objects.filter(pk=second.pk).update(offer_ends=timezone.now())
    with pytest.raises(OfferLapsed):
        accept_offer(second)


def test_an_applicant_is_approved_into_a_seat_or_onto_the_list(
    open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=1, needs_approval=True)
    first, second, third = (sign_up(event, name) for name in "ABC")
    assert [approve(first).status, approve(second).status] == ["registered", "waiting"]
    assert decline(third).status == "declined"
    assert counts_are_right(event)


def test_the_coordinator_can_make_room(open_event: Make, sign_up: SignUp) -> None:
    event = open_event(capacity=1)
    _first, second, third = (sign_up(event, name) for name in "ABC")
    with pytest.raises(Full):
        change_status(third, "registered")
    change_status(third, "registered", make_room=True)
    assert standing(event) == {"A": "registered", "B": "waiting", "C": "registered"}
    # The seat that was added goes with the person.
    cancel(third)
    assert again(second).status == "waiting"
    assert counts_are_right(event)


def test_a_registration_cannot_come_back_beside_another_of_the_same_address(
    open_event: Make, sign_up: SignUp
) -> None:
    event = open_event()
    first = sign_up(event, "A")
    cancel(first)
    sign_up(event, "A")
    with pytest.raises(AlreadyRegistered):
        change_status(first, "registered")
    assert counts_are_right(event)


def test_erasing_leaves_nothing_and_frees_the_seat(open_event: Make, sign_up: SignUp) -> None:
    event = open_event(capacity=1, seats_per_organisation=1)
    first = sign_up(event, "A", "Byg")
    sign_up(event, "B", "Træ")
    erase(first)
    erase(first)
    assert standing(event) == {"B": "registered"}
    assert [seats.key for seats in OrganisationSeats.objects.all()] == ["trae"]
    assert counts_are_right(event)


def test_nobody_is_given_a_seat_once_the_meeting_has_begun(
    open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=1)
    first, second = (sign_up(event, name) for name in "AB")
    EventPage.objects.filter(pk=event.pk).update(start=timezone.now() - timedelta(hours=1))
    cancel(first)
    assert again(second).status == "waiting"
