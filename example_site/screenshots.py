"""Takes pictures of a running demo, and says what is wrong with its pages.

    python example_site/screenshots.py [--base http://127.0.0.1:8000] [--out folder] [path ...]

Without paths it visits all that addresses.py lists, at the width of a laptop and of a telephone. It
ends with an error where a page fails, is wider than the window, moves while it loads, cannot be
used by everybody, asks a third party for something, or breaks the Content-Security-Policy.
"""

import argparse
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

# Run as a file, and imported by the tests.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from example_site.addresses import Stop, stops_of
from example_site.faults import go, heard, seen

WIDTHS = {"wide": (1280, 900), "phone": (390, 844)}
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


def visit(page: Page, base: str, stop: Stop, picture: Path) -> list[str]:
    """Takes the picture; returns what is wrong."""
    with heard(page, base) as wrong:
        found = go(page, base, stop)
        # Whole pages, so that pictures below the fold are loaded too.
        page.evaluate(
            "document.querySelectorAll('img[loading=lazy]').forEach(i => i.loading = 'eager')"
        )
        page.wait_for_load_state("networkidle")
        page.screenshot(path=picture, full_page=True)
        found += seen(page)
    return [*wrong, *found]


def take_pictures(browser: Browser, base: str, stops: list[Stop], out: Path, dark: bool) -> int:
    failures = 0
    for label, (width, height) in WIDTHS.items():
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            locale="da-DK",
            reduced_motion="reduce",
        )
        for stop in stops:
            page = context.new_page()
            picture = out / f"{stop.name}.{label}{'.dark' if dark else ''}.png"
            for wrong in visit(page, base, stop, picture):
                failures += 1
                print(f"{stop.name} ({label}): {wrong}", file=sys.stderr)
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
        stops = [Stop(path) for path in options.paths] or stops_of(base)
    except OSError as error:
        return f"No demo answers at {base} ({error}). Start it in another window: make demo"
    options.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        failures = take_pictures(browser, base, stops, options.out, options.dark)
        browser.close()
    print(f"{len(stops)} pages at {len(WIDTHS)} widths are in {options.out}")
    return f"{failures} things are wrong; see above." if failures else None


if __name__ == "__main__":
    sys.exit(main())
