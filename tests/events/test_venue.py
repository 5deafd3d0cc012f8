from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from wagtail_network.models import EventPage

# A page looks up its content type as it is made.
pytestmark = pytest.mark.django_db
LINK = "https://moede.example.org/hemmeligt-rum"


@pytest.mark.parametrize(
    ("mode", "audience", "seen_by"),
    [
        ("online", "everyone", ["nobody", "anonymous", "logged in"]),
        ("mixed", "everyone", ["nobody", "anonymous", "logged in"]),
        ("online", "signed_in", ["logged in"]),
        ("online", "participants", []),
        ("offline", "everyone", []),
    ],
)
def test_the_online_link_is_for_those_the_editor_has_chosen(
    django_user_model: Any, db: None, mode: str, audience: str, seen_by: list[str]
) -> None:
    people = {
        "nobody": None,
        "anonymous": AnonymousUser(),
        "logged in": django_user_model.objects.create_user("en@example.org", "adgang"),
    }
    start = timezone.now() + timedelta(days=1)
    event = EventPage(start=start, end=start, attendance_mode=mode)
    event.online_audience, event.online_url = audience, LINK
    links = {name: event.online_url_for(user) for name, user in people.items()}
    assert [name for name, link in links.items() if link] == seen_by
    assert set(links.values()) <= {LINK, ""}


@pytest.mark.parametrize(
    ("audience", "days", "anonymous", "logged_in"),
    [
        ("everyone", 7, True, True),
        ("everyone", -7, False, False),
        ("signed_in", 7, False, True),
        ("participants", 7, False, False),
    ],
)
def test_the_page_and_the_api_show_the_link_to_nobody_else(
    client: Client,
    django_user_model: Any,
    make_event: Callable[..., EventPage],
    audience: str,
    days: int,
    anonymous: bool,
    logged_in: bool,
) -> None:
    event = make_event(
        days=days, attendance_mode="online", online_audience=audience, online_url=LINK
    )
    api = client.get(f"/api/v2/pages/{event.pk}/", headers={"host": "localhost"})
    assert LINK not in api.content.decode()
    assert (LINK in client.get(event.url).content.decode()) == anonymous
    client.force_login(django_user_model.objects.create_user("en@example.org", "adgang"))
    assert (LINK in client.get(event.url).content.decode()) == logged_in


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_nobody_is_invited_to_join_a_meeting_that_is_off(
    client: Client, make_event: Callable[..., EventPage], status: str
) -> None:
    fields = {"attendance_mode": "online", "online_audience": "everyone", "online_url": LINK}
    event = make_event(status=status, **fields)
    assert LINK not in client.get(event.url).content.decode()


@pytest.mark.parametrize(
    ("mode", "venue", "text"),
    [
        ("offline", {}, ""),
        ("offline", {"venue_name": "Huset", "venue_city": "Køge"}, "Huset, Køge"),
        ("offline", {"venue_city": "Køge", "venue_address": "Torvet 1"}, "Køge"),
        ("online", {"venue_name": "Huset"}, "Online"),
        ("mixed", {}, "Online"),
        ("mixed", {"venue_name": "Huset"}, "Huset og online"),
    ],
)
def test_the_place_is_told_in_a_few_words(mode: str, venue: dict[str, str], text: str) -> None:
    assert EventPage(attendance_mode=mode, **venue).place_text == text
