"""Signing up for several meetings of a series in one go."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from tests.events.registration.posting import filled, post, said, text_of
from wagtail_network.models import EventPage, Registration, Series

pytestmark = pytest.mark.usefixtures("no_hurry")
Make = Callable[..., EventPage]
Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def series(home: Any) -> Series:
    return Series.objects.create(name="Genbrug i praksis", locale=home.locale)


@pytest.fixture
def in_series(open_event: Make, series: Series) -> Make:
    def make(title: str, days: float, **fields: Any) -> EventPage:
        return open_event(title, days, series=series, **fields)

    return make


def form_of(client: Client, event: EventPage) -> BeautifulSoup:
    return BeautifulSoup(client.get(f"{event.url}register/").content, "html.parser")


def test_the_other_open_meetings_are_offered_in_their_order(
    client: Client, in_series: Make, open_event: Make
) -> None:
    first = in_series("Første", 7)
    later = in_series("Senere", 21)
    sooner = in_series("Før", 14)
    in_series("Aflyst", 9, status="cancelled")
    in_series("Uden tilmelding", 10, takes_registrations=False)
    PageViewRestriction.objects.create(page=in_series("Lukket", 11), restriction_type="login")
    open_event("Udenfor", 12)
    boxes = form_of(client, first).select("[name=also]")
    assert [box["value"] for box in boxes] == [str(sooner.pk), str(later.pk)]
    assert "Før" in boxes[0].find_next("label").text


def test_each_meeting_gets_a_registration_of_its_own(client: Client, in_series: Make) -> None:
    first, second = in_series("Første", 7), in_series("Anden", 14, capacity=1)
    third = in_series("Tredje", 21, asks_needs=False, asks_list_consent=False)
    post(client, second, name="Bo")
    box = form_of(client, first).select_one("[name=consent_list]")
    sent = filled(whole_series="on", needs="vegetar", message="Hej", consent_list=box["value"])
    response = client.post(f"{first.url}register/", sent)
    assert response.url.endswith(f"?registered=1&others={second.pk}-waiting,{third.pk}-registered")
    made = Registration.objects.filter(name="Åse Vinther").order_by("pk")
    assert [(one.event_id, one.source, one.status) for one in made] == [
        (first.pk, "web", "registered"),
        (second.pk, "series", "waiting"),
        (third.pk, "series", "registered"),
    ]
    assert len({one.submission for one in made}) == 1
    assert len({one.key for one in made}) == 3
    assert [one.needs for one in made] == ["vegetar", "vegetar", ""]
    assert [one.consents.count() for one in made] == [1, 1, 0]
    text = text_of(client.get(response.url))
    assert text.index("Anden") < text.index(said("you are on the waiting list"))
    again = client.post(f"{first.url}register/", sent)
    assert again.url == response.url
    assert made.count() == 3


def test_only_those_chosen_are_signed_up_for(client: Client, in_series: Make) -> None:
    first, second, third = (in_series(f"Nr. {n}", 7 * n) for n in (1, 2, 3))
    post(client, first, also=[str(third.pk)])
    signed_up = Registration.objects.values_list("event", flat=True)
    assert set(signed_up) == {first.pk, third.pk}
    assert second.pk not in signed_up


def test_a_meeting_with_a_question_that_must_be_answered_is_named_with_a_link(
    client: Client, in_series: Make, question: Ask
) -> None:
    first = in_series("Første", 7)
    asked = [question("Skostørrelse?", required=True)]
    asking = in_series("Byggeplads", 14, registration_questions=asked)
    in_series("Anden", 21, registration_questions=[question("Frivilligt")])
    page = form_of(client, first)
    assert len(page.select("[name=also]")) == 1
    assert page.select_one(f'.wn-links a[href="{asking.url}register/"]').text == "Byggeplads"
    post(client, first, whole_series="on")
    assert not Registration.objects.filter(event=asking.pk).exists()


def test_a_meeting_that_has_closed_meanwhile_is_told(client: Client, in_series: Make) -> None:
    first, second = in_series("Første", 7), in_series("Anden", 14)
    second.status = "cancelled"
    second.save_revision().publish()
    third = in_series("Tredje", 21)
    response = post(client, first, also=[str(second.pk), str(third.pk)], message="Hej")
    words = "One of the meetings no longer takes registrations. Choose again."
    assert said(words) in text_of(response)
    assert not Registration.objects.exists()


def test_a_full_meeting_without_a_waiting_list_is_not_offered(
    client: Client, in_series: Make
) -> None:
    first = in_series("Første", 7)
    full = in_series("Fuld", 14, capacity=1, waiting_list="none")
    post(client, full, name="Bo")
    assert not form_of(client, first).select("[name=also]")


def test_who_comes_in_person_comes_in_the_way_another_meeting_has(
    client: Client, in_series: Make
) -> None:
    first = in_series("Første", 7, attendance_mode="mixed", capacity=None)
    online = in_series("Webinar", 14, attendance_mode="online")
    post(client, first, mode="offline", also=[str(online.pk)])
    modes = dict(Registration.objects.values_list("event", "mode"))
    assert modes == {first.pk: "offline", online.pk: "online"}


def test_in_another_language_the_offers_are_those_of_the_same_meetings(
    client: Client, in_series: Make, series: Series, home: Any
) -> None:
    events = [in_series("Første", 7), in_series("Anden", 14, capacity=1)]
    english, _ = Locale.objects.get_or_create(language_code="en")
    copy = series.copy_for_translation(english)
    copy.save()
    for page in [home, *events[0].get_ancestors()[2:]]:
        page.copy_for_translation(english).save_revision().publish()
    for event in events:
        page = event.copy_for_translation(english)
        page.series = copy
        page.save_revision().publish()
    first, second = EventPage.objects.filter(locale=english).order_by("start")
    response = post(client, first, also=[str(second.pk)])
    assert response.url.endswith(f"others={second.pk}-registered")
    signed_up = Registration.objects.values_list("event", "language")
    assert set(signed_up) == {(event.pk, "en") for event in events}


def test_the_length_of_a_series_costs_no_queries(client: Client, in_series: Make) -> None:
    first = in_series("Første", 7)
    counts = []
    for more in (2, 8):
        for number in range(more):
            in_series(f"Nr. {more} {number}", 10 + number)
        form_of(client, first)
        with CaptureQueriesContext(connection) as captured:
            form_of(client, first)
        counts.append(len(captured))
    assert counts[0] == counts[1]
