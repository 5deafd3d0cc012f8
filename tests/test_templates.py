"""Every page as a browser gets it: empty and full, in Danish and in English."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page

from wagtail_network.models import (
    ArticleIndexPage,
    ArticlePage,
    DirectoryPage,
    EventIndexPage,
    EventPage,
    Membership,
    NetworkIndexPage,
    NetworkPage,
    Organisation,
    Person,
    Region,
    Series,
)

ATTACK = '<script>alert("1")</script><img src=x onerror=alert(2)>"\' {{ 7|add:"7" }}'
NOW = timezone.now().replace(microsecond=0)
TODAY = timezone.localdate()
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
VOID |= {"path", "circle", "rect", "line", "polyline"}  # in the icons


class Wellformed(HTMLParser):
    """Counts what is opened and not closed in its place."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if repeated := [name for name, n in Counter(name for name, _ in attrs).items() if n > 1]:
            self.wrong.append(f"<{tag}> has {repeated} twice")
        if tag == "p" and "p" in self.open:
            self.wrong.append(f"<p> in <p> at {self.getpos()}")
        if tag in {"div", "ul", "ol", "table", "h2", "h3", "figure"} and "p" in self.open:
            self.wrong.append(f"<{tag}> in <p> at {self.getpos()}")
        if tag == "a" and "a" in self.open:
            self.wrong.append(f"<a> in <a> at {self.getpos()}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.wrong.append(f"</{tag}> closes {self.open[-1:]} at {self.getpos()}")


def faults(html: str) -> list[str]:
    """What no page may have, in words."""
    parser = Wellformed()
    parser.feed(html)
    page = BeautifulSoup(html, "html.parser")
    found = [*parser.wrong, *(f"<{tag}> is not closed" for tag in parser.open)]
    levels = [int(tag.name[1]) for tag in page.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]
    if levels.count(1) != 1 or levels[0] != 1:
        found.append(f"not one h1 that comes first: {levels}")
    if any(below - above > 1 for above, below in zip(levels, levels[1:], strict=False)):
        found.append(f"a level of headings is skipped: {levels}")
    ids = Counter(tag["id"] for tag in page.find_all(id=True))
    found += [f"id {name} twice" for name, number in ids.items() if number > 1]
    found += [
        f"{attribute} names no id: {tag[attribute]}"
        for attribute in ("aria-labelledby", "aria-describedby")
        for tag in page.find_all(attrs={attribute: True})
        if not set(tag[attribute].split()) <= set(ids)
    ]
    for tag in page.find_all(True):
        inline = [name for name in tag.attrs if name == "style" or name.startswith("on")]
        # JSON-LD is data, which no browser runs.
        data = tag.name == "script" and tag.get("type") == "application/ld+json"
        file = tag.name == "script" and tag.get("src") and not tag.text
        if inline or (tag.name in {"style", "script"} and not data and not file):
            found.append(f"inline style or script: {tag.name} {inline}")
        if tag.name == "img" and "alt" not in tag.attrs:
            found.append(f"no alt: {tag}")
        if tag.name == "time" and not tag.get("datetime"):
            found.append(f"no datetime: {tag}")
        if tag.name == "a" and not (tag.get("href") and tag.text.strip()):
            found.append(f"a link to nowhere or of nothing: {tag}")
        if tag.name in {"ul", "ol", "dl", "tr"} and not tag.find(True):
            found.append(f"an empty list: {tag}")
        if tag.name in {"h1", "h2", "h3", "h4", "th"} and not tag.text.strip():
            found.append(f"an empty heading: {tag}")
    urls = [tag.get("src") or tag.get("href") for tag in page.find_all(["img", "link", "script"])]
    found += [f"asks a third party: {url}" for url in urls if "//" in (url or "")]
    found += [f"a value that is none: {word}" for word in ("None", "{{", "{%") if word in page.text]
    return found


Paths = dict[str, Any]


@pytest.fixture(params=["da", "en"])
def language(request: Any, home: Page) -> str:
    """The language of the page tree; the site's root page is in it."""
    locale, _ = Locale.objects.get_or_create(language_code=request.param)
    home.locale = locale
    home.save()
    return request.param


@pytest.fixture
def empty(home: Page, language: str) -> list[str]:
    """One page of each type with nothing but what is required, in the order of the tree."""
    index = home.add_child(instance=NetworkIndexPage(title="Tom liste", slug="lister"))
    bare = index.add_child(instance=ArticleIndexPage(title="Ingen artikler"))
    above = index.add_child(instance=EventIndexPage(title="Tom kalender", slug="kalender"))
    network = index.add_child(instance=NetworkPage(title="Tomt netværk", slug="net"))
    events = network.add_child(instance=EventIndexPage(title="Ingen møder", slug="moeder"))
    nobody = network.add_child(instance=DirectoryPage(title="Ingen medlemmer", slug="ingen"))
    paths = [
        f"{url}{path}"
        for url in (events.url, above.url)
        for path in ("", "past/", "month/2026/02/", "?kind=visit", "past/?kind=visit")
    ]
    paths += [f"{nobody.url}{path}" for path in ("", "people/", "?q=tag", "?view=map&size=10")]
    soon, before = NOW + timedelta(days=7), NOW - timedelta(days=7)
    pages: list[Any] = [index, bare, network]
    for start in (soon, before):
        pages.append(EventPage(title=f"Tomt møde {start:%j}", start=start, end=start))
        events.add_child(instance=pages[-1])
    pages.append(bare.add_child(instance=ArticlePage(title="Tom artikel")))
    return [*paths, *(page.url for page in pages)]


def body(image: Any, word: str) -> list[tuple[str, Any]]:
    table = {
        "columns": [{"type": "text", "heading": word}],
        "rows": [{"values": ["<p>Celle</p>"]}],
        "caption": word,
    }
    return [
        ("heading", {"text": word, "level": "h2"}),
        ("heading", {"text": word, "level": "h3"}),
        ("paragraph", "<p>Tekst med <b>fed</b> og <a href='https://example.org'>link</a>.</p>"),
        ("image", {"image": image, "alt": word, "caption": word}),
        ("image", {"image": image, "alt": "", "caption": ""}),
        ("quote", {"text": word, "attribution": word}),
        ("table", table),
        ("note", "<p>Bemærk.</p>"),
    ]


def fill_register(locale: Locale, image: Any, word: str) -> tuple[Organisation, Person, Region]:
    organisation = Organisation.objects.create(
        name=word, short_text=word, logo=image, website="https://example.org", locale=locale
    )
    person = Person.objects.create(
        name=word, title=word, organisation=organisation, photo=image, locale=locale, audience=0
    )
    new = Region.objects.create(name=word, locale=locale)
    region = Region.objects.create(name=word, valid_to=TODAY, successor=new, locale=locale)
    return organisation, person, region


def full_event(image: Any, organisation: Organisation, person: Person, word: str) -> dict[str, Any]:
    material = {"title": word, "document": None, "url": "https://example.org/slides"}
    item = {
        "kind": "keynote",
        "title": word,
        "day": 1,
        "start": None,
        "minutes": 30,
        "description": "<p>Om det.</p>",
        "speakers": [{"person": person, "title": word}, {"person": person, "title": ""}],
        "materials": [material],
    }
    text = body(image, word)
    return {
        "lead": word,
        "picture": image,
        "body": text,
        "programme": [("item", item), ("item", {**item, "day": 2})],
        "organisers": [("organiser", organisation)],
        "attendance": 20,
        "recap": text,
        "pictures": [("picture", {"image": image, "alt": word, "caption": word})],
        "attendance_mode": "mixed",
        "venue_name": word,
        "venue_address": word,
        "venue_postal_code": "4600",
        "venue_city": word,
        "venue_directions": "<p>Tog.</p>",
        "online_url": "https://example.org/online",
        "online_audience": "everyone",
        "status_note": word,
    }


@pytest.fixture
def make_full(home: Page, language: str) -> Callable[[str], list[str]]:
    """A section of the site with all that can be filled in, every text of it the given one."""

    def make(word: str) -> list[str]:
        title = word[:200]
        image = get_image_model().objects.create(title=title, file=get_test_image_file())
        organisation, person, region = fill_register(home.locale, image, word[:100])
        index = NetworkIndexPage(title=title, slug="lister", introduction=word)
        home.add_child(instance=index)
        network = NetworkPage(title=title, slug="net", lead=word, picture=image, region=region)
        network.purpose = body(image, word)
        network.partners = [
            ("partner", {"organisation": organisation, "role": role})
            for role in ("anchor", "partner", "partner", "funder")
        ]
        network.coordinators = [("coordinator", person)] * 2
        network.contact_email = "net@example.org"
        network.joining = "<p>Kom med.</p>"
        network.linkedin_group_url = "https://www.linkedin.com/groups/1/"
        network.linkedin_subgroup_url = "https://www.linkedin.com/groups/2/"
        index.add_child(instance=network)
        above = EventIndexPage(title=title, slug="kalender", introduction=word)
        index.add_child(instance=above)
        Membership.objects.create(network=network, organisation=organisation)
        events = EventIndexPage(title=title, slug="moeder", introduction=word)
        network.add_child(instance=events)
        fields = full_event(image, organisation, person, word)
        fields["series"] = Series.objects.create(
            name=title, short_text=word[:300], locale=home.locale
        )
        pages: list[Any] = [index, network, events]
        for number, status in enumerate(EventPage.Status):
            for days in (-10, 10):
                start = NOW + timedelta(days=days + number)
                previous = start - timedelta(days=30) if status == "rescheduled" else None
                times = {"start": start, "end": start + timedelta(days=1, hours=2)}
                event = EventPage(title=title, slug=f"{status}{days}", status=status, **times)
                event.previous_start = previous
                for name, value in fields.items():
                    setattr(event, name, value)
                pages.append(events.add_child(instance=event))
        news = network.add_child(instance=ArticleIndexPage(title=title, introduction=word))
        article = ArticlePage(title=title, lead=word, picture=image, date=date(2026, 1, 1))
        article.body, article.related_event = fields["body"], pages[3]
        article.authors = [("person", person), ("name", word[:200]), ("name", word[:200])]
        pages += [news, news.add_child(instance=article)]
        members = DirectoryPage(title=title, slug="medlemmer", introduction=word)
        network.add_child(instance=members)
        narrow = f"?kind=meeting&network={network.translation_key}"
        shown = [
            f"{url}{path}"
            for url in (events.url, above.url)
            for path in ("past/", f"month/{TODAY:%Y/%m}/", narrow, f"past/{narrow}")
        ]
        views = ("", "?view=cards", "?view=map", "people/", "people/?view=map")
        shown += [f"{members.url}{view}" for view in views]
        return [*(page.url for page in pages), *shown]

    return make


def html_of(client: Client, url: str, language: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    html = answer.content.decode()
    assert f'<html lang="{language}">' in html
    return html


def test_an_empty_page_has_no_faults(client: Client, empty: list[str], language: str) -> None:
    assert {url: faults(html_of(client, url, language)) for url in empty} == dict.fromkeys(
        empty, []
    )


def test_a_full_page_has_no_faults(
    client: Client, make_full: Callable[[str], list[str]], language: str
) -> None:
    urls = make_full("Ærlig øl på åen")
    assert {url: faults(html_of(client, url, language)) for url in urls} == dict.fromkeys(urls, [])


def test_what_is_typed_into_a_plain_field_is_never_markup(
    client: Client, make_full: Callable[[str], list[str]], language: str
) -> None:
    for url in make_full(ATTACK):
        html = html_of(client, url, language)
        page = BeautifulSoup(html, "html.parser")
        ours = page.select("script[src], script[type='application/ld+json']")
        assert page.find_all("script") == ours, url
        assert page.find("img", src="x") is None, url
        assert "&lt;script&gt;" in html, url
        assert "&amp;lt;" not in html, url


def test_the_pages_speak_the_language_they_are_in(
    client: Client, empty: list[str], language: str
) -> None:
    words = {
        "da": ("Næste møde", "Kommende", "Tidligere"),
        "en": ("Next meeting", "Upcoming", "Past"),
    }
    html = " ".join(html_of(client, url, language) for url in empty)
    for spoken, texts in words.items():
        assert {text: text in html for text in texts} == dict.fromkeys(texts, spoken == language)


BASES = {
    "skeleton.html": "<title>{% block title %}{% endblock %}</title>{% block main %}{% endblock %}"
    "{% block content %}the wrong one{% endblock %}",
}


def test_the_pages_fill_the_block_of_the_sites_own_base(
    client: Client, settings: Any, network: NetworkPage
) -> None:
    settings.WAGTAIL_NETWORK = {"BASE_TEMPLATE": "skeleton.html", "CONTENT_BLOCK": "main"}
    (engine,) = settings.TEMPLATES
    loaders = [
        ("django.template.loaders.locmem.Loader", BASES),
        "django.template.loaders.app_directories.Loader",
    ]
    options = {**engine["OPTIONS"], "loaders": loaders}
    settings.TEMPLATES = [{**engine, "APP_DIRS": False, "OPTIONS": options}]
    html = client.get(network.url).content.decode()
    assert html.count("<h1") == 1
    assert html.index("<h1") < html.index("the wrong one")
    assert "Test host header" not in html
