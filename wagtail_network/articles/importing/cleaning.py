"""Which pieces of what was found are the article: no repeated title, byline, share line or
list of other articles."""

import datetime
import re
from dataclasses import dataclass, field, replace

from wagtail_network.articles.importing.comments import is_comments_heading
from wagtail_network.articles.importing.dates import parse_date
from wagtail_network.articles.importing.inline import BREAK, split_at_breaks, text_of
from wagtail_network.articles.importing.metadata import (
    dateline,
    dates_apart,
    names_in_byline,
    same_words,
)
from wagtail_network.articles.importing.noise import (
    AUTHOR_ADDRESS,
    RELATED,
    is_credit,
    is_noise,
    is_trail,
)
from wagtail_network.articles.importing.pieces import GUESSED, Piece, heading, paragraph

PSEUDO_HEADING = 90
RUNNING_TEXT = 120
TOP = 10
FRAGMENT = 30
STANDFIRST = 60


@dataclass
class Cleaned:
    pieces: list[Piece]
    date: datetime.date | None = None
    authors: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    link_lists: int = 0


def clean(pieces: list[Piece], title: str, reference: datetime.date) -> Cleaned:
    result = Cleaned([piece for piece in pieces if not is_noise(piece)])
    _take_credits(result)
    _cut_comments(result)
    result.pieces = [part for piece in result.pieces for part in _split_bold_heading(piece)]
    result.pieces = [piece for piece in result.pieces if not _repeats(piece, title)]
    _read_top_lines(result, reference)
    _drop_kickers(result, title)
    _drop_related(result)
    _drop_tail(result)
    _drop_empty_headings(result)
    return result


def is_running_text(piece: Piece, length: int = 80) -> bool:
    words = len(piece.text) * (1 - piece.link_share)
    return piece.kind in ("paragraph", "quote", "list") and words > length


def _take_credits(result: Cleaned) -> None:
    """ "Photo: N. N." belongs to the picture before it, and without one to nothing."""
    kept: list[Piece] = []
    for piece in result.pieces:
        if piece.kind != "paragraph" or not is_credit(piece.text):
            kept.append(piece)
        elif kept and kept[-1].kind == "image":
            caption = " ".join(filter(None, [kept[-1].value["caption"], piece.text]))
            kept[-1].value["caption"] = caption[:250]
    result.pieces = kept


def _cut_comments(result: Cleaned) -> None:
    """A line "Comments" below the text begins them, down to the end."""
    for number, piece in enumerate(result.pieces):
        if piece.kind not in ("heading", "paragraph") or not is_comments_heading(piece.text):
            continue
        before = sum(len(other.text) for other in result.pieces[:number])
        if before >= 200 or number == len(result.pieces) - 1:
            result.comments = [other.text for other in result.pieces[number + 1 :] if other.text]
            result.pieces = result.pieces[:number]
            return


def _split_bold_heading(piece: Piece) -> list[Piece]:
    """``<p><b>Heading</b><br>Text`` and ``<p><b>Heading</b></p>``, as people write headings."""
    if piece.kind != "paragraph" or not piece.runs or not piece.runs[0].bold:
        return [piece]
    first, *rest = split_at_breaks(piece.runs, breaks=1) or [[]]
    text = text_of(first)
    if not all(run.bold and not run.is_link for run in first) or not _is_heading_text(text):
        return [piece]
    if not rest:
        return [replace(piece, level=GUESSED)]
    position = piece.runs.index(next(run for run in piece.runs if run.text == BREAK))
    following = paragraph(piece.runs[position + 1 :])
    if len(following.text) < RUNNING_TEXT:
        return [piece]
    return [heading(text, GUESSED), following]


def _is_heading_text(text: str) -> bool:
    return 3 <= len(text) <= PSEUDO_HEADING and not text.endswith((".", ",", ";", ":", "…"))


def _repeats(piece: Piece, title: str) -> bool:
    return piece.kind in ("heading", "paragraph") and same_words(piece.text, title)


