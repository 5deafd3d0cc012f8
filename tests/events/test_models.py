from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, PageViewRestriction

from wagtail_network.models import EventIndexPage, EventPage, NetworkPage, Organisation, Seats

MakeEvent = Callable[..., EventPage]
MEETINGS = "/netvaerk/groenne/moeder/"


def page_at(client: Client, url: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(url).content, "html.parser")


def titles(client: Client, url: str) -> list[str]:
    return [title.text for title in page_at(client, url).select(".wn-event__title")]


def test_the_lists_show_what_is_coming_and_what_is_past(
    client: Client, event_index: EventIndexPage, make_event: MakeEvent
) -> None:
    for url in (MEETINGS, f"{MEETINGS}past/"):
        assert page_at(client, url).select_one(".wn-empty p").text
    make_event("Om en uge", 7)
    make_event("I gang", -0.05)
    make_event("For nylig", -7)
    make_event("For længe siden", -70)
    assert titles(client, MEETINGS) == ["I gang", "Om en uge"]
    assert titles(client, f"{MEETINGS}past/") == ["For nylig", "For længe siden"]


def test_a_cancelled_meeting_is_marked_as_such(client: Client, make_event: MakeEvent) -> None:
    event = make_event("Aflyst møde", status="cancelled", status_note="Sne på <b>vejene</b>")
    assert page_at(client, MEETINGS).select_one(".wn-tag--cancelled").text == "Aflyst"
    notice = page_at(client, event.url).select_one(".wn-notice--cancelled")
    assert "Sne på <b>vejene</b>" in notice.text
    assert notice.b is None


@pytest.mark.parametrize(
    ("asked", "number"),
    [("", 1), ("?page=2", 2), ("?page=99", 2), ("?page=0", 2), ("?page=-1", 2), ("?page=x", 1)],
)
def test_any_page_number_leads_to_a_page(
    client: Client, make_event: MakeEvent, asked: str, number: int
) -> None:
    for day in range(21):
        make_event(f"Møde {day}", day + 1)
    answer = client.get(MEETINGS + asked)
    assert answer.status_code == 200
    assert answer.context["events"].number == number
    assert len(titles(client, MEETINGS + asked)) == {1: 20, 2: 1}[number]


def test_a_list_shows_only_the_meetings_below_it(
    client: Client, network: NetworkPage, make_event: MakeEvent
) -> None:
    make_event("Vores")
    other = network.get_parent().add_child(instance=NetworkPage(title="Et andet"))
    index = other.add_child(instance=EventIndexPage(title="Møder"))
    start = timezone.now() + timedelta(days=3)
    index.add_child(instance=EventPage(title="Deres", start=start, end=start))
    assert titles(client, MEETINGS) == ["Vores"]
    assert titles(client, index.url) == ["Deres"]


RECAP = [
    ("heading", {"text": "Udbytte", "level": "h2"}),
    ("paragraph", "<p>Mursten &amp; tegl.</p><p>Og <b>ler</b>.</p>"),
]


@pytest.mark.parametrize(("days", "shown"), [(7, False), (-0.05, False), (-1, True)])
def test_what_came_out_of_it_is_shown_once_the_meeting_is_over(
    client: Client, make_event: MakeEvent, days: float, shown: bool
) -> None:
    image = get_image_model().objects.create(title="Gruppen", file=get_test_image_file())
    pictures = [("picture", {"image": image, "alt": "Gruppen ude", "caption": ""})]
    event = make_event(days=days, recap=RECAP, pictures=pictures, attendance=20)
    page = page_at(client, event.url)
    assert ("Mursten & tegl." in page.text) == shown
    assert (page.find(alt="Gruppen ude") is not None) == shown
    assert ("20 deltagere" in page.text) == shown
    api = client.get(f"/api/v2/pages/{event.pk}/", headers={"host": "localhost"}).json()
    assert ("Mursten" in api["published_recap_text"]) == shown
    assert "recap" not in api


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, 2),
        ({"attendance": 20}, 20),
        ({"status": "cancelled"}, None),
        ({"days": 1}, None),
    ],
)
def test_how_many_came_is_the_editors_figure_or_that_of_the_door(
    make_event: MakeEvent, fields: dict[str, Any], shown: int | None
) -> None:
    event = make_event(**{"days": -1, "recap": RECAP, **fields})
    Seats.objects.create(event=event, translation_key=event.translation_key, present=2)
    assert EventPage.objects.get(pk=event.pk).attendance_shown == shown


