"""What is closed to a visitor shows up nowhere: every way out is walked with a canary.

A page of each type is named after the canary and hidden in one way; then every list, teaser,
feed and API is asked for it. The same walk over an open page proves that each way would show it.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from wagtail_network.events.registration.registering import Applicant, register
from wagtail_network.models import (
    ArticleIndexPage,
    ArticlePage,
    Consent,
    EventIndexPage,
    EventPage,
    Membership,
    NetworkIndexPage,
    NetworkPage,
    Organisation,
    Registration,
    Series,
)

CANARY = "Kanariefugl"
THANKS = "register/thanks/"
RECAP = [("paragraph", "<p>Kom godt igen.</p>")]
NOW = timezone.now().replace(microsecond=0)


def restrict(page: Any, kind: str, **fields: Any) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=kind, **fields)


def unpublish(page: Any) -> None:
    page.unpublish()


def never_publish(page: Any) -> None:
    """As the editor's "Save draft" of a new page leaves it."""
    page.live, page.has_unpublished_changes, page.first_published_at = False, True, None
    page.save()


def rename_in_a_draft(page: Any) -> None:
    """Live under another name; the canary is only in the editor's draft."""
    page.title, page.slug = "Åben", f"aaben-{page.pk}"
    page.save()
    page.title, page.slug = CANARY, f"kanarie-{page.pk}"
    page.save_revision()


def schedule(page: Any) -> None:
    never_publish(page)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision(approved_go_live_at=page.go_live_at)


def restrict_the_parent(page: Any) -> None:
    """Moves the page into a closed section of its own kind, next to where it was."""
    parent = page.get_parent().specific
    section = type(parent)(title="Lukket afsnit", slug=f"lukket-{page.pk}")
    above = parent if isinstance(parent, NetworkIndexPage) else parent.get_parent()
    above.add_child(instance=section)
    restrict(section, PageViewRestriction.LOGIN)
    page.move(section, pos="last-child")


HIDING: dict[str, Callable[[Any], None]] = {
    "draft": never_publish,
    "scheduled": schedule,
    "unpublished": unpublish,
    "renamed in a draft": rename_in_a_draft,
    "login only": lambda page: restrict(page, PageViewRestriction.LOGIN),
    "group only": lambda page: restrict(page, PageViewRestriction.GROUPS),
    "password": lambda page: restrict(page, PageViewRestriction.PASSWORD, password="sesam"),
    "private ancestor": restrict_the_parent,
}


@pytest.fixture
def canaries(
    network: NetworkPage,
    event_index: EventIndexPage,
    article_index: ArticleIndexPage,
    network_index: NetworkIndexPage,
    overview: EventIndexPage,
) -> list[Any]:
    """A page of each type to hide, and open pages that would lead to it."""

    def event(title: str, slug: str, days: int, **fields: Any) -> EventPage:
        start = NOW + timedelta(days=days)
        page = EventPage(title=title, slug=slug, start=start, **fields)
        page.end = start + timedelta(hours=2)
        return event_index.add_child(instance=page)

    def article(title: str, slug: str, **fields: Any) -> ArticlePage:
        return article_index.add_child(instance=ArticlePage(title=title, slug=slug, **fields))

    series = Series.objects.create(name="Serie", locale=network.locale)
    held = event("Afholdt", "afholdt", -40)
    past = event(CANARY, "kanarie-past", -20, recap=RECAP, series=series)
    open_to_all = {"series": series, "takes_registrations": True}
    coming = event(CANARY, "kanarie-coming", 20, **open_to_all)
    event("I serien", "i-serien", 200, **open_to_all)
    event("Peger", "peger", -60, next_event=coming)
    written = article(CANARY, "kanarie-article", related_event=held)
    article("Om mødet", "om-moedet", related_event=coming)
    other = network_index.add_child(instance=NetworkPage(title=CANARY, slug="kanarie-net"))
    return [past, coming, written, other]


