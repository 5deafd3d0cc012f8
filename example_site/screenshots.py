"""Takes pictures of a running demo, and says what is wrong with its pages.

    python example_site/screenshots.py [--base http://127.0.0.1:8000] [--out folder] [path ...]

Without paths it visits every page of the sitemap with its translations, the search and the
log-in, at the width of a laptop and of a telephone. It ends with an error where a page fails, is
wider than the window, asks a third party for something, or breaks the Content-Security-Policy.
"""

import argparse
import re
import shutil
import sys
import urllib.request
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit
from xml.etree import ElementTree

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

WIDTHS = {"wide": (1280, 900), "phone": (390, 844)}
MORE_PATHS = [
    "/soeg/?q=mursten",
    "/log-ind/",
    "/en/search/?q=materials",
    "/regionale-netvaerk/kalender/past/?kind=visit",
    "/regionale-netvaerk/kalender/month/2026/12/?kind=conference",
    "/regionale-netvaerk/find-et-medlem/?view=map",
    "/regionale-netvaerk/find-et-medlem/?q=tømrer&view=cards",
    "/regionale-netvaerk/find-et-medlem/?q=tømmer+genbrug&size=250",
    "/regionale-netvaerk/groenne-smver-sjaelland/medlemmer/people/",
]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
TRANSLATION = re.compile(r'hreflang="[^"]+" href="([^"]+)"')
LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def read(url: str) -> str:
    with urllib.request.urlopen(url) as answer:  # noqa: S310
        return str(answer.read().decode())


def paths_of(base: str) -> list[str]:
    """The addresses of the sitemap and of the translations they name, as paths below ``base``."""
    sitemap = ElementTree.fromstring(read(f"{base}/sitemap.xml"))  # noqa: S314 - our own server's
    pages = [urlsplit(entry.text or "").path for entry in sitemap.iter(LOCATION)]
    translations = [
        urlsplit(address).path
        for path in pages
        for address in TRANSLATION.findall(read(base + quote(path)))
    ]
    more = [quote(path, safe="/?=&+%") for path in MORE_PATHS]
    return list(dict.fromkeys([*pages, *translations, *more]))


def name_of(path: str) -> str:
    asked = urlsplit(path)
    parts = [*unquote(asked.path).strip("/").split("/"), *re.findall(r"\w+", unquote(asked.query))]
    return "--".join(filter(None, parts)) or "front"


def visit(page: Page, base: str, path: str, picture: Path) -> list[str]:
    """Takes the picture; returns what is wrong."""
    wrong: list[str] = []

    def hear(said: ConsoleMessage) -> None:
        if said.type == "error":
            wrong.append(f"console: {said.text}")

    def watch(asked: Request) -> None:
        if not asked.url.startswith((base, "data:")):
            wrong.append(f"third party: {asked.url}")

    page.on("console", hear)
    page.on("request", watch)
    answer = page.goto(base + path, wait_until="networkidle")
    if answer is None or not answer.ok:
        wrong.append(f"status {answer.status if answer else 'none'}")
    too_wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    if too_wide > 0:
        wrong.append(f"{too_wide} px wider than the window")
    # Whole pages, so that pictures below the fold are loaded too.
    page.evaluate(
        "document.querySelectorAll('img[loading=lazy]').forEach(i => i.loading = 'eager')"
    )
    page.wait_for_load_state("networkidle")
    page.screenshot(path=picture, full_page=True)
    return wrong


def take_pictures(browser: Browser, base: str, paths: list[str], out: Path, dark: bool) -> int:
    failures = 0
    for label, (width, height) in WIDTHS.items():
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            locale="da-DK",
        )
        for path in paths:
            page = context.new_page()
            picture = out / f"{name_of(path)}.{label}{'.dark' if dark else ''}.png"
            for wrong in visit(page, base, path, picture):
                failures += 1
                print(f"{path} ({label}): {wrong}", file=sys.stderr)
            page.close()
    return failures


def main() -> str | None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--base", default="http://127.0.0.1:8000")
    parser.add_argument("--out", default="var/screenshots", type=Path)
    parser.add_argument("--dark", action="store_true", help="as with a dark colour scheme")
    parser.add_argument("paths", nargs="*")
    options = parser.parse_args()
    base = options.base.rstrip("/")
    if CHROMIUM is None:
        return "Chromium is needed (Debian, Ubuntu: sudo apt install chromium)."
    try:
        paths = [quote(path, safe="/?=&%") for path in options.paths] or paths_of(base)
    except OSError as error:
        return f"No demo answers at {base} ({error}). Start it in another window: make demo"
    options.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        failures = take_pictures(browser, base, paths, options.out, options.dark)
        browser.close()
    print(f"{len(paths)} pages at {len(WIDTHS)} widths are in {options.out}")
    return f"{failures} things are wrong; see above." if failures else None


if __name__ == "__main__":
    sys.exit(main())
