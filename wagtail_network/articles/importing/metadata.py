"""What a page says about itself: title, authors, date."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from wagtail_network.articles.importing.addresses import canonical_address
from wagtail_network.articles.importing.chrome import is_for_screen_readers
from wagtail_network.articles.importing.dates import WEEKDAYS, find_date, parse_date
from wagtail_network.articles.importing.soup import names_of, words_of

SEPARATORS = re.compile(r"\s+[|–—·•»«/]\s+|\s+::?\s+|\s+-{1,2}\s+|\s*»\s*|\s\|")
DATE_METAS = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate",
    "publishdate", "publish_date", "publication_date", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.date", "sailthru.date", "parsely-pub-date",
    "cxenseparse:recs:publishtime",
)  # fmt: skip
ARTICLE_TYPES = re.compile(r"(Article|BlogPosting|Posting|Report|WebPage)$")
DATE_NAMES = re.compile(
    r"(?<![a-z])(pub|publi|post|entry|article|news)?[-_]?"
    r"(date|dato|time|timestamp|published|publiceret|udgivet|byline|meta|dateline|datum)(?![a-z]{3})"
)
DATE_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/-])")
DATED_TAGS = "p div span li small em abbr td h2 h3 h4 h5 h6".split()
PARTICLES = frozenset("af av da de del den der di du la le ten ter van von y".split())
UPDATED = re.compile(r"modif|updat|opdater|aktualis", re.I)
PUBLISHED = re.compile(r"(published|publiceret|udgivet|offentliggjort)\b", re.I)
BY_AT_THE_END = re.compile(r"\b(?:af|by|von|por|par)\s[^.!?]{1,40}$", re.I)
WORD = re.compile(r"[^\W\d_]+")
# Words that stand beside a date and say no more than the date does.
BESIDE_A_DATE = re.compile(
    r".|[ap]m|af|at|by|den|fra|from|kl|klokken|on|the|uhr|von|[cemp][ds]t|cest|cet|gmt|utc|date|dato|datum|"
    r"last|sidst|skrevet|written|posted|publi\w*|udgivet|offentliggjort|updated?|opdateret|modified|"
    + "|".join(WEEKDAYS),
    re.I,
)
BYLINE = re.compile(
    r"^(?:af|by|von|por|par|skrevet af|written by|tekst(?:\s+og\s+foto)?:|text:|author:|forfatter:)"
    r"\s+(?P<names>[^\W\d_].*)$",
    re.I,
)
BETWEEN_NAMES = re.compile(r"\s*(?:[,|•·–—(/&]|\d.*|\s-\s|\s(?:og|and|und|och|et)\s)\s*")


def title_of(soup: BeautifulSoup, content: Tag) -> str:
    """The article's own title, without the site's name."""
    stated = list(dict.fromkeys(_stated_titles(soup)))
    parts = list(dict.fromkeys(_title_parts(soup)))
    headings = [tag for tag in soup.find_all(["h1", "h2", "h3"], limit=60) if _is_visible(tag)]
    for claims in (stated, parts):
        known = {_key(claim) for claim in claims}
        matching = [tag for tag in headings if _key(words_of(tag)) in known]
        matching = [tag for tag in matching if not _leads_home(tag)] or matching
        if claims is parts:
            matching = [tag for tag in matching if _may_be_title(tag, parts, soup)]
        if matching:
            return words_of(max(matching, key=lambda tag: _likeness(tag, content)))
    top = [tag for tag in headings if tag.name == "h1" and not _leads_home(tag)]
    top = [tag for tag in top if not _is_site_name(words_of(tag), soup)]
    inside = [tag for tag in top if any(outer is content for outer in tag.parents)]
    # One is the article's; of several, most belong to teasers in the menus.
    for tags in (inside, top):
        if len(tags) == 1:
            return _without_kicker(tags[0], [*stated, *parts])
    claim = _without_site_name(stated, soup) or _without_site_name(parts, soup)
    return claim or next((words_of(tag) for tag in inside or top or headings), "")


def _is_visible(tag: Tag) -> bool:
    return bool(words_of(tag)) and not is_for_screen_readers(tag)


def _likeness(tag: Tag, content: Tag) -> tuple[bool, int]:
    return any(outer is content for outer in tag.parents), len(words_of(tag))


def _may_be_title(tag: Tag, parts: list[str], soup: BeautifulSoup) -> bool:
    """A part of ``<title>`` that is a heading too can still be the site's name."""
    text = words_of(tag)
    is_long = len(text) * 2 >= max(map(len, SEPARATORS.split(parts[0])))
    return not _is_site_name(text, soup) and (is_long or tag.name == "h1")


