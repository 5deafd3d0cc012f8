"""What the importer reads and makes, as plain values."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from wagtail_network.conf import network_settings

MEGABYTE = 1024 * 1024

Block = dict[str, Any]


class UnreadableSource(Exception):
    """A source that cannot become an article. The message says what to do about it."""


@dataclass(frozen=True)
class PictureFile:
    """A picture that lies beside the article."""

    name: str
    size: int
    read: Callable[[], bytes]


def no_picture(reference: str) -> PictureFile | None:
    return None


@dataclass(frozen=True)
class Source:
    """One article to import.

    ``name`` is the path relative to what was given, with forward slashes; ``find_picture``
    turns the ``src`` of an ``<img>`` into a file, or None where there is none.
    """

    name: str
    size: int
    read: Callable[[], bytes]
    find_picture: Callable[[str], PictureFile | None] = no_picture

    @property
    def is_plain_text(self) -> bool:
        return self.name.lower().endswith((".txt", ".text"))


@dataclass(frozen=True)
class ParsingOptions:
    """``comments`` is "drop" or "note"; ``reference`` is the day that dates are read from."""

    reference: datetime.date
    selector: str = ""
    comments: str = "drop"
    max_bytes: int = field(default_factory=lambda: network_settings.ARTICLE_IMPORT_MAX_BYTES)


@dataclass
class ImportedArticle:
    """An article as it was read. An image block's ``image`` is still a key of ``pictures``."""

    title: str
    source_id: str
    date: datetime.date | None = None
    lead: str = ""
    blocks: list[Block] = field(default_factory=list)
    pictures: dict[str, PictureFile] = field(default_factory=dict)
    authors: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    words: int = 0
