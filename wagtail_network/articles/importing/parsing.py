"""One source into one article."""

import datetime
import re
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_network.articles.importing.addresses import (
    absolute,
    base_address,
    canonical_address,
    same_page,
)
from wagtail_network.articles.importing.arranging import blocks_of, note_of, take_lead
from wagtail_network.articles.importing.chrome import remove_chrome
from wagtail_network.articles.importing.cleaning import clean
from wagtail_network.articles.importing.comments import take_comments
from wagtail_network.articles.importing.dates import find_date
from wagtail_network.articles.importing.inline import LinkResolver, units
from wagtail_network.articles.importing.main_content import guess_content, select_content
from wagtail_network.articles.importing.metadata import (
    authors_of,
    dateline,
    published_on,
    title_of,
)
from wagtail_network.articles.importing.pictures import file_name
from wagtail_network.articles.importing.pieces import Piece
from wagtail_network.articles.importing.plain_text import text_pieces
from wagtail_network.articles.importing.reading import clean_text, read_text
from wagtail_network.articles.importing.result import (
    ImportedArticle,
    ParsingOptions,
    Source,
    UnreadableSource,
)
from wagtail_network.articles.importing.soup import parse_tree
from wagtail_network.articles.importing.walking import Walker

MAX_TITLE = 255
MAX_FIRST_LINE = 150
MAX_SOURCE = 500
MAX_AUTHORS = 10
LOOKS_LIKE_HTML = re.compile(r"<(!doctype html|html|head|body|article|div|p|h1)[\s>]", re.I)


def parse(source: Source, options: ParsingOptions) -> ImportedArticle:
    """Raises ``UnreadableSource`` with a message for the person who imports."""
    text, remarks = read_text(source, options.max_bytes)
    try:
        if source.is_plain_text and not LOOKS_LIKE_HTML.search(text[:1000]):
            article = parse_text(text, source, options)
        else:
            article = parse_html(text, source, options)
    except RecursionError as error:
        raise UnreadableSource(_("The page is nested too deeply to be read.")) from error
    article.warnings[:0] = remarks
    return _storable(article)


def _storable(article: ImportedArticle) -> ImportedArticle:
    """Without the characters a database refuses, which entities and JSON can smuggle in."""
    article.title = clean_text(article.title)
    article.source_id = clean_text(article.source_id)
    article.lead = clean_text(article.lead)
    article.authors = [clean_text(name) for name in article.authors]
    article.blocks = [_storable_value(block) for block in article.blocks]
    return article


