"""What a link to a page shows elsewhere, and what search engines say of it."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file, get_test_image_file_svg
from wagtail.models import Page

from tests.conftest import in_copenhagen
from wagtail_network.core.sharing import locale_name
from wagtail_network.models import ArticlePage, EventIndexPage, EventPage, NetworkPage

LIST = "/netvaerk/groenne/moeder/"


def head_of(client: Client, url: str) -> BeautifulSoup:
    page = BeautifulSoup(client.get(url).content, "html.parser")
    assert page.find("main").find("meta") is None
    return page.head


def told(client: Client, url: str) -> dict[str, str]:
    """The tags by name, each of which stands once."""
    tags = head_of(client, url).select("meta[property], meta[name]")
    pairs = [(tag.get("property") or tag["name"], tag["content"]) for tag in tags]
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


@pytest.fixture
def picture(home: Page) -> Any:
    file = get_test_image_file(size=(2400, 1600))
    return get_image_model().objects.create(title="Folk på en byggeplads", file=file)


def test_a_meeting_tells_what_when_and_where(
    client: Client, make_event: Callable[..., EventPage], picture: Any
) -> None:
    event = make_event(
        'Åbent hus & "kaffe"',
        start=in_copenhagen(2027, 5, 4, 14),
        venue_name="Kulturhuset",
        venue_city="Køge",
        lead="Kom og se.\nVi viser rundt.",
        picture=picture,
    )
    found = told(client, event.url)
    assert found["og:title"] == 'Åbent hus & "kaffe"'
    description = (
        "Tirsdag 4. maj 2027, kl. 14.00–17.00 · Kulturhuset, Køge. Kom og se. Vi viser rundt."
    )
    assert found["og:description"] == found["description"] == description
    assert found["og:url"] == event.full_url
    assert found["og:type"] == "website"
    assert found["og:locale"] == "da_DK"
    assert found["og:site_name"] == "Test host"
    assert found["twitter:card"] == "summary_large_image"
    assert found["og:image:alt"] == "Folk på en byggeplads"
    assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
    assert found["og:image"].startswith("http://localhost/media/")
    assert client.get(event.url).content.count(b"og:image:width") == 1


def test_each_kind_of_page_is_told_and_the_block_of_the_site_is_kept(
    client: Client,
    network: NetworkPage,
    event_index: EventIndexPage,
    make_article: Callable[..., ArticlePage],
) -> None:
    network.get_parent().specific.save()
    article = make_article("Nyt fra mødet", lead="Det gik godt.")
    expected = {
        "/netvaerk/": ("website", "Netværk", None),
        network.url: ("website", "Grønne SMV'er", "Sammen er vi stærkere."),
        LIST: ("website", "Grønne SMV'er: Møder", "Møder – Grønne SMV'er"),
        "/netvaerk/groenne/nyt/": ("website", "Nyt", "Nyt – Grønne SMV'er"),
        article.url: ("article", "Nyt fra mødet", "Det gik godt."),
    }
    for url, (kind, title, description) in expected.items():
        found = told(client, url)
        assert (found["og:type"], found["og:title"]) == (kind, title), url
        assert found.get("og:description") == found.get("description") == description, url
        assert found["og:url"] == f"http://localhost{url}"
        assert found["twitter:card"] == "summary"
        assert "og:image" not in found
        assert found["host"] == "test"


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("past/", "Grønne SMV'er: Tidligere møder"),
        ("month/2027/05/", "Grønne SMV'er: Møder i maj 2027"),
        ("?kind=visit", "Grønne SMV'er: Møder (Besøg)"),
    ],
)
def test_a_part_of_a_list_has_a_title_and_an_address_of_its_own(
    client: Client, event_index: EventIndexPage, path: str, title: str
) -> None:
    found = told(client, f"{LIST}{path}")
    assert found["og:title"] == title
    assert client.get(found["og:url"].removeprefix("http://localhost")).status_code == 200
    assert found["og:url"] == f"http://localhost{LIST}{path.replace('05/', '5/')}"
    ours = f"{LIST}{path}{'&' if '?' in path else '?'}utm_source=x&page=7"
    assert told(client, ours)["og:url"] == found["og:url"]


def test_a_list_of_meetings_names_its_news_feed(
    client: Client, event_index: EventIndexPage
) -> None:
    for path in ("", "past/", "month/2027/05/"):
        link = head_of(client, f"{LIST}{path}?kind=visit").select_one("link[rel=alternate]")
        assert link["href"] == f"{LIST}feed/?kind=visit"
        assert link["title"] == "Grønne SMV'er: Møder (Besøg)"
        assert client.get(link["href"])["Content-Type"].startswith(link["type"])


def test_what_an_editor_has_written_for_search_is_told_once(
    client: Client, network: NetworkPage
) -> None:
    network.seo_title, network.search_description = "Byg grønt", "Et netværk for dig."
    network.save()
    found = told(client, network.url)
    assert (found["og:title"], found["og:description"]) == ("Byg grønt", "Et netværk for dig.")
    # The site's own template shows it, as that of every site made by "wagtail start" does.
    assert "description" not in found


def test_a_long_text_is_cut_and_stands_on_one_line(client: Client, network: NetworkPage) -> None:
    network.lead = "Æblegrød\n\n" * 60
    network.save()
    description = told(client, network.url)["og:description"]
    assert len(description) == 200
    assert "\n" not in description
    assert description.endswith("…")


def test_the_link_to_take_part_online_is_not_told(
    client: Client, make_event: Callable[..., EventPage]
) -> None:
    event = make_event(attendance_mode="online", online_url="https://moede.example/kanarie")
    assert "kanarie" not in str(head_of(client, event.url))


def test_what_is_only_in_a_draft_is_not_told(
    client: Client, make_event: Callable[..., EventPage]
) -> None:
    event = make_event("Åbent", lead="Kom.")
    event.title, event.lead = "Kanarie", "Kanarie"
    event.save_revision()
    assert "anarie" not in str(head_of(client, event.url))


def test_a_picture_that_no_service_can_draw_or_that_is_gone_is_left_out(
    client: Client, make_article: Callable[..., ArticlePage], picture: Any
) -> None:
    drawing = get_image_model().objects.create(title="Tegning", file=get_test_image_file_svg())
    picture.file.delete(save=False)
    for number, image in enumerate((drawing, picture)):
        found = told(client, make_article(f"Artikel {number}", picture=image).url)
        assert "og:image" not in found
        assert found["twitter:card"] == "summary"


def test_a_site_may_choose_the_block_or_do_without(
    client: Client, settings: Any, network: NetworkPage
) -> None:
    def html_with(block: str) -> str:
        settings.WAGTAIL_NETWORK = {"HEAD_BLOCK": block}
        settings.TEMPLATES = list(settings.TEMPLATES)  # compiles them anew
        return client.get(network.url).content.decode()

    assert "og:title" not in html_with("")
    html = html_with("title")
    assert html.index("<title>") < html.index("og:title") < html.index("</title>")


@pytest.mark.parametrize(
    ("language", "locale"),
    [("da", "da_DK"), ("en", "en_GB"), ("en-us", "en_US"), ("zh-hant", ""), ("eo", ""), ("", "")],
)
def test_a_language_is_told_with_its_territory(language: str, locale: str) -> None:
    assert locale_name(language) == locale
