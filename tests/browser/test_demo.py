"""Every page and state of the demo, under the strict policy the example site is served with."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from example_site.addresses import Stop, stops_of
from example_site.faults import go, heard, in_every_way
from example_site.security import POLICY
from tests.browser.demo_site import DemoSite

FAULTY = """<!doctype html><html><title>x</title><body>
<p style="color: #ccc; background: #fff">Faint</p><img src="http://127.0.0.2/x.png">
<div style="width: 900px; height: 40px">Wide</div>
<div><button style="width: 9px; height: 9px; padding: 0; border: 0" aria-label="a"></button
><button style="width: 9px; height: 9px; padding: 0; border: 0" aria-label="b"></button></div>
<script>document.title = "ran"</script></body></html>"""


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, locale="da-DK", reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def faults_of(page: Page, base: str, stop: Stop) -> list[str]:
    with heard(page, base) as wrong:
        found = [*go(page, base, stop), *in_every_way(page)]
    return [f"{stop.name}: {one}" for one in (*wrong, *found)]


def test_every_page_and_state_can_be_used_by_everybody_and_keeps_to_the_policy(
    demo_site: DemoSite, visitor: Page
) -> None:
    """In Danish and English, light, dark and at 400 %: axe, console, policy, third parties."""
    stops = stops_of(*demo_site)
    assert len(stops) > 100
    assert [fault for stop in stops for fault in faults_of(visitor, demo_site.base, stop)] == []


def test_a_page_that_nobody_could_use_would_be_told_of(visitor: Page) -> None:
    headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html"}
    visitor.route("http://demo.test/", lambda route: route.fulfill(body=FAULTY, headers=headers))
    visitor.route("http://demo.test/open", lambda route: route.fulfill(body=FAULTY))
    strict = "\n".join(faults_of(visitor, "http://demo.test", Stop("/")))
    assert "Content Security Policy" in strict
    assert visitor.title() == "x"
    # Without the policy the styles count, and so do their faults.
    loose = "\n".join(faults_of(visitor, "http://demo.test", Stop("/open")))
    for fault in (
        "third party: http://127.0.0.2",
        "color-contrast",
        "target-size",
        "html-has-lang",
    ):
        assert fault in loose
    assert "at 400 %" in loose


def test_the_policy_allows_nothing_that_is_written_into_a_page() -> None:
    assert "unsafe" not in POLICY
    assert "default-src 'self'" in POLICY
