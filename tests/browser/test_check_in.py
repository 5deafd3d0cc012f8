"""At the door of a meeting: telephones that lose their connection and find it again."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, Route, expect

from example_site.security import POLICY
from tests.browser.test_pages import LONG, STICKS_OUT
from tests.events.registration.conftest import applicant, standing
from wagtail_network.events.registration.changing import cancel
from wagtail_network.events.registration.registering import register
from wagtail_network.models import EventPage, Registration, Seats

FINGER = 44
IN, WAITING = "wn-checkin__row--in", "wn-checkin__row--waiting"
SMALL = f"""() => [...document.querySelectorAll("main :is(a, button, input, summary)")]
    .filter(e => e.checkVisibility() && !e.closest(".wn-hidden"))
    .filter(e => e.getBoundingClientRect().height < {FINGER})
    .map(e => e.outerHTML)"""


@pytest.fixture
def event(make_event: Callable[..., EventPage]) -> EventPage:
    event = make_event("Åbent hus", takes_registrations=True, capacity=3)
    event.save_revision().publish()
    for name in ("Anna", "Bo", "Åse", "Dan"):
        person = applicant(name, "Ærø Tømrer", email=f"{uuid4()}@example.org")
        register(event, [person], submission=uuid4(), language="da")
    return event


@pytest.fixture
def address(event: EventPage) -> str:
    return f"/admin/registrations/{event.pk}/check-in/"


@pytest.fixture
def log_in(live_server: Any, editor: Any) -> Callable[[BrowserContext], None]:
    def make(context: BrowserContext) -> None:
        client = Client()
        client.force_login(editor)
        value = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])

    return make


@pytest.fixture
def telephone(
    chromium: Browser, live_server: Any, log_in: Callable[..., None], address: str
) -> Iterator[Callable[..., Page]]:
    """A telephone at the door, each with a memory of its own."""
    contexts = []

    def make(**options: Any) -> Page:
        size = {"width": 360, "height": 740}
        context = chromium.new_context(base_url=live_server.url, viewport=size, **options)
        contexts.append(context)
        log_in(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield make
    for context in contexts:
        context.close()


def row(page: Page, name: str) -> Locator:
    return page.locator(f'li[data-name="{name}"]')


def tap(page: Page, name: str) -> None:
    row(page, name).locator("button").click()


def add(page: Page, name: str) -> None:
    part = page.locator("#walk-in")
    if not part.evaluate("part => part.open"):
        part.locator("summary").click()
    page.fill("#walk-in [name=name]", name)
    page.keyboard.press("Enter")


def expect_sent(page: Page) -> None:
    expect(page.locator(f".{WAITING}")).to_have_count(0)


def here() -> list[str]:
    found = Registration.objects.exclude(checked_in_at=None).order_by("pk")
    return list(found.values_list("name", flat=True))


def test_two_telephones_at_one_door_and_one_without_connection(
    telephone: Callable[..., Page], event: EventPage, address: str
) -> None:
    one, two = telephone(), telephone()
    for hidden in ("changed", "offline", "camera", "none"):
        expect(one.locator(f"[data-{hidden}]")).to_be_hidden()
    one.context.set_offline(True)
    tap(one, "Anna")
    tap(one, "Bo")
    add(one, "Ny uden net")
    expect(one.locator("[data-offline]")).to_be_visible()
    expect(one.locator("[data-present]")).to_have_text("3")
    expect(one.locator(f".{WAITING}")).to_have_count(3)
    tap(two, "Åse")
    expect_sent(two)
    assert here() == ["Åse"]
    # Closed and opened again, as telephones do by themselves, and still without a connection.
    with pytest.raises(Error):
        one.reload()
    one.context.set_offline(False)
    one.goto(address)
    expect_sent(one)
    expect(one.locator("[data-present]")).to_have_text("4")
    assert sorted(here()) == ["Anna", "Bo", "Ny uden net", "Åse"]
    assert Seats.objects.get(event=event).present == 4
    two.reload()
    expect(two.locator(f"li.{IN}")).to_have_count(4)


def test_what_has_not_been_sent_is_still_there_after_loading_the_page_again(
    telephone: Callable[..., Page], heard: list[str]
) -> None:
    page = telephone()

    def stop(route: Route) -> None:
        route.abort() if route.request.method == "POST" else route.continue_()

    page.route("**/check-in/", stop)
    tap(page, "Anna")
    add(page, "Ny")
    page.reload()
    for name in ("Anna", "Ny"):
        expect(row(page, name)).to_contain_class(WAITING)
    expect(page.locator("[data-present]")).to_have_text("2")
    assert here() == []
    page.unroute("**/check-in/", stop)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect_sent(page)
    assert sorted(here()) == ["Anna", "Ny"]


def test_an_answer_that_gets_lost_is_asked_for_again(
    telephone: Callable[..., Page], event: EventPage
) -> None:
    page = telephone()
    lost: list[str] = []

    def lose(route: Route) -> None:
        if route.request.method == "POST" and len(lost) < 2:
            lost.append(route.fetch().text())
            route.abort()
        else:
            route.continue_()

    page.route("**/check-in/", lose)
    add(page, "Ny")
    tap(page, "Bo")
    expect_sent(page)
    assert len(lost) == 2
    assert sorted(here()) == ["Bo", "Ny"]
    assert Registration.objects.of(event).filter(name="Ny").count() == 1
    # And who has just been added can be counted out again.
    tap(page, "Ny")
    expect_sent(page)
    assert here() == ["Bo"]


def test_a_tap_that_comes_late_does_not_outdo_a_newer_one(telephone: Callable[..., Page]) -> None:
    one, two = telephone(), telephone()
    tap(one, "Anna")
    expect_sent(one)
    two.reload()
    one.context.set_offline(True)
    one.wait_for_timeout(800)
    tap(one, "Anna")
    two.wait_for_timeout(50)
    tap(two, "Anna")
    two.wait_for_timeout(800)
    tap(two, "Anna")
    expect_sent(two)
    one.context.set_offline(False)
    expect_sent(one)
    expect(row(one, "Anna")).to_contain_class(IN)
    assert here() == ["Anna"]


def test_a_telephone_whose_clock_is_an_hour_slow_has_its_say(
    telephone: Callable[..., Page],
) -> None:
    right, slow = telephone(), telephone()
    tap(right, "Anna")
    expect_sent(right)
    slow.add_init_script("const now = Date.now; Date.now = () => now() - 3600000;")
    slow.reload()
    tap(slow, "Anna")
    expect_sent(slow)
    assert here() == []


def test_who_comes_is_found_and_checked_in_with_the_keyboard(
    telephone: Callable[..., Page],
) -> None:
    page = telephone()
    page.locator("[data-filter]").focus()
    page.keyboard.type("aase")
    expect(page.locator("[data-list] li:visible")).to_have_count(1)
    button = row(page, "Åse").locator("button")
    for _tab in range(4):
        page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            break
    assert button.evaluate("button => getComputedStyle(button).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect_sent(page)
    assert here() == ["Åse"]
    assert button.evaluate("button => button === document.activeElement")
    assert "Åse" in page.locator("[role=status]").inner_text()
    assert "Åse" in (button.get_attribute("aria-label") or "")


def test_a_ticket_that_is_typed_or_scanned_checks_its_person_in(
    telephone: Callable[..., Page],
) -> None:
    page = telephone()
    tickets = dict(Registration.objects.values_list("name", "ticket"))
    page.fill("[data-filter]", f"https://example.org/network/ticket/{tickets['Bo']}/")
    page.keyboard.press("Enter")
    expect_sent(page)
    assert here() == ["Bo"]
    # Who waits is shown, and let in by a person.
    page.fill("[data-filter]", tickets["Dan"].lower())
    page.keyboard.press("Enter")
    button = row(page, "Dan").locator("button")
    expect(button).to_be_focused()
    assert here() == ["Bo"]
    page.keyboard.press("Enter")
    expect_sent(page)
    assert here() == ["Bo", "Dan"]
    assert standing(EventPage.objects.get())["Dan"] == "registered"


def test_the_door_works_without_javascript(telephone: Callable[..., Page]) -> None:
    page = telephone(java_script_enabled=False)
    page.fill("[data-filter]", "aase")
    page.keyboard.press("Enter")
    expect(page.locator("[data-list] li")).to_have_count(1)
    tap(page, "Åse")
    assert here() == ["Åse"]
    tap(page, "Åse")
    assert here() == []
    page.locator("#walk-in summary").click()
    page.fill("#walk-in [name=name]", "Ny")
    page.locator("#walk-in button").click()
    assert here() == ["Ny"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_at_the_door_fit_the_hand_and_pass_axe(
    page: Page,
    log_in: Callable[..., None],
    event: EventPage,
    address: str,
    heard: list[str],
    width: int,
    scheme: Any,
) -> None:
    Registration.objects.filter(name="Bo").update(name=LONG, organisation_name=f"{LONG} {LONG}")
    cancel(Registration.objects.get(name="Anna"))
    log_in(page.context)
    page.set_viewport_size({"width": width, "height": 740})
    page.emulate_media(color_scheme=scheme)
    wrong = []

    def look() -> None:
        nonlocal wrong
        wrong += page.evaluate(STICKS_OUT) + page.evaluate(SMALL)
        found = Axe().run(page).response["violations"]
        wrong += [f"{rule['id']} at {rule['nodes'][0]['html']}" for rule in found]

    page.goto(address)
    look()
    tap(page, "Åse")
    for part in page.locator("summary").all():
        part.click()
    page.context.set_offline(True)
    add(page, LONG + "1")
    page.wait_for_timeout(200)
    look()
    page.context.set_offline(False)
    expect_sent(page)
    page.fill("[data-filter]", "ingen")
    look()
    ticket = f"/network/ticket/{Registration.objects.get(name=LONG).ticket}/"
    page.goto(ticket)
    look()
    page.locator(".wn-ticket__form button").click()
    look()
    page.context.clear_cookies()
    page.goto(ticket)
    look()
    assert wrong == []
    assert [said for said in heard if "ERR_INTERNET_DISCONNECTED" not in said] == []


def test_it_works_under_a_strict_policy(
    page: Page, log_in: Callable[..., None], address: str, heard: list[str]
) -> None:
    def strictly(route: Route) -> None:
        if route.request.resource_type != "document":
            route.continue_()
            return
        answer = route.fetch()
        headers = {**answer.headers, "Content-Security-Policy": POLICY}
        route.fulfill(response=answer, headers=headers)

    log_in(page.context)
    page.route("**/check-in/", strictly)
    page.goto(address)
    tap(page, "Anna")
    expect(row(page, "Anna")).to_contain_class(IN)
    expect_sent(page)
    assert here() == ["Anna"]
    assert heard == []
