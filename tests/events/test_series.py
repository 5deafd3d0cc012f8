"""Meetings that belong together."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale, PageViewRestriction

from wagtail_network.models import EventPage, Series

MakeEvent = Callable[..., EventPage]


@pytest.fixture
def series(home: Any) -> Series:
    return Series.objects.create(
        name="Byg grønt", short_text="Tre aftener om træ.", locale=home.locale
    )


def page_at(client: Client, event: EventPage) -> BeautifulSoup:
    return BeautifulSoup(client.get(event.url).content, "html.parser")


def others(client: Client, event: EventPage) -> list[str]:
    return [link.text for link in page_at(client, event).select(".wn-series__list a")]


def test_a_meeting_shows_the_others_of_its_series_the_coming_ones_first(
    client: Client, make_event: MakeEvent, series: Series
) -> None:
    for title, days in {"Sidst": 30, "Snart": 3, "For længst": -40, "Nylig": -4}.items():
        make_event(title, days, series=series)
    make_event("Aflyst", 20, series=series, status="cancelled")
    make_event("Hører ikke til", 5)
    event = make_event("Denne", 10, series=series)
    assert others(client, event) == ["Snart", "Aflyst", "Sidst", "Nylig", "For længst"]
    page = page_at(client, event)
    assert page.select_one(".wn-series__note a").text == "Byg grønt"
    assert page.select_one(page.select_one(".wn-series__note a")["href"]) is not None
    assert "Tre aftener om træ." in page.select_one("#wn-series").text
    assert page.select_one("#wn-series .wn-tag--cancelled").text == "Aflyst"
    assert page.select_one(".wn-series__when").text.strip()


def test_a_series_of_one_names_itself_and_lists_nothing(
    client: Client, make_event: MakeEvent, series: Series
) -> None:
    series.short_text = ""
    series.save()
    page = page_at(client, make_event(series=series))
    assert "Byg grønt" in page.select_one(".wn-series__note").text
    assert page.select_one(".wn-series__note a") is None
    assert page.select_one("#wn-series") is None


def test_what_a_visitor_may_not_see_is_not_among_the_others(
    client: Client, make_event: MakeEvent, series: Series, editor: Any
) -> None:
    event = make_event("Denne", series=series)
    draft = make_event("Kladde", series=series)
    draft.unpublish()
    closed = make_event("Lukket", series=series)
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    assert others(client, event) == []
    client.force_login(editor)
    assert others(client, event) == ["Lukket"]


def test_a_series_costs_one_query_and_none_where_there_is_none(
    client: Client, make_event: MakeEvent, series: Series
) -> None:
    counts = []
    for event in (make_event("Uden"), make_event("Med", series=series)):
        client.get(event.url)
        with CaptureQueriesContext(connection) as captured:
            client.get(event.url)
        counts.append(len(captured))
    for number in range(15):
        make_event(f"Møde {number}", series=series)
    with CaptureQueriesContext(connection) as captured:
        assert len(others(client, event)) == 12
    assert [*counts, len(captured)] == [counts[0], counts[0] + 1, counts[0] + 1]


def test_a_series_and_its_translations_are_one_and_its_meetings_those_of_one_language(
    client: Client, make_event: MakeEvent, series: Series, home: Any
) -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    translated = series.copy_for_translation(english)
    translated.name = "Build green"
    translated.save()
    event, other = make_event("Denne", series=series), make_event("Den anden", series=series)
    for page in [*event.get_ancestors()[1:], event, other]:
        page.specific.copy_for_translation(english).save_revision().publish()
    copies = EventPage.objects.filter(locale=english).order_by("pk")
    # One editor has chosen the series in the page's language, another has left it as it was.
    copies.filter(translation_key=other.translation_key).update(series=translated)
    for meeting in EventPage.objects.all():
        found = EventPage.objects.all().in_series_of(meeting)
        assert {page.title for page in found} == {"Denne", "Den anden"}
        assert {page.locale_id for page in found} == {meeting.locale_id}
    page = page_at(client, copies[0])
    assert page.select_one(".wn-series__note a").text == "Build green"


def test_a_meeting_without_a_series_is_in_none(make_event: MakeEvent) -> None:
    event = make_event("En")
    make_event("Anden")
    assert not EventPage.objects.all().in_series_of(event).exists()


def test_a_series_that_is_deleted_leaves_its_meetings(
    client: Client, make_event: MakeEvent, series: Series
) -> None:
    event = make_event(series=series)
    series.delete()
    assert page_at(client, event).select_one(".wn-series__note") is None


def test_an_editor_makes_a_series_in_the_menu_of_the_networks(admin: Client) -> None:
    listed = reverse("wagtailsnippets_wagtail_network_series:list")
    start = admin.get(reverse("wagtailadmin_home")).content.decode()
    assert listed in start
    add = reverse("wagtailsnippets_wagtail_network_series:add")
    admin.post(add, {"name": "Byg grønt", "short_text": ""})
    assert "Byg grønt" in admin.get(listed).content.decode()


def test_a_series_is_closed_to_an_editor_of_pages_only(
    client: Client, django_user_model: Any, series: Series
) -> None:
    user = django_user_model.objects.create_user("sider@example.org", "adgang")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    listed = reverse("wagtailsnippets_wagtail_network_series:list")
    assert listed not in client.get(reverse("wagtailadmin_home")).content.decode()
    edit = reverse("wagtailsnippets_wagtail_network_series:edit", args=(series.pk,))
    assert client.get(edit).status_code in {302, 403}
