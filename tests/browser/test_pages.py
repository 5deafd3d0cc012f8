"""Every public page at the width of a telephone and of a laptop."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from wagtail_network.models import (
    EventIndexPage,
    EventPage,
    Membership,
    NetworkPage,
    Organisation,
    Person,
    Region,
    Series,
)

STICKS_OUT = """() => [...document.querySelectorAll("main *")]
    .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .filter(e => !e.closest(".wn-table, .wn-hidden"))
    .map(e => `${e.tagName}.${e.className}`)"""
# What a reader sees of an element, apart from what depends on the width that is left for it.
SEEN = """() => [...document.querySelectorAll(".wn, .wn *")].map(element => {
    const style = getComputedStyle(element);
    const seen = ["display", "color", "backgroundColor", "fontSize", "fontWeight", "lineHeight",
        "fontStyle", "textTransform", "textDecorationLine", "textIndent", "listStyleType", "float",
        "borderTopWidth", "borderBottomWidth", "borderLeftColor", "borderTopLeftRadius", "opacity",
        "marginTop", "marginBottom", "paddingTop", "paddingBottom", "paddingLeft", "appearance",
        "verticalAlign", "outlineStyle", "boxSizing", "fill", "stroke"];
    return [`${element.tagName}.${element.getAttribute("class") || ""}`,
        ...seen.map(property => `${property}: ${style[property]}`)];
})"""
LONG = "Bygningsrenoveringskonferencearrangementsplanlægning"
TEXT = [
    ("heading", {"text": LONG, "level": "h2"}),
    ("paragraph", f"<p>{LONG} <a href='https://example.org/'>og mere</a></p><ul><li>Én</li></ul>"),
]


@pytest.fixture
def addresses(
    home: Any,
    network: NetworkPage,
    overview: EventIndexPage,
    make_event: Callable[..., EventPage],
    make_article: Callable[..., Any],
    organisation: Organisation,
    speaker: Person,
) -> list[str]:
    """A page of each kind with every field filled, and words that do not fit."""
    picture = get_image_model().objects.create(
        title="Billede", file=get_test_image_file(size=(1600, 1000))
    )
    organisation.name = speaker.name = LONG
    organisation.logo = speaker.photo = picture
    organisation.save()
    speaker.save()
    network.title, network.lead, network.picture = LONG, f"{LONG} {LONG}", picture
    network.purpose = TEXT
    network.joining = f"<p>{LONG}</p>"
    network.contact_email = f"{'langt-navn' * 6}@example.org"
    network.partners = [("partner", {"organisation": organisation, "role": "anchor"})]
    network.coordinators = [("coordinator", speaker)]
    network.linkedin_group_url = "https://www.linkedin.com/groups/1/"
    network.region = Region.objects.create(name=LONG, locale=network.locale)
    network.save_revision().publish()
    Membership.objects.create(network=network.page_ptr, organisation=organisation)
    item = {
        "kind": "keynote",
        "title": LONG,
        "day": 1,
        "minutes": 30,
        "description": f"<p>{LONG}</p>",
        "speakers": [{"person": speaker, "title": ""}],
        "materials": [],
    }
    everything: dict[str, Any] = {
        "lead": LONG,
        "picture": picture,
        "venue_name": LONG,
        "venue_city": "Køge",
        "body": TEXT,
        "programme": [("item", item)],
        "organisers": [("organiser", organisation)],
        "recap": TEXT,
        "pictures": [("picture", {"image": picture, "alt": "Gruppe", "caption": LONG})],
        "attendance": 20,
        "series": Series.objects.create(name=LONG, short_text=LONG, locale=network.locale),
    }
    held = make_event(LONG, -14, slug="afholdt", **everything)
    make_event(LONG, 14, slug="kommende", status="cancelled", status_note=LONG, **everything)
    make_event("Næste", 21, slug="naeste")
    article = make_article(
        LONG, lead=LONG, picture=picture, body=TEXT, related_event=held, date=timezone.localdate()
    )
    month = (timezone.localdate() + timedelta(days=14)).strftime("%Y/%m")
    lists = ["", "groenne/", "groenne/moeder/", "groenne/moeder/past/", "groenne/nyt/"]
    return [
        *(f"/netvaerk/{path}" for path in lists),
        f"/netvaerk/groenne/moeder/month/{month}/",
        "/netvaerk/kalender/",
        f"/netvaerk/kalender/?network={network.translation_key}&kind=visit",
        f"/netvaerk/kalender/month/{month}/?region={network.region.translation_key}",
        "/netvaerk/groenne/moeder/afholdt/",
        "/netvaerk/groenne/moeder/kommende/",
        article.url,
    ]


@pytest.mark.parametrize("width", [390, 1280])
def test_pages_fit_the_window_and_pass_axe(
    page: Page, addresses: list[str], heard: list[str], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    wrong = []
    for address in addresses:
        page.goto(address)
        wrong += [f"{address}: {element} sticks out" for element in page.evaluate(STICKS_OUT)]
        found = Axe().run(page).response["violations"]
        wrong += [f"{address}: {rule['id']} at {rule['nodes'][0]['html']}" for rule in found]
    assert wrong == []
    assert heard == []


def test_every_link_can_be_reached_and_seen_with_the_keyboard(
    page: Page, addresses: list[str]
) -> None:
    page.goto(addresses[1])
    links = page.locator(".wn a").count()
    outlines = []
    for _ in range(links):
        page.keyboard.press("Tab")
        outlines.append(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
    assert links > 5
    assert outlines == ["solid"] * links


def test_the_months_can_be_leafed_through_without_javascript(
    chromium: Any, live_server: Any, addresses: list[str]
) -> None:
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(addresses[5])
    here = page.locator("h1").inner_text()
    page.locator(".wn-pages__link").first.click()
    assert page.locator("h1").inner_text() != here
    page.go_back()
    page.locator(".wn-month a").first.click()
    assert page.locator("h1").inner_text() == LONG
    context.close()


def test_meetings_are_chosen_with_the_keyboard_and_without_javascript(
    chromium: Any, live_server: Any, addresses: list[str]
) -> None:
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/netvaerk/kalender/")
    assert page.locator(".wn-event").count() == 2
    page.get_by_label("Type").focus()
    page.keyboard.type("Webinar")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**kind=webinar**")
    assert page.locator(".wn-event").count() == 0
    page.locator(".wn-tabs a").last.click()
    assert page.get_by_label("Type").input_value() == "webinar"
    page.locator(".wn-chip").click()
    assert "webinar" not in page.url
    context.close()


@pytest.fixture
def registering(make_event: Callable[..., EventPage]) -> str:
    """Where the form is. A meeting in the room and online, so that it asks how one takes part."""
    event = make_event(
        "Tilmelding", 28, slug="form", takes_registrations=True, attendance_mode="mixed", capacity=9
    )
    return f"{event.url}register/"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("host", ["bare", "reset"])
def test_the_pages_look_the_same_inside_another_host(
    page: Page, addresses: list[str], registering: str, settings: Any, host: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    wrong = []
    for address in [*addresses, registering]:
        settings.WAGTAIL_NETWORK = {"BASE_TEMPLATE": "base.html"}
        page.goto(address)
        at_home = page.evaluate(SEEN)
        settings.WAGTAIL_NETWORK = {"BASE_TEMPLATE": f"hosts/{host}.html"}
        page.goto(address)
        wrong += [f"{address}: {element} sticks out" for element in page.evaluate(STICKS_OUT)]
        abroad = page.evaluate(SEEN)
        assert len(at_home) == len(abroad) > 10
        for before, after in zip(at_home, abroad, strict=True):
            wrong += [
                f"{address}: {before[0]} {was}, {now} in the host"
                for was, now in zip(before, after, strict=True)
                if was != now
            ]
    assert not wrong, "\n".join(sorted(set(wrong)))


def test_a_site_sets_the_properties_wherever_its_stylesheet_stands(
    page: Page, addresses: list[str]
) -> None:
    page.goto(addresses[1])
    for selector in (":root", ".wn"):
        page.evaluate(
            """css => { const style = document.createElement("style");
            style.textContent = css; document.head.prepend(style) }""",
            f"{selector} {{ --wn-accent: rgb(1, 2, 3) }}",
        )
        colour = page.evaluate(
            "getComputedStyle(document.querySelector('.wn-side')).borderTopColor"
        )
        assert colour == "rgb(1, 2, 3)"
        page.evaluate("document.querySelector('head style').remove()")
