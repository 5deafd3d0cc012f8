"""A meeting with people on its list, and the ways to its door."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone
from wagtail.models import GroupPagePermission

from wagtail_network.models import EventPage, Registration

Make = Callable[..., EventPage]
SignUp = Callable[..., Registration]


@pytest.fixture
def event(open_event: Make) -> EventPage:
    return open_event("Åbent hus", capacity=3)


@pytest.fixture
def anna(event: EventPage, sign_up: SignUp) -> Registration:
    return sign_up(event, "Anna", "Ærø Tømrer ApS")


@pytest.fixture
def coordinator(django_user_model: Any, event: EventPage) -> Callable[..., Client]:
    """Logs somebody in who has permissions for registrations, and may change some pages."""

    def make(*codenames: str, pages: Any = None, admin: bool = True) -> Client:
        user = django_user_model.objects.create_user(f"{uuid4()}@example.org")
        group = Group.objects.create(name=str(user.pk))
        wanted = [*codenames, *(["access_admin"] if admin else [])]
        group.permissions.set(Permission.objects.filter(codename__in=wanted))
        if pages is not None:
            right = Permission.objects.get(codename="change_page")
            GroupPagePermission.objects.create(group=group, page=pages, permission=right)
        user.groups.add(group)
        client = Client()
        client.force_login(user)
        return client

    return make


def door(event: EventPage) -> str:
    return f"/admin/registrations/{event.pk}/check-in/"


def tap(registration: Any, action: str = "in", **fields: Any) -> dict[str, Any]:
    """An operation as the script sends it."""
    key = getattr(registration, "pk", registration)
    at = timezone.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {"op": str(uuid4()), "registration": key, "action": action, "at": at, **fields}


def newcomer(name: str, **fields: Any) -> dict[str, Any]:
    return tap(None, "walk_in", name=name, **{"email": "", "organisation": "", **fields})


def send(client: Client, event: EventPage, *operations: Any, **extra: Any) -> Any:
    data = {"operations": list(operations)}
    return client.post(door(event), data, content_type="application/json", **extra)


def states(answer: Any) -> list[str]:
    return [result["state"] for result in answer.json()["results"].values()]
