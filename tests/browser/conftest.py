"""A real Chromium at a real server. Without Chromium these tests are skipped, and say so."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from wagtail.models import Collection, Locale, Site
from wagtail.models import Page as WagtailPage

from example_site.screenshots import ARGUMENTS, CHROMIUM
from tests.browser.demo_site import DemoSite, running_demo


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    missing = pytest.mark.skip(reason="no Chromium (Debian, Ubuntu: sudo apt install chromium)")
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(missing)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Playwright runs an event loop in this thread, which Django takes for asynchronous code.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoSite]:
    with running_demo(tmp_path_factory.mktemp("demo")) as site:
        yield site


@pytest.fixture
def home(transactional_db: None) -> WagtailPage:
    """As everywhere, but the server sees only committed rows, so each test leaves empty tables."""
    Locale.objects.get_or_create(language_code="da")
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    if not Site.objects.exists():
        root = WagtailPage.objects.first() or WagtailPage.add_root(title="Root", slug="root")
        home = root.add_child(instance=WagtailPage(title="Forside", slug="forside"))
        Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    return Site.objects.get().root_page


@pytest.fixture
def heard() -> list[str]:
    """What a page complains about, or asks others for. Filled while a test runs."""
    return []


@pytest.fixture
def page(chromium: Browser, live_server: Any, heard: list[str]) -> Iterator[Page]:
    context = chromium.new_context(base_url=live_server.url, locale="da-DK")
    page = context.new_page()
    page.on("console", lambda said: said.type == "error" and heard.append(said.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on(
        "request",
        lambda asked: (
            asked.url.startswith((live_server.url, "data:", "blob:")) or heard.append(asked.url)
        ),
    )
    yield page
    context.close()
