"""The directory in a browser: found in two steps, by keyboard, with htmx and without JavaScript."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_pages import LONG, STICKS_OUT
from tests.directory.making import Words, list_person, make_member, make_members
from wagtail_network.models import DirectoryPage, NetworkPage, Organisation

# A map of the whole country is wider than a telephone, and moves in its frame.
SHOWN = STICKS_OUT.replace(".wn-hidden", ".wn-hidden, .wn-map__frame")


@pytest.fixture
def words(network: NetworkPage, directory: DirectoryPage) -> Words:
    return make_members(network)


@pytest.fixture
def full(network: NetworkPage, words: Words) -> None:
    """With a member whose words do not fit, and somebody to be found there."""
    words.sectors["Murer"].name = words.towns["Faxe"].name = LONG
    words.sectors["Murer"].save()
    words.towns["Faxe"].save()
    long = make_member(
        network,
        LONG,
        short_text=LONG,
        sector=words.sectors["Murer"],
        municipality=words.towns["Faxe"],
        competences=list(words.competences.values()),
    )
    list_person(long, LONG, title=LONG, linkedin_url="https://www.linkedin.com/in/x")
    list_person(Organisation.objects.get(name="Aalborg Tag"), "Bo Å")


@pytest.fixture
def plain(chromium: Browser, live_server: Any) -> Iterator[Page]:
    """A browser without JavaScript."""
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def shown(page: Page) -> list[str]:
    return page.locator(".wn-member__name").all_inner_texts()


@pytest.mark.parametrize("width", [390, 1280])
def test_every_state_fits_the_window_and_passes_axe(
    page: Page, directory: DirectoryPage, full: None, heard: list[str], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    queries = ["", "?view=cards", "?view=map", "?q=mur&municipality=336&near=1", "?q=findesikke"]
    wrong = []
    for address in [*queries, "people/", "people/?view=cards", "people/?view=map"]:
        page.goto(f"{directory.url}{address}")
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        wrong += [f"{address}: {element} sticks out" for element in page.evaluate(SHOWN)]
        found = Axe().run(page).response["violations"]
        wrong += [f"{address}: {rule['id']} at {rule['nodes'][0]['html']}" for rule in found]
    assert wrong == []
    assert heard == []


def test_a_company_is_found_in_two_steps_with_the_keyboard_alone(
    page: Page, directory: DirectoryPage, words: Words, heard: list[str]
) -> None:
    page.goto(directory.url)
    page.locator("#wn-q").focus()
    page.keyboard.type("toemmer")
    expect(page.locator(".wn-member")).to_have_count(1)
    assert page.url.endswith("?q=toemmer")
    expect(page.locator("#wn-found")).to_have_text("1 organisation")
    expect(page.locator("#wn-q")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#wn-found")).to_be_focused()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.wn-member__name') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/koege-bugt-trae/")
    assert heard == []


def test_a_company_is_found_in_two_steps_without_javascript(
    plain: Page, directory: DirectoryPage, words: Words
) -> None:
    plain.goto(directory.url)
    plain.locator("#wn-q").focus()
    plain.keyboard.type("tommer")
    plain.keyboard.press("Enter")
    plain.wait_for_url("**q=tommer**")
    assert shown(plain) == ["Køge Bugt Træ"]
    plain.locator(".wn-member__name a").focus()
    plain.keyboard.press("Enter")
    plain.wait_for_url("**/koege-bugt-trae/")


def test_boxes_are_ticked_without_javascript(
    plain: Page, directory: DirectoryPage, words: Words
) -> None:
    plain.set_viewport_size({"width": 390, "height": 844})
    plain.goto(directory.url)
    plain.locator(".wn-facets > summary").click()
    plain.get_by_label("Murer").check()
    plain.locator(".wn-facets__show").click()
    plain.wait_for_url("**sector=**")
    assert shown(plain) == ["Stevns Kalk & Mur"]
    plain.locator("a.wn-chip").click()
    assert len(shown(plain)) == 4


def test_a_ticked_box_keeps_the_focus_and_what_was_unfolded_stays_so(
    page: Page, directory: DirectoryPage, words: Words, heard: list[str]
) -> None:
    page.goto(directory.url)
    page.locator("#wn-facet-competence > summary").press("Enter")
    page.locator(".wn-branch").first.locator("summary").press("Enter")
    page.get_by_label("Genbrugstræ").focus()
    page.keyboard.press("Space")
    expect(page.locator(".wn-member")).to_have_count(1)
    box = page.get_by_label("Genbrugstræ")
    expect(box).to_be_focused()
    expect(box).to_be_checked()
    page.keyboard.press("Space")
    expect(page.locator(".wn-member")).to_have_count(4)
    expect(page.get_by_label("Genbrugstræ")).to_be_visible()
    assert heard == []


def test_letting_go_of_the_words_empties_the_field(
    page: Page, directory: DirectoryPage, words: Words
) -> None:
    page.goto(f"{directory.url}?q=mur")
    page.locator("a.wn-chip").press("Enter")
    expect(page.locator(".wn-member")).to_have_count(4)
    expect(page.locator("#wn-q")).to_have_value("")
    expect(page.locator("#wn-found")).to_be_focused()
    page.go_back()
    expect(page.locator(".wn-member")).to_have_count(1)
    expect(page.locator("#wn-q")).to_have_value("mur")


def test_the_map_is_walked_with_the_arrow_keys_and_chosen_from(
    page: Page, directory: DirectoryPage, words: Words, heard: list[str]
) -> None:
    page.goto(f"{directory.url}?view=map")
    page.locator("#wn-tile-259").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#wn-tile-336")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".wn-member")).to_have_count(1)
    expect(page.locator("#wn-tile-336")).to_have_attribute("aria-current", "true")
    expect(page.locator("#wn-tile-336")).to_be_focused()
    assert "municipality=336" in page.url
    assert heard == []
