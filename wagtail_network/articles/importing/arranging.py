"""From the pieces of an article to its lead and the blocks of its text."""

from collections.abc import Iterable
from html import escape

from wagtail_network.articles.importing.inline import html_of
from wagtail_network.articles.importing.pieces import GUESSED, Piece
from wagtail_network.articles.importing.result import Block

MAX_LEAD = 1000
MAX_HEADING = 200


def take_lead(pieces: list[Piece]) -> tuple[str, list[Piece], list[str]]:
    """The first paragraph, the rest, and the links that stood in it.

    Only a paragraph that stands before any heading, list or quotation can be a lead.
    """
    for number, piece in enumerate(pieces):
        if piece.kind == "image":
            continue
        if piece.kind != "paragraph" or not 20 <= len(piece.text) <= MAX_LEAD:
            break
        if piece.level == GUESSED and number + 1 == len(pieces):
            break
        links = list(dict.fromkeys(run.href for run in piece.runs if run.href))
        return piece.text, pieces[:number] + pieces[number + 1 :], links
    return "", pieces, []


def blocks_of(pieces: list[Piece]) -> list[Block]:
    """Raw blocks of ``BodyBlock``; what an editor writes in one go is one text block."""
    pieces = list(_headings_decided(pieces))
    levels = _levels(pieces)
    blocks: list[Block] = []
    for piece in pieces:
        if piece.kind in ("paragraph", "list"):
            _add_text(blocks, piece.html)
        elif piece.kind == "heading":
            value = {"text": piece.text, "level": levels[piece.level]}
            blocks.append({"type": "heading", "value": value})
        else:
            blocks.append({"type": piece.kind, "value": dict(piece.value)})
    return blocks


def note_of(lines: Iterable[str], heading: str) -> Block:
    """The comments as a note below the text."""
    texts = [f"<p><b>{escape(heading, quote=False)}</b></p>"]
    texts += [f"<p>{escape(line, quote=False)}</p>" for line in lines]
    return {"type": "note", "value": "".join(texts)}


def _headings_decided(pieces: list[Piece]) -> Iterable[Piece]:
    """A bold line alone is a heading where a text follows it, else a bold line."""
    for number, piece in enumerate(pieces):
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        if piece.kind == "heading" and len(piece.text) > MAX_HEADING:
            yield Piece("paragraph", piece.text, html=f"<p><b>{_escaped(piece)}</b></p>")
        elif piece.kind == "paragraph" and piece.level == GUESSED and _is_text(following):
            yield Piece("heading", piece.text, level=GUESSED)
        else:
            yield piece


def _is_text(piece: Piece | None) -> bool:
    if piece is None or piece.level == GUESSED:
        return False
    return piece.kind in ("paragraph", "list", "image", "table", "quote")


def _escaped(piece: Piece) -> str:
    return html_of(piece.runs) or escape(piece.text, quote=False)


def _levels(pieces: list[Piece]) -> dict[int, str]:
    """The highest level in use becomes h2, all below it h3."""
    used = sorted({piece.level for piece in pieces if piece.kind == "heading"})
    return {level: "h2" if number == 0 else "h3" for number, level in enumerate(used)}


def _add_text(blocks: list[Block], html: str) -> None:
    if not html:
        return
    if blocks and blocks[-1]["type"] == "paragraph":
        blocks[-1]["value"] += html
    else:
        blocks.append({"type": "paragraph", "value": html})
