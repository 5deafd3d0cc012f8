"""Plain text into the pieces of an article."""

import re
from statistics import median

from wagtail_network.articles.importing.inline import BREAK, InlineText, Run, Runs, html_of, tidy
from wagtail_network.articles.importing.inline import text_of as text_of_runs
from wagtail_network.articles.importing.pieces import Piece, heading, paragraph

MAX_HEADING = 90
NOT_WRAPPED = 120
BULLET = re.compile(r"\s{0,8}(?:[-*•·–]|(?P<number>\d{1,3})[.)])\s+(?P<text>\S.*)")
UNDERLINE = re.compile(r"\s*([=\-_*~])\1{2,}\s*")
ADDRESS = re.compile(r"https?://[^\s<>\"”’)\]]*[^\s<>\"”’)\].,;:!?]")


def text_pieces(text: str) -> list[Piece]:
    """Paragraphs are parted by empty lines; a short line before a paragraph is a heading."""
    chunks = [chunk for chunk in _chunks(text) if chunk]
    pieces: list[Piece] = []
    for number, chunk in enumerate(chunks):
        following = chunks[number + 1] if number + 1 < len(chunks) else []
        pieces += _chunk_pieces(chunk, following)
    return pieces


def _chunks(text: str) -> list[list[str]]:
    chunks: list[list[str]] = [[]]
    for line in text.split("\n"):
        if not line.strip():
            chunks.append([])
        elif not UNDERLINE.fullmatch(line):
            chunks[-1].append(line.rstrip())
    return chunks


def _chunk_pieces(lines: list[str], following: list[str]) -> list[Piece]:
    if len(lines) == 1:
        before_text = bool(following) and not _is_short(following[0])
        if _is_short(lines[0]) and before_text and not BULLET.fullmatch(lines[0]):
            return [heading(lines[0].strip(), 2)]
    if len(lines) > 1 and _first_is_heading(lines):
        return [heading(lines[0].strip(), 2), *_chunk_pieces(lines[1:], following)]
    if any(BULLET.fullmatch(line) for line in lines):
        return _with_lists(lines)
    return [paragraph(_joined(lines))]


def _is_short(line: str) -> bool:
    line = line.strip()
    return len(line) <= MAX_HEADING and not line.endswith((".", ",", ";", ":", "!", "…"))


def _first_is_heading(lines: list[str]) -> bool:
    first, rest = lines[0].strip(), [line.strip() for line in lines[1:]]
    if not _is_short(first) or any(BULLET.fullmatch(line) for line in lines):
        return False
    if len(rest[0]) > NOT_WRAPPED:
        return True
    # Wrapped by hand: a heading is much shorter than the lines of the paragraph.
    return len(rest) >= 2 and rest[0][:1].isupper() and len(first) < 0.6 * median(map(len, rest))


def _with_lists(lines: list[str]) -> list[Piece]:
    pieces: list[Piece] = []
    items: list[str] = []
    plain: list[str] = []
    numbered = False
    for line in lines:
        if match := BULLET.fullmatch(line):
            pieces += [paragraph(_joined(plain))] if plain else []
            plain, numbered = [], bool(match["number"])
            items.append(match["text"])
        elif items and line.startswith((" ", "\t")):
            items[-1] += " " + line.strip()
        else:
            pieces += [_list(items, numbered)] if items else []
            items = []
            plain.append(line)
    pieces += [_list(items, numbered)] if items else []
    return [*pieces, paragraph(_joined(plain))] if plain else pieces


def _list(items: list[str], numbered: bool) -> Piece:
    runs = [_runs(item) for item in items]
    name = "ol" if numbered else "ul"
    html = "".join(f"<li>{html_of(item)}</li>" for item in runs)
    text = " ".join(text_of_runs(item) for item in runs)
    return Piece("list", text, html=f"<{name}>{html}</{name}>")


def _joined(lines: list[str]) -> Runs:
    """One paragraph: wrapped lines run on, lines that stop early are kept apart."""
    wrapped = len(lines) > 1 and min(map(len, lines[:-1])) > 0.6 * max(map(len, lines))
    if wrapped and max(map(len, lines)) <= NOT_WRAPPED:
        return _runs(" ".join(line.strip() for line in lines))
    runs: Runs = []
    for line in lines:
        runs += [*_runs(line), Run(BREAK)]
    return tidy(runs)


def _runs(text: str) -> Runs:
    inline = InlineText(lambda address: address)
    end = 0
    for match in ADDRESS.finditer(text):
        inline.add(text[end : match.start()])
        inline.hrefs.append(match[0])
        inline.add(match[0])
        inline.hrefs.pop()
        end = match.end()
    inline.add(text[end:])
    return inline.take()
