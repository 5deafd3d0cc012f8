"""Rows out of an Excel workbook: the values, never the formulas."""

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from wagtail_network.directory.transfer.bounds import MAX_CELL, MAX_COLUMNS, UnreadableTable
from wagtail_network.directory.transfer.csv_tables import NumberedRow
from wagtail_network.directory.transfer.xlsx_guard import MAX_SHEET_ROWS, guard

# Everything openpyxl raises for a workbook that is not as it must be.
DAMAGE = (ValueError, KeyError, TypeError, IndexError, AttributeError, SyntaxError, OSError)


def xlsx_rows(data: bytes) -> Iterator[NumberedRow]:
    """The number of each row as Excel shows it, and its cells as texts.

    Of the first sheet in sight that has something in it. Raises ``UnreadableTable``.
    """
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                raise UnreadableTable(_no_workbook())
            guard(archive)
    except (BadZipFile, NotImplementedError) as error:
        raise UnreadableTable(_damaged()) from error
    try:
        # Of features it has no need of openpyxl warns, on a screen nobody looks at.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield from _first_filled(
                load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            )
    except DAMAGE as error:
        raise UnreadableTable(_damaged()) from error


def _first_filled(book: Any) -> Iterator[NumberedRow]:
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        filled = False
        # What the sheet says of its size is not believed.
        sheet.reset_dimensions()
        cells = sheet.iter_rows(max_row=MAX_SHEET_ROWS, max_col=MAX_COLUMNS + 1, values_only=True)
        for number, row in enumerate(cells, 1):
            if any(value is not None for value in row):
                filled = True
                yield number, [_text(value) for value in row]
        if filled:
            return


def _text(value: Any) -> str:
    """A value of a cell as somebody would type it: 12345678 and not 12345678.0."""
    match value:
        case None:
            return ""
        case bool():
            return _("Yes") if value else _("No")
        case float() if value.is_integer() and abs(value) < 10**15:
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(sep=" ", timespec="minutes")
        case date():
            return value.isoformat()
    return str(value)[: MAX_CELL + 1]


def _damaged() -> str:
    return _("The Excel file is damaged. Open it in Excel, save it again and try once more.")


def _no_workbook() -> str:
    return _("The file is not an Excel workbook. Save the table as XLSX or as CSV.")
