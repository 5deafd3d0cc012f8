"""A table out of an uploaded file: its headings, and its rows as texts."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_network.core.spreadsheets import UNPRINTABLE, looks_like_formula
from wagtail_network.directory.transfer.bounds import (
    MAX_BYTES,
    MAX_COLUMNS,
    MAX_ROWS,
    MEGABYTE,
    UnreadableTable,
)
from wagtail_network.directory.transfer.csv_tables import NumberedRow, csv_rows
from wagtail_network.directory.transfer.xlsx_tables import xlsx_rows

ZIP, OLD_EXCEL, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"


@dataclass(frozen=True)
class Table:
    """``rows`` is a stream that can be gone through once: the number in the file, the cells.

    A row has as many cells as there are headings. Reading on raises ``UnreadableTable`` where the
    file turns out to be broken, or to have more than ``MAX_ROWS``.
    """

    headings: list[str]
    rows: Iterator[NumberedRow]


def read_table(data: bytes) -> Table:
    """What kind of file it is, is told by what is in it and not by its name.

    Raises ``UnreadableTable``, with what to do in words.
    """
    if len(data) > MAX_BYTES:
        message = _("The file is larger than %(most)d MB. Divide it into several.")
        raise UnreadableTable(message % {"most": MAX_BYTES // MEGABYTE})
    filled = (
        (number, cleaned)
        for number, row in _rows(data)
        if any(cleaned := [_clean(cell) for cell in row])
    )
    first = next(filled, None)
    if first is None:
        raise UnreadableTable(_("There is nothing in the file."))
    headings = _trimmed(first[1])
    if len(headings) > MAX_COLUMNS:
        message = _("The table has more than %(most)d columns. Remove those that are not needed.")
        raise UnreadableTable(message % {"most": MAX_COLUMNS})
    return Table(headings, _bounded(filled, len(headings)))


def _rows(data: bytes) -> Iterator[NumberedRow]:
    if data.startswith(ZIP):
        return xlsx_rows(data)
    if data.startswith(OLD_EXCEL):
        raise UnreadableTable(
            _(
                "This is an Excel file of the old kind (.xls), or one with a password. Save it as "
                "XLSX without a password."
            )
        )
    if data.startswith(PDF):
        raise UnreadableTable(_("This is a PDF. Save the table as XLSX or as CSV."))
    return csv_rows(data)


def _bounded(rows: Iterator[NumberedRow], width: int) -> Iterator[NumberedRow]:
    for number, row in islice(rows, MAX_ROWS):
        # Cells beyond the headings are comments that somebody left in the margin.
        yield number, (row + [""] * width)[:width]
    if next(rows, None) is not None:
        message = ngettext(
            "The table has more than %(most)s row. Divide it into several.",
            "The table has more than %(most)s rows. Divide it into several.",
            MAX_ROWS,
        )
        raise UnreadableTable(message % {"most": f"{MAX_ROWS:,}".replace(",", " ")})


def _clean(cell: str) -> str:
    """Without control codes, odd blanks, and the apostrophe our own CSV files guard cells with."""
    text = UNPRINTABLE.sub("", cell.replace("\r\n", "\n").replace("\xa0", " ")).strip()
    return text[1:] if text[:1] == "'" and looks_like_formula(text[1:]) else text


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells
