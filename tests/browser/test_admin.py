"""What an editor does, in the real admin."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from wagtail_network.models import ArticleIndexPage, ArticlePage, EventIndexPage, EventPage

ARTICLE = """<!doctype html><html lang="da"><title>Fra halm til hus | Nabosiden</title>
<nav><a href="/">Forside</a> <a href="/om">Om os</a></nav>
<main><h1>Fra halm til hus</h1><p><time datetime="2025-05-06">6. maj 2025</time></p>
<p>Tolv håndværkere byggede på fire dage en væg af halmballer, og den står endnu.</p>
<p>Væggen er pudset med ler fra grunden. Det tog en weekend mere, end nogen havde regnet med.</p>
</main></html>"""


@pytest.fixture
def logged_in(page: Page, editor: Any, home: Any) -> Page:
    page.goto("/admin/login/")
    page.fill("input[name=username]", "redaktoer@example.org")
    page.fill("input[name=password]", "adgang")
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")
    return page


def test_an_editor_publishes_a_meeting(
    logged_in: Page, event_index: EventIndexPage, heard: list[str]
) -> None:
    logged_in.goto(f"/admin/pages/add/wagtail_network/eventpage/{event_index.pk}/")
    logged_in.fill("#id_title", "Åbent hus på øen")
    logged_in.fill("#id_start", "2027-05-04 14:00")
    logged_in.fill("#id_end", "2027-05-04 16:30")
    logged_in.keyboard.press("Escape")
    logged_in.fill("#id_venue_name", "Kulturhuset")
    logged_in.click("[data-w-dropdown-target=toggle] >> nth=-1")
    logged_in.click("button[name=action-publish]")
    logged_in.wait_for_load_state("networkidle")
    event = EventPage.objects.get()
    assert event.live
    assert event.slug == "aabent-hus-paa-oeen"
    logged_in.goto(event.url)
    expect(logged_in.locator(".wn-facts")).to_contain_text("Tirsdag 4. maj 2027")
    expect(logged_in.locator(".wn-facts")).to_contain_text("Kulturhuset")
    assert heard == []


def test_an_editor_imports_an_article(
    logged_in: Page, article_index: ArticleIndexPage, heard: list[str], tmp_path: Path
) -> None:
    source = tmp_path / "halm.html"
    source.write_text(ARTICLE)
    logged_in.goto(f"/admin/article-import/to/{article_index.pk}/")
    logged_in.set_input_files("input[type=file]", source)
    logged_in.click("main form button[type=submit]")
    expect(logged_in.locator("main")).to_contain_text("Fra halm til hus")
    assert not ArticlePage.objects.exists()
    logged_in.check("input[name$=publish]")
    logged_in.click("main form button[type=submit] >> nth=0")
    logged_in.wait_for_load_state("networkidle")
    article = ArticlePage.objects.get()
    logged_in.goto(article.url)
    expect(logged_in.locator("h1")).to_have_text("Fra halm til hus")
    text = logged_in.locator(".wn").inner_text()
    assert "Tolv håndværkere" in text
    assert "Om os" not in text
    assert heard == []
