from collections.abc import Callable
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from wagtail_network.models import ArticleIndexPage, ArticlePage, EventPage, Person

MakeArticle = Callable[..., ArticlePage]
NEWS = "/netvaerk/groenne/nyt/"


def page_at(client: Client, url: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(url).content, "html.parser")


def titles(page: BeautifulSoup) -> list[str]:
    return [title.text for title in page.select(".wn-article__title")]


def byline(client: Client, article: ArticlePage) -> str:
    found = page_at(client, article.url).select_one(".wn-byline")
    return " ".join(found.text.split()) if found else ""


def test_the_latest_article_comes_first_and_of_one_day_the_last_written(
    client: Client, article_index: ArticleIndexPage, make_article: MakeArticle
) -> None:
    assert page_at(client, NEWS).select_one(".wn-empty p").text
    make_article("Ældst", date=date(2020, 1, 1))
    make_article("Samme dag", date=date(2026, 1, 1))
    make_article("Nyest", date=date(2026, 2, 1))
    make_article("Samme dag, senere skrevet", date=date(2026, 1, 1))
    assert titles(page_at(client, NEWS)) == [
        "Nyest",
        "Samme dag, senere skrevet",
        "Samme dag",
        "Ældst",
    ]


@pytest.mark.parametrize(
    ("asked", "number"),
    [("", 1), ("?page=2", 2), ("?page=99", 2), ("?page=-1", 2), ("?page=x", 1), ("?page=", 1)],
)
def test_any_page_number_leads_to_a_page(
    client: Client, make_article: MakeArticle, asked: str, number: int
) -> None:
    for row in range(13):
        make_article(f"Artikel {row}", date=date(2026, 1, row + 1))
    page = page_at(client, NEWS + asked)
    assert (
        titles(page)
        == {
            1: [f"Artikel {row}" for row in range(12, 0, -1)],
            2: ["Artikel 0"],
        }[number]
    )
    (link,) = page.select("a[rel]")
    assert (link["rel"], link["href"]) == {
        1: (["next"], "?page=2"),
        2: (["prev"], "?page=1"),
    }[number]


def test_an_article_is_dated_today_unless_told_otherwise(make_article: MakeArticle) -> None:
    assert make_article().date == timezone.localdate()


def test_a_byline_names_people_with_their_title_and_others_by_name(
    client: Client, make_article: MakeArticle, speaker: Person
) -> None:
    assert byline(client, make_article("Uden forfatter")) == ""
    one = make_article("En", authors=[("person", speaker)])
    assert byline(client, one) == "Af Ole Møller, projektdirektør"
    speaker.title = ""
    speaker.save()
    assert byline(client, one) == "Af Ole Møller"
    three = [("name", "Mette Holm"), ("person", speaker), ("name", "Bo Å. Berg")]
    assert byline(client, make_article("Tre", authors=three)) == (
        "Af Mette Holm, Ole Møller og Bo Å. Berg"
    )


def test_an_author_is_told_in_the_language_of_the_page_and_a_deleted_one_is_left_out(
    make_article: MakeArticle, speaker: Person
) -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    translated = speaker.copy_for_translation(english)
    translated.name = "Ole Moller"
    translated.save()
    gone = Person.objects.create(name="Slettet", locale=speaker.locale)
    authors = [("name", "Mette"), ("person", gone), ("person", speaker), ("person", speaker)]
    article = make_article(authors=authors)
    copy = article.copy_for_translation(english, copy_parents=True)
    gone.delete()
    for page, name in ((article, "Ole Møller"), (copy, "Ole Moller")):
        found = ArticlePage.objects.get(pk=page.pk).authors_localized()
        assert [str(author) for author in found] == ["Mette", name, name]


def test_an_article_and_its_meeting_lead_to_each_other(
    client: Client, make_article: MakeArticle, make_event: Callable[..., EventPage]
) -> None:
    event = make_event("Opstartsmøde", -7)
    article = make_article("Sådan gik det", related_event=event)
    make_article("Noget andet")
    about = page_at(client, article.url).select_one("[aria-labelledby=wn-about] a")
    assert about["href"] == event.url
    assert titles(page_at(client, event.url)) == ["Sådan gik det"]

    restriction = PageViewRestriction.objects.create(
        page=event, restriction_type=PageViewRestriction.LOGIN
    )
    assert "Opstartsmøde" not in page_at(client, article.url).text
    restriction.delete()
    event.delete()
    article.refresh_from_db()
    assert article.related_event is None
    assert client.get(article.url).status_code == 200


def test_a_page_shows_no_more_than_the_three_latest_articles(
    client: Client, make_article: MakeArticle, make_event: Callable[..., EventPage]
) -> None:
    event = make_event("Møde", -7)
    for day in range(1, 6):
        make_article(f"Artikel {day}", date=date(2026, 1, day), related_event=event)
    latest = ["Artikel 5", "Artikel 4", "Artikel 3"]
    assert titles(page_at(client, "/netvaerk/groenne/")) == latest
    assert titles(page_at(client, event.url)) == latest


def test_a_translated_article_leads_to_the_meeting_in_its_own_language(
    client: Client, make_article: MakeArticle, make_event: Callable[..., EventPage]
) -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    event = make_event("Møde", -7)
    article = make_article("Artikel", related_event=event)
    meeting = event.copy_for_translation(english, copy_parents=True)
    translated = article.copy_for_translation(english, copy_parents=True)
    for page in (meeting, translated):
        page.save_revision().publish()
    assert translated.event_for(None) == meeting
    assert titles(page_at(client, meeting.url)) == ["Artikel"]
