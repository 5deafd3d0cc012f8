"""Lighthouse on a running demo: four categories, layout shift, and what the first visit weighs.

    python .ci/lighthouse.py [--base http://127.0.0.1:8000] [--lighthouse folder] [path ...]

Needs Node, npm and Chromium. Lighthouse itself is installed in a temporary folder, unless
``--lighthouse`` names one where it is. Without paths it looks at a page of each kind, which PAGES
lists. Ends with an error where a score is below 100, anything moves, or a page is too heavy.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

LIGHTHOUSE = "lighthouse@12"  # the newest that runs on Node 20
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
NETWORK = "/regionale-netvaerk/groenne-smver-sjaelland/"
PAGES = [
    NETWORK,
    f"{NETWORK}moeder/",
    f"{NETWORK}moeder/besoeg-traebyggeri-koege/",
    f"{NETWORK}moeder/besoeg-traebyggeri-koege/register/",
    f"{NETWORK}nyt/",
    f"{NETWORK}nyt/fuldt-hus-da-det-groenne-netvaerk-blev-sat-i-gang/",
    "/en/",
]
MOST_BYTES = 150 * 1000
MOST_LOOKS = 3
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)


def main() -> str | None:
    options = read_arguments()
    chromium = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    if not (shutil.which("npm") and chromium):
        return "Node, npm and Chromium are needed (Debian, Ubuntu: sudo apt install npm chromium)."
    with tempfile.TemporaryDirectory() as folder:
        home = options.lighthouse or install(folder)
        found = [best(home, chromium, options.base + path) for path in options.paths or PAGES]
    wrong = [fault for report in found for fault in faults(report)]
    print("\n".join(wrong))
    return f"{len(wrong)} things could be better; see above." if wrong else None


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--base", default="http://127.0.0.1:8000")
    parser.add_argument("--lighthouse", help="a folder in which npm has installed it")
    parser.add_argument("paths", nargs="*")
    return parser.parse_args()


def install(folder: str) -> str:
    print(f"Installing {LIGHTHOUSE} in a temporary folder.")
    command = ["npm", "install", "--no-audit", "--no-fund", "--silent", "--prefix", folder]
    subprocess.run([*command, LIGHTHOUSE], check=True)
    return folder


def best(home: str, chromium: str, url: str) -> dict[str, Any]:
    """The fastest of a few reports: speed is that of a machine that may be at work elsewhere."""
    found = look(home, chromium, url)
    for _again in range(MOST_LOOKS - 1):
        if score(found, "performance") < 100:
            other = look(home, chromium, url)
            found = max(found, other, key=lambda report: score(report, "performance"))
    print(f"{url}\n  {summary(found)}")
    return found


def look(home: str, chromium: str, url: str) -> dict[str, Any]:
    """Lighthouse's report of one page, as of a telephone on a slow connection."""
    command = [str(Path(home) / "node_modules/.bin/lighthouse"), url, "--quiet", "--output=json"]
    command += [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={FLAGS}"]
    said = subprocess.run(
        command,
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"CHROME_PATH": chromium},
    )
    report: dict[str, Any] = json.loads(said.stdout)
    return report


def summary(report: dict[str, Any]) -> str:
    scores = [f"{name} {score(report, name)}" for name in CATEGORIES]
    moved = report["audits"]["cumulative-layout-shift"]["numericValue"]
    kilobytes = weight(report) / 1000
    return ", ".join([*scores, f"moves by {moved:.3f}", f"{kilobytes:.0f} kB without pictures"])


def score(report: dict[str, Any], category: str) -> int:
    return round(100 * (report["categories"][category]["score"] or 0))


def weight(report: dict[str, Any]) -> int:
    """Bytes over the wire, pictures apart."""
    asked = report["audits"]["network-requests"]["details"]["items"]
    return sum(one.get("transferSize", 0) for one in asked if one.get("resourceType") != "Image")


def faults(report: dict[str, Any]) -> list[str]:
    """What keeps a category from 100, with the first element it is said of."""
    page, audits = report["requestedUrl"], report["audits"]
    told = [
        f"{page}: {name}: {audits[part['id']]['title']}{_first_of(audits[part['id']])}"
        for name in CATEGORIES
        if score(report, name) < 100
        for part in report["categories"][name]["auditRefs"]
        if part["weight"]
        and (audits[part["id"]]["score"] or 0) < 1
        and audits[part["id"]]["scoreDisplayMode"] not in ("notApplicable", "informative", "manual")
    ]
    if audits["cumulative-layout-shift"]["numericValue"] > 0:
        told.append(f"{page}: it moves while it loads")
    if weight(report) > MOST_BYTES:
        told.append(f"{page}: {weight(report) / 1000:.0f} kB without pictures")
    return told


def _first_of(audit: dict[str, Any]) -> str:
    items = audit.get("details", {}).get("items", [])
    return f" ({json.dumps(items[0])[:200]})" if items else ""


if __name__ == "__main__":
    sys.exit(main())
