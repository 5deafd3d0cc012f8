"""The address in the code on a ticket, which anybody may open."""

from typing import Any

import pytest
from django.test import Client

from tests.events.registration.conftest import standing
from tests.events.registration.door.conftest import Make, SignUp, door
from tests.events.registration.door.test_views import RIGHT, here
from wagtail_network.events.registration.changing import cancel
from wagtail_network.events.registration.door import ticket as tickets
from wagtail_network.models import EventPage, Registration


def address(ticket: Any) -> str:
    return f"/network/ticket/{getattr(ticket, 'ticket', ticket)}/"


def test_who_manages_the_meeting_checks_the_person_in(
    coordinator: Any, event: EventPage, anna: Registration
) -> None:
    client = coordinator(RIGHT, pages=event, admin=False)
    text = client.get(address(anna)).content.decode()
    assert "Anna" in text
    assert event.title in text
    assert not here(anna)
    assert client.post(address(anna), {"in": "1"}).url == address(anna)
    assert here(anna)
    assert door(event) in client.get(address(anna)).content.decode()
    client.post(address(anna), {"in": "1"})
    assert here(anna)
    client.post(address(anna), {"out": "1"})
    assert not here(anna)


def test_letters_may_be_small(admin: Client, anna: Registration) -> None:
    assert "Anna" in admin.get(address(anna.ticket.lower())).content.decode()


@pytest.mark.parametrize(
    ("codenames", "of_page"), [([RIGHT], False), (["view_registration"], True), ([], True)]
)
def test_everybody_else_sees_the_same_for_every_code(
    coordinator: Any, event: EventPage, anna: Registration, codenames: list[str], of_page: bool
) -> None:
    client = coordinator(*codenames, pages=event if of_page else None)
    for one in (client, Client()):
        known, unknown = one.get(address(anna)), one.get(address("2222222222"))
        assert known.status_code == unknown.status_code == 200
        assert known.content.replace(anna.ticket.encode(), b"2222222222") == unknown.content
        assert b"Anna" not in known.content
        assert event.title.encode() not in known.content
        assert one.post(address(anna), {"in": "1"}).status_code == 200
    assert not here(anna)


def test_a_visitor_costs_no_query(anna: Registration, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        Client().get(address(anna))


@pytest.mark.parametrize("ticket", ["x", "%00", "æøå", "2" * 3000, "..%2F", "<b>"])
def test_a_code_that_is_none_of_ours_looks_the_same(admin: Client, event: Any, ticket: str) -> None:
    answer = admin.get(address(ticket))
    assert answer.status_code in (200, 404)
    assert b"<b>" not in answer.content


def test_codes_cannot_be_tried_out(
    coordinator: Any, event: EventPage, anna: Registration, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tickets, "MISSES", 2)
    client = coordinator(RIGHT, pages=event)
    statuses = [client.get(address(f"222222222{number}")).status_code for number in range(2, 6)]
    assert statuses == [200, 200, 429, 429]
    assert "Anna" in client.get(address(anna)).content.decode()


def test_nobody_keeps_or_indexes_it(admin: Client, anna: Registration) -> None:
    for client in (admin, Client()):
        answer = client.get(address(anna))
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in answer["Cache-Control"]


def test_who_is_not_registered_is_let_in_knowingly(
    admin: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=1)
    sign_up(event, "A")
    waiting = sign_up(event, "B")
    answer = admin.get(address(waiting))
    assert not answer.context["is_expected"]
    admin.post(address(waiting), {"in": "1"})
    assert standing(event)["B"] == "registered"


def test_what_hinders_it_is_said(
    admin: Client, event: EventPage, anna: Registration, sign_up: SignUp
) -> None:
    cancel(anna)
    sign_up(event, "Anna")
    answer = admin.post(address(anna), {"in": "1"})
    assert answer.status_code == 409
    assert answer.context["wrong"]


def test_nobody_posts_from_another_site(editor: Any, anna: Registration) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    assert strict.post(address(anna), {"in": "1"}).status_code == 403
    assert not here(anna)
