"""Reading tables: what people send, and what nobody should."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.utils.translation import override
from openpyxl import Workbook

from wagtail_network.core.spreadsheets import csv_response, xlsx_response
from wagtail_network.directory.transfer import tables
from wagtail_network.directory.transfer.bounds import MAX_BYTES, UnreadableTable
from wagtail_network.directory.transfer.tables import read_table

HEADINGS = ["Navn", "CVR", "By"]
ROW = ["Tømrer Åse Ærø", "12345674", "Køge"]


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


def csv_of(*rows: list[str], separator: str = ";", encoding: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows([HEADINGS, *rows])
    return text.getvalue().encode(encoding)


def xlsx_of(*rows: Any) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def cells(data: bytes) -> list[list[str]]:
    return [row for _number, row in read_table(data).rows]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman", "cp850"]
)
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_letters_and_columns_are_right_whatever_program_wrote_the_file(
    encoding: str, separator: str
) -> None:
    table = read_table(csv_of(ROW, separator=separator, encoding=encoding))
    assert table.headings == HEADINGS
    assert [row for _number, row in table.rows] == [ROW]


def test_a_comma_in_a_cell_does_not_make_the_comma_the_separator() -> None:
    rows = [["Nielsen, Holm og Søn, ApS", "1", "Køge, Greve, Solrød"]] * 5
    assert cells(csv_of(*rows)) == rows


def test_the_first_line_excel_writes_says_the_separator() -> None:
    table = read_table(b"sep=|\r\nNavn|By; land\r\nHansen|Greve; DK\r\n")
    assert table.headings == ["Navn", "By; land"]
    assert list(table.rows) == [(2, ["Hansen", "Greve; DK"])]


def test_a_row_is_numbered_as_the_editor_sees_it() -> None:
    data = b'Navn;Tekst\n"A\nB";x\n\n\nC;y\n'
    assert list(read_table(data).rows) == [(2, ["A\nB", "x"]), (5, ["C", "y"])]


def test_short_rows_are_filled_and_long_ones_cut() -> None:
    assert cells(b"Navn;By\nA\nB;C;D;E\n") == [["A", ""], ["B", "C"]]


def test_control_codes_and_odd_blanks_are_taken_out() -> None:
    assert cells("Navn;By\n\xa0A\x07\x0bB ;\u2028\nC;D".encode()) == [["AB", ""], ["C", "D"]]


def test_numbers_and_dates_of_a_workbook_are_written_plainly() -> None:
    data = xlsx_of(
        ["CVR", "Fra", "Kl", "Tal", "Ja"],
        [12345674, date(2026, 1, 2), datetime(2026, 1, 2, 9, 5), 1.5, True],
        [12345674.0, None, None, None, None],
    )
    assert cells(data) == [
        ["12345674", "2026-01-02", "2026-01-02 09:05", "1.5", "Yes"],
        ["12345674", "", "", "", ""],
    ]


def test_the_first_sheet_in_sight_with_something_in_it_is_read() -> None:
    book = Workbook()
    hidden = book.active
    hidden.append(["Skjult"])
    hidden.sheet_state = "hidden"
    book.create_sheet("Tom")
    book.create_sheet("Medlemmer").append(["Navn"])
    assert read_table(saved(book)).headings == ["Navn"]


@pytest.mark.parametrize("write", [csv_response, xlsx_response])
def test_what_the_site_wrote_is_read_as_it_was(write: Any) -> None:
    row = ["=1+1", "+45 12 34 56 78", "-", "'s-Hertogenbosch"]
    with override("da"):
        content = write("Liste", ["A", "B", "C", "D"], [row]).content
    assert cells(content) == [row]


def test_a_formula_of_a_workbook_is_never_read_as_such() -> None:
    data = xlsx_of(["Navn", "By"], ['=WEBSERVICE("http://evil.example/")', "Køge"])
    assert cells(data) == [["", "Køge"]]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "nothing in the file"),
        (b"\n \n;;\n", "nothing in the file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "XLSX without a password"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04 no zip at all", "damaged"),
        (b"a\x00b\x00c\x00\n" * 10, "not text"),
        (b'Navn;By\n"Hansen;' + b"x" * 140_000, "quotation mark"),
        (b'Navn;By\n"Hansen;' + b"x" * 40_000, "quotation mark"),
        (b";".join([b"a"] * 101) + b"\n", "columns"),
        (b"x" * (MAX_BYTES + 1), "larger than 10 MB"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableTable, match=words):
        list(read_table(data).rows)


def test_more_rows_than_are_allowed_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_ROWS", 3)
    assert len(cells(csv_of(ROW, ROW, ROW))) == 3
    with pytest.raises(UnreadableTable, match="more than 3 rows"):
        cells(csv_of(ROW, ROW, ROW, ROW))


def rewritten(part: str, content: bytes, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A small workbook with one of its parts replaced."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_of(HEADINGS, ROW))) as old,
        zipfile.ZipFile(made, "w", compression) as new,
    ):
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return made.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sheet_with(inside: str, before: str = "", declared: str = "") -> bytes:
    return (
        f"{declared}<worksheet {MAIN}>{before}<sheetData>{inside}</sheetData></worksheet>".encode()
    )


@pytest.mark.parametrize(
    "sheet",
    [
        sheet_with("<row>" + "<c/>" * 400_000 + "</row>"),
        sheet_with("<row/>" * 1_100_000),
        sheet_with("", before="<x/>" * 400_000),
        sheet_with("", before="<x>" * 60 + "</x>" * 60),
        sheet_with(
            "<row><c t='inlineStr'><is><t>&c;</t></is></c></row>",
            declared="<!DOCTYPE a [<!ENTITY b 'bbbbbbbb'><!ENTITY c '&b;&b;&b;&b;&b;'>]>",
        ),
        sheet_with(
            "<row><c t='inlineStr'><is><t>&c;</t></is></c></row>",
            declared="<!DOCTYPE a [<!ENTITY c SYSTEM 'file:///etc/passwd'>]>",
        ),
    ],
    ids=["cells", "rows", "elements", "depth", "entities", "external"],
)
def test_a_workbook_that_would_fill_the_memory_is_not_opened(sheet: bytes) -> None:
    with pytest.raises(UnreadableTable, match="unpacks to more"):
        list(read_table(rewritten(SHEET, sheet)).rows)


def test_a_bomb_is_refused_by_what_it_says_of_its_size() -> None:
    bomb = rewritten("docProps/app.xml", b" " * (301 * 1024 * 1024))
    assert len(bomb) < MAX_BYTES
    with pytest.raises(UnreadableTable, match="unpacks to more"):
        read_table(bomb)


@pytest.mark.parametrize(
    "sheet",
    [
        b"<worksheet><sheetData>",
        b"\xff\xfe\x00",
        sheet_with("<row r='x'><c/></row>"),
        sheet_with("<row r='1'><c r='A1' t='s'><v>999</v></c></row>"),
        sheet_with("<row r='1'><c r='!!'><v>1</v></c></row>"),
    ],
)
def test_a_damaged_workbook_is_an_error_in_words(sheet: bytes) -> None:
    with pytest.raises(UnreadableTable, match="damaged"):
        list(read_table(rewritten(SHEET, sheet)).rows)


def test_rows_far_down_are_read_without_believing_the_sheets_size() -> None:
    sheet = sheet_with(
        "<row r='1'><c r='A1' t='inlineStr'><is><t>Navn</t></is></c></row>"
        "<row r='900000'><c r='A900000' t='inlineStr'><is><t>Hansen</t></is></c></row>"
        "<row r='99999999999'><c t='inlineStr'><is><t>For langt nede</t></is></c></row>",
        before="<dimension ref='A1:XFD1048576'/>",
    )
    assert list(read_table(rewritten(SHEET, sheet)).rows) == [(900000, ["Hansen"])]


def test_a_zip_that_is_no_workbook_is_said_to_be_none() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("content.xml", "<ods/>")
    with pytest.raises(UnreadableTable, match="not an Excel workbook"):
        read_table(made.getvalue())
