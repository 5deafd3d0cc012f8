"""Reads the content files: texts in two languages, and running text into blocks."""

import tomllib
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"
LANGUAGES = ("da", "en")


def read(name: str) -> dict[str, Any]:
    """One of the files in ``content/``, as tomllib gives it."""
    return tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))


def language_of(locale: Any) -> str:
    """The language of the texts for a locale: Danish for the Danish one, else English."""
    return "da" if locale.language_code.split("-")[0] == "da" else "en"


def told(texts: list[str], locale: Any) -> str:
    """The text of a ``[Danish, English]`` pair."""
    return texts[LANGUAGES.index(language_of(locale))].strip()


def blocks(text: str) -> list[tuple[str, Any]]:
    """Running text, in the notation of networks.toml, as values of a ``BodyBlock``."""
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return [
        block
        for mark, group in groupby(lines, key=lambda line: line[0] if line[0] in "#->|" else "")
        for block in _KINDS[mark]([line.lstrip("#->| ") for line in group])
    ]


def _headings(lines: list[str]) -> Iterator[tuple[str, Any]]:
    yield from (("heading", {"text": line, "level": "h2"}) for line in lines)


def _paragraphs(lines: list[str]) -> Iterator[tuple[str, Any]]:
    yield "paragraph", "".join(f"<p>{escape(line)}</p>" for line in lines)


def _list(lines: list[str]) -> Iterator[tuple[str, Any]]:
    yield "paragraph", "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"


def _quotes(lines: list[str]) -> Iterator[tuple[str, Any]]:
    for line in lines:
        text, _, who = line.partition(" | ")
        yield "quote", {"text": text, "attribution": who}


def _table(lines: list[str]) -> Iterator[tuple[str, Any]]:
    head, *rows = ([cell.strip() for cell in line.split("|")] for line in lines)
    yield (
        "table",
        {
            "columns": [{"type": "text", "heading": heading} for heading in head],
            "rows": [{"values": [f"<p>{escape(cell)}</p>" for cell in row]} for row in rows],
            "caption": "",
        },
    )


_KINDS = {"#": _headings, "-": _list, ">": _quotes, "|": _table, "": _paragraphs}