def _without_kicker(heading: Tag, claims: list[str]) -> str:
    """ "Culture: The title" where its last part alone is what the page elsewhere states."""
    known = {_key(text) for text in claims if len(text) >= 15}
    parts = [str(text) for text in heading.find_all(string=True)]
    ends = (" ".join(" ".join(parts[number:]).split()) for number in range(1, len(parts)))
    own = next((text for text in ends if _key(text) in known), words_of(heading))
    return own.lstrip(" :|/–-")


def _leads_home(tag: Tag) -> bool:
    """Whether the heading is the site's name at the top of every page."""
    link = tag.select_one("a[href]")
    if link is None:
        return False
    address = str(link["href"]).strip()
    try:
        return urlsplit(address).path.strip("/") in ("", ".", "index.html", "index.php")
    except ValueError:
        return False


def _stated_titles(soup: BeautifulSoup) -> Iterator[str]:
    for data in article_data(soup):
        if isinstance(headline := data.get("headline"), str):
            yield " ".join(headline.split())
    yield from meta_values(soup, "og:title", "twitter:title", "dc.title")


def _title_parts(soup: BeautifulSoup) -> Iterator[str]:
    """``<title>`` whole and in the parts that a site's name may be one of."""
    if not soup.title:
        return
    whole = words_of(soup.title)
    yield whole
    found = list(SEPARATORS.finditer(whole))
    for separator in found:
        yield whole[: separator.start()]
        yield whole[separator.end() :]
    yield from SEPARATORS.split(whole)


def _without_site_name(claims: list[str], soup: BeautifulSoup) -> str:
    for claim in claims:
        parts = [part.strip() for part in SEPARATORS.split(claim) if part.strip()]
        names = [part for part in parts if not _is_site_name(part, soup)]
        if names:
            # "Title | Site" without knowing the site: the title is the longer of them.
            return max(names, key=len)
    return ""


def _is_site_name(text: str, soup: BeautifulSoup) -> bool:
    return _key(text) in {_key(name) for name in meta_values(soup, "og:site_name")}


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def same_words(one: str, other: str) -> bool:
    return bool(_key(one)) and _key(one) == _key(other)


def meta_values(soup: BeautifulSoup, *names: str) -> Iterator[str]:
    """The content of ``<meta>`` tags, in the order of ``names``."""
    wanted: dict[str, list[str]] = {name: [] for name in names}
    for tag in soup.find_all("meta"):
        for attribute in ("property", "name", "itemprop"):
            name = str(tag.get(attribute) or "").lower()
            if name in wanted and (content := " ".join(str(tag.get("content") or "").split())):
                wanted[name].append(content)
    for values in wanted.values():
        yield from values


def article_data(soup: BeautifulSoup) -> list[dict[str, Any]]:
    """The schema.org objects that are articles, from the page's JSON-LD."""
    found: list[dict[str, Any]] = []
    for tag in soup.find_all("script", type=re.compile(r"^application/ld\+json", re.I), limit=20):
        try:
            waiting: list[Any] = [json.loads(tag.get_text().strip())]
        except (ValueError, RecursionError):
            continue
        while waiting:
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting += item[:100]
            elif isinstance(item, dict):
                waiting += [value for key, value in item.items() if key == "@graph"]
                if ARTICLE_TYPES.search(_type_of(item)):
                    found.append(item)
    return sorted(found, key=lambda item: _type_of(item).endswith("WebPage"))


def _type_of(item: dict[str, Any]) -> str:
    kind = item.get("@type")
    return str(kind[0] if isinstance(kind, list) and kind else kind or "")


