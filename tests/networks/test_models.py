from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from wagtail_network.models import (
    ArticleIndexPage,
    ArticlePage,
    EventPage,
    NetworkIndexPage,
    NetworkPage,
    Person,
    Region,
)


def page_at(client: Client, url: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(url).content, "html.parser")


def test_the_list_shows_the_networks_anyone_may_see_by_title(
    client: Client, network_index: NetworkIndexPage
) -> None:
    for title in ("Vest", "Hemmelig", "Kladde", "Nord"):
        network_index.add_child(instance=NetworkPage(title=title, live=title != "Kladde"))
    PageViewRestriction.objects.create(
        page=NetworkPage.objects.get(title="Hemmelig"),
        restriction_type=PageViewRestriction.LOGIN,
    )
    titles = page_at(client, network_index.url).select(".wn-card__title")
    assert [title.text for title in titles] == ["Nord", "Vest"]


def test_how_to_join_tells_the_contact_and_the_coordinators(
    client: Client, network: NetworkPage, speaker: Person
) -> None:
    assert page_at(client, network.url).select_one("#wn-joining") is None
    network.joining = "<p>Alle kan være med.</p>"
    network.contact_email = "net@example.org"
    network.coordinators = [("coordinator", speaker)]
    network.linkedin_group_url = "https://www.linkedin.com/groups/1/"
    network.save_revision().publish()
    joining = page_at(client, network.url).select_one("[aria-labelledby=wn-joining]")
    assert "Alle kan være med." in joining.text
    assert [link["href"] for link in joining.select("a")] == [
        "mailto:net@example.org",
        "https://www.linkedin.com/groups/1/",
    ]
    assert joining.select_one(".wn-person__title").text == "projektdirektør, NærHeden"


@pytest.mark.parametrize(
    ("days", "words"), [(1, "Til og med"), (0, "Til og med"), (-1, "Nu en del af")]
)
def test_a_network_tells_what_becomes_of_its_region(
    client: Client, network: NetworkPage, days: int, words: str
) -> None:
    make = Region.objects.create
    network.region = make(
        name="Region Sjælland",
        valid_to=timezone.localdate() + timedelta(days=days),
        successor=make(name="Region Østdanmark", locale=network.locale),
        locale=network.locale,
    )
    network.save()
    note = page_at(client, network.url).select_one(".wn-region-note").text
    assert words in note
    assert "Region Østdanmark" in note


def test_a_network_shows_its_next_meeting_and_its_latest_experience(
    client: Client, network: NetworkPage, make_event: Callable[..., EventPage]
) -> None:
    recap = [("heading", {"text": "Nej", "level": "h2"}), ("paragraph", "<p>Det gik godt.</p>")]
    make_event("Aflyst", 1, status="cancelled")
    make_event("Senere", 20)
    make_event("Næste", 10)
    make_event("Afholdt uden referat", -5)
    make_event("Afholdt", -10, recap=recap)
    make_event("Ældre", -20, recap=recap)
    make_event("Kommende med referat", 30, recap=recap)
    page = page_at(client, network.url)
    assert page.select_one(".wn-next__title").text == "Næste"
    later = [link.text for link in page.select(".wn-next__later a")]
    assert later == ["Aflyst", "Senere", "Kommende med referat"]
    assert page.select_one(".wn-feature a").text == "Afholdt"
    assert page.select_one(".wn-event__lead").text == "Det gik godt."


def test_the_pages_of_a_network_know_it_and_those_above_it_do_not(
    home: Page,
    network_index: NetworkIndexPage,
    network: NetworkPage,
    make_event: Callable[..., EventPage],
) -> None:
    event = make_event()
    assert event.network == event.network_link == network == network.network
    assert [page.title for page in event.breadcrumbs()] == ["Grønne SMV'er", "Møder"]
    shared = network_index.add_child(instance=ArticleIndexPage(title="Fælles nyt"))
    article = shared.add_child(instance=ArticlePage(title="Til alle"))
    assert article.network is article.network_link is None
    assert [page.title for page in article.breadcrumbs()] == ["Fælles nyt"]


def test_an_article_about_a_network_lies_anywhere_and_shows_on_its_page(
    client: Client, network_index: NetworkIndexPage, network: NetworkPage, make_article: Any
) -> None:
    shared = network_index.add_child(instance=ArticleIndexPage(title="Fælles nyt"))
    shared.add_child(instance=ArticlePage(title="Om nettet", related_network=network))
    shared.add_child(instance=ArticlePage(title="Om alt muligt"))
    make_article("I nettet")
    titles = page_at(client, network.url).select(".wn-article__title")
    assert [title.text for title in titles] == ["I nettet", "Om nettet"]
