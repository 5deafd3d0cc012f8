"""What the script sends: late, twice, out of order, or written by somebody who means no good."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests.events.registration.conftest import counts_are_right, standing
from tests.events.registration.door.conftest import (
    Make,
    SignUp,
    door,
    newcomer,
    send,
    states,
    tap,
)
from wagtail_network.events.registration.changing import cancel, erase
from wagtail_network.events.registration.checking_in import check_in
from wagtail_network.models import EventPage, Registration, Seats

JSON = {"accept": "application/json"}


def test_each_tap_is_answered_by_its_own_name(
    admin: Client, event: EventPage, anna: Registration
) -> None:
    one, two, three = tap(anna), tap(anna, "out"), newcomer("Ny", organisation="Byg")
    two["at"] = (timezone.now() + timedelta(seconds=1)).isoformat()
    told = send(admin, event, one, three).json()
    new = Registration.objects.get(name="Ny")
    assert told.pop("now")
    assert told == {
        "results": {
            one["op"]: {"state": "in", "registration": anna.pk},
            three["op"]: {"state": "in", "registration": new.pk},
        },
        "present": 2,
        "registered": 2,
    }
    assert states(send(admin, event, two)) == ["out"]
    assert Seats.objects.get(event=event).present == 1


def test_an_answer_that_was_lost_is_given_again(
    admin: Client, event: EventPage, anna: Registration
) -> None:
    batch = [tap(anna), newcomer("Ny"), newcomer("Nr 2", email="nr2@example.org")]
    first, again = (send(admin, event, *batch).json() for _time in range(2))
    assert first["results"] == again["results"]
    assert Registration.objects.of(event).count() == 3
    assert Seats.objects.get(event=event).present == 3
    assert counts_are_right(event)


def test_a_late_tap_of_one_telephone_does_not_undo_a_newer_one_of_another(
    admin: Client, event: EventPage, anna: Registration
) -> None:
    earlier = tap(anna, at=(timezone.now() - timedelta(minutes=2)).isoformat())
    send(admin, event, tap(anna, "out"))
    assert states(send(admin, event, earlier)) == ["out"]


def test_the_script_asks_who_is_here(
    admin: Client, event: EventPage, anna: Registration, sign_up: SignUp
) -> None:
    sign_up(event, "Bo")
    check_in(anna)
    answer = admin.get(door(event), headers=JSON)
    told = answer.json()
    assert told.pop("now")
    assert told == {"present": [anna.pk], "registered": 2}
    assert "no-store" in answer["Cache-Control"]


def test_who_is_not_of_this_meeting_is_refused_and_hinders_nobody(
    admin: Client, event: EventPage, anna: Registration, open_event: Make, sign_up: SignUp
) -> None:
    other = sign_up(open_event("Andet"), "Carl")
    gone = sign_up(event, "Dan")
    erase(gone)
    batch = [tap(other), tap(gone), tap(10**30), tap(0), tap(anna)]
    answer = send(admin, event, *batch)
    assert states(answer) == ["refused"] * 4 + ["in"]
    assert all(answer.json()["results"][one["op"]]["message"] for one in batch[:4])
    other.refresh_from_db()
    assert other.checked_in_at is None


def test_who_waits_or_has_registered_once_more(
    admin: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=1)
    first, waiting = sign_up(event, "A"), sign_up(event, "B")
    assert states(send(admin, event, tap(waiting))) == ["in"]
    cancel(first)
    sign_up(event, "A")
    assert states(send(admin, event, tap(first))) == ["refused"]
    assert standing(event)["B"] == "registered"
    assert counts_are_right(event)


@pytest.mark.parametrize(
    "operations",
    [
        None,
        {},
        "in",
        ["in"],
        [None],
        [{}],
        [{"op": "1"}],
        [{"op": 1}],
        [{**tap(1), "op": ["x"]}],
        [{**tap(1), "at": "yesterday"}],
        [{**tap(1), "at": 5}],
        [{**tap(1), "at": "0001-01-01T00:00:00+14:00"}],
        [{**tap(1), "action": "erase"}],
        [{**tap(1), "action": ["in"]}],
        [{**tap(1), "registration": True}],
        [{**tap(1), "registration": "a\0"}],
        [{**tap(1), "registration": None}],
        [newcomer("")],
        [newcomer("a\0b")],
        [newcomer("half a letter: \ud83d")],
        [newcomer("x" * 201)],
        [newcomer("written \u202e backwards")],
        [newcomer("Ny", email="nobody")],
    ],
)
def test_what_the_script_would_not_send_is_refused_as_a_whole(
    admin: Client, event: EventPage, anna: Registration, operations: Any
) -> None:
    if isinstance(operations, list):
        operations = [tap(anna), *operations]
    body = json.dumps({"operations": operations})
    answer = admin.post(door(event), body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["message"]
    anna.refresh_from_db()
    assert anna.checked_in_at is None


@pytest.mark.parametrize(
    "body",
    [
        *(b"{", b"[]", b"null", b"\0", b"\xff", b'"operations"'),
        b'{"operations": ' + b"[" * 100_000,
        b'{"operations": [' + b"9" * 10_000 + b"]}",
    ],
)
def test_a_body_that_is_no_json_of_ours_is_refused(
    admin: Client, event: EventPage, body: bytes
) -> None:
    assert admin.post(door(event), body, content_type="application/json").status_code == 400


def test_fifty_at_a_time_and_not_ten_thousand(
    admin: Client, event: EventPage, anna: Registration
) -> None:
    assert send(admin, event, *[tap(anna)] * 51).status_code == 400
    answer = send(admin, event, *({**tap(0), "op": str(uuid4())} for _number in range(10_000)))
    assert answer.status_code == 400
    anna.refresh_from_db()
    assert anna.checked_in_at is None
    assert len(states(send(admin, event, *(tap(anna) for _number in range(50))))) == 50


def test_nothing_at_all_is_no_error(admin: Client, event: EventPage) -> None:
    assert send(admin, event).json()["results"] == {}


def test_a_name_is_one_line_however_it_was_sent(admin: Client, event: EventPage) -> None:
    send(admin, event, newcomer("Ny\r\n  Kollega", organisation="Byg\nA/S"))
    found = Registration.objects.get(source="walk_in")
    assert (found.name, found.organisation_name) == ("Ny Kollega", "Byg A/S")
