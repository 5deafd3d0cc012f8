"""Every page and every POST of the desk against everybody who might ask."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.events.registration.desk.conftest import mark, speaks_english, url
from wagtail_network.core.mail.models import Mail
from wagtail_network.events.registration.desk.admin_urls import urlpatterns
from wagtail_network.models import EventPage, NetworkPage, Registration

LIST = "/admin/wagtail_network/registration/"
# What may be read with the permission to view, and what takes the one to change.
READ = ("", "export/", "list/", "badges/")
WRITE = ("act/", "add/", "message/", "resend/", "next/")
GET, POST = "get", "post"

Ask = Callable[[EventPage, Registration], tuple[str, str, dict[str, Any]]]


def page(method: str, path: str, **data: Any) -> Ask:
    return lambda event, person: (method, url(event, path), data)


def of_person(method: str, action: str, **data: Any) -> Ask:
    return lambda event, person: (method, f"{LIST}{action}/{person.pk}/", data)


def acting(event: EventPage, person: Registration) -> tuple[str, str, dict[str, Any]]:
    data = {"act": "cancel", "chosen": mark(person), "confirmed": "1"}
    return POST, url(event, "act/"), data


def resend_one(event: EventPage, person: Registration) -> tuple[str, str, dict[str, Any]]:
    return POST, url(event, f"resend/{Mail.objects.first().pk}/"), {}


def message(event: EventPage, person: Registration) -> tuple[str, str, dict[str, Any]]:
    data = {"to": "all", "subject": "S", "text": "T", "message": uuid4(), "send": "1"}
    return POST, url(event, "message/"), data


def add(event: EventPage, person: Registration) -> tuple[str, str, dict[str, Any]]:
    data = {"name": "Ny", "language": "da", "submission": uuid4()}
    return POST, url(event, "add/"), data


def amend(event: EventPage, person: Registration) -> tuple[str, str, dict[str, Any]]:
    data = {"name": "Anden", "seen": person.changed_at.isoformat()}
    return POST, f"{LIST}edit/{person.pk}/", data


READING = {
    **{f"GET {path or 'desk'}": page(GET, path) for path in READ},
    "POST export/": page(POST, "export/", group="all", kind="csv"),
    "GET inspect": of_person(GET, "inspect"),
}
WRITING = {
    **{f"GET {path}": page(GET, path) for path in ("add/", "message/", "next/")},
    "POST act/": acting,
    "POST add/": add,
    "POST message/": message,
    "POST resend/": page(POST, "resend/"),
    "POST resend/one": resend_one,
    "POST next/": page(POST, "next/", title="Næste", start="2035-05-05 10:00"),
    "GET edit": of_person(GET, "edit"),
    "POST edit": amend,
    "GET delete": of_person(GET, "delete"),
    "POST delete": of_person(POST, "delete"),
}
ALL = READING | WRITING


def test_every_address_of_the_desk_is_asked_for() -> None:
    known = {path.rstrip("/") for path in (*READ, *WRITE)} | {"resend/<uuid:mail_id>"}
    prefix = "registrations/<int:event_id>/"
    assert {str(one.pattern).removeprefix(prefix).rstrip("/") for one in urlpatterns} == known


@pytest.fixture
def here(open_event: Callable[..., EventPage], sign_up: Callable[..., Registration]) -> EventPage:
    event = open_event(capacity=9)
    sign_up(event, "Aase")
    return event


def everything() -> list[Any]:
    """All that a desk could change."""
    return [
        list(Registration.objects.order_by("pk").values()),
        list(Mail.objects.order_by("pk").values()),
        EventPage.objects.count(),
    ]


def ask(client: Client, question: Ask, event: EventPage) -> Any:
    person = Registration.objects.get(event=event.pk, name="Aase")
    method, address, data = question(event, person)
    return getattr(client, method)(address, data)


@pytest.mark.parametrize("name", ALL)
def test_the_coordinator_may_do_it_all(desk: Client, here: EventPage, name: str) -> None:
    answer = ask(desk, ALL[name], here)
    assert answer.status_code in (200, 302)
    assert answer.get("Location", "") not in ("/admin/", "/admin/login/")


@pytest.mark.parametrize("name", ALL)
def test_somebody_who_may_only_look_changes_nothing(
    client: Client, here: EventPage, network: NetworkPage, person: Callable[..., Any], name: str
) -> None:
    user = person("view_registration", "access_admin", pages=network)
    client.force_login(user)
    before = everything()
    answer = ask(client, ALL[name], here)
    assert answer.status_code == (200 if name in READING else 403)
    assert everything() == before


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize(
    "role", ["without registrations", "without pages", "of another network", "without admin"]
)
def test_nobody_else_sees_or_changes_anything(
    client: Client,
    here: EventPage,
    elsewhere: EventPage,
    network: NetworkPage,
    person: Callable[..., Any],
    role: str,
    name: str,
) -> None:
    both = ("change_registration", "access_admin")
    user = {
        "without registrations": lambda: person("access_admin", pages=network),
        "without pages": lambda: person(*both),
        "of another network": lambda: person(*both, pages=elsewhere.get_parent()),
        "without admin": lambda: person("change_registration", pages=network),
    }[role]()
    client.force_login(user)
    before = everything()
    answer = ask(client, ALL[name], here)
    assert answer.status_code in (403, 404) or (
        role == "without admin" and answer.status_code == 302
    )
    assert "Aase" not in answer.content.decode()
    assert everything() == before


@pytest.mark.parametrize("name", ALL)
def test_a_visitor_is_sent_to_log_in(client: Client, here: EventPage, name: str) -> None:
    before = everything()
    answer = ask(client, ALL[name], here)
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/admin/login/")
    assert everything() == before


@pytest.mark.parametrize("name", [name for name in ALL if name.startswith("POST")])
def test_a_form_without_a_token_is_refused(coordinator: Any, here: EventPage, name: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(coordinator)
    before = everything()
    assert ask(strict, ALL[name], here).status_code == 403
    assert everything() == before


def test_a_registration_of_another_meeting_is_not_found_at_this_desk(
    desk: Client, here: EventPage, elsewhere: EventPage, sign_up: Callable[..., Registration]
) -> None:
    # Of another network, and of another meeting of the same coordinator.
    there = sign_up(elsewhere, "Bodil")
    before = everything()
    data = {"act": "cancel", "chosen": mark(there), "confirmed": "1"}
    assert desk.post(url(here, "act/"), data).status_code == 404
    to = {"people": there.pk}
    assert desk.get(url(here, "message/"), to).status_code == 404
    form = {"to": "people", "subject": "S", "text": "T", "message": uuid4(), "send": "1", **to}
    assert desk.post(url(here, "message/"), form).status_code == 404
    mail = Mail.objects.get(registration=there)
    Mail.objects.filter(pk=mail.pk).update(status="failed", due=None)
    desk.post(url(here, f"resend/{mail.pk}/"))
    desk.post(url(here, "resend/"))
    assert Mail.objects.get(pk=mail.pk).status == "failed"
    assert everything()[0] == before[0]


def test_a_copy_takes_the_right_to_add_a_page_there(
    client: Client, here: EventPage, network: NetworkPage, person: Callable[..., Any]
) -> None:
    user = person("change_registration", "access_admin", pages=network)
    client.force_login(user)
    assert ask(client, ALL["GET next/"], here).status_code == 403
    assert ask(client, ALL["POST next/"], here).status_code == 403
    assert EventPage.objects.count() == 1


@pytest.mark.parametrize("pk", [0, 999999, 10**30])
def test_a_meeting_that_is_not_there_is_not_found(desk: Client, home: Any, pk: int) -> None:
    assert desk.get(f"/admin/registrations/{pk}/").status_code == 404
    assert desk.get(f"{LIST}inspect/{pk}/").status_code == 404


def test_a_page_that_is_no_meeting_has_no_desk(desk: Client, network: NetworkPage) -> None:
    assert desk.get(f"/admin/registrations/{network.pk}/").status_code == 404


def test_what_people_eat_is_shown_only_to_who_may_change_it(
    client: Client,
    open_event: Callable[..., EventPage],
    sign_up: Callable[..., Registration],
    network: NetworkPage,
    person: Callable[..., Any],
) -> None:
    event = open_event()
    one = sign_up(event, "Aase", needs="nøddeallergi")
    client.force_login(person("view_registration", "access_admin", pages=network))
    speaks_english(client.get("/admin/").wsgi_request.user)
    assert "nøddeallergi" not in client.get(f"{LIST}inspect/{one.pk}/").content.decode()
    form = {"group": "all", "kind": "csv", "sensitive": "1"}
    assert "nøddeallergi" not in client.post(url(event, "export/"), form).content.decode()