def test_how_many_came_is_shown_on_the_meeting_and_its_network_in_every_language(
    client: Client, make_event: MakeEvent
) -> None:
    event = make_event(days=-1, recap=RECAP, takes_registrations=True)
    Seats.objects.create(event=event, translation_key=event.translation_key, present=7)
    english = Locale.objects.get_or_create(language_code="en")[0]
    translated = event.copy_for_translation(english, copy_parents=True)
    assert translated.attendance_shown == 7
    network = event.get_parent().get_parent()
    for page in (event, network):
        assert "7 deltagere" in client.get(page.url).content.decode()


def test_nobody_is_said_to_have_come_where_nobody_was_counted(make_event: MakeEvent) -> None:
    assert make_event(days=-1).attendance_shown is None


def test_the_summary_of_a_recap_is_its_first_paragraph_in_plain_words(
    client: Client, network: NetworkPage, make_event: MakeEvent
) -> None:
    event = make_event(days=-1, recap=RECAP)
    assert event.recap_summary() == "Mursten & tegl. Og ler."
    lead = page_at(client, network.url).select_one(".wn-feature .wn-event__lead")
    assert lead.text == "Mursten & tegl. Og ler."


def test_the_next_meeting_is_the_next_that_takes_place_and_anyone_may_see(
    client: Client, make_event: MakeEvent
) -> None:
    event = make_event("Dette", -10)
    make_event("Før", -20)
    make_event("Aflyst", -9, status="cancelled")
    make_event("Kladde", -8, live=False)
    closed = make_event("Lukket", -7)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    assert event.next_event_for(None) is None
    following, later = make_event("Næste", -6), make_event("Senere", 5)
    assert event.next_event_for(None) == following
    assert following.next_event_for(None) == later
    link = page_at(client, event.url).select_one("[aria-labelledby=wn-next] a")
    assert link.text == "Næste"


def test_the_editors_choice_of_next_meeting_holds_as_long_as_it_may_be_seen(
    make_event: MakeEvent,
) -> None:
    make_event("Næste", 10)
    chosen = make_event("Valgt", 20)
    event = make_event("Dette", 5, next_event=chosen)
    assert event.next_event_for(None) == chosen
    chosen.unpublish()
    assert event.next_event_for(None).title == "Næste"
    chosen.delete()
    event.refresh_from_db()
    assert event.next_event_for(None).title == "Næste"


def test_organisers_keep_their_order_and_a_deleted_one_is_left_out(
    client: Client, make_event: MakeEvent, organisation: Organisation
) -> None:
    others = [Organisation.objects.create(name=n, locale=organisation.locale) for n in ("Å", "B")]
    organisers = [("organiser", each) for each in (others[0], organisation, others[1])]
    event = make_event(organisers=organisers)
    others[1].delete()
    names = page_at(client, event.url).select(".wn-facts .wn-organisation__name")
    assert [name.text for name in names] == ["Å", "NærHeden"]


def test_materials_are_not_found_by_a_search_and_what_may_be_seen_is(
    make_event: MakeEvent,
) -> None:
    materials = [{"title": "Kvartalstal", "document": None, "url": "https://example.org"}]
    item = {"kind": "keynote", "title": "Lerpuds", "minutes": 30, "materials": materials}
    event = make_event(days=7, programme=[("item", item)], recap=RECAP)
    found: dict[str, Any] = {
        word: list(EventPage.objects.visible_to(None).search(word))
        for word in ("Lerpuds", "Kvartalstal", "Udbytte", "keynote")
    }
    assert found == {"Lerpuds": [event], "Kvartalstal": [], "Udbytte": [], "keynote": []}


def test_a_translated_meeting_leads_to_the_next_one_in_its_own_language(
    make_event: MakeEvent,
) -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    chosen = make_event("Valgt", 20)
    event = make_event("Dette", 5, next_event=chosen)
    following, meeting = (
        page.copy_for_translation(english, copy_parents=True) for page in (chosen, event)
    )
    following.save_revision().publish()
    assert meeting.next_event_for(None) == following
