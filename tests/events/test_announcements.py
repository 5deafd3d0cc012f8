"""The Atom feed of a list of meetings."""

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from tests.conftest import in_copenhagen
from wagtail_network.models import EventIndexPage, EventPage

FEED = "/netvaerk/groenne/moeder/feed/"
ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client: Client) -> list[ElementTree.Element]:
    answer = client.get(FEED)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")  # noqa: S314


def test_the_latest_announced_comes_first(
    client: Client, make_event: Callable[..., EventPage]
) -> None:
    make_event("Først", 20).save_revision().publish()
    make_event("Sidst", 10, lead="Kom & se").save_revision().publish()
    found = entries(client)
    assert [entry.findtext(f"{ATOM}title") for entry in found] == ["Sidst", "Først"]
    assert "<p>Kom &amp; se</p>" in (found[0].findtext(f"{ATOM}summary") or "")
    links = {entry.find(f"{ATOM}link").attrib["href"] for entry in found}  # type: ignore[union-attr]
    assert links == {event.full_url for event in EventPage.objects.all()}


def test_a_change_of_plan_is_told_first(
    client: Client, make_event: Callable[..., EventPage]
) -> None:
    event = make_event(start=in_copenhagen(2027, 5, 4, 14), status="cancelled")
    event.save_revision().publish()
    summary = entries(client)[0].findtext(f"{ATOM}summary") or ""
    assert summary.startswith("<p>Aflyst · Tirsdag 4. maj 2027")


@pytest.mark.parametrize("name", ["feed/", "calendar.ics"])
def test_a_feed_is_kept_for_everybody_or_for_one_reader(
    client: Client, editor: Any, event_index: EventIndexPage, name: str
) -> None:
    url = f"{event_index.url}{name}"
    assert set(client.get(url)["Cache-Control"].split(", ")) == {"public", "max-age=900"}
    client.force_login(editor)
    assert set(client.get(url)["Cache-Control"].split(", ")) == {"private", "max-age=900"}


def test_the_feed_is_named_after_its_network(client: Client, event_index: EventIndexPage) -> None:
    answer = client.get(f"{event_index.url}feed/").content.decode()
    assert "<title>Grønne SMV'er: Møder</title>" in answer


def test_hidden_meetings_are_not_announced(
    client: Client, make_event: Callable[..., EventPage]
) -> None:
    event = make_event("Kanariefugl")
    event.save_revision().publish()
    PageViewRestriction.objects.create(page=event, restriction_type="login")
    assert entries(client) == []


def test_a_list_without_meetings_has_an_empty_feed(
    client: Client, event_index: EventIndexPage
) -> None:
    assert entries(client) == []
