"""A coordinator of one network at the desk, in English so that what it says can be read here."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import translation
from wagtail.models import GroupPagePermission
from wagtail.users.models import UserProfile

from wagtail_network.models import EventPage, NetworkPage, Registration


def speaks_english(user: Any) -> None:
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "en"
    profile.save()


@pytest.fixture
def coordinator(person: Callable[..., Any], network: NetworkPage) -> Any:
    """May see to registrations, and add and change pages, in the network."""
    user = person("change_registration", "access_admin", pages=network)
    right = Permission.objects.get(codename="add_page")
    GroupPagePermission.objects.create(group=user.groups.get(), page=network, permission=right)
    speaks_english(user)
    return type(user).objects.get(pk=user.pk)


@pytest.fixture
def desk(client: Client, coordinator: Any) -> Client:
    """A browser in which the coordinator is logged in."""
    client.force_login(coordinator)
    return client


def mark(registration: Registration) -> str:
    """What a form of the desk names a registration by."""
    return f"{registration.pk}-{Registration.objects.get(pk=registration.pk).revision}"


def url(event: EventPage, page: str = "") -> str:
    return f"/admin/registrations/{event.pk}/{page}"


def said(answer: Any) -> list[str]:
    """The messages on the page that came after."""
    return [" ".join(str(message).split()) for message in answer.context["messages"]]


def in_english(text: Any) -> str:
    """What is translated when it is read, as the coordinator reads it."""
    with translation.override("en"):
        return str(text)


def history_says(entry: Any) -> str:
    """The words of an entry of the audit log, which are chosen when it is read."""
    with translation.override("en"):
        return str(entry.message)
