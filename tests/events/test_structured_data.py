"""What search engines read of a meeting."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.conftest import in_copenhagen
from wagtail_network.models import EventPage, Organisation, Person, Seats


def data_of(client: Client, event: EventPage) -> dict[str, Any]:
    html = client.get(event.url).content.decode()
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    return json.loads(script)


def test_a_meeting_is_told_with_its_offset_and_status(
    client: Client,
    make_event: Callable[..., EventPage],
    organisation: Organisation,
    speaker: Person,
) -> None:
    item = {"kind": "keynote", "title": "Oplæg", "day": 1, "minutes": 30, "materials": []}
    event = make_event(
        "Åbent hus",
        start=in_copenhagen(2027, 5, 4, 14),
        venue_name="Kulturhuset",
        venue_city="Køge",
        organisers=[("organiser", organisation)],
        programme=[("item", {**item, "speakers": [{"person": speaker, "title": ""}]})],
    )
    found = data_of(client, event)
    assert found["startDate"] == "2027-05-04T14:00:00+02:00"
    assert found["eventStatus"] == "https://schema.org/EventScheduled"
    assert found["location"] == [
        {
            "@type": "Place",
            "name": "Kulturhuset",
            "address": {"@type": "PostalAddress", "addressLocality": "Køge"},
        }
    ]
    assert found["organizer"] == [{"@type": "Organization", "name": "NærHeden"}]
    assert found["performer"] == [
        {"@type": "Person", "name": "Ole Møller", "jobTitle": "projektdirektør"}
    ]
    assert "description" not in found


def test_a_moved_meeting_keeps_the_date_it_had(
    client: Client, make_event: Callable[..., EventPage]
) -> None:
    start = in_copenhagen(2027, 5, 4, 14)
    moved = make_event(start=start, status="rescheduled", previous_start=start - timedelta(days=7))
    found = data_of(client, moved)
    assert found["eventStatus"] == "https://schema.org/EventRescheduled"
    assert found["previousStartDate"] == "2027-04-27T14:00:00+02:00"


def test_a_cancelled_meeting_keeps_its_date(
    client: Client, make_event: Callable[..., EventPage]
) -> None:
    found = data_of(client, make_event(start=in_copenhagen(2027, 5, 4, 14), status="cancelled"))
    assert found["eventStatus"] == "https://schema.org/EventCancelled"
    assert found["startDate"] == "2027-05-04T14:00:00+02:00"


@pytest.mark.parametrize(("audience", "shown"), [("everyone", True), ("participants", False)])
def test_the_online_link_is_told_only_where_everybody_may_have_it(
    client: Client, make_event: Callable[..., EventPage], audience: str, shown: bool
) -> None:
    event = make_event(
        attendance_mode="online",
        online_url="https://moede.example/kanarie",
        online_audience=audience,
    )
    (place,) = data_of(client, event)["location"]
    assert (place["url"] == event.online_url) is shown


def test_no_text_of_an_editor_can_end_the_script(
    client: Client, make_event: Callable[..., EventPage]
) -> None:
    hostile = "</script><script>alert(1)</script><!--"
    event = make_event(hostile)
    assert data_of(client, event)["name"] == hostile
    assert "<script>alert" not in client.get(event.url).content.decode()


def test_a_seat_is_offered_for_nothing(
    client: Client, make_event: Callable[..., EventPage], settings: Any
) -> None:
    settings.WAGTAIL_NETWORK = {"CURRENCY": "EUR"}
    start = timezone.now().replace(microsecond=0) + timedelta(days=30)
    opens = start - timedelta(days=40)
    event = make_event(start=start, takes_registrations=True, registration_opens=opens, capacity=2)
    event.save_revision().publish()
    Seats.objects.update(taken_offline=1)
    found = data_of(client, event)
    assert found["offers"] == {
        "@type": "Offer",
        "price": 0,
        "priceCurrency": "EUR",
        "availability": "https://schema.org/InStock",
        "validFrom": timezone.localtime(opens).isoformat(),
        "validThrough": timezone.localtime(start).isoformat(),
        "url": f"{event.full_url}register/",
    }
    assert found["maximumAttendeeCapacity"] == 2
    assert found["remainingAttendeeCapacity"] == 1


def test_a_full_meeting_is_sold_out(client: Client, make_event: Callable[..., EventPage]) -> None:
    event = make_event(takes_registrations=True, capacity=1)
    event.save_revision().publish()
    Seats.objects.update(taken_offline=1)
    found = data_of(client, event)
    assert found["offers"]["availability"] == "https://schema.org/SoldOut"
    assert found["remainingAttendeeCapacity"] == 0


@pytest.mark.parametrize(
    "fields", [{"takes_registrations": False}, {"status": "cancelled"}, {"days": -3}]
)
def test_where_nobody_can_sign_up_nothing_is_offered(
    client: Client, make_event: Callable[..., EventPage], fields: dict[str, Any]
) -> None:
    event = make_event(**{"takes_registrations": True, **fields})
    event.save_revision().publish()
    assert "offers" not in data_of(client, event)
    assert "maximumAttendeeCapacity" not in data_of(client, event)
