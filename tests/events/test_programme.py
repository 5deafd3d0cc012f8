from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import Locale

from tests.conftest import in_copenhagen
from wagtail_network.events.programme import programme_days
from wagtail_network.models import EventPage, Organisation, Person

MakeEvent = Callable[..., EventPage]
START = in_copenhagen(2027, 5, 4, 14)


def item(title: str, minutes: int = 30, **fields: Any) -> tuple[str, dict[str, Any]]:
    given = {"kind": "plenary", "title": title, "minutes": minutes, "day": 1, **fields}
    return "item", given


def told(event: EventPage) -> list[tuple[date, list[str]]]:
    """From the database, as a visitor's request would read it."""
    days = programme_days(EventPage.objects.get(pk=event.pk))
    return [
        (day.day, [f"{each.starts:%H:%M}-{each.ends:%H:%M} {each.title}" for each in day.items])
        for day in days
    ]


def test_each_item_follows_on_from_the_one_before(make_event: MakeEvent) -> None:
    programme = [item("A", 15), item("B", 45), item("C", 30, start=time(15, 30)), item("D", 20)]
    event = make_event(start=START, programme=programme)
    assert told(event) == [
        (
            date(2027, 5, 4),
            ["14:00-14:15 A", "14:15-15:00 B", "15:30-16:00 C", "16:00-16:20 D"],
        )
    ]


def test_a_new_day_begins_when_the_first_one_did_or_at_its_own_time(make_event: MakeEvent) -> None:
    programme = [
        item("A", 60),
        item("B", 60, day=2),
        item("C", 60, day=2),
        item("D", 60, day=3, start=time(9)),
    ]
    event = make_event(start=START, end=START + timedelta(days=2), programme=programme)
    assert told(event) == [
        (date(2027, 5, 4), ["14:00-15:00 A"]),
        (date(2027, 5, 5), ["14:00-15:00 B", "15:00-16:00 C"]),
        (date(2027, 5, 6), ["09:00-10:00 D"]),
    ]


def test_an_item_of_a_later_day_follows_on_from_the_one_before_on_that_day(
    make_event: MakeEvent,
) -> None:
    programme = [item("A"), item("B", 60, day=2, start=time(9)), item("C", 30, day=2)]
    event = make_event(start=START, end=START + timedelta(days=1), programme=programme)
    assert told(event)[1] == (date(2027, 5, 5), ["09:00-10:00 B", "10:00-10:30 C"])


def test_an_evening_that_runs_past_midnight_goes_on_on_the_next_date(
    make_event: MakeEvent,
) -> None:
    event = make_event(
        start=in_copenhagen(2027, 5, 4, 22), programme=[item("A", 150), item("B", 30)]
    )
    assert told(event) == [
        (date(2027, 5, 4), ["22:00-00:30 A"]),
        (date(2027, 5, 5), ["00:30-01:00 B"]),
    ]


@pytest.mark.parametrize(("month", "day"), [(3, 29), (10, 25)])
def test_a_programme_is_told_by_the_clock_on_the_wall(
    make_event: MakeEvent, month: int, day: int
) -> None:
    event = make_event(
        start=in_copenhagen(2026, month, day, 1),
        time_zone="Europe/Copenhagen",
        programme=[item("A", start=time(9)), item("B")],
    )
    assert told(event) == [(date(2026, month, day), ["09:00-09:30 A", "09:30-10:00 B"])]


def test_the_times_are_those_where_the_meeting_is(make_event: MakeEvent) -> None:
    event = make_event(start=START, time_zone="Asia/Tokyo", programme=[item("A")])
    assert told(event) == [(date(2027, 5, 4), ["21:00-21:30 A"])]


def test_a_speaker_has_the_title_of_the_meeting_or_else_that_of_today(
    make_event: MakeEvent, speaker: Person
) -> None:
    speakers = [
        {"person": speaker, "title": "daværende direktør"},
        {"person": speaker, "title": ""},
    ]
    event = make_event(programme=[item("A", kind="keynote", speakers=speakers)])
    ((each,),) = [day.items for day in programme_days(EventPage.objects.get(pk=event.pk))]
    assert [found.as_dict() for found in each.speakers] == [
        {"name": "Ole Møller", "title": title, "organisation": "NærHeden"}
        for title in ("daværende direktør", "projektdirektør")
    ]


def test_a_speaker_who_is_deleted_or_has_left_leaves_the_rest_in_place(
    make_event: MakeEvent, speaker: Person, organisation: Organisation
) -> None:
    gone = Person.objects.create(name="Slettet", locale=speaker.locale)
    event = make_event(
        start=START,
        programme=[
            item("A", kind="keynote", speakers=[{"person": gone, "title": "x"}]),
            item(
                "B", kind="keynote", speakers=[{"person": p, "title": ""} for p in (gone, speaker)]
            ),
        ],
    )
    gone.delete()
    organisation.delete()
    days = programme_days(EventPage.objects.get(pk=event.pk))
    spoken = {each.title: each.speakers for each in days[0].items if each.speakers}
    assert list(spoken) == ["B"]
    (found,) = spoken["B"]
    assert found.as_dict() == {
        "name": "Ole Møller",
        "title": "projektdirektør",
        "organisation": "",
    }


def test_speakers_are_told_in_the_language_of_the_page(
    make_event: MakeEvent, speaker: Person
) -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    translated = speaker.copy_for_translation(english)
    translated.title = "project director"
    translated.save()
    event = make_event(programme=[item("A", speakers=[{"person": speaker, "title": ""}])])
    copy = event.copy_for_translation(english, copy_parents=True)
    pages = [EventPage.objects.get(pk=page.pk) for page in (event, copy)]
    titles = [programme_days(page)[0].items[0].speakers[0].title for page in pages]
    assert titles == ["projektdirektør", "project director"]


@pytest.mark.parametrize(("days", "shown"), [(1, False), (-0.01, True), (-7, True)])
def test_materials_are_shown_once_the_meeting_has_begun(
    client: Client, make_event: MakeEvent, days: float, shown: bool
) -> None:
    document = get_document_model().objects.create(
        title="Slides", file=ContentFile(b"%PDF", name="slides.pdf")
    )
    gone = get_document_model().objects.create(title="x", file=ContentFile(b"x", name="x.pdf"))
    link = "https://example.org/slides"
    materials = [
        {"title": "Dokument", "document": document, "url": ""},
        {"title": "Henvisning", "document": None, "url": link},
        {"title": "Slettet dokument", "document": gone, "url": ""},
    ]
    event = make_event(days=days, programme=[item("A", materials=materials)])
    gone.delete()
    html = client.get(event.url).content.decode()
    api = client.get(f"/api/v2/pages/{event.pk}/", headers={"host": "localhost"}).content.decode()
    for page in (html, api):
        assert (link in page, document.url in page) == (shown, shown)
    assert "Slettet dokument" not in html


def test_an_all_day_meeting_has_no_times_but_those_it_is_given(
    client: Client, make_event: MakeEvent
) -> None:
    programme = [item("A"), item("B", start=time(9)), item("C"), item("D", day=2)]
    end = START + timedelta(days=1)
    event = make_event(start=START, end=end, all_day=True, programme=programme)
    days = programme_days(EventPage.objects.get(pk=event.pk))
    starts = {each.title: each.starts for day in days for each in day.items}
    assert starts == {"A": None, "B": time(9), "C": time(9, 30), "D": None}
    page = client.get(event.url).content.decode()
    assert ">0.00" not in page
    assert ">9.00<" in page
    assert client.get(f"/api/v2/pages/{event.pk}/").status_code == 200
