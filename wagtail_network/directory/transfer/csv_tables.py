"""Rows out of a text file with separators, whatever program and country it comes from."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import count

from django.utils.translation import gettext as _

from wagtail_network.directory.transfer.bounds import MAX_CELL, MAX_COLUMNS, UnreadableTable

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Windows, old Macs, and what DOS programs and some bookkeeping systems still write.
OLD_ENCODINGS = ("cp1252", "mac_roman", "cp850")
EXPECTED = frozenset("æøåÆØÅéÉüÜöÖäÄèÈáÁ§°´–—’“”«»½²³€£µ\xa0")
SEPARATORS = ";,\t|"
LINES_LOOKED_AT = 30

NumberedRow = tuple[int, list[str]]


def csv_rows(data: bytes) -> Iterator[NumberedRow]:
    """The number of each row as a spreadsheet shows it, and its cells.

    Raises ``UnreadableTable``.
    """
    text = decoded(data)
    if "\x00" in text[:4096]:
        raise UnreadableTable(_("The file is not text. Save the table as CSV or as XLSX."))
    text, separator = _separated_by(text)
    # Of Python's own bound a cell of Excel is a quarter; past it a quotation mark is missing.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    for number in count(1):
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise UnreadableTable(_unclosed(number)) from error
        if row is None:
            return
        if any(len(cell) > MAX_CELL for cell in row):
            raise UnreadableTable(_unclosed(number))
        yield number, row[: MAX_COLUMNS + 1]


def decoded(data: bytes) -> str:
    """The text of a file that does not say which encoding it has, or says it with a mark."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return max((data.decode(name, errors="replace") for name in OLD_ENCODINGS), key=_likeness)


def _likeness(text: str) -> int:
    """How much the letters beyond ASCII look like Danish rather than like a wrong guess."""
    counts = Counter(letter for letter in text if letter > "\x7f")
    return sum(count if letter in EXPECTED else -count for letter, count in counts.items())


def _separated_by(text: str) -> tuple[str, str]:
    """The text and its separator; Excel's own first line "sep=;" says it and is taken off."""
    first, _end, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        return rest, first.strip()[4]
    return text, max(SEPARATORS, key=lambda separator: _evenness(text, separator))


def _evenness(text: str, separator: str) -> tuple[int, int]:
    """How many of the first rows have as many cells as the heading, and how many cells that is."""
    reader = csv.reader(io.StringIO(text[: 64 * 1024], newline=""), delimiter=separator)
    try:
        rows = [row for row, _number in zip(reader, range(LINES_LOOKED_AT), strict=False) if row]
    except csv.Error:
        return (0, 0)
    if not rows or len(rows[0]) < 2:
        return (0, 0)
    return (sum(len(row) == len(rows[0]) for row in rows), len(rows[0]))


def _unclosed(number: int) -> str:
    message = _(
        "Row %(row)d has a cell that is too long. Probably a quotation mark is missing at its end."
    )
    return message % {"row": number}