def ways_out(canaries: list[Any]) -> dict[str, str]:
    """Every address that may name another page."""
    past, coming, _written, _other = canaries
    section, overview = "/netvaerk/groenne/", "/netvaerk/kalender/"
    series = f"?series={past.series.translation_key}"
    ways = {
        "network index": "/netvaerk/",
        "network": section,
        "coming": f"{section}moeder/",
        "past": f"{section}moeder/past/",
        "month of the past one": f"{section}moeder/month/{past.start:%Y/%m}/",
        "month of the coming one": f"{section}moeder/month/{coming.start:%Y/%m}/",
        "calendar to subscribe to": f"{section}moeder/calendar.ics",
        "feed of announcements": f"{section}moeder/feed/",
        "those of a kind": f"{section}moeder/?kind=meeting",
        "past ones of a series": f"{section}moeder/past/{series}",
        "month of a kind": f"{section}moeder/month/{coming.start:%Y/%m}/?kind=meeting",
        "calendar of a series": f"{section}moeder/calendar.ics{series}",
        "feed of a kind": f"{section}moeder/feed/?kind=meeting",
        "of all networks": overview,
        "past of all networks": f"{overview}past/",
        "month of all networks": f"{overview}month/{coming.start:%Y/%m}/",
        "calendar of all networks": f"{overview}calendar.ics",
        "feed of all networks": f"{overview}feed/",
        "series in all networks": f"{overview}{series}",
        "calendar of a series in all networks": f"{overview}calendar.ics{series}",
        "others of its series": f"{section}moeder/i-serien/",
        "others to sign up for": f"{section}moeder/i-serien/register/",
        "others signed up for": f"{section}moeder/i-serien/{THANKS}?others={coming.pk}-waiting",
        "what follows a meeting": f"{section}moeder/afholdt/",
        "next meeting by choice": f"{section}moeder/peger/",
        "articles": f"{section}nyt/",
        "article about it": f"{section}nyt/om-moedet/",
        "api": "/api/v2/pages/?limit=20",
        "api of events": "/api/v2/pages/?type=wagtail_network.EventPage&fields=*",
        "api of articles": "/api/v2/pages/?type=wagtail_network.ArticlePage&fields=*",
        "api of networks": "/api/v2/pages/?type=wagtail_network.NetworkPage&fields=*",
        "api search": "/api/v2/pages/?search=kanariefugl",
        "sitemap": "/sitemap.xml",
    }
    return ways | {f"api detail {page.slug}": f"/api/v2/pages/{page.pk}/" for page in canaries}


def seen(client: Client, ways: dict[str, str]) -> list[str]:
    """The ways on which the canary shows. A search answers with what was asked, so count it."""
    shown = []
    for name, url in ways.items():
        response = client.get(url, headers={"host": "localhost"})
        assert response.status_code in {200, 302, 404}, (name, response.status_code)
        if "kanarie" in response.content.decode().lower():
            shown.append(name)
    return shown


def test_an_open_page_shows_on_every_way_out(client: Client, canaries: list[Any]) -> None:
    ways = ways_out(canaries)
    assert seen(client, ways) == list(ways)


@pytest.mark.parametrize("how", HIDING)
def test_a_hidden_page_shows_on_no_way_out(client: Client, canaries: list[Any], how: str) -> None:
    ways = ways_out(canaries)
    for page in canaries:
        HIDING[how](page)
    assert seen(client, ways) == []


@pytest.mark.parametrize("how", HIDING)
def test_a_link_to_a_hidden_page_shows_nothing_of_it(
    client: Client, canaries: list[Any], how: str
) -> None:
    urls = [page.url for page in canaries]
    assert all(b'property="og:title"' in client.get(url).content for url in urls)
    for page in canaries:
        HIDING[how](page)
    for url in urls:
        html = client.get(url).content.decode()
        assert "og:" not in html
        assert CANARY not in html


@pytest.mark.parametrize("how", ["draft", "login only", "password"])
def test_a_hidden_page_is_not_counted(
    client: Client,
    make_event: Callable[..., EventPage],
    make_article: Callable[..., ArticlePage],
    how: str,
) -> None:
    made = [make_event(f"Møde {day}", day + 1) for day in range(21)]
    made_articles = [make_article(f"Artikel {number}") for number in range(13)]
    lists = ("/netvaerk/groenne/moeder/", "/netvaerk/groenne/nyt/")
    url = "/api/v2/pages/?type=wagtail_network.EventPage"
    assert all(b"?page=2" in client.get(path).content for path in lists)
    assert client.get(url).json()["meta"]["total_count"] == 21
    HIDING[how](made[0])
    HIDING[how](made_articles[0])
    assert not any(b"?page=2" in client.get(path).content for path in lists)
    assert client.get(url).json()["meta"]["total_count"] == 20


