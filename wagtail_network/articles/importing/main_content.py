"""Finds the element that holds the article."""

from bs4 import BeautifulSoup
from bs4.element import Tag
from django.utils.translation import gettext as _
from soupsieve import SelectorSyntaxError

from wagtail_network.articles.importing.chrome import Prose
from wagtail_network.articles.importing.metadata import same_words
from wagtail_network.articles.importing.result import UnreadableSource
from wagtail_network.articles.importing.soup import words_of
from wagtail_network.articles.importing.tables import is_layout

MARKED = "main, [role=main], article, [itemprop=articleBody], [role=article]"
# Shares of the page's running text: what a marked element must hold to be believed ...
ENOUGH = 0.25
# ... an article of what its <main> holds ...
HALF = 0.5
# ... and a child of what its parent holds, to be followed inwards.
MOST = 0.75
# So much text under the title is the article, also where other things hold more.
A_TEXT = 500


def select_content(soup: BeautifulSoup, selector: str) -> Tag:
    """The element the person has named. Raises ``UnreadableSource`` if there is none."""
    try:
        found = soup.select(selector)
    except (SelectorSyntaxError, NotImplementedError, ValueError) as error:
        raise UnreadableSource(
            _("“%(selector)s” is not a CSS selector. Write for instance “#content” or “.text”.")
            % {"selector": selector}
        ) from error
    if not found:
        raise UnreadableSource(
            _("Nothing on the page matches “%(selector)s”.") % {"selector": selector}
        )
    if len(found) == 1:
        return found[0]
    prose = Prose(soup)
    return max(found, key=prose.of)


def guess_content(soup: BeautifulSoup, title: str = "") -> Tag:
    """The marked article, or else the innermost element with most of the running text."""
    root = soup.body or soup
    prose = Prose(root)
    if titled := _titled(root, title, prose):
        return titled
    marked = [tag for tag in root.select(MARKED) if prose.share(tag) >= ENOUGH]
    best = max(marked, key=prose.of, default=None)
    # The article inside <main>, unless it is only one teaser among many things.
    articles = [tag for tag in marked if tag.name == "article"]
    article = max(articles, key=prose.of, default=None)
    if article and best and prose.of(article) >= HALF * prose.of(best):
        best = article
    if best and best.name == "article":
        return best
    start = best or root
    if start.get("itemprop") == "articleBody":
        return _with_heading(start, prose)
    return _with_heading(_innermost(start, prose), prose)


def _titled(root: Tag, title: str, prose: Prose) -> Tag | None:
    """The article under the page's title, where longer ones follow: the next of the site's."""
    for heading in root.find_all("h1", limit=20):
        outer = [tag for tag in heading.parents if tag.name == "article"]
        outer = [tag for tag in outer if prose.of(tag) >= A_TEXT]
        if outer and same_words(words_of(heading), title):
            return next(tag for tag in outer if prose.of(tag) >= HALF * prose.of(outer[-1]))
    return None


def _innermost(tag: Tag, prose: Prose) -> Tag:
    """Follows the child that holds most of the text for as long as there is one."""
    while True:
        inner = max(tag.find_all(True, recursive=False), key=prose.of, default=None)
        if inner is None or prose.of(inner) < MOST * max(prose.of(tag), 1):
            return tag
        if inner.name in ("p", "ul", "ol", "li", "pre", "blockquote", "span", "font", "b", "i"):
            return tag
        if inner.name == "table" and not is_layout(inner):
            return tag
        tag = inner


def _with_heading(tag: Tag, prose: Prose) -> Tag:
    """A little further out, where the heading, the lead and the first picture often stand."""
    outer: Tag | None = tag
    for _level in range(3):
        outer = outer.parent if outer else None
        if outer is None or outer.name in ("body", "html", "[document]"):
            break
        if outer.find("h1") is not None and prose.of(outer) <= prose.of(tag) / MOST:
            return outer
    return tag
