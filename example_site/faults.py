"""What a browser finds wrong with a page of the demo, in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page, Request

from example_site.addresses import Stop

# A window of 1280 at 400 %.
ZOOMED = {"width": 320, "height": 256}
CONTRAST = {"runOnly": ["color-contrast"]}
# Of WCAG 2.2 and off by default: what is pressed is 24 pixels high and wide, or has room around it.
RULES = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
RUN_AXE = """options => axe.run(options).then(found => found.violations.flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 160)}`)))"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
MOVED = """new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
    }).observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(sum), 50);
})"""


@contextmanager
def heard(page: Page, base: str) -> Iterator[list[str]]:
    """What the page complains about, the Content-Security-Policy too, or asks of others."""
    wrong: list[str] = []

    def hear(said: ConsoleMessage) -> None:
        if said.type == "error":
            wrong.append(f"console: {said.text}")

    def watch(asked: Request) -> None:
        if not asked.url.startswith((base, "data:", "blob:")):
            wrong.append(f"third party: {asked.url}")

    page.on("console", hear)
    page.on("request", watch)
    yield wrong
    page.remove_listener("console", hear)
    page.remove_listener("request", watch)


def go(page: Page, base: str, stop: Stop) -> list[str]:
    """Opens the page and brings it into its state; says so where it does not answer."""
    answer = page.goto(base + stop.path, wait_until="load")
    wrong = [] if answer and answer.ok else [f"status {answer.status if answer else 'none'}"]
    if stop.empty:
        page.fill(stop.empty, "")
    if stop.press:
        with page.expect_navigation(wait_until="load"):
            page.click(stop.press)
    return wrong


# A tenth of what browsers call good: rounding of a line of text is not a movement anybody sees.
MOVED_MOST = 0.01


def seen(page: Page) -> list[str]:
    """As it is: what sticks out, moves while it loads, or cannot be used by everybody."""
    wide, moved = page.evaluate(TOO_WIDE), page.evaluate(MOVED)
    return [
        *([f"{wide} px wider than the window"] if wide > 0 else []),
        *([f"layout moves by {moved:.3f}"] if moved > MOVED_MOST else []),
        *axe(page),
    ]


def in_every_way(page: Page) -> list[str]:
    """As it is, then in the dark, then zoomed to 400 %."""
    wrong, size = seen(page), page.viewport_size
    page.emulate_media(color_scheme="dark")
    wrong += [f"dark: {one}" for one in axe(page, CONTRAST)]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(ZOOMED)  # type: ignore[arg-type]
    wide = page.evaluate(TOO_WIDE)
    wrong += [f"at 400 %: {wide} px wider than the window"] if wide > 0 else []
    if size:
        page.set_viewport_size(size)
    return wrong


def axe(page: Page, options: dict[str, Any] = RULES) -> list[str]:
    """What axe finds, each element by itself."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(RUN_AXE, options)
    return found
