"""Deep addresses lead where Wagtail itself would lead, in fewer queries."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Page, Site

from wagtail_network.models import (
    ArticlePage,
    EventIndexPage,
    EventPage,
    NetworkIndexPage,
)

SECTION = "/netvaerk/groenne/"


@pytest.fixture
def pages(make_event: Callable[..., EventPage], make_article: Callable[..., ArticlePage]) -> None:
    make_event("Møde", slug="moede")
    make_article("Nyhed", slug="nyhed")


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("", "Grønne SMV&#x27;er"),
        ("moeder/", "Møder"),
        ("moeder/past/", "Tidligere møder"),
        ("moeder/month/2026/11/", "Møder i november 2026"),
        ("moeder/moede/", "Møde"),
        ("nyt/nyhed/", "Nyhed"),
    ],
)
def test_every_page_is_found_by_its_address(
    client: Client, pages: None, path: str, title: str
) -> None:
    assert f'<h1 class="wn-title">{title}</h1>' in client.get(SECTION + path).content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "findes-ikke/",
        "moeder/findes-ikke/",
        "moeder/moede/past/",
        "moeder/past/moede/",
        "moede/",  # skips a level
        "nyt/moede/",  # below another parent
        "groenne/",
        "moeder/moeder/",
        "nyt/past/",
        "moeder/%00/",
    ],
)
def test_an_address_that_leads_nowhere_answers_404(client: Client, pages: None, path: str) -> None:
    assert client.get(SECTION + path).status_code == 404


def test_a_meeting_cannot_have_an_address_that_the_list_uses_itself(
    client: Client, make_event: Callable[..., EventPage]
) -> None:
    with pytest.raises(ValidationError) as refused:
        make_event("Past")
    assert "slug" in refused.value.message_dict
    assert client.get(f"{SECTION}moeder/past/").status_code == 200


def test_a_draft_does_not_take_the_address_of_a_list_that_visitors_use(
    client: Client, make_event: Callable[..., EventPage]
) -> None:
    make_event("Kladde", slug="month", live=False)
    assert client.get(f"{SECTION}moeder/month/2026/11/").status_code == 200


def test_a_list_by_month_stays_where_a_meeting_is_called_month(
    client: Client, make_event: Callable[..., EventPage]
) -> None:
    make_event("Month", slug="month")
    assert client.get(f"{SECTION}moeder/month/2026/11/").status_code == 200


def test_an_unpublished_page_answers_404_and_those_below_it_stay_as_in_wagtail(
    client: Client, pages: None, event_index: EventIndexPage
) -> None:
    event_index.unpublish()
    assert client.get(f"{SECTION}moeder/").status_code == 404
    assert client.get(f"{SECTION}moeder/past/").status_code == 404
    assert client.get(f"{SECTION}moeder/moede/").status_code == 200


def test_an_alias_of_the_whole_section_has_addresses_of_its_own(
    client: Client, home: Page, network_index: NetworkIndexPage, pages: None
) -> None:
    network_index.create_alias(parent=home, update_slug="spejl", recursive=True)
    assert client.get("/spejl/groenne/moeder/moede/").status_code == 200
    assert client.get("/spejl/groenne/moeder/past/").status_code == 200
    assert client.get("/spejl/findes-ikke/").status_code == 404


def test_a_section_as_the_root_of_a_site_routes_as_well(
    client: Client, network_index: NetworkIndexPage, pages: None
) -> None:

    Site.objects.update(root_page=network_index)
    assert client.get("/groenne/moeder/moede/").status_code == 200
    assert client.get("/").status_code == 200


def test_routing_costs_three_queries_whatever_the_depth(
    rf: Any, network_index: NetworkIndexPage, pages: None, django_assert_num_queries: Any
) -> None:
    for path in ("groenne", "groenne/moeder", "groenne/moeder/moede"):
        with django_assert_num_queries(3):
            network_index.route(rf.get("/"), path.split("/"))
