"""A meeting to sign up for, and people who do."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission

from wagtail_network.events.registration.registering import Applicant, register
from wagtail_network.models import EventIndexPage, EventPage, NetworkPage, Registration, Seats


@pytest.fixture
def open_event(make_event: Callable[..., EventPage]) -> Callable[..., EventPage]:
    """Publishes a meeting that takes registrations; two seats where nothing else is said."""

    def make(title: str = "Åbent møde", days: float = 7, **fields: Any) -> EventPage:
        fields = {"takes_registrations": True, "capacity": 2, **fields}
        event = make_event(title, days, **fields)
        event.save_revision().publish()
        return EventPage.objects.get(pk=event.pk)

    return make


def applicant(name: str, organisation: str = "", **fields: Any) -> Applicant:
    fields.setdefault("mode", "offline")
    fields.setdefault("email", f"{name.lower()}@example.org")
    return Applicant(name=name, organisation=organisation, **fields)


@pytest.fixture
def sign_up() -> Callable[..., Registration]:
    """Signs one person up, and answers the registration."""

    def make(event: EventPage, name: str, organisation: str = "", **fields: Any) -> Registration:
        person = applicant(name, organisation, **fields)
        [outcome] = register(event, [person], submission=uuid4(), language="da")
        return outcome.registration

    return make


def standing(event: EventPage) -> dict[str, str]:
    """What has become of each person, by name."""
    return dict(Registration.objects.of(event).values_list("name", "status"))


def counts_are_right(event: EventPage) -> bool:
    """Whether the stored numbers are those of the registrations."""
    seats = Seats.objects.get(event=event.pk)
    seated = Registration.objects.of(event).seated()
    return (seats.taken_offline, seats.taken_online) == (
        seated.filter(mode="offline").count(),
        seated.filter(mode="online").count(),
    )


@pytest.fixture
def no_hurry(settings: Any) -> None:
    """Lets a test send a form sooner than people do."""
    settings.WAGTAIL_NETWORK = {"FORM_MIN_SECONDS": 0}


@pytest.fixture
def question() -> Callable[..., dict[str, Any]]:
    """A question as an editor puts it. ``key`` tells it from others, whatever its wording."""

    def make(label: str, kind: str = "text", key: UUID | None = None, **fields: Any) -> dict:
        value = {"label": label, "kind": kind, "choices": "", "help_text": "", "required": False}
        return {"type": "question", "id": str(key or uuid4()), "value": {**value, **fields}}

    return make


@pytest.fixture
def elsewhere(network_index: Any) -> EventPage:
    """A meeting of another network, at the time of the one there is."""
    other = network_index.add_child(instance=NetworkPage(title="Lollandske", slug="lolland"))
    index = other.add_child(instance=EventIndexPage(title="Møder", slug="moeder"))
    here = EventPage.objects.get()
    event = EventPage(title="Andet møde", start=here.start, end=here.end, takes_registrations=True)
    index.add_child(instance=event)
    event.save_revision().publish()
    return event


@pytest.fixture
def person(django_user_model: Any) -> Callable[..., Any]:
    """Makes a user with permissions for registrations and for the pages below some page."""

    def make(
        *codenames: str,
        pages: Any = None,
        page_right: str = "change",
        email: str = "koordinator@example.org",
        **fields: Any,
    ) -> Any:
        user = django_user_model.objects.create_user(email, **fields)
        group = Group.objects.create(name=email)
        group.permissions.set(Permission.objects.filter(codename__in=codenames))
        if pages is not None:
            right = Permission.objects.get(codename=f"{page_right}_page")
            GroupPagePermission.objects.create(group=group, page=pages, permission=right)
        user.groups.add(group)
        return type(user).objects.get(pk=user.pk)

    return make
