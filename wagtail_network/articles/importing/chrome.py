"""Takes away what surrounds an article: menus, share buttons, sidebars, footers, notices."""

import re
from collections import Counter

from bs4.element import Tag

from wagtail_network.articles.importing.soup import is_gone, names_of

NEVER_TEXT = [
    "script", "style", "template", "svg", "canvas", "nav", "button", "select", "textarea", "dialog"
]  # fmt: skip
MAYBE_TEXT = ["aside", "footer", "form", "noscript", "menu"]
ROLES = frozenset(
    "navigation banner complementary contentinfo search dialog alertdialog menu menubar toolbar "
    "tablist tooltip".split()
)
# Whole words of a class or id, so that "shared-knowledge" and "tabletop" are left alone.
NAMES = frozenset(
    """
    share sharing shares sharer sharebar sharebox sharetools addthis addtoany sharedaddy social
    socials socialmedia some sidebar sidebars breadcrumb breadcrumbs crumbs brodkrumme
    related relateret relaterede recommended recommendations recirc morelike newsletter nyhedsbrev
    signup subscribe subscription paywall cookie cookies cookiebar consent gdpr popup popover modal
    overlay lightbox promo promobox promotion advert adverts advertisement advertising ad ads
    adsense adbox annonce annoncer anzeige werbung sponsor sponsored banner menu menus navmenu
    submenu dropdown nav navi navbar navigation subnav topnav pagination pager paging toolbar tools
    tags taglist tagcloud tagged skip skiplink noprint printonly login logon search searchform
    searchbox footer pagefooter sitefooter widget widgets copyright toc rating ratings vote poll
    outbrain taboola disclaimer ticker trending popular mostread mostpopular latest
    playlist teaser teasers editsection navbox catlinks printfooter jumplink authorbox authorbio
    """.split()
)
# The beginnings of words: "relatedposts", "socialmedia", "cookiebanner".
NAME_STARTS = (
    "related", "relatered", "breadcrumb", "newsletter", "nyhedsbrev", "cookie", "social",
    "sharing", "advert", "sponsor", "recommend", "navigation", "sidebar",
)  # fmt: skip
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
# Headings for screen readers name the parts of the old page, not of the article.
UNSEEN = re.compile(r"\b(sr-only|visually-?hidden|screen-?reader(-text)?|aural|offscreen)\b")
SHARE_ADDRESS = re.compile(
    r"//(www\.)?(facebook\.com/(sharer|dialog)|twitter\.com/(share|intent|home\?status)|"
    r"x\.com/(share|intent)|linkedin\.com/(share|cws)|plus\.google\.com/share|"
    r"pinterest\.[a-z]+/pin/create|reddit\.com/submit|wa\.me/|api\.whatsapp\.com/send|"
    r"digg\.com/submit|stumbleupon\.com/submit|del\.icio\.us/post|t\.me/share)",
    re.I,
)
# An element that holds this much of the page's running text is the article, whatever its name.
TOO_MUCH = 0.25
PROSE = 40
# So many paragraphs of this length in a row are text, whatever the class around them says.
PARAGRAPHS, LONG = 3, 100


class Prose:
    """How much running text lies in each element: long texts that are not links."""

    def __init__(self, root: Tag) -> None:
        self.sizes: dict[int, int] = {}
        # Backwards in document order every element comes after all that it holds.
        for node in reversed(list(root.descendants)):
            size = self.sizes.get(id(node), 0) if isinstance(node, Tag) else _prose_in(node)
            if isinstance(node, Tag) and node.name in ("a", "script", "style", "noscript"):
                size = self.sizes[id(node)] = 0
            if size and node.parent is not None:
                self.sizes[id(node.parent)] = self.sizes.get(id(node.parent), 0) + size
        self.total = self.of(root)

    def of(self, tag: Tag) -> int:
        return self.sizes.get(id(tag), 0)

    def share(self, tag: Tag) -> float:
        return self.of(tag) / self.total if self.total else 0.0


def _prose_in(node: object) -> int:
    length = len(str(node).strip())
    return length if length >= PROSE else 0


def remove_chrome(root: Tag) -> None:
    """Removes from ``root`` what is not part of any article."""
    for tag in root.find_all(NEVER_TEXT):
        tag.decompose()
    prose, texts = Prose(root), _holding_text(root)
    for tag in root.find_all(True):
        if not is_gone(tag) and _is_chrome(tag, texts) and prose.share(tag) < TOO_MUCH:
            tag.decompose()
    for link in root.find_all("a", href=SHARE_ADDRESS):
        if not is_gone(link):
            _remove_with_empty_parents(link)


def _is_chrome(tag: Tag, texts: set[int]) -> bool:
    # "paywall-article", "toc-title": what a class says counts less than what is there.
    named = id(tag) not in texts and _has_a_chrome_name(tag)
    if tag.name in ("html", "body", "main", "article", "td", "tr", "tbody", "table"):
        return tag.name in ("table", "td") and named
    if tag.name == "footer" and tag.find_parent("blockquote"):
        return False
    if tag.name in MAYBE_TEXT or tag.get("role") in ROLES or _is_hidden(tag):
        return True
    if tag.name == "header":
        return tag.find_parent(["article", "main"]) is None and tag.find("h1") is None
    return tag.name not in ("h1", "p", "figure") and named


def _has_a_chrome_name(tag: Tag) -> bool:
    words = re.split(r"[^a-zæøå]+", names_of(tag))
    return not NAMES.isdisjoint(words) or any(word.startswith(NAME_STARTS) for word in words)


def _holding_text(root: Tag) -> set[int]:
    """The ids of elements in which several long paragraphs stand side by side."""
    long: Counter[int] = Counter()
    found: set[int] = set()
    for text in root.find_all("p"):
        links = sum(len(link.get_text()) for link in text.find_all("a", limit=50))
        long[id(text.parent)] += len(text.get_text()) - 2 * links >= LONG
        outer = text.parent if long[id(text.parent)] >= PARAGRAPHS else None
        while outer is not None and id(outer) not in found:
            found.add(id(outer))
            outer = outer.parent
    return found


def is_for_screen_readers(tag: Tag) -> bool:
    return bool(UNSEEN.search(names_of(tag)))


def _is_hidden(tag: Tag) -> bool:
    if is_for_screen_readers(tag):
        return True
    if tag.has_attr("hidden") or str(tag.get("aria-hidden")).lower() == "true":
        return tag.find("img") is None
    return bool(HIDDEN_STYLE.search(str(tag.get("style") or "")))


def _remove_with_empty_parents(tag: Tag) -> None:
    while tag.parent is not None and tag.parent.name in ("li", "ul", "ol", "span", "p", "div"):
        if tag.parent.get_text(strip=True) != tag.get_text(strip=True):
            break
        tag = tag.parent
    tag.decompose()
