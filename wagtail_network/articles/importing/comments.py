"""The readers' comments below an article: taken out, and kept if they are wanted."""

import re

from bs4 import BeautifulSoup
from bs4.element import Tag

from wagtail_network.articles.importing.inline import split_at_breaks, text_of
from wagtail_network.articles.importing.soup import is_gone, names_of
from wagtail_network.articles.importing.walking import Walker

# Whole words of a class or id.
NAMES = frozenset(
    "comments comment commentlist kommentarer kommentar kommentare commentaires disqus respond "
    "livefyre discussion reactions".split()
)
SECTION = re.compile(
    r"^(\d+\s+)?(kommentarer?|comments?|kommentare?|commentaires?|leave a (reply|comment)|"
    r"skriv (en )?kommentar|tilføj kommentar|læserkommentarer|reader comments|post a comment)"
    r"(\s*\(?\d*\)?)?\s*[:.]?$",
    re.I,
)
FORM_WORDS = re.compile(
    r"^(reply|svar|besvar|send|post comment|submit|navn\b.*|e-?mail\b.*|name\b.*|website|"
    r"hjemmeside|"
    r"(skriv|tilføj|leave|add|post) .{0,20}(kommentar|comment|reply)|login.*|log in.*|"
    r"your email address will not be published.*|din e-mailadresse.*)$",
    re.I,
)
# "comments-open" on an article says that it may be commented, not that it is a comment.
STATUS = re.compile(r"hentry|comments?-(open|status|closed|enabled)|(has|no|with)-comments")
MAX_LINES = 500


def take_comments(soup: BeautifulSoup, content: Tag | None) -> list[str]:
    """Removes the comments from the page; returns their lines of text.

    ``content`` is the element a person has named; it is never taken for a comment.
    """
    lines: list[str] = []
    for tag in soup.find_all(True):
        if not is_gone(tag) and _is_comments(tag) and not _holds_the_article(tag, content):
            lines += _lines(tag)
            tag.decompose()
    # "3 comments" and the like are no comments.
    return lines[:MAX_LINES] if sum(map(len, lines)) > 25 else []


def is_comments_heading(text: str) -> bool:
    return len(text) <= 60 and bool(SECTION.match(text))


def _is_comments(tag: Tag) -> bool:
    if tag.name in ("body", "html", "head", "article", "main", "a", "span", "script", "form"):
        return False
    names = names_of(tag)
    return not NAMES.isdisjoint(re.split(r"[^a-z]+", names)) and not STATUS.search(names)


def _holds_the_article(tag: Tag, content: Tag | None) -> bool:
    # By identity: "in" would compare whole trees.
    if content is not None and any(tag is outer for outer in (content, *content.parents)):
        return True
    return tag.find(["h1", "main"]) is not None or tag.find(itemprop="articleBody") is not None


def _lines(tag: Tag) -> list[str]:
    for form in tag.find_all(["form", "script", "style", "button", "noscript"]):
        form.decompose()
    runs = Walker(lambda _reference: "").runs_in(tag)
    texts = (text_of(part) for part in split_at_breaks(runs, breaks=1))
    return [
        text
        for text in texts
        if text and not FORM_WORDS.match(text[:200]) and not is_comments_heading(text)
    ]
