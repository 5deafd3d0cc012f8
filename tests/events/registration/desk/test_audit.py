from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry, PageLogEntry

from tests.events.registration.desk.conftest import history_says, mark, url
from wagtail_network.core.mail.models import Mail
from wagtail_network.events.registration.desk import audit
from wagtail_network.models import EventPage, Registration

Make = Callable[..., EventPage]
SignUp = Callable[..., Registration]

LIST = "/admin/wagtail_network/registration/"


@pytest.fixture
def event(open_event: Make) -> EventPage:
    return open_event(capacity=1, needs_approval=True)


@pytest.fixture
def acts(desk: Client, event: EventPage, sign_up: SignUp) -> dict[str, Callable[[], Any]]:
    """Everything a coordinator does, each with somebody called Aase."""

    def on(name: str) -> Callable[[], Any]:
        def run() -> Any:
            one = sign_up(event, "Aase", email=f"{uuid4()}@example.org")
            if name == "seat":
                Registration.objects.filter(pk=one.pk).update(status="cancelled")
            data = {"act": name, "chosen": mark(one), "confirmed": "1", "make_room": "1"}
            return desk.post(url(event, "act/"), data)

        return run

    def edit() -> Any:
        one = sign_up(event, "Aase")
        data = {"name": "Aase Ny", "seen": one.changed_at.isoformat()}
        return desk.post(f"{LIST}edit/{one.pk}/", data)

    def resend() -> Any:
        sign_up(event, "Aase")
        Mail.objects.update(status="failed", due=None)
        return desk.post(url(event, "resend/"))

    def message() -> Any:
        sign_up(event, "Aase")
        data = {"to": "all", "subject": "Aase", "text": "Aase", "message": uuid4(), "send": "1"}
        return desk.post(url(event, "message/"), data)

    def add() -> Any:
        data = {"name": "Aase", "language": "da", "submission": uuid4()}
        return desk.post(url(event, "add/"), data)

    return {
        **{name: on(name) for name in ("approve", "decline", "seat", "wait", "cancel")},
        "add": add,
        "edit": edit,
        "erase": lambda: desk.post(f"{LIST}delete/{sign_up(event, 'Aase').pk}/"),
        "message": message,
        "resend": resend,
        "export": lambda: desk.post(url(event, "export/"), {"group": "all", "kind": "csv"}),
        "print": lambda: desk.get(url(event, "list/")),
    }


@pytest.mark.parametrize("name", audit.ACTIONS)
def test_every_act_is_noted_once_on_the_page_without_a_name(
    acts: dict[str, Callable[[], Any]],
    coordinator: Any,
    event: EventPage,
    desk: Client,
    name: str,
) -> None:
    acts[name]()
    [entry] = PageLogEntry.objects.filter(action__startswith="wagtail_network.")
    assert entry.action == f"wagtail_network.registration.{name}"
    assert (entry.user_id, entry.page_id) == (coordinator.pk, event.pk)
    for text in (str(entry.data), history_says(entry), entry.label, entry.comment):
        assert "Aase" not in text
        assert "example.org" not in text
    history = desk.get(f"/admin/pages/{event.pk}/history/").content.decode()
    assert history_says(entry) in history
    assert not ModelLogEntry.objects.exists()


def test_an_act_that_did_nothing_is_not_noted(
    desk: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=1)
    _first, second = (sign_up(event, name) for name in "AB")
    data = {"act": "seat", "chosen": mark(second), "confirmed": "1"}
    desk.post(url(event, "act/"), data)
    assert not PageLogEntry.objects.filter(action__startswith="wagtail_network.").exists()


def test_the_history_names_registrations_by_number_and_not_too_many(
    coordinator: Any, event: EventPage
) -> None:
    def message(count: int) -> str:
        people = [Registration(pk=number) for number in range(1, count + 1)]
        audit.note(event, "cancel", coordinator, registrations=people)
        entry = PageLogEntry.objects.latest("pk")
        return history_says(entry)

    assert message(1) == "Cancelled 1 registration (no. 1)"
    assert message(2) == "Cancelled 2 registrations (nos. 1, 2)"
    assert message(21).endswith("19, 20, …)")


def test_an_entry_of_another_version_still_can_be_read(coordinator: Any, event: EventPage) -> None:
    audit.note(event, "export", coordinator, count=2, detail="gone")
    PageLogEntry.objects.filter(action__startswith="wagtail_network.").update(data={})
    entry = PageLogEntry.objects.filter(action__startswith="wagtail_network.").get()
    assert str(entry.message)
