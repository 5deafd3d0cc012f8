"""What people do on the public pages and at the desk, without a mouse, and without JavaScript."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from tests.browser.keyboard import has_focus, press, press_until
from tests.events.registration.conftest import applicant, standing
from tests.events.registration.posting import said
from wagtail_network.events.registration.registering import register
from wagtail_network.models import EventPage, Membership, Registration

BUTTON = "button[type=submit].wn-button"


@pytest.fixture(autouse=True)
def no_hurry(settings: Any) -> None:
    settings.WAGTAIL_NETWORK = {"FORM_MIN_SECONDS": 0}


@pytest.fixture
def event(make_event: Callable[..., EventPage]) -> EventPage:
    make_event("Åbent hus", takes_registrations=True, capacity=2).save_revision().publish()
    return EventPage.objects.get()


@pytest.fixture
def seated(event: EventPage) -> Registration:
    person = applicant("Aase")
    [outcome] = register(event, [person], submission=uuid4(), language="da")
    return outcome.registration


@pytest.fixture
def without_scripts(chromium: Browser, live_server: Any) -> Iterator[Page]:
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_meeting_is_found_and_signed_up_for(page: Page, event: EventPage) -> None:
    page.goto("/netvaerk/")
    unseen = press(page, "main a[href$='/groenne/']")
    unseen += press(page, "main a[href$='/aabent-hus/']")
    unseen += press(page, "a.wn-signup__button")
    unseen += press(page, BUTTON)
    expect(page.locator(".wn-problems")).to_be_focused()
    unseen += press_until(page, ".wn-problems a")
    page.keyboard.press("Enter")
    expect(page.locator("[name=name]")).to_be_focused()
    page.keyboard.type("Åse Vinther")
    unseen += press_until(page, "[name=email]")
    page.keyboard.type("aase@example.org")
    unseen += press(page, BUTTON)
    expect(page.locator("h1")).to_have_text(said("Thank you"))
    assert Registration.objects.get().name == "Åse Vinther"
    assert unseen == []


def test_an_error_is_told_where_it_is_and_where_one_reads_first(
    page: Page, event: EventPage
) -> None:
    page.goto(f"{event.url}register/")
    page.click(BUTTON)
    summary = page.locator(".wn-problems")
    expect(summary).to_have_attribute("role", "alert")
    for link in summary.locator("a").all():
        field = page.locator(str(link.get_attribute("href")))
        assert field.get_attribute("aria-invalid") == "true"
        told = str(field.get_attribute("aria-describedby")).split()
        words = " ".join(page.locator(f"[id='{one}']").inner_text() for one in told)
        assert link.inner_text().partition(": ")[2] in words


def test_the_focus_stays_where_one_types_while_names_are_looked_up(
    page: Page, event: EventPage, organisation: Any, network: Any
) -> None:
    Membership.objects.create(network=network.page_ptr, organisation=organisation)
    page.goto(f"{event.url}register/")
    press_until(page, "[name=organisation]")
    page.keyboard.type("naerh")
    expect(page.locator("#wn-organisations option")).to_have_count(1)
    assert has_focus(page, "[name=organisation]")
    page.keyboard.type("eden")
    assert page.input_value("[name=organisation]") == "naerheden"


def test_a_registration_is_cancelled_by_its_link(page: Page, seated: Registration) -> None:
    page.goto(f"/network/registration/{seated.token}/")
    unseen = press(page, "a[href$='/cancel/']")
    unseen += press(page, BUTTON)
    message = page.locator(".wn-next__title")
    expect(message).to_be_focused()
    expect(message).to_have_attribute("role", "status")
    expect(message).to_have_text(said("Your registration is cancelled."))
    assert standing(seated.event) == {"Aase": "cancelled"}
    assert unseen == []


def test_signed_up_and_cancelled_without_javascript(
    without_scripts: Page, event: EventPage
) -> None:
    page = without_scripts
    page.goto("/netvaerk/groenne/")
    page.click("main a[href$='/aabent-hus/']")
    page.click("a.wn-signup__button")
    page.click(BUTTON)
    expect(page.locator(".wn-problems a")).to_have_count(2)
    page.fill("[name=name]", "Aase")
    page.fill("[name=email]", "aase@example.org")
    page.click(BUTTON)
    expect(page.locator("h1")).to_have_text(said("Thank you"))
    assert standing(event) == {"Aase": "registered"}
    page.goto(f"/network/registration/{Registration.objects.get().token}/")
    page.click("a[href$='/cancel/']")
    page.click(BUTTON)
    expect(page.locator(".wn-next__title")).to_have_text(said("Your registration is cancelled."))
    assert standing(event) == {"Aase": "cancelled"}


def test_the_desk_takes_a_seat_away(
    page: Page, live_server: Any, editor: Any, client: Client, seated: Registration
) -> None:
    client.force_login(editor)
    value = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
    page.goto(f"/admin/registrations/{seated.event_id}/")
    page.locator("#wn-desk-q").focus()
    page.keyboard.type("aas")
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    page.locator("#wn-desk-q").focus()
    unseen = press_until(page, "input[name=chosen]")
    page.keyboard.press("Space")
    unseen += press(page, "button[name=act][value=cancel]")
    unseen += press(page, ".wn-desk form button[type=submit]")
    expect(page.locator(".messages")).to_be_visible()
    assert standing(seated.event) == {"Aase": "cancelled"}
    assert unseen == []


# In forced colours a background is not there to tell a button, a bar or what is chosen.
SHAPELESS = """selectors => selectors.filter(selector => {
    const e = document.querySelector(selector), style = getComputedStyle(e);
    return !(parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== "none");
})"""


def test_in_forced_colours_a_button_still_has_a_shape_and_the_focus_a_ring(
    page: Page, event: EventPage
) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(event.url)
    assert page.evaluate(SHAPELESS, ["a.wn-signup__button"]) == []
    unseen = press(page, "a.wn-signup__button")
    assert page.evaluate(SHAPELESS, [BUTTON, "[name=name]", "[name=message]"]) == []
    unseen += press(page, BUTTON)
    assert page.evaluate(SHAPELESS, [".wn-problems", "[name=name]"]) == []
    assert unseen == []
