"""Tables for spreadsheets, in which nothing that a visitor typed is ever taken for a formula."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, tzinfo
from decimal import Decimal
from itertools import chain, islice
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.formats import get_format
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What Excel holds in a cell, in UTF-16; the rest would end up in the next row.
LONGEST = 32_767
# Excel counts in doubles: of a longer number it would change the last digits.
LARGEST = 10**15
FIRST_YEAR = 1900
# Excel's own formats 14 and 22, which it shows the way the reader's country writes dates.
DATE_FORMAT, DATETIME_FORMAT, TIME_FORMAT = "mm-dd-yy", "m/d/yy h:mm", "h:mm"
NARROWEST, WIDEST = 8, 60
ROWS_MEASURED = 200

# Neither XML nor a spreadsheet has a place for these.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\s]+')
NOT_IN_SHEET_NAMES = re.compile(r"[\\/:*?\[\]\s]+")

Value = str | int | float | Decimal | date | time | None


def csv_response(
    name: str, headings: Sequence[Any], rows: Iterable[Sequence[Any]], zone: tzinfo | None = None
) -> HttpResponse:
    """A CSV file called ``name``, with the instants in it told in ``zone`` (default: the current).

    Texts that a spreadsheet would take for a formula begin with an apostrophe.
    """
    # Excel opens a file with the separator that goes with the decimal sign of its country: where
    # that is a comma, as in Denmark, the semicolon. With another one all is in one column, and
    # a decimal point makes 1.5 the first of May.
    decimal = str(get_format("DECIMAL_SEPARATOR"))
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, delimiter=";" if decimal == "," else ",")
    for row in chain([headings], rows):
        writer.writerow([_csv_text(_value(cell, zone), decimal) for cell in row])
    # The byte order mark is what tells Excel that this is UTF-8.
    content = sheet.getvalue().encode("utf-8-sig")
    return _download(content, "text/csv; charset=utf-8", f"{name}.csv")


def xlsx_response(
    name: str, headings: Sequence[Any], rows: Iterable[Sequence[Any]], zone: tzinfo | None = None
) -> HttpResponse:
    """An Excel file called ``name``, with the same in it as in ``csv_response``.

    Numbers and dates are such; everything else is text, also what begins with an equals sign.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(NOT_IN_SHEET_NAMES.sub(" ", name).strip(" '")[:31] or None)
    sheet.freeze_panes = "A2"
    values = ([_value(cell, zone) for cell in row] for row in rows)
    head = [_value(heading, zone) for heading in headings]
    # A file written row by row has the widths of its columns before the first row.
    first = list(islice(values, ROWS_MEASURED))
    for column, width in enumerate(_widths([head, *first]), 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    bold = Font(bold=True)
    sheet.append([_cell(sheet, heading, font=bold) for heading in head])
    for row in chain(first, values):
        sheet.append([_cell(sheet, value) for value in row])
    content = io.BytesIO()
    book.save(content)
    return _download(content.getvalue(), XLSX, f"{name}.xlsx")


def looks_like_formula(text: str) -> bool:
    """Whether some spreadsheet would compute the text: after blanks, and full-width, it may too."""
    if text[:1] in ("\t", "\r"):
        return True
    seen = (letter for letter in text if unicodedata.category(letter)[0] not in "CZ")
    return unicodedata.normalize("NFKC", next(seen, " "))[:1] in "=+-@"


def _value(given: Any, zone: tzinfo | None) -> Value:
    """What a cell can hold: a number, a date, a time without zone, a text without control codes."""
    match given:
        case None:
            return None
        case bool():
            return _("Yes") if given else _("No")
        case datetime() if timezone.is_aware(given):
            return timezone.make_naive(given, zone)
        case date():
            return given
        case time():
            return given.replace(tzinfo=None)
        case int() | float() if abs(given) < LARGEST:
            return given
        case Decimal() if given.is_finite() and abs(given) < LARGEST:
            return given
    return _text(str(given))


def _text(given: str) -> str:
    text = UNPRINTABLE.sub("", given.replace("\r\n", "\n"))
    if len(text) <= LONGEST // 2:
        return text
    wide = text.encode("utf-16-le")
    if len(wide) <= 2 * LONGEST:
        return text
    mark = _("… (cut off here)")
    return wide[: 2 * (LONGEST - len(mark))].decode("utf-16-le", errors="ignore") + mark


def _csv_text(value: Value, decimal: str) -> str:
    match value:
        case None:
            return ""
        case str():
            return f"'{value}" if looks_like_formula(value) else value
        case datetime():
            return value.isoformat(sep=" ", timespec="minutes")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat(timespec="minutes")
    return str(value).replace(".", decimal)


def _cell(sheet: Any, value: Value, font: Font | None = None) -> Any:
    cell = WriteOnlyCell(sheet)
    match value:
        case str():
            # Set behind its back: openpyxl makes formulas and errors of "=1" and "#N/A".
            cell._value, cell.data_type = value, "s"
            # So that it stays a text when somebody edits the cell.
            cell.quotePrefix = int(looks_like_formula(value))
        case date() if value.year < FIRST_YEAR:
            cell.value = value.isoformat()
        case _:
            cell.value = value
            cell.number_format = _number_format(value)
    if font:
        cell.font = font
    return cell


def _number_format(value: Value) -> str:
    match value:
        case datetime():
            return DATETIME_FORMAT
        case date():
            return DATE_FORMAT
        case time():
            return TIME_FORMAT
    return "General"


def _widths(rows: Sequence[Sequence[Value]]) -> list[int]:
    """The width of each column in letters, as wide as the longest line in it."""
    widths = [NARROWEST] * max(map(len, rows))
    for row in rows:
        for column, value in enumerate(row):
            longest = max(map(len, str(value).splitlines()), default=0)
            widths[column] = min(max(widths[column], longest + 2), WIDEST)
    return widths


def _download(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    safe = "".join(filter(str.isprintable, NOT_IN_FILE_NAMES.sub(" ", name))).strip(" .'")
    stem, _dot, extension = safe.rpartition(".")
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{stem[:100].strip() or 'table'}.{extension}"
    )
    patch_cache_control(response, private=True, no_store=True)
    return response