def published_on(soup: BeautifulSoup, content: Tag, reference: date) -> date | None:
    """The day of publication the page states, first in its data, then to its readers."""
    language = str(soup.html.get("lang") or "") if soup.html else ""
    for text in (*_stated_dates(soup), *_times(content), *_times(soup)):
        if found := parse_date(text[:200], reference, language):
            return found
    for text in (*_dated_texts(content), *_dated_texts(soup)):
        if found := parse_date(text, reference, language):
            return found
    address = DATE_IN_ADDRESS.search(canonical_address(soup))
    return parse_date("-".join(address.groups()), reference) if address else None


def _stated_dates(soup: BeautifulSoup) -> Iterator[str]:
    for data in article_data(soup):
        yield str(data.get("datePublished") or "")
    yield from meta_values(soup, *DATE_METAS)
    for tag in soup.select('[itemprop="datePublished"]'):
        yield str(tag.get("datetime") or tag.get("content") or words_of(tag))


def _times(root: Tag) -> Iterator[str]:
    tags = [tag for tag in root.find_all("time") if not UPDATED.search(names_of(tag))]
    for tag in sorted(tags[:5], key=lambda tag: not tag.has_attr("pubdate")):
        yield str(tag.get("datetime") or "")
        yield words_of(tag)


def _dated_texts(root: Tag) -> Iterator[str]:
    """Short texts in elements that are named after what they hold."""
    for tag in root.find_all(DATED_TAGS):
        names = names_of(tag)
        if names and DATE_NAMES.search(names) and not UPDATED.search(names):
            text = words_of(tag)
            if len(text) <= 120:
                yield text


def authors_of(soup: BeautifulSoup) -> list[str]:
    names: list[str] = []
    for data in article_data(soup):
        given = data.get("author")
        for author in given if isinstance(given, list) else [given]:
            name = author.get("name") if isinstance(author, dict) else author
            names += [name] if isinstance(name, str) else []
    names = names or list(meta_values(soup, "author", "article:author", "dc.creator"))
    if not names:
        linked = [words_of(tag) for tag in soup.select('[rel~="author"], [itemprop="author"]')]
        names = [name for name in linked if is_persons_name(name)]
    cleaned = (author_name(name) for name in names[:20])
    return list(dict.fromkeys(name for name in cleaned if name))


def names_in_byline(text: str) -> list[str]:
    """The people in "By N. N. and M. M., agency"; none where the line says something else."""
    match = BYLINE.match(text)
    parts = BETWEEN_NAMES.split(match["names"]) if match else [""]
    return [part for part in parts if is_persons_name(part)] if is_persons_name(parts[0]) else []


def is_persons_name(text: str) -> bool:
    words = author_name(text).split()
    return len(words) > 1 and all(word[0].isupper() or word in PARTICLES for word in words)


def author_name(text: str) -> str:
    """A person's name, or "" for addresses, user ids and whole sentences."""
    text = re.sub(r"^(by|af|von)\s+", "", " ".join(text.split()), flags=re.I)
    looks_right = 3 <= len(text) <= 80 and not re.search(r"[/@\d<>{}|]", text)
    return text if looks_right and len(text.split()) <= 6 else ""


def dateline(text: str, reference: date, alone: bool = False) -> date | None:
    """The date in a line that says when a text is from, and at most who or where beside.

    ``alone`` where the line may as well be part of the text: then hardly a word beside the date.
    """
    found = find_date(text, reference) if len(text) <= 160 else None
    if found is None:
        return None
    beside = f"{text[: found.start]} {BY_AT_THE_END.sub('', text[found.end :])}"
    words = [word for word in WORD.findall(beside) if not BESIDE_A_DATE.fullmatch(word)]
    is_sentence = text.rstrip().endswith((".", "!", "?", "”", '"')) and not PUBLISHED.match(text)
    if len(words) > 1 and (alone or is_sentence):
        return None
    return None if found.year_guessed and len(beside) > 26 else found.value


def dates_apart(text: str, reference: date) -> bool:
    """Whether a text names more than one date, other than one of an update."""
    found = find_date(text, reference)
    rest = text[found.end :] if found else ""
    return not UPDATED.search(text) and find_date(rest, reference) is not None
