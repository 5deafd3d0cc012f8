"""A page used without a mouse: where the focus goes, and whether one sees it there."""

from typing import Any

from playwright.sync_api import Page

MOST_PRESSES = 80
# What has the focus shows it by a ring of two pixels, stands in the window, and under nothing else.
UNSEEN = """() => {
    const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const x = box.left + Math.min(box.width, innerWidth) / 2, y = box.top + box.height / 2;
    const inside = y > 0 && y < innerHeight;
    const top = inside && document.elementFromPoint(x, y);
    const free = top && (e.contains(top) || top.contains(e));
    return ring && free ? "" : `ring ${ring}, free ${!!free}: ${e.outerHTML.slice(0, 120)}`;
}"""


def press_until(page: Page, selector: str, key: str = "Tab") -> list[str]:
    """Goes on to an element; returns where on the way one would not see the focus.

    Raises ``AssertionError`` where it cannot be reached.
    """
    unseen: list[str] = []
    for _press in range(MOST_PRESSES):
        page.keyboard.press(key)
        if fault := page.evaluate(UNSEEN):
            unseen.append(fault)
        if has_focus(page, selector):
            return unseen
    raise AssertionError(f"{selector} cannot be reached with {key}")


def has_focus(page: Page, selector: str) -> bool:
    return bool(page.evaluate("s => document.activeElement.matches(s)", selector))


def press(page: Page, selector: str, key: str = "Enter", **leads_to: Any) -> list[str]:
    """Goes on to a link or button, presses it, and waits for the page it leads to."""
    unseen = press_until(page, selector)
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press(key)
    return unseen
