"""Tables: which are data, and their cells."""

from collections.abc import Callable
from dataclasses import dataclass

from bs4.element import Tag
from django.utils.translation import gettext as _

from wagtail_network.articles.importing.inline import BREAK, Runs, html_of, tidy
from wagtail_network.articles.importing.pieces import Piece
from wagtail_network.articles.importing.soup import words_of

# A table in the editor has a form field for each cell, and Django takes 1000 fields.
MAX_CELLS = 400
MAX_COLUMNS = 20
MAX_SPAN = 50
# In wider rows a cell takes one place, whatever it claims: thousands of empty ones take minutes.
MAX_WIDTH = 200
LAYOUT_CONTENT = [
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "ul",
    "ol",
    "img",
    "iframe",
    "form",
    "blockquote",
]


@dataclass
class Cell:
    runs: Runs
    is_heading: bool


def rows_of(table: Tag) -> list[Tag]:
    """The table's own rows, not those of tables inside it."""
    return [row for row in table.find_all("tr") if row.find_parent("table") is table]


def is_layout(table: Tag) -> bool:
    """Whether the table only places things on the page, as old sites do."""
    if table.get("role") in ("presentation", "none"):
        return True
    if table.find(["th", "caption"]):
        return bool(table.find("table"))
    rows = rows_of(table)
    if len(rows) < 2 or max(len(_cells_in(row)) for row in rows) < 2:
        return True
    if table.find(LAYOUT_CONTENT[:5]):
        return True
    cells = [cell for row in rows for cell in _cells_in(row)]
    long = sum(len(words_of(cell)) > 300 or len(cell.find_all("p")) > 2 for cell in cells)
    return long > 0 or sum(bool(cell.find(LAYOUT_CONTENT)) for cell in cells) > len(cells) / 2


def table_piece(table: Tag, cells: list[list[Cell]], caption: str) -> Piece | None:
    """The table as a piece, a big one as a list of its rows."""
    cells = _rectangular([row for row in cells if any(cell.runs for cell in row)])
    if not cells or not cells[0]:
        return None
    text = " ".join(run.text for row in cells for cell in row for run in cell.runs)
    if len(cells) * len(cells[0]) > MAX_CELLS or len(cells[0]) > MAX_COLUMNS:
        return Piece("list", text, html=_as_list(cells), value={"was_table": True})
    headings, body = _split_headings(cells)
    value = {
        "columns": [{"type": "text", "heading": heading} for heading in headings],
        "rows": [{"values": [_cell_html(cell) for cell in row]} for row in body],
        "caption": caption,
    }
    return Piece("table", text, value=value)


def _cells_in(row: Tag) -> list[Tag]:
    return row.find_all(["td", "th"], recursive=False)


def grid(table: Tag, runs_in: Callable[[Tag], Runs]) -> list[list[Cell]]:
    """Rows of cells; a cell over several columns or rows is followed by empty ones."""
    result: list[list[Cell]] = []
    hanging: dict[int, int] = {}
    for row in rows_of(table):
        line: list[Cell] = []
        for tag in _cells_in(row):
            _fill(line, hanging)
            in_head = tag.name == "th" or getattr(row.parent, "name", "") == "thead"
            wide = len(line) >= MAX_WIDTH
            width, height = (1, 1) if wide else (_span(tag, "colspan"), _span(tag, "rowspan"))
            for number in range(width):
                if height > 1:
                    hanging[len(line)] = height - 1
                line.append(Cell(runs_in(tag) if number == 0 else [], in_head))
        _fill(line, hanging)
        result.append(line)
    return result


def _fill(line: list[Cell], hanging: dict[int, int]) -> None:
    while hanging.get(len(line)):
        hanging[len(line)] -= 1
        line.append(Cell([], False))


def _span(tag: Tag, attribute: str) -> int:
    value = str(tag.get(attribute) or "1").strip()
    return min(max(int(value), 1), MAX_SPAN) if value.isascii() and value.isdigit() else 1


def _rectangular(cells: list[list[Cell]]) -> list[list[Cell]]:
    width = max((len(row) for row in cells), default=0)
    padded = [row + [Cell([], False)] * (width - len(row)) for row in cells]
    used = [column for column in range(width) if any(row[column].runs for row in padded)]
    return [[row[column] for column in used] for row in padded]


def _split_headings(cells: list[list[Cell]]) -> tuple[list[str], list[list[Cell]]]:
    first = cells[0]
    filled = [cell for cell in first if cell.runs]
    marked = all(cell.is_heading for cell in filled)
    bold = len(filled) == len(first) and all(run.bold for cell in filled for run in cell.runs)
    if len(cells) > 1 and (marked or bold):
        return [_plain(cell.runs) for cell in first], cells[1:]
    return [""] * len(first), cells


def _plain(runs: Runs) -> str:
    return " ".join("".join(" " if run.text == BREAK else run.text for run in runs).split())


def _cell_html(cell: Cell) -> str:
    return f"<p>{html_of(tidy(cell.runs))}</p>" if cell.runs else ""


def _as_list(cells: list[list[Cell]]) -> str:
    lines = (" – ".join(html_of(cell.runs) for cell in row if cell.runs) for row in cells)
    return "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"


def big_table_warning() -> str:
    return _(
        "A table has more than %(cells)d cells, too many to edit as a table; "
        "its rows were made into a list."
    ) % {"cells": MAX_CELLS}