def _read_top_lines(result: Cleaned, reference: datetime.date) -> None:
    """Takes date, byline and leavings of menus out of the lines above the text."""
    kept: list[Piece] = []
    above = True
    has_text = any(is_running_text(piece, RUNNING_TEXT) for piece in result.pieces)
    for number, piece in enumerate(result.pieces):
        above = above and has_text and not is_running_text(piece, RUNNING_TEXT)
        if number < TOP and _says_who_or_when(piece, result, reference, above):
            continue
        if above and _is_leaving(piece):
            result.link_lists += piece.links > 1
            continue
        kept.append(piece)
    result.pieces = kept


def _says_who_or_when(piece: Piece, result: Cleaned, reference: datetime.date, above: bool) -> bool:
    if piece.kind not in ("paragraph", "heading", "list") or len(piece.text) > 160:
        return False
    first = text_of(split_at_breaks(piece.runs, breaks=1)[0]) if piece.runs else piece.text
    names = names_in_byline(first) if len(piece.text) <= PSEUDO_HEADING else []
    if names:
        result.authors += names
        result.date = result.date or parse_date(piece.text, reference)
        return True
    if piece.link_share > 0.4 and any(AUTHOR_ADDRESS.search(run.href) for run in piece.runs):
        return True
    if piece.kind == "list" and dates_apart(piece.text, reference):
        return False
    if found := dateline(piece.text, reference, alone=not above or piece.kind == "heading"):
        result.date = result.date or found
    return found is not None


def _is_leaving(piece: Piece) -> bool:
    """What may stand above the first real paragraph without being part of the article."""
    if piece.kind == "list":
        return len(piece.text) <= 200 or piece.link_share > 0.7
    if is_trail(piece.text) or (piece.link_share > 0.7 and piece.kind == "paragraph"):
        return True
    is_fragment = len(piece.text) <= FRAGMENT and (
        piece.text.isupper() or not piece.text.endswith((".", "!", "?", ":"))
    )
    return piece.kind == "paragraph" and piece.level != GUESSED and is_fragment


def _drop_kickers(result: Cleaned, title: str) -> None:
    """Headings above the text: the section of the old site, and the title in other words."""
    pieces = result.pieces
    top = next((n for n, piece in enumerate(pieces) if piece.kind != "image"), 0)
    while len(pieces) > top + 1 and pieces[top].kind == "heading":
        first, second = pieces[top : top + 2]
        others = [piece.level for piece in pieces[top + 1 :] if piece.kind == "heading"]
        if first.level > 1 and not _is_like(first.text, title):
            if len(first.text) > STANDFIRST:
                pieces[top] = replace(first, kind="paragraph", html="", level=0)
                return
            is_section = first.level in others or len(first.text) > FRAGMENT
            if second.kind != "heading" and is_section and first.level <= min(others, default=9):
                return
        del pieces[top]


def _is_like(text: str, title: str) -> bool:
    """Whether a headline says what the title says, in other words or with a kicker before it."""
    words, known = (set(re.findall(r"\w{4,}", part.lower())) for part in (text, title))
    return title in text or bool(words) and len(words & known) >= 0.6 * len(words)


def _drop_related(result: Cleaned) -> None:
    """A heading "Read also" and the short things below it, up to the next running text."""
    kept: list[Piece] = []
    dropping = False
    for piece in result.pieces:
        if piece.kind in ("heading", "paragraph") and RELATED.match(piece.text[:70]):
            dropping = True
        elif dropping and (is_running_text(piece) or piece.kind in ("heading", "quote", "table")):
            dropping = False
        if not dropping:
            kept.append(piece)
    result.pieces = kept


def _drop_tail(result: Cleaned) -> None:
    """Links to other things below the last running text, three or more: a menu."""
    last = max((n for n, piece in enumerate(result.pieces) if is_running_text(piece)), default=-1)
    links = [n for n, piece in enumerate(result.pieces) if n > last and piece.link_share > 0.7]
    if last >= 0 and sum(max(result.pieces[n].links, 1) for n in links) >= 3:
        result.pieces = result.pieces[: links[0]]
        result.link_lists += 1


def _drop_empty_headings(result: Cleaned) -> None:
    while result.pieces and (
        result.pieces[-1].kind == "heading" or result.pieces[-1].level == GUESSED
    ):
        result.pieces.pop()
