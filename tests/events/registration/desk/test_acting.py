from collections.abc import Callable

from tests.events.registration.conftest import counts_are_right, standing
from wagtail_network.events.registration.changing import cancel
from wagtail_network.events.registration.desk.acting import Act, Hindrance, act
from wagtail_network.models import EventPage, Registration

Make = Callable[..., EventPage]
SignUp = Callable[..., Registration]


def hindrances(report: object) -> dict[str, Hindrance]:
    return {one.name: why for one, why in report.left}  # type: ignore[attr-defined]


def test_applicants_get_the_seats_as_they_came_and_the_others_wait(
    open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=1, needs_approval=True)
    people = [sign_up(event, name) for name in "ABC"]
    report = act(Act.APPROVE, reversed(people))
    assert standing(event) == {"A": "registered", "B": "waiting", "C": "waiting"}
    assert [one.status for one in report.done] == ["registered", "waiting", "waiting"]
    assert report.left == []
    assert counts_are_right(event)


def test_room_is_made_for_applicants_only_when_asked_for(open_event: Make, sign_up: SignUp) -> None:
    event = open_event(capacity=1, needs_approval=True)
    act(Act.APPROVE, [sign_up(event, name) for name in "AB"], make_room=True)
    assert standing(event) == {"A": "registered", "B": "registered"}
    assert counts_are_right(event)


def test_one_without_a_seat_hinders_none_of_the_others(open_event: Make, sign_up: SignUp) -> None:
    event = open_event(capacity=2, seats_per_organisation=1)
    sign_up(event, "A", "Byg")
    cancelled = [sign_up(event, "B", "Byg"), sign_up(event, "C", "Ler")]
    for one in cancelled:
        cancel(one)
    report = act(Act.SEAT, Registration.objects.filter(name__in="BC"))
    assert standing(event) == {"A": "registered", "B": "cancelled", "C": "registered"}
    assert hindrances(report) == {"B": Hindrance.FULL}


def test_who_waits_is_seated_in_the_order_of_the_list(open_event: Make, sign_up: SignUp) -> None:
    event = open_event(capacity=1)
    first, second, third = (sign_up(event, name) for name in "ABC")
    EventPage.objects.filter(pk=event.pk).update(status="postponed")  # nobody moves up by itself
    cancel(first)
    act(Act.SEAT, [third, second])
    assert standing(event) == {"A": "cancelled", "B": "registered", "C": "waiting"}


def test_what_has_been_settled_is_left_as_it_is(open_event: Make, sign_up: SignUp) -> None:
    event = open_event()
    registered = sign_up(event, "A")
    for name in (Act.APPROVE, Act.DECLINE, Act.SEAT):
        report = act(name, [registered])
        assert hindrances(report) == {"A": Hindrance.SETTLED}, name
    assert standing(event) == {"A": "registered"}


def test_a_second_registration_of_an_address_is_not_put_beside_the_first(
    open_event: Make, sign_up: SignUp
) -> None:
    event = open_event()
    first = sign_up(event, "A")
    cancel(first)
    sign_up(event, "A")
    report = act(Act.SEAT, [Registration.objects.get(pk=first.pk)])
    assert hindrances(report) == {"A": Hindrance.OTHER}
    assert counts_are_right(event)


def test_a_seat_given_up_goes_to_somebody_and_the_report_says_what_is(
    open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=1)
    first, second = (sign_up(event, name) for name in "AB")
    report = act(Act.WAIT, [first])
    assert standing(event) == {"A": "waiting", "B": "registered"}
    assert [one.status for one in report.done] == ["waiting"]
    # Nobody else waits now, so who gives the seat up gets it back, and it is told so.
    cancel(second)
    report = act(Act.WAIT, [Registration.objects.get(name="A")])
    assert [one.status for one in report.done] == ["registered"]


def test_cancelling_frees_the_seats(open_event: Make, sign_up: SignUp) -> None:
    event = open_event(capacity=2)
    people = [sign_up(event, name) for name in "ABC"]
    act(Act.CANCEL, people[:2])
    assert standing(event) == {"A": "cancelled", "B": "cancelled", "C": "registered"}
    assert counts_are_right(event)
