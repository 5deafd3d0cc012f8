"""Calendar files as a calendar program gets them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
import recurring_ical_events
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.conftest import in_copenhagen
from wagtail_network.models import CalendarEntry, EventIndexPage, EventPage

FEED = "/netvaerk/groenne/moeder/calendar.ics"


@pytest.fixture
def publish(make_event: Callable[..., EventPage]) -> Callable[..., EventPage]:
    def make(title: str = "Møde", **fields: Any) -> EventPage:
        event = make_event(title, **fields)
        event.save_revision().publish()
        return event

    return make


def change(event: EventPage, **fields: Any) -> EventPage:
    event = EventPage.objects.get(pk=event.pk)
    for name, value in fields.items():
        setattr(event, name, value)
    event.save_revision().publish()
    return event


def read(client: Client, url: str = FEED) -> dict[str, Any]:
    """The VEVENTs by summary."""
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = icalendar.Calendar.from_ical(answer.content)
    return {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}


@pytest.mark.parametrize(
    ("start", "zone"),
    [
        (in_copenhagen(2026, 3, 28, 14), "Europe/Copenhagen"),
        (in_copenhagen(2026, 3, 29, 14), "Europe/Copenhagen"),
        (in_copenhagen(2026, 10, 24, 14), "Europe/Copenhagen"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Europe/Copenhagen"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Europe/Copenhagen"),
        (datetime(2026, 7, 1, 12, tzinfo=UTC), "America/Nuuk"),
        (datetime(2026, 12, 1, 12, tzinfo=UTC), "America/Nuuk"),
        (datetime(2026, 12, 1, 12, tzinfo=UTC), "UTC"),
    ],
)
def test_a_calendar_program_reads_the_right_instant(
    client: Client, publish: Callable[..., EventPage], start: datetime, zone: str
) -> None:
    publish(start=start, end=start + timedelta(hours=2), time_zone=zone)
    content = client.get(FEED).content
    (found,) = recurring_ical_events.of(icalendar.Calendar.from_ical(content)).between(
        start - timedelta(days=1), start + timedelta(days=1)
    )
    assert found["DTSTART"].dt.astimezone(UTC) == start.astimezone(UTC)
    assert found["DTEND"].dt.astimezone(UTC) == (start + timedelta(hours=2)).astimezone(UTC)


def test_all_day_meetings_end_on_the_day_after(
    client: Client, publish: Callable[..., EventPage]
) -> None:
    publish(start=in_copenhagen(2027, 3, 2), end=in_copenhagen(2027, 3, 3, 23, 59), all_day=True)
    event = read(client)["Møde"]
    assert event["DTSTART"].dt == date(2027, 3, 2)
    assert event["DTEND"].dt == date(2027, 3, 4)


def test_a_meeting_carries_what_a_calendar_can_show(
    client: Client, publish: Callable[..., EventPage]
) -> None:
    event = publish(
        "Æblegrød; med, komma",
        venue_name="Kulturhuset",
        venue_address="Havnevej 1",
        venue_postal_code="4600",
        venue_city="Køge",
        lead="Første linje.\nAnden linje: " + "æøå" * 60,
        kind="visit",
    )
    found = read(client)["Æblegrød; med, komma"]
    assert found["LOCATION"] == "Kulturhuset, Havnevej 1, 4600 Køge"
    assert found["DESCRIPTION"].endswith(event.full_url)
    assert "æøå" * 60 in found["DESCRIPTION"]
    assert found["URL"] == event.full_url
    assert found["STATUS"] == "CONFIRMED"
    assert all(len(line) <= 75 for line in client.get(FEED).content.split(b"\r\n"))


def test_the_number_of_changes_counts_what_people_must_be_told(
    client: Client, publish: Callable[..., EventPage]
) -> None:
    event = publish()
    first = read(client)["Møde"]
    event = change(event, lead="Nyt i teksten.")
    second = read(client)["Møde"]
    event = change(event, start=event.start + timedelta(days=1), end=event.end + timedelta(days=1))
    third = read(client)["Møde"]
    change(event, status="cancelled")
    fourth = read(client)["Møde"]
    assert [found["SEQUENCE"] for found in (first, second, third, fourth)] == [0, 0, 1, 2]
    assert len({found["UID"] for found in (first, second, third, fourth)}) == 1
    assert first["LAST-MODIFIED"].dt <= second["LAST-MODIFIED"].dt
    assert fourth["STATUS"] == "CANCELLED"


def test_a_draft_and_publishing_without_a_change_alter_nothing(
    publish: Callable[..., EventPage],
) -> None:
    event = publish()
    before = CalendarEntry.objects.values().get()
    event.title = "Kun en kladde"
    event.save_revision()
    change(event)
    assert CalendarEntry.objects.values().get() == before


@pytest.mark.parametrize("audience", ["signed_in", "participants"])
def test_the_online_link_is_in_the_file_only_where_everybody_may_have_it(
    client: Client, publish: Callable[..., EventPage], audience: str
) -> None:
    online = {"attendance_mode": "online", "online_url": "https://moede.example/kanarie"}
    event = publish("Lukket", online_audience=audience, **online)
    for address in (FEED, f"{event.url}event.ics"):
        assert b"kanarie" not in client.get(address).content
    publish("Åben", online_audience="everyone", **online)
    assert b"kanarie" in client.get(FEED).content


def test_a_reader_that_has_the_newest_version_gets_none(
    client: Client, publish: Callable[..., EventPage]
) -> None:
    event = publish()
    for address in (FEED, f"{event.url}event.ics"):
        tag = client.get(address)["ETag"]
        assert not tag.startswith("W/")
        again = client.get(address, headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")
        change(event, title=f"{event.title}!")
        assert client.get(address, headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("hide", ["unpublish", "restrict", "move"])
def test_what_is_hidden_leaves_the_feed_at_once(
    client: Client, publish: Callable[..., EventPage], event_index: EventIndexPage, hide: str
) -> None:
    event = publish("Kanariefugl")
    publish("Bliver")
    assert "Kanariefugl" in read(client)
    if hide == "unpublish":
        event.unpublish()
    elif hide == "restrict":
        PageViewRestriction.objects.create(page=event, restriction_type="login")
    else:
        event.move(event_index.get_parent(), pos="last-child")
    assert list(read(client)) == ["Bliver"]


def test_what_only_members_may_see_is_never_kept_for_the_next_reader(
    client: Client, publish: Callable[..., EventPage], editor: Any
) -> None:
    PageViewRestriction.objects.create(page=publish("Kanariefugl"), restriction_type="login")
    publish("Åben")
    member = Client()
    member.force_login(editor)
    answer = member.get(FEED)
    assert b"Kanariefugl" in answer.content
    assert "private" in answer["Cache-Control"]
    assert list(read(client)) == ["Åben"]


def test_the_feed_can_be_limited_to_one_kind(
    client: Client, publish: Callable[..., EventPage]
) -> None:
    publish("Besøg", kind="visit")
    publish("Webinar", kind="webinar")
    assert list(read(client, f"{FEED}?kind=visit")) == ["Besøg"]
    assert set(read(client, f"{FEED}?kind=%22drop")) == {"Besøg", "Webinar"}


def test_an_empty_feed_is_a_calendar_without_meetings(
    client: Client, event_index: EventIndexPage
) -> None:
    assert read(client) == {}


def test_a_meeting_that_was_never_published_here_is_written_when_asked_for(
    client: Client, make_event: Callable[..., EventPage]
) -> None:
    event = make_event("Fra en fixture")
    assert not CalendarEntry.objects.exists()
    assert list(read(client)) == ["Fra en fixture"]
    assert list(read(client, f"{event.url}event.ics")) == ["Fra en fixture"]


def test_the_feed_takes_the_same_queries_for_any_number_of_meetings(
    client: Client, publish: Callable[..., EventPage]
) -> None:
    client.get("/netvaerk/groenne/")
    counts = []
    for number in range(12):
        publish(f"Møde {number}")
        if number in {1, 11}:
            with CaptureQueriesContext(connection) as queries:
                assert len(read(client)) == number + 1
            counts.append(len(queries))
    assert counts[1] == counts[0] <= 12
