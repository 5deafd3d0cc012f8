"""The list of participants: those with a seat who have said yes, for whom it is for."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from tests.events.registration.posting import said, text_of
from wagtail_network.events.registration.editing import set_consents
from wagtail_network.events.registration.public.participants import participants_listed
from wagtail_network.models import EventPage, Registration

Make = Callable[..., EventPage]
SignUp = Callable[..., Registration]
YES = {"list": "Mit navn må vises."}


@pytest.fixture
def mixed(open_event: Make, sign_up: SignUp) -> EventPage:
    """A meeting with somebody of each kind, all of them asked and most of them willing."""
    event = open_event(capacity=10, participants_shown_to="everyone")
    sign_up(event, "Bo", "Byg A/S", title="murer", consents=YES)
    sign_up(event, "Aase", consents=YES)
    sign_up(event, "Tavs", consents={"contact": "Må skrive."})
    for status in ("pending", "offered", "waiting", "cancelled", "declined", "lapsed"):
        registration = sign_up(event, f"Kanarie-{status}", consents=YES)
        Registration.objects.filter(pk=registration.pk).update(status=status, queue_number=1)
    set_consents(sign_up(event, "Fortrudt", consents=YES), {})
    return event


def test_on_it_are_those_with_a_seat_who_have_said_yes(mixed: EventPage) -> None:
    assert [one.name for one in participants_listed(mixed)] == ["Aase", "Bo"]


@pytest.mark.parametrize("audience", ["nobody", "participants", "everyone"])
def test_it_is_on_the_page_where_everybody_may_see_it(
    client: Client, mixed: EventPage, audience: str
) -> None:
    mixed.participants_shown_to = audience
    mixed.save_revision().publish()
    text = text_of(client.get(mixed.url))
    shown = audience == "everyone"
    assert ("murer, Byg A/S" in text) is shown
    assert (said("Only people who have agreed to be listed are shown.") in text) is shown
    assert not any(name in text for name in ("Kanarie", "Tavs", "Fortrudt", "@example.org"))


def test_the_list_costs_one_query_however_long_it_is(
    client: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=None, participants_shown_to="everyone")
    counts = []
    for names in ("AB", "CDEFGHIJ"):
        for name in names:
            sign_up(event, name, consents=YES)
        client.get(event.url)
        with CaptureQueriesContext(connection) as captured:
            client.get(event.url)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_long_list_is_folded_with_everybody_in_it(
    client: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=None, participants_shown_to="everyone")
    for number in range(41):
        sign_up(event, f"Navn {number:02}", consents=YES)
    page = BeautifulSoup(client.get(event.url).content, "html.parser")
    people = page.find("h2", id="wn-participants").find_parent("section")
    assert len(people.find_all("li")) == 41
    assert len(people.details.find_all("li")) == 11
    assert "11" in people.summary.text


def test_a_translation_shows_the_same_list(client: Client, mixed: EventPage, home: Any) -> None:
    english, _ = Locale.objects.get_or_create(language_code="en")
    for page in [home, *mixed.get_ancestors()[2:]]:
        page.copy_for_translation(english).save_revision().publish()
    mixed.copy_for_translation(english).save_revision().publish()
    copy = EventPage.objects.get(locale=english)
    assert "murer, Byg A/S" in text_of(client.get(copy.url))
