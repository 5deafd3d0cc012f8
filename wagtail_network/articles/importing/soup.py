"""HTML into a tree, with the end tags that people leave out.

Python's own parser keeps ``<p>One<p>Two`` as a paragraph inside a paragraph and ``<li>``
inside ``<li>``; old sites are full of both. The implied end tags of the HTML standard
(section 13.1.2.4, optional tags) are put in here.
"""

import re
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import Tag
from django.utils.translation import gettext as _

from wagtail_network.articles.importing.result import UnreadableSource

MAX_DEPTH = 1000
MAX_TAGS = 50_000
CAMEL = re.compile("(?<=[a-z])(?=[A-Z])")

BLOCKS = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre section summary table "
    "ul".split()
)
TABLE_PARTS = frozenset("table thead tbody tfoot tr td th caption colgroup".split())
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

# A start tag closes an open element of these names, unless one of the walls stands between.
CLOSES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "dir"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "td": (frozenset({"td", "th"}), frozenset({"table", "tr"})),
    "th": (frozenset({"td", "th"}), frozenset({"table", "tr"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "thead": (frozenset({"thead", "tbody", "tfoot"}), frozenset({"table"})),
    "tbody": (frozenset({"thead", "tbody", "tfoot"}), frozenset({"table"})),
    "tfoot": (frozenset({"thead", "tbody", "tfoot"}), frozenset({"table"})),
    "option": (frozenset({"option"}), frozenset({"select"})),
    "a": (frozenset({"a"}), BLOCKS | TABLE_PARTS),
    "body": (frozenset({"head"}), frozenset({"html"})),
} | dict.fromkeys(HEADINGS, (HEADINGS, BLOCKS - HEADINGS | TABLE_PARTS))
PARAGRAPH_WALLS = BLOCKS - {"p"} | TABLE_PARTS | {"button", "object"}


class TolerantSoup(BeautifulSoup):
    tags_read = 0

    def handle_starttag(self, name: str, *args: Any, **kwargs: Any) -> Tag | None:
        self.tags_read += 1
        if self.tags_read > MAX_TAGS:
            raise UnreadableSource(
                _("The page has more than %(count)d elements; it is hardly one article.")
                % {"count": MAX_TAGS}
            )
        if len(self.tagStack) > MAX_DEPTH:
            raise UnreadableSource(
                _(
                    "The HTML is nested more than %(depth)d levels deep. Open the page in a "
                    "browser, copy the text into a .txt file and import that."
                )
                % {"depth": MAX_DEPTH}
            )
        if name in BLOCKS:
            self._close_nearest(frozenset({"p"}), PARAGRAPH_WALLS)
        if name in CLOSES:
            self._close_nearest(*CLOSES[name])
        return super().handle_starttag(name, *args, **kwargs)

    def handle_endtag(self, name: str, nsprefix: str | None = None) -> None:
        # A stray </div> inside a table cell must not close the table around it.
        if name not in TABLE_PARTS and self._is_behind_a_cell(name):
            return
        super().handle_endtag(name, nsprefix)

    def _close_nearest(self, names: frozenset[str], walls: frozenset[str]) -> None:
        for tag in reversed(self.tagStack):
            if tag.name in names:
                super().handle_endtag(tag.name)
                return
            if tag.name in walls:
                return

    def _is_behind_a_cell(self, name: str) -> bool:
        for tag in reversed(self.tagStack):
            if tag.name == name:
                return False
            if tag.name in ("td", "th"):
                return True
        return False


def parse_tree(html: str) -> BeautifulSoup:
    try:
        return TolerantSoup(html, "html.parser")
    except UnreadableSource:
        raise
    except (RecursionError, AssertionError, ValueError) as error:
        raise UnreadableSource(
            _(
                "The HTML is too broken to be read. Open the page in a browser, copy the text "
                "into a .txt file and import that."
            )
        ) from error


def words_of(tag: Tag) -> str:
    """An element's text on one line."""
    return " ".join(tag.get_text(" ").split())


def names_of(tag: Tag) -> str:
    """Its classes and id in lower case, for guessing what it is; "shareBar" as "share-bar"."""
    classes: Any = tag.get("class") or []
    parts = [*([classes] if isinstance(classes, str) else classes), str(tag.get("id") or "")]
    return CAMEL.sub("-", " ".join(parts)).lower()


def is_gone(tag: Tag) -> bool:
    """Whether an element was taken out of the tree.

    Not ``tag.decomposed``: Beautiful Soup then looks through all that the element holds for one
    of the name ``_decomposed``, which makes deep pages take minutes.
    """
    return "_decomposed" in vars(tag)
