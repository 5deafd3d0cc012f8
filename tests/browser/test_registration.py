"""A visitor signs up and comes back with their link, at a real server under a strict policy."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from example_site.security import POLICY
from tests.browser.test_pages import LONG, STICKS_OUT
from tests.events.registration.posting import said
from wagtail_network.events.registration.changing import cancel
from wagtail_network.events.registration.registering import Applicant, register
from wagtail_network.models import EventPage, Membership, Organisation, Registration


@pytest.fixture(autouse=True)
def no_hurry(settings: Any) -> None:
    settings.WAGTAIL_NETWORK = {"FORM_MIN_SECONDS": 0}


@pytest.fixture
def event(make_event: Callable[..., EventPage], organisation: Organisation, network: Any) -> Any:
    """A meeting that asks everything there is to ask."""
    Membership.objects.create(network=network.page_ptr, organisation=organisation)
    asked = [
        ("text", LONG, ""),
        ("choice", "Hvilken dag?", "Begge\nDen første"),
        ("several", "Hvad vil du høre om?", f"Facader\n{LONG}"),
        ("yes_no", "Kører du?", ""),
        ("number", "Skostørrelse?", ""),
    ]
    questions = [
        {
            "type": "question",
            "id": str(uuid4()),
            "value": {
                "kind": kind,
                "label": label,
                "choices": choices,
                "help_text": "",
                "required": kind == "choice",
            },
        }
        for kind, label, choices in asked
    ]
    made = make_event(
        "Åbent hus",
        takes_registrations=True,
        attendance_mode="mixed",
        capacity=2,
        asks_photo_consent=True,
        participants_shown_to="everyone",
        registration_questions=questions,
    )
    made.save_revision().publish()
    return EventPage.objects.get()


def signed_up(event: EventPage, name: str, **fields: Any) -> Registration:
    person = Applicant(name=name, email=f"{name.lower()}@example.org", mode="offline", **fields)
    [outcome] = register(event, [person], submission=uuid4(), language="da")
    return outcome.registration


def under_policy(page: Page) -> None:
    """Serves everything as a site with a strict policy does; what breaks it is heard."""

    def answer(route: Route) -> None:
        response = route.fetch(max_redirects=0)
        headers = {**response.headers, "content-security-policy": POLICY}
        route.fulfill(response=response, headers=headers)

    page.route("**/*", answer)


def faults_of(page: Page) -> list[str]:
    page.wait_for_load_state()  # a click does not wait for the page it leads to
    expect(page.locator("h1")).to_be_visible()
    found = Axe().run(page).response["violations"]
    wrong = [f"{page.url}: {rule['id']} at {rule['nodes'][0]['html']}" for rule in found]
    return wrong + [f"{page.url}: {element} sticks out" for element in page.evaluate(STICKS_OUT)]


def press_until(page: Page, selector: str) -> None:
    """Tabs on to an element, as somebody without a mouse does."""
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached")


def test_signing_up_with_the_keyboard_alone(page: Page, event: EventPage, heard: list[str]) -> None:
    under_policy(page)
    page.goto(event.url)
    press_until(page, "a.wn-signup__button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/register/")
    wrong = faults_of(page)
    press_until(page, "button[type=submit].wn-button")
    page.keyboard.press("Enter")
    expect(page.locator(".wn-problems")).to_be_focused()
    assert page.title().startswith(said("Error:"))
    wrong += faults_of(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[name=name]")).to_be_focused()
    page.keyboard.type("Åse Vinther")
    press_until(page, "[name=email]")
    page.keyboard.type("aase@example.org")
    press_until(page, "[name=organisation]")
    page.keyboard.type("naerh")
    option = page.locator("#wn-organisations option")
    expect(option).to_have_attribute("value", "NærHeden")
    press_until(page, "[name=mode]")
    page.keyboard.press("Space")
    press_until(page, "[type=radio][value=Begge]")
    page.keyboard.press("Space")
    press_until(page, "summary")
    page.keyboard.press("Enter")
    press_until(page, "[name=colleague-1-name]")
    page.keyboard.type("Bo")
    press_until(page, "[name=colleague-1-email]")
    page.keyboard.type("bo@example.org")
    press_until(page, "[name=consent_list]")
    page.keyboard.press("Space")
    wrong += faults_of(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/register/thanks/?registered=2")
    wrong += faults_of(page)
    assert wrong == []
    assert heard == []
    first = Registration.objects.get(name="Åse Vinther")
    assert first.answers.get().value == "Begge"
    assert first.consents.get().purpose == "list"
    assert Registration.objects.get(name="Bo").signed_up_by == first


def test_signing_up_without_javascript(chromium: Any, live_server: Any, event: EventPage) -> None:
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(event.url)
    page.click("a.wn-signup__button")
    page.fill("[name=name]", "Åse Vinther")
    page.fill("[name=email]", "ikke en adresse")
    page.fill("[name=organisation]", "Byg A/S")
    page.click("button.wn-button")
    expect(page.locator(".wn-problems a")).to_have_count(3)
    page.fill("[name=email]", "aase@example.org")
    page.check("[name=mode][value=offline]")
    page.check("[type=radio][value='Den første']")
    page.click("summary")
    page.fill("[name=colleague-1-name]", "Bo")
    page.fill("[name=colleague-1-email]", "bo@example.org")
    page.click("button.wn-button")
    page.wait_for_url("**/thanks/?registered=2")
    context.close()
    assert set(Registration.objects.values_list("name", "organisation_name")) == {
        ("Åse Vinther", "Byg A/S"),
        ("Bo", "Byg A/S"),
    }


def test_coming_back_with_the_link(page: Page, event: EventPage, heard: list[str]) -> None:
    registration = signed_up(event, "Aase", consents={"list": "Må vises."})
    under_policy(page)
    page.goto(f"/network/registration/{registration.token}/")
    wrong = faults_of(page)
    assert page.locator(".wn-qr").bounding_box()["width"] > 150
    page.click("text=" + said("Change it"))
    wrong += faults_of(page)
    page.fill("[name=title]", "tømrer")
    page.check("[type=radio][value=Begge]")
    page.click("button.wn-button")
    expect(page.locator(".wn-said")).to_be_focused()
    expect(page.locator(".wn-held")).to_contain_text("tømrer")
    page.click("text=" + said("Withdraw consent"))
    expect(page.locator("button[name=answer]")).to_have_count(3)
    wrong += faults_of(page)
    page.click("text=" + said("Cancel registration"))
    wrong += faults_of(page)
    page.click("button.wn-button")
    expect(page.locator(".wn-next")).to_contain_text(said("Your registration is cancelled."))
    page.click("text=" + said("Delete everything"))
    wrong += faults_of(page)
    page.click("button.wn-button")
    expect(page.locator("h1")).to_have_text(said("Your registration has been deleted"))
    wrong += faults_of(page)
    assert (wrong, heard) == ([], [])
    assert not Registration.objects.exists()


def test_taking_an_offered_seat(page: Page, event: EventPage, heard: list[str]) -> None:
    EventPage.objects.update(offer_hours=24)
    people = [signed_up(event, name) for name in ("A", "B", "C")]
    cancel(people[0])
    page.goto(f"/network/registration/{people[2].token}/")
    wrong = faults_of(page)
    page.click("text=" + said("Take the seat"))
    expect(page.locator(".wn-next")).to_contain_text(said("You have a seat."))
    people[2].refresh_from_db()
    assert people[2].status == "registered"
    assert (wrong, heard) == ([], [])


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_it_fits_the_window_and_passes_axe(
    page: Page, event: EventPage, heard: list[str], width: int, scheme: Any
) -> None:
    person = {"organisation": LONG, "title": LONG, "message": LONG, "consents": {"list": LONG}}
    people = [signed_up(event, f"{name}{LONG}", **person) for name in "ABC"]
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    wrong = []
    link = f"/network/registration/{people[0].token}/"
    steps = ["", "edit/", "cancel/", "erase/", "?said=saved"]
    public = ["", "register/", "register/thanks/?registered=1&waiting=2"]
    waiting = f"/network/registration/{people[2].token}/"
    for address in (
        *(f"{event.url}{path}" for path in public),
        *(f"{link}{step}" for step in steps),
        waiting,
    ):
        page.goto(address)
        wrong += faults_of(page)
        small = page.evaluate(SMALL_TARGETS)
        wrong += [f"{address}: {target}" for target in small]
    assert wrong == []
    assert heard == []


# WCAG 2.2, 2.5.5: what is pressed in a form is at least 44 pixels high, and an input on a
# telephone has letters that it need not zoom in on.
SMALL_TARGETS = """() => [...document.querySelectorAll(
    ".wn .wn-button, .wn-form input:not([type=hidden]), .wn-form textarea, .wn-form summary")]
    .filter(e => !e.closest(".wn-hidden") && e.getClientRects().length)
    .filter(e => {
        const choice = e.closest(".wn-choice") || e;
        const small = choice.getBoundingClientRect().height < 43.5;
        const typed = e.matches("[type=text], [type=email], textarea");
        return small || (typed && parseFloat(getComputedStyle(e).fontSize) < 16);
    }).map(e => e.outerHTML.slice(0, 90))"""
