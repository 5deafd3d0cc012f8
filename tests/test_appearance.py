"""What the stylesheets and scripts may be: small, in our own names, in one layer."""

import gzip
import re
from pathlib import Path

import wagtail_network

PACKAGE = Path(wagtail_network.__file__).parent
STATIC = PACKAGE / "static/wagtail_network"
TEMPLATES = PACKAGE / "templates/wagtail_network"
# Documents of their own, and the admin's pages, which have no host to get along with.
IN_ADMIN = {"desk.css", "register.css", "transfer.css"}
APART = {"print.css", *IN_ADMIN}
ON_PAGES = [path for path in sorted(STATIC.glob("*.css")) if path.name not in APART]
CLASS = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")
IN_TEMPLATES = re.compile(r'\bclass="([^"]*)"')
KIB = 1000


def zipped(pattern: str, without: set[str] | None = None) -> int:
    files = [path for path in STATIC.rglob(pattern) if path.name not in (without or set())]
    return sum(len(gzip.compress(path.read_bytes())) for path in files)


def rules(path: Path) -> str:
    """The stylesheet without comments, strings and numbers such as 0.5rem."""
    css = re.sub(
        r"@layer[^;{]*|/\*.*?\*/|\"[^\"]*\"|url\([^)]*\)", "", path.read_text(), flags=re.S
    )
    return re.sub(r"\d*\.\d+", "", css)


def test_the_stylesheets_weigh_no_more_than_16_kilobytes() -> None:
    """Those of the site's pages, all together; the admin's are not among them."""
    assert zipped("*.css", IN_ADMIN) <= 16 * KIB
    assert zipped("*.css") <= 20 * KIB


def test_the_scripts_weigh_no_more_than_12_kilobytes() -> None:
    assert zipped("*.js") <= 12 * KIB


def test_no_class_can_collide_with_one_of_the_site() -> None:
    assert ON_PAGES
    for path in ON_PAGES:
        foreign = {
            name for name in CLASS.findall(rules(path)) if not re.match("wn(-|$)|htmx-", name)
        }
        assert foreign == set(), path.name


def test_the_stylesheets_of_pages_stand_in_the_layer() -> None:
    for path in ON_PAGES:
        first = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S).lstrip()
        assert first.startswith("@layer wagtail-network"), path.name


def test_the_templates_of_pages_use_only_our_own_classes() -> None:
    for path in TEMPLATES.rglob("*.html"):
        if "admin" in path.parts or "emails" in path.parts:
            continue
        text = re.sub(r"{%.*?%}|{{.*?}}", " ", path.read_text())
        names = {name for value in IN_TEMPLATES.findall(text) for name in value.split()}
        assert {name for name in names if not re.match("wn(-|$)", name)} == set(), path.name


def test_nothing_is_fetched_from_elsewhere() -> None:
    for path in [*STATIC.rglob("*.css"), *STATIC.rglob("*.js")]:
        found = re.findall(r"https?://[^\s\"')]+", path.read_text())
        assert [url for url in found if not url.startswith("http://www.w3.org/")] == [], path.name