def _storable_value(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [_storable_value(part) for part in value]
    # A picture is still named by its reference, and that must stay as it is.
    return {key: part if key == "image" else _storable_value(part) for key, part in value.items()}


def parse_text(text: str, source: Source, options: ParsingOptions) -> ImportedArticle:
    pieces = text_pieces(text)
    lines = (piece.text for piece in pieces[:3] if not dateline(piece.text, options.reference))
    title = next(lines, "")
    if len(title) > MAX_FIRST_LINE or title.endswith((".", ",", ":")):
        title = ""
    article = ImportedArticle(title, source.name[:MAX_SOURCE])
    if options.selector:
        article.warnings.append(_("Plain text has no parts to select; all of it was taken."))
    return _finish(article, pieces, source, options)


def parse_html(text: str, source: Source, options: ParsingOptions) -> ImportedArticle:
    soup = parse_tree(text)
    chosen = select_content(soup, options.selector) if options.selector else None
    article = ImportedArticle("", canonical_address(soup) or source.name[:MAX_SOURCE])
    base = base_address(soup)
    article.authors = authors_of(soup)
    article.comments = take_comments(soup, chosen)
    content = chosen or guess_content(_without_chrome(soup, article, options), article.title)
    if chosen is not None:
        article.date = published_on(soup, chosen, options.reference)
        article.title = title_of(soup, chosen)
        remove_chrome(chosen)
    else:
        article.title = article.title or title_of(soup, content)
    walker = Walker(_resolver(base))
    pieces = walker.walk(content)
    article.warnings += [*dict.fromkeys(walker.warnings), *_embedded_warning(walker.embedded)]
    return _finish(article, pieces, source, options)


def _without_chrome(
    soup: BeautifulSoup, article: ImportedArticle, options: ParsingOptions
) -> BeautifulSoup:
    # Title and date may stand in what is removed: a page header, a line of metadata.
    body = soup.body or soup
    article.title = title_of(soup, soup.select_one("article") or body)
    article.date = published_on(soup, soup.select_one("article, main") or body, options.reference)
    remove_chrome(body)
    return soup


def _resolver(base: str) -> LinkResolver:
    def resolve(reference: str) -> str:
        address = absolute(reference, base)
        return "" if same_page(address, base) else address

    return resolve


def _finish(
    article: ImportedArticle, pieces: list[Piece], source: Source, options: ParsingOptions
) -> ImportedArticle:
    """Title, date, lead and blocks from the pieces, the same for HTML and for text."""
    cleaned = clean(pieces, article.title, options.reference)
    article.authors = (article.authors or cleaned.authors)[:MAX_AUTHORS]
    article.comments = article.comments or cleaned.comments
    pieces = _with_reachable_pictures(article, cleaned.pieces, source)
    if not pieces:
        raise UnreadableSource(
            _("No text was found. If the page has one, name the element it stands in (selector).")
        )
    _settle_title(article, source)
    _settle_date(article, pieces, cleaned.date, options)
    article.words = sum(len(piece.text.split()) for piece in pieces)
    article.lead, pieces, links = take_lead(pieces)
    article.lead = units(article.lead)
    article.blocks = blocks_of(pieces)
    article.warnings += _losses(links, cleaned.link_lists)
    if article.comments and options.comments == "note":
        article.blocks.append(note_of(article.comments, _("Comments")))
    return article


def _settle_title(article: ImportedArticle, source: Source) -> None:
    title = " ".join(article.title.split())
    if not title:
        title = PurePosixPath(source.name).stem.replace("-", " ").replace("_", " ").strip()
        title = title[:1].upper() + title[1:] or _("Untitled")
        article.warnings.append(_("No title was found; the file name is used."))
    if len(title) > MAX_TITLE:
        title = title[: MAX_TITLE - 1].rpartition(" ")[0] + "…"
        article.warnings.append(_("The title was too long and is cut."))
    article.title = title


def _settle_date(
    article: ImportedArticle,
    pieces: list[Piece],
    stated: datetime.date | None,
    options: ParsingOptions,
) -> None:
    """Without a stated date, the first one in the opening lines of the text."""
    article.date = article.date or stated
    if article.date is not None:
        return
    opening = " ".join(piece.text for piece in pieces if piece.text)[:400]
    found = find_date(opening, options.reference)
    if found is None:
        article.warnings.append(_("No date was found; today is used. Set the right one."))
        return
    article.date = found.value
    if found.year_guessed:
        message = _("The text names no year; %(year)d is the latest in which the weekday fits.")
        article.warnings.append(message % {"year": found.value.year})
    else:
        article.warnings.append(_("The date is the first one in the text. Check it."))


def _with_reachable_pictures(
    article: ImportedArticle, pieces: list[Piece], source: Source
) -> list[Piece]:
    kept: list[Piece] = []
    missing: list[str] = []
    for piece in pieces:
        if piece.kind == "image":
            reference = piece.value["image"]
            file = None if reference in article.pictures else source.find_picture(reference)
            if reference in article.pictures:
                continue  # The same picture again, for another width of screen.
            if file is None:
                missing.append(file_name(reference))
                continue
            article.pictures[reference] = file
        kept.append(piece)
    article.warnings += _missing_warning(list(dict.fromkeys(missing)))
    return kept


def _missing_warning(names: list[str]) -> list[str]:
    if not names:
        return []
    message = ngettext(
        "%(count)d picture is not among the files: %(names)s.",
        "%(count)d pictures are not among the files: %(names)s.",
        len(names),
    )
    shown = ", ".join(names[:5]) + (" …" if len(names) > 5 else "")
    return [message % {"count": len(names), "names": shown}]


def _embedded_warning(addresses: list[str]) -> list[str]:
    hosts = dict.fromkeys(urlsplit(address).netloc for address in addresses if "//" in address)
    names = [host for host in hosts if host]
    if not names:
        return []
    return [_("Embedded content was left out: %(names)s.") % {"names": ", ".join(names[:5])}]


def _losses(links: list[str], link_lists: int) -> list[str]:
    warnings = []
    if links:
        message = _("The lead is plain text; it had links to %(links)s.")
        warnings.append(message % {"links": ", ".join(links[:3])})
    if link_lists:
        message = ngettext(
            "%(count)d list of links beside the text was left out.",
            "%(count)d lists of links beside the text were left out.",
            link_lists,
        )
        warnings.append(message % {"count": link_lists})
    return warnings
