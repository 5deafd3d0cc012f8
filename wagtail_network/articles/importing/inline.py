"""Text with bold, italics and links, and nothing else.

Runs are the only way from foreign HTML into a page: what is not text, bold, italic or a
link to http, https or mailto has no place to stand, so nothing else can come through.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from html import escape

from bs4.element import CData, NavigableString, Tag

BREAK = "\n"
BOLD = frozenset({"b", "strong", "dt"})
ITALIC = frozenset({"i", "em", "cite", "dfn", "var"})
RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
RAISABLE = re.compile(r"[\s0-9+\-=()]+")
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u202d\u202e]")
# "500.000 m2", "kr./m2", "pr. m3": only where it is clearly a unit.
UNIT = re.compile(r"(?:(?<=\d)|(?<=\d[ \u00a0])|(?<=/)|(?<=pr\. )|(?<=per ))([kcdm]?m)([23])(?!\w)")
SQUARES = {"2": "²", "3": "³"}


@dataclass(frozen=True)
class Run:
    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    # Also where the address could not be kept: menus are told by it.
    is_link: bool = False


Runs = list[Run]
LinkResolver = Callable[[str], str]


def units(text: str) -> str:
    """
    >>> units("over 500.000 m2 etagemeter")
    'over 500.000 m² etagemeter'
    """
    return UNIT.sub(lambda match: match[1] + SQUARES[match[2]], text)


class InlineText:
    """Collects runs while a tree is walked."""

    def __init__(self, resolve: LinkResolver) -> None:
        self.resolve = resolve
        self.runs: Runs = []
        self.bold = self.italic = self.raised = self.lowered = 0
        self.hrefs: list[str | None] = []

    def enter(self, tag: Tag) -> None:
        if tag.name == "br":
            self.add_break()
        elif tag.name == "a":
            reference = tag.get("href")
            self.hrefs.append(None if reference is None else self.resolve(str(reference)))
        elif tag.name == "q":
            self.add("“")
        self._count(tag, 1)

    def leave(self, tag: Tag) -> None:
        if tag.name == "a" and self.hrefs:
            self.hrefs.pop()
        elif tag.name == "q":
            self.add("”")
        self._count(tag, -1)

    def _count(self, tag: Tag, step: int) -> None:
        style = str(tag.get("style") or "").lower().replace(" ", "")
        if tag.name in BOLD or re.search(r"font-weight:(bold|[6-9]00)", style):
            self.bold += step
        if tag.name in ITALIC or "font-style:italic" in style:
            self.italic += step
        self.raised += step * (tag.name == "sup")
        self.lowered += step * (tag.name == "sub")

    def add(self, text: str) -> None:
        text = units(re.sub(r"\s+", " ", INVISIBLE.sub("", text)))
        if (self.raised or self.lowered) and RAISABLE.fullmatch(text):
            text = text.translate(RAISED if self.raised else LOWERED)
        if text:
            href = self.hrefs[-1] if self.hrefs else None
            bold, italic = self.bold > 0, self.italic > 0
            self.runs.append(Run(text, bold, italic, href or "", href is not None))

    def add_break(self) -> None:
        self.runs.append(Run(BREAK))

    def take(self) -> Runs:
        """What was collected since the last time, tidied."""
        runs, self.runs = self.runs, []
        return tidy(runs)

    def has_text(self) -> bool:
        return any(run.text.strip() for run in self.runs)


def is_visible_text(node: object) -> bool:
    """Text a reader sees: no comment, doctype, script or style sheet."""
    return type(node) in (NavigableString, CData)


def tidy(runs: Iterable[Run]) -> Runs:
    """Single spaces, none at the ends or beside a break; neighbours of one style joined."""
    result: Runs = []
    for run in runs:
        text = run.text
        before = result[-1].text if result else BREAK
        if text != BREAK and before.endswith((" ", BREAK)):
            text = text.lstrip(" ")
        if text == BREAK and result:
            _strip_end(result)
        if not text or (text == BREAK and not result):
            continue
        if result and BREAK not in (text, result[-1].text) and _same_style(result[-1], run):
            result[-1] = replace(run, text=result[-1].text + text)
        else:
            result.append(replace(run, text=text))
    while result and result[-1].text == BREAK:
        result.pop()
        _strip_end(result)
    _strip_end(result)
    return result


def _strip_end(runs: Runs) -> None:
    while runs and runs[-1].text != BREAK:
        text = runs[-1].text.rstrip(" ")
        if text:
            runs[-1] = replace(runs[-1], text=text)
            return
        runs.pop()


def _same_style(one: Run, other: Run) -> bool:
    return replace(one, text="") == replace(other, text="")


def split_at_breaks(runs: Runs, breaks: int = 2) -> list[Runs]:
    """The parts between ``breaks`` or more line breaks in a row."""
    parts: list[Runs] = [[]]
    waiting: Runs = []
    for run in runs:
        if run.text == BREAK:
            waiting.append(run)
            continue
        if len(waiting) >= breaks:
            parts.append([])
        else:
            parts[-1] += waiting
        waiting = []
        parts[-1].append(run)
    return [part for part in (tidy(part) for part in parts) if part]


def text_of(runs: Runs) -> str:
    return "".join(" " if run.text == BREAK else run.text for run in runs).strip()


def html_of(runs: Runs) -> str:
    """The runs as rich text without the paragraph around it."""
    return "".join(_run_html(run) for run in runs)


def _run_html(run: Run) -> str:
    if run.text == BREAK:
        return "<br/>"
    html = escape(run.text, quote=False)
    if run.italic:
        html = f"<i>{html}</i>"
    if run.bold:
        html = f"<b>{html}</b>"
    return f'<a href="{escape(run.href)}">{html}</a>' if run.href else html


def link_share(runs: Runs) -> float:
    """How much of the text is links, from 0 to 1."""
    total = sum(len(run.text) for run in runs)
    return sum(len(run.text) for run in runs if run.is_link) / total if total else 0.0
