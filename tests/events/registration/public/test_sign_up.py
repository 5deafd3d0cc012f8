"""What the pages say about seats, and which button they have."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail.models import Locale

from tests.events.registration.posting import said, text_of
from wagtail_network.events.registration.public.sign_up import (
    left_text,
    sign_up_of,
    sign_ups_of,
)
from wagtail_network.models import EventPage, Registration

Make = Callable[..., EventPage]
SignUp = Callable[..., Registration]
NOW = timezone.now()


def button_of(client: Client, address: str) -> tuple[str, str] | None:
    page = BeautifulSoup(client.get(address).content, "html.parser")
    found = page.select_one("a.wn-button[href*=register]")
    return found and (str(found.find(string=True)), str(found["href"]))


@pytest.mark.parametrize(
    ("fields", "seated", "seats", "action"),
    [
        ({"capacity": 50}, 1, (49, 50), "Sign up"),
        ({"capacity": 1}, 1, "Full – waiting list", "Join the waiting list"),
        ({"capacity": 1, "waiting_list": "none"}, 1, "Full", None),
        ({"capacity": None}, 1, None, "Sign up"),
        (
            {"capacity": 1, "needs_approval": True},
            0,
            (1, 1),
            "Sign up",
        ),
        ({"registration_closes": NOW}, 0, "Registration has closed.", None),
    ],
)
def test_the_page_of_a_meeting_tells_seats_and_has_one_button(
    client: Client,
    open_event: Make,
    sign_up: SignUp,
    fields: dict[str, Any],
    seated: int,
    seats: tuple[int, int] | str | None,
    action: str | None,
) -> None:
    event = open_event(**fields)
    for number in range(seated):
        sign_up(event, f"P{number}")
    page = BeautifulSoup(client.get(event.url).content, "html.parser")
    told = page.select(".wn-signup__seats")
    with override("da"):
        words = left_text(*seats) if isinstance(seats, tuple) else gettext(seats or "-")
    assert [line.text for line in told] == ([words] if seats else [])
    expected = action and (said(action), f"{event.url}register/")
    assert button_of(client, event.url) == expected


def test_what_is_left_in_the_room_and_online_is_told_apart(
    client: Client, open_event: Make, sign_up: SignUp
) -> None:
    rules = {"capacity": None, "capacity_offline": 4, "capacity_online": 10}
    event = open_event(attendance_mode="mixed", **rules)
    sign_up(event, "A")
    assert [bar.percent for bar in sign_up_of(event).bars] == [25, 0]
    page = BeautifulSoup(client.get(event.url).content, "html.parser")
    assert len(page.select(".wn-signup__seats")) == 2
    taken = [bar["d"] for bar in page.select(".wn-bar__taken")]
    assert taken == ["M0 0h25v4H0z", "M0 0h0v4H0z"]


def test_there_are_no_more_seats_online_than_there_are_seats(open_event: Make) -> None:
    rules = {"capacity": 3, "capacity_offline": 2, "capacity_online": 5}
    bars = sign_up_of(open_event(attendance_mode="mixed", **rules)).bars
    assert [bar.text for bar in bars] == [left_text(3, 3), left_text(2, 2), left_text(3, 3)]
    assert {bar.percent for bar in bars} == {0}


def test_the_next_meeting_of_a_network_can_be_signed_up_for_at_once(
    client: Client, open_event: Make, network: Any
) -> None:
    event = open_event()
    assert button_of(client, network.url) == (said("Sign up"), f"{event.url}register/")
    event.registration_opens = NOW + timedelta(days=1)
    event.save_revision().publish()
    assert button_of(client, network.url) is None
    assert said("See the programme") in text_of(client.get(network.url))


def test_a_meeting_found_by_its_address_asks_nothing_more(
    client: Client, open_event: Make, make_event: Callable[..., EventPage]
) -> None:
    plain, with_seats = make_event("Uden"), open_event("Med")
    counts = []
    for event in (plain, with_seats):
        client.get(event.url)
        with CaptureQueriesContext(connection) as captured:
            client.get(event.url)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_list_tells_the_seats_with_no_query_for_each(
    client: Client, open_event: Make, sign_up: SignUp, event_index: Any
) -> None:
    full = open_event("Fuldt", 5, capacity=1)
    sign_up(full, "A")
    text = text_of(client.get(event_index.url))
    assert said("Full – waiting list") in text
    counts = []
    for more in (1, 10):
        for number in range(more):
            open_event(f"Møde {more} {number}", capacity=5)
        client.get(event_index.url)
        with CaptureQueriesContext(connection) as captured:
            client.get(event_index.url)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_lists_of_translations_and_aliases_tell_the_seats_of_the_one_register(
    open_event: Make, sign_up: SignUp, home: Any
) -> None:
    event = open_event(capacity=3)
    sign_up(event, "A")
    english, _ = Locale.objects.get_or_create(language_code="en")
    for page in [home, *event.get_ancestors()[2:]]:
        page.copy_for_translation(english).save_revision().publish()
    copy = event.copy_for_translation(english)
    copy.save_revision().publish()
    alias = event.create_alias(update_slug="alias")
    found = EventPage.objects.order_by("pk").select_related("network_seats")
    assert {one.page.pk for one in sign_ups_of(found)} == {event.pk, copy.pk, alias.pk}
    assert {(one.rules.pk, one.left) for one in sign_ups_of(found)} == {(event.pk, 2)}
    assert [sign_up_of(page).left for page in found] == [2, 2, 2]


def test_a_draft_that_has_no_address_yet_can_be_previewed(event_index: Any, editor: Any) -> None:
    start = timezone.now() + timedelta(days=5)
    draft = EventPage(title="Ny", start=start, end=start, takes_registrations=True, capacity=5)
    draft.participants_shown_to = "everyone"
    # As Wagtail's own view does it.
    draft.path, draft.depth = f"{event_index.path}9999", event_index.depth + 1
    draft.slug, draft.locale = "ny", event_index.locale
    draft.set_url_path(event_index)
    response = draft.make_preview_request()
    assert response.status_code == 200
