"""The editor's form of a meeting, in the real admin."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail.users.models import UserProfile

from tests.conftest import in_copenhagen
from tests.core.test_pages import EVENT, ITEM
from wagtail_network.models import EventIndexPage, EventPage

START = in_copenhagen(2027, 5, 4, 14)
WALL = ("start", "end", "previous_start")


def posted(**fields: Any) -> dict[str, str]:
    given = {**EVENT, "title": "Møde", "slug": "moede", "action-publish": "1", **fields}
    return nested_form_data({**given, "comments": inline_formset([])})


def draft(**fields: Any) -> dict[str, str]:
    return {name: value for name, value in posted(**fields).items() if name != "action-publish"}


def errors_of(answer: Any) -> dict[str, Any]:
    return {} if answer.status_code == 302 else answer.context["form"].errors


@pytest.fixture
def add(event_index: EventIndexPage) -> str:
    args = ("wagtail_network", "eventpage", event_index.pk)
    return reverse("wagtailadmin_pages:add", args=args)


def edit(event: EventPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=(event.pk,))


def wall_clock(admin: Client, event: EventPage) -> dict[str, str]:
    """What stands in the fields of the form."""
    form = BeautifulSoup(admin.get(edit(event)).content, "html.parser")
    return {name: form.select_one(f"#id_{name}").get("value", "") for name in WALL}


@pytest.mark.parametrize(
    ("zone", "start"),
    [
        ("Europe/Copenhagen", datetime(2027, 5, 4, 12, tzinfo=UTC)),
        ("America/Nuuk", datetime(2027, 5, 4, 15, tzinfo=UTC)),
        ("Asia/Kathmandu", datetime(2027, 5, 4, 8, 15, tzinfo=UTC)),
    ],
)
def test_times_are_those_of_a_clock_where_the_meeting_is(
    admin: Client, add: str, zone: str, start: datetime
) -> None:
    admin.post(add, posted(time_zone=zone))
    event = EventPage.objects.get()
    assert (event.start, event.time_zone) == (start, zone)
    shown = wall_clock(admin, event)
    assert (shown["start"], shown["end"]) == ("2027-05-04 14:00", "2027-05-04 16:30")


def test_the_editors_own_time_zone_moves_nothing(admin: Client, editor: Any, add: str) -> None:
    UserProfile.objects.update_or_create(user=editor, defaults={"current_time_zone": "Asia/Tokyo"})
    admin.post(add, posted())
    event = EventPage.objects.get()
    assert event.start == START
    assert wall_clock(admin, event)["start"] == "2027-05-04 14:00"


def test_saving_a_meeting_untouched_moves_nothing(admin: Client, add: str) -> None:
    admin.post(add, posted(time_zone="America/Nuuk"))
    before = EventPage.objects.get()
    admin.post(edit(before), posted(time_zone="America/Nuuk", **wall_clock(admin, before)))
    after = EventPage.objects.get()
    assert (after.start, after.end) == (before.start, before.end)


def test_another_time_zone_moves_the_meeting_and_not_its_clock(admin: Client, add: str) -> None:
    admin.post(add, posted())
    event = EventPage.objects.get()
    admin.post(edit(event), posted(time_zone="Europe/Helsinki"))
    assert EventPage.objects.get().start == datetime(2027, 5, 4, 11, tzinfo=UTC)
    assert wall_clock(admin, event)["start"] == "2027-05-04 14:00"


@pytest.mark.parametrize(
    ("wall", "utc"),
    [
        ("2026-03-29 01:59", datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        ("2026-03-29 03:00", datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        ("2026-10-25 01:59", datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        ("2026-10-25 03:00", datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
    ],
)
def test_the_hours_around_a_change_of_clocks_are_read_right(
    admin: Client, add: str, wall: str, utc: datetime
) -> None:
    admin.post(add, posted(start=wall, end=wall))
    assert EventPage.objects.get().start == utc


HOUR_OF_THE_CHANGE = [
    ("Europe/Copenhagen", "2026-03-29 02:30"),
    ("Europe/Copenhagen", "2026-10-25 02:30"),
    ("America/New_York", "2026-03-08 02:30"),
    ("America/New_York", "2026-11-01 01:30"),
]


@pytest.mark.parametrize(("zone", "wall"), HOUR_OF_THE_CHANGE)
def test_an_hour_that_is_skipped_or_comes_twice_is_refused_with_the_reason(
    admin: Client, add: str, zone: str, wall: str
) -> None:
    answer = admin.post(add, posted(start=wall, end=wall, time_zone=zone))
    codes = [error.code for error in answer.context["form"].errors.as_data()["start"]]
    assert codes == ["clock_change"]
    assert not EventPage.objects.exists()


@pytest.mark.parametrize("wall", ["2026-03-29 02:30", "2026-10-25 02:30"])
def test_an_hour_that_is_skipped_here_is_an_hour_like_any_other_elsewhere(
    admin: Client, add: str, wall: str
) -> None:
    answer = admin.post(add, posted(start=wall, end=wall, time_zone="America/New_York"))
    assert errors_of(answer) == {}
    assert EventPage.objects.get().start.astimezone(UTC).hour == 6


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"end": "2027-05-04 13:59"}, "end"),
        ({"start": ""}, "start"),
        ({"end": "i morgen"}, "end"),
        ({"start": "2027-02-30 10:00"}, "start"),
        ({"time_zone": "Europe/Atlantis"}, "time_zone"),
        ({"status": "rescheduled"}, "previous_start"),
        ({"attendance": "0"}, "attendance"),
        ({"online_url": "javascript:alert(1)"}, "online_url"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_in_a_draft_as_well(
    admin: Client, add: str, fields: dict[str, str], wrong: str
) -> None:
    assert wrong in errors_of(admin.post(add, posted(**fields)))
    if fields.get(wrong):
        assert wrong in errors_of(admin.post(add, draft(**fields)))
    assert not EventPage.objects.filter(live=True).exists()


def test_a_draft_moves_nothing_for_visitors_until_it_is_published(
    admin: Client, client: Client, add: str
) -> None:
    admin.post(add, posted())
    event = EventPage.objects.get()
    moved = {"start": "2027-06-01 14:00", "end": "2027-06-01 16:00", "status": "rescheduled"}
    for _ in range(3):
        admin.post(edit(event), draft(**moved, previous_start=""))
        page = client.get(event.url).content.decode()
        assert "4. maj 2027" in page
        assert "1. juni 2027" not in page
    assert wall_clock(admin, event)["previous_start"] == "2027-05-04 14:00"
    admin.post(edit(event), posted(**moved, **{"previous_start": "2027-05-04 14:00"}))
    page = client.get(event.url).content.decode()
    assert "Tirsdag 1. juni 2027" in page
    assert "Mødet har fået ny dato" in page
    assert "<s>Tirsdag 4. maj 2027, kl. 14.00</s>" in page


def test_a_move_within_the_day_tells_the_hour(
    client: Client, make_event: Callable[..., EventPage]
) -> None:
    before = in_copenhagen(2027, 5, 4, 9)
    fields = {"status": "rescheduled", "previous_start": before}
    event = make_event(start=before + timedelta(hours=4), **fields)
    page = client.get(event.url).content.decode()
    assert "Mødet har fået nyt tidspunkt" in page
    assert "<s>Tirsdag 4. maj 2027, kl. 9.00</s>" in page


def test_the_zones_to_choose_from_begin_with_the_sites_own(admin: Client, add: str) -> None:
    form = BeautifulSoup(admin.get(add).content, "html.parser")
    zones = [option["value"] for option in form.select("#id_time_zone option")]
    assert zones[0] == "Europe/Copenhagen"
    assert {"America/Nuuk", "UTC"} < set(zones)
    assert not {"Zulu", "W-SU", "localtime", "Factory"} & set(zones)


def test_a_meeting_all_day_shows_its_dates_again_in_the_form(admin: Client, add: str) -> None:
    admin.post(add, posted(all_day="on", end="2027-05-05 00:00"))
    shown = wall_clock(admin, EventPage.objects.get())
    assert (shown["start"], shown["end"]) == ("2027-05-04 00:00", "2027-05-05 23:59")


def test_a_material_is_a_document_or_a_link(admin: Client, add: str) -> None:
    def materials(url: str) -> dict[str, Any]:
        material = {"title": "Slides", "document": "", "url": url}
        listed = {"count": "1", "0": {"value": material, "deleted": "", "order": "0"}}
        return streamfield([("item", {**ITEM, "materials": listed})])

    assert "programme" in errors_of(admin.post(add, posted(programme=materials(""))))
    admin.post(add, posted(programme=materials("https://example.org/slides")))
    (block,) = EventPage.objects.get().programme
    assert block.value["materials"][0]["url"] == "https://example.org/slides"


@pytest.mark.parametrize(("field", "value"), [("minutes", "0"), ("minutes", "1441"), ("day", "0")])
def test_an_item_has_a_length_and_a_day(admin: Client, add: str, field: str, value: str) -> None:
    item = {f"programme-0-value-{field}": value}
    assert "programme" in errors_of(admin.post(add, posted() | item))
