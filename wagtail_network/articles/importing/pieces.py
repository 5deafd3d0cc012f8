"""The parts of an article in reading order, before they become blocks."""

from dataclasses import dataclass, field
from typing import Any

from wagtail_network.articles.importing.inline import Runs, html_of, link_share, text_of

# The level of a heading that is only bold text: below all real ones.
GUESSED = 9


@dataclass
class Piece:
    """``kind`` is heading, paragraph, list, quote, image or table."""

    kind: str
    text: str = ""
    runs: Runs = field(default_factory=list)
    html: str = ""
    level: int = 0
    value: dict[str, Any] = field(default_factory=dict)
    link_share: float = 0.0
    links: int = 0


def paragraph(runs: Runs) -> Piece:
    piece = Piece("paragraph", text_of(runs), runs, f"<p>{html_of(runs)}</p>")
    return with_links(piece, runs)


def with_links(piece: Piece, runs: Runs) -> Piece:
    piece.link_share = link_share(runs)
    piece.links = sum(run.is_link for run in runs)
    return piece


def heading(text: str, level: int) -> Piece:
    return Piece("heading", text, level=level)
