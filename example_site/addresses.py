"""Every page of the demo and every state it can be in: the one list that all who visit it go by."""

import re
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit
from xml.etree import ElementTree

# What the sitemap does not name. A page that is searched or filtered adds a line here.
MORE_PATHS = [
    "/soeg/?q=mursten",
    "/soeg/?q=findesikke",
    "/log-ind/",
    "/en/search/?q=materials",
    "/en/log-in/",
    "/regionale-netvaerk/kalender/past/?kind=visit",
    "/regionale-netvaerk/kalender/month/2026/12/?kind=conference",
    "/regionale-netvaerk/kalender/?kind=webinar&network=&region=",
    "/regionale-netvaerk/find-et-medlem/?view=map",
    "/regionale-netvaerk/find-et-medlem/?q=tømrer&view=cards",
    "/regionale-netvaerk/find-et-medlem/?q=tømrer+genbrug&size=250",
    "/regionale-netvaerk/find-et-medlem/people/?view=map",
    "/regionale-netvaerk/groenne-smver-sjaelland/medlemmer/people/",
]
TRANSLATION = re.compile(r'hreflang="[^"]+" href="([^"]+)"')
LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
MANAGE = Path(__file__).parent / "manage.py"


class Stop(NamedTuple):
    """``empty``: an input to empty, and ``press``: what to press, before looking at what comes."""

    path: str
    empty: str = ""
    press: str = ""

    @property
    def name(self) -> str:
        """For a file."""
        parts = unquote(urlsplit(self.path).path).strip("/").replace("/", "--") or "front"
        query = re.sub(r"\W+", "-", unquote(urlsplit(self.path).query)).strip("-")
        return "--".join(filter(None, [parts, query, "pressed" if self.press else ""]))


def stops_of(base: str, environment: dict[str, str] | None = None) -> list[Stop]:
    """All there is to see of the demo that answers at ``base``.

    ``environment``: that of its process, where it is not ours. Raises ``OSError`` where
    none answers.
    """
    public = [Stop(quote(path, safe="/?=&+%")) for path in [*pages_of(base), *MORE_PATHS]]
    return list(dict.fromkeys([*public, *hidden_stops(environment)]))


def pages_of(base: str) -> list[str]:
    """The addresses of the sitemap and of the translations they name, as paths below ``base``."""
    sitemap = ElementTree.fromstring(_read(f"{base}/sitemap.xml"))  # noqa: S314 - our own server's
    pages = [urlsplit(entry.text or "").path for entry in sitemap.iter(LOCATION)]
    return [*pages, *(path for page in pages for path in _translations(base, page))]


def hidden_stops(environment: dict[str, str] | None = None) -> list[Stop]:
    """What stands behind forms and secret links, as ``manage.py demo_stops`` knows it."""
    command = [sys.executable, str(MANAGE), "demo_stops"]
    said = subprocess.run(  # noqa: S603
        command, check=True, capture_output=True, text=True, env=environment
    )
    return [Stop(*line.split("\t")) for line in said.stdout.splitlines()]


def _translations(base: str, path: str) -> list[str]:
    return [urlsplit(a).path for a in TRANSLATION.findall(_read(base + quote(path)))]


def _read(url: str) -> str:
    with urllib.request.urlopen(url) as answer:  # noqa: S310
        return str(answer.read().decode())
