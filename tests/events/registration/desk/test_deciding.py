from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.events.registration.conftest import counts_are_right, standing
from tests.events.registration.desk.conftest import mark, said, url
from wagtail_network.core.mail.models import Mail
from wagtail_network.events.registration.changing import cancel
from wagtail_network.events.registration.desk import deciding
from wagtail_network.models import EventPage, Registration

Make = Callable[..., EventPage]
SignUp = Callable[..., Registration]


def decide(desk: Client, event: EventPage, name: str, *people: Registration, **more: Any) -> Any:
    data = {"act": name, "chosen": [mark(one) for one in people], "confirmed": "1", **more}
    return desk.post(url(event, "act/"), data, follow=True)


def test_nothing_happens_before_it_is_confirmed(
    desk: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event()
    person = sign_up(event, "Aase")
    mails = Mail.objects.count()
    answer = desk.post(url(event, "act/"), {"act": "cancel", "chosen": mark(person)})
    assert "Aase" in answer.content.decode()
    assert "1 person gets a mail about it." in answer.content.decode()
    assert standing(event) == {"Aase": "registered"}
    assert Mail.objects.count() == mails

    form = {"act": "cancel", "chosen": answer.context["people"].as_text, "confirmed": "1"}
    assert said(desk.post(url(event, "act/"), form, follow=True)) == [
        "1 registration was cancelled."
    ]
    assert standing(event) == {"Aase": "cancelled"}
    assert Mail.objects.count() == mails + 1


def test_it_is_said_who_got_a_seat_and_who_waits(
    desk: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=3, needs_approval=True)
    people = [sign_up(event, name) for name in "ABCD"]
    answer = decide(desk, event, "approve", *people)
    assert said(answer) == [
        "3 people have a seat. 1 is on the waiting list, because it is full.",
    ]
    assert counts_are_right(event)


def test_a_button_beside_one_person_stands_for_that_person_only(
    desk: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(needs_approval=True)
    first, second = (sign_up(event, name) for name in "AB")
    data = {"only": f"decline:{mark(second)}", "chosen": mark(first), "everyone": "1"}
    answer = desk.post(url(event, "act/"), data)
    assert [one.name for one in answer.context["able"]] == ["B"]
    assert answer.context["act"] == "decline"


def test_room_is_made_only_where_the_box_is_ticked(
    desk: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=1)
    _first, second = (sign_up(event, name) for name in "AB")
    assert said(decide(desk, event, "seat", second)) == ["Not done for B: there is no free seat."]
    assert standing(event)["B"] == "waiting"
    assert said(decide(desk, event, "seat", second, make_room="1")) == ["1 person has a seat."]
    assert counts_are_right(event)


def test_the_question_says_how_many_seats_are_free(
    desk: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=1)
    _first, second = (sign_up(event, name) for name in "AB")
    answer = desk.post(url(event, "act/"), {"act": "seat", "chosen": mark(second)})
    assert "0 seats are free." in answer.content.decode()
    assert 'name="make_room"' in answer.content.decode()
    unlimited = open_event("Uden loft", capacity=None, needs_approval=True)
    answer = desk.post(
        url(unlimited, "act/"), {"act": "approve", "chosen": mark(sign_up(unlimited, "A"))}
    )
    assert 'name="make_room"' not in answer.content.decode()


def test_who_has_changed_meanwhile_is_left_alone_and_named(
    desk: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=1)
    _first, second = (sign_up(event, name) for name in "AB")
    seen = mark(second)
    cancel(second)
    data = {"act": "seat", "chosen": seen, "confirmed": "1", "make_room": "1"}
    answer = desk.post(url(event, "act/"), data, follow=True)
    assert said(answer) == ["Not done for B: it has changed meanwhile; look again."]
    assert standing(event)["B"] == "cancelled"


def test_all_of_a_list_can_be_meant_as_it_was_searched(
    desk: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=9)
    for name in ("Anna", "Anders", "Bodil"):
        sign_up(event, name)
    data = {"act": "cancel", "everyone": "1", "group": "registered", "q": "an"}
    answer = desk.post(url(event, "act/"), data)
    assert [one.name for one in answer.context["able"]] == ["Anders", "Anna"]


def test_too_many_at_a_time_are_refused_and_left(
    desk: Client, open_event: Make, sign_up: SignUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deciding, "MOST_AT_ONCE", 1)
    event = open_event()
    people = [sign_up(event, name) for name in "AB"]
    [message] = said(decide(desk, event, "cancel", *people))
    assert message.startswith("At most 1")
    assert standing(event) == {"A": "registered", "B": "registered"}


def test_nobody_ticked_is_said(desk: Client, open_event: Make) -> None:
    assert said(decide(desk, open_event(), "cancel")) == ["Tick the people first."]


@pytest.mark.parametrize(
    "chosen",
    [
        *("999999-0", "abc", "1", "1-", "-1-0", "9" * 30 + "-0", "1-0;2-0", "²-0", "1\0-0"),
        ",".join(f"{number}-0" for number in range(260_000)),  # more than SQLite can look up
    ],
    ids=lambda chosen: repr(chosen[:9]),
)
def test_what_is_no_registration_of_the_meeting_is_not_found(
    desk: Client, open_event: Make, chosen: str
) -> None:
    data = {"act": "cancel", "chosen": chosen, "confirmed": "1"}
    assert desk.post(url(open_event(), "act/"), data).status_code == 404


def test_there_is_no_other_act_and_no_way_but_post(
    desk: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event()
    person = sign_up(event, "A")
    assert decide(desk, event, "erase", person).status_code == 404
    assert desk.get(url(event, "act/")).status_code == 405
    assert standing(event) == {"A": "registered"}


def test_names_are_shown_as_they_are_written(
    desk: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=1)
    sign_up(event, "A")
    name = "<b>&amp;</b>"
    second = sign_up(event, name, email="b@example.org")
    answer = decide(desk, event, "seat", second)
    assert "<b>&amp;</b>" not in answer.content.decode()
    assert "&lt;b&gt;&amp;amp;&lt;/b&gt;" in answer.content.decode()
