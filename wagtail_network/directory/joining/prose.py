"""An editor's rich text as a member types it: plain lines with a few marks, as in a mail.

Paragraphs are parted by an empty line, points of a list begin with "- " or "1. ", **bold** and
*italic*; a link is [words](address), or the address alone.
"""

import re
from html import escape
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, NavigableString, Tag
from wagtail.rich_text import expand_db_html

POINT = re.compile(r"^\s*[-–•*]\s+(.*)$")
NUMBERED = re.compile(r"^\s*\d{1,3}[.)]\s+(.*)$")
LINK = re.compile(r"\[([^\][\n]+)\]\(([^()\s]+)\)")
ADDRESS = re.compile(r"(?<![\w/\"=])(https?://[^\s<>\"]+[^\s<>\".,;:!?)])")
BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
ITALIC = re.compile(r"(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])")
SCHEMES = ("http", "https", "mailto")


def to_text(html: str) -> str:
    """What a member gets to edit."""
    soup = BeautifulSoup(expand_db_html(html or ""), "html.parser")
    blocks = [_block(child) for child in soup.children]
    return "\n\n".join(block for block in blocks if block)


def to_html(text: str) -> str:
    """What is kept: p, ul, ol, li, b, i and a, all else escaped."""
    parts = re.split(r"\n\s*\n", text.strip())
    return "".join(_part(part.strip("\n")) for part in parts if part.strip())


def _part(part: str) -> str:
    html, lines = "", part.split("\n")
    while lines:
        for tag, pattern in (("ul", POINT), ("ol", NUMBERED)):
            points = _leading(lines, pattern)
            if points:
                html += (
                    f"<{tag}>{''.join(f'<li>{_inline(point)}</li>' for point in points)}</{tag}>"
                )
                lines = lines[len(points) :]
                break
        else:
            count = next((i for i, line in enumerate(lines) if _is_point(line)), len(lines))
            html += f"<p>{'<br/>'.join(_inline(line.strip()) for line in lines[:count])}</p>"
            lines = lines[count:]
    return html


def _leading(lines: list[str], pattern: re.Pattern[str]) -> list[str]:
    found = []
    for line in lines:
        if not (match := pattern.match(line)):
            break
        found.append(match[1].strip())
    return found


def _is_point(line: str) -> bool:
    return bool(POINT.match(line) or NUMBERED.match(line))


def _inline(text: str) -> str:
    """Links first, which are kept out of the way of the other marks."""
    kept: list[str] = []

    def keep(words: str, address: str) -> str:
        if not _is_harmless(address):
            return f"{words} ({address})" if words != address else words
        kept.append(f'<a href="{escape(address)}">{escape(words)}</a>')
        return f"\x00{len(kept) - 1}\x00"

    text = LINK.sub(lambda found: keep(found[1], found[2]), text.replace("\x00", ""))
    text = ADDRESS.sub(lambda found: keep(found[1], found[1]), text)
    text = ITALIC.sub(r"<i>\1</i>", BOLD.sub(r"<b>\1</b>", escape(text, quote=False)))
    return re.sub("\x00(\\d+)\x00", lambda found: kept[int(found[1])], text)


def _is_harmless(address: str) -> bool:
    try:
        return urlsplit(address).scheme.lower() in SCHEMES
    except ValueError:
        return False


def _block(node: object) -> str:
    if isinstance(node, NavigableString):
        return " ".join(str(node).split())
    if not isinstance(node, Tag):
        return ""
    if node.name in ("ul", "ol"):
        points = node.find_all("li", recursive=False)
        marks = ["-" if node.name == "ul" else f"{n}." for n in range(1, len(points) + 1)]
        return "\n".join(f"{m} {_words(point)}" for m, point in zip(marks, points, strict=True))
    return _words(node)


def _words(node: Tag) -> str:
    text = "".join(_marked(child) for child in node.children)
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def _marked(node: object) -> str:
    if isinstance(node, NavigableString):
        return str(node).replace("\n", " ")
    if not isinstance(node, Tag):
        return ""
    if node.name == "br":
        return "\n"
    words = "".join(_marked(child) for child in node.children)
    if node.name in ("b", "strong") and words.strip():
        return f"**{words}**"
    if node.name in ("i", "em") and words.strip():
        return f"*{words}*"
    if node.name == "a" and (address := str(node.get("href", ""))):
        return words if words == address else f"[{words}]({address})"
    return words