def test_whoever_may_open_a_page_sees_it_in_the_lists(
    client: Client, django_user_model: Any, canaries: list[Any]
) -> None:
    for page in canaries:
        restrict(page, PageViewRestriction.LOGIN)
    client.force_login(django_user_model.objects.create_user("medlem@example.org", "adgang"))
    pages = {name: url for name, url in ways_out(canaries).items() if "sitemap" not in name}
    assert seen(client, pages) == list(pages)


def test_the_navigation_names_no_page_that_is_closed(
    client: Client, network: NetworkPage, event_index: EventIndexPage, article_index: Any
) -> None:
    assert b"/netvaerk/groenne/nyt/" in client.get(network.url).content
    restrict(article_index, PageViewRestriction.GROUPS)
    assert b"/netvaerk/groenne/nyt/" not in client.get(network.url).content


def test_an_unpublished_network_is_not_named_on_the_pages_below_it(
    client: Client,
    network: NetworkPage,
    make_event: Callable[..., EventPage],
    make_article: Callable[..., ArticlePage],
) -> None:
    network.title = CANARY
    network.save()
    paths = [
        make_event("Møde").url,
        make_article("Artikel").url,
        "/netvaerk/groenne/moeder/",
        "/netvaerk/groenne/moeder/past/",
        "/netvaerk/groenne/moeder/month/2026/11/",
        "/netvaerk/groenne/nyt/",
    ]
    assert all(CANARY in client.get(path).content.decode() for path in paths)
    network.unpublish()
    assert [path for path in paths if CANARY in client.get(path).content.decode()] == []


REGISTRATION = ("", "event.ics", "register/", "register/thanks/?registered=1")
ASKED = ("register/organisations/?q=kanarie", "register/organisations/?q=fugl")


@pytest.fixture
def participants(make_event: Callable[..., EventPage], home: Any) -> Callable[..., EventPage]:
    """A meeting whose list of participants everybody may see, with people called as given."""

    def make(title: str, **names: str) -> EventPage:
        event = make_event(title, takes_registrations=True, participants_shown_to="everyone")
        event.save_revision().publish()
        for status, name in names.items():
            status, _, consent = status.partition("_")
            person = Applicant(name=name, email=f"{status}{consent}@example.org", mode="offline")
            if not consent:
                person.consents["list"] = "Ja."
            [made] = register(event, [person], submission=uuid4(), language="da")
            changed = Registration.objects.filter(pk=made.registration.pk)
            changed.update(status=status, queue_number=1)
        return EventPage.objects.get(pk=event.pk)

    return make


@pytest.mark.parametrize("how", [how for how in HIDING if how != "renamed in a draft"])
def test_the_registration_of_a_hidden_meeting_shows_nobody(
    client: Client, participants: Callable[..., EventPage], network: NetworkPage, how: str
) -> None:
    event = participants(CANARY, registered=CANARY)
    member = Organisation.objects.create(name=CANARY, locale=network.locale)
    Membership.objects.create(network=network, organisation=member)
    before = [f"{event.url}{path}" for path in (*REGISTRATION, *ASKED)]
    assert seen(client, {path: path for path in before}) == before
    HIDING[how](event)
    event = EventPage.objects.get(pk=event.pk)
    after = [f"{event.url}{path}" for path in (*REGISTRATION, *ASKED)]
    assert seen(client, {path: path for path in [*before, *after]}) == []


def test_who_waits_or_has_not_agreed_is_named_nowhere(
    client: Client, participants: Callable[..., EventPage], canaries: list[Any]
) -> None:
    hidden = dict.fromkeys(
        ["pending", "offered", "waiting", "cancelled", "declined", "lapsed", "registered_silent"],
        CANARY,
    )
    event = participants("Møde", registered="Bo Vises", **hidden)
    for page in canaries:
        page.delete()
    ways = {name: url for name, url in ways_out(canaries).items() if "detail" not in name}
    ways |= {path: f"{event.url}{path}" for path in REGISTRATION}
    assert seen(client, ways) == []
    assert "Bo Vises" in client.get(event.url).text
    Consent.objects.create(
        registration=Registration.objects.get(email="registeredsilent@example.org"),
        purpose="list",
        wording="Ja.",
        language="da",
    )
    assert seen(client, ways) == [""]
