"""Looks through an Excel file before it is opened, so that none unpacks to more than is good.

A few kilobytes can hold a sheet that fills the memory: the parts are gone through as a stream, and
what they would become is counted.
"""

from typing import IO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from wagtail_network.directory.transfer.bounds import MEGABYTE, UnreadableTable

MAX_PARTS = 2_000
MAX_UNPACKED = 300 * MEGABYTE
CHUNK = 64 * 1024
# Excel's own bounds: 16,384 columns, and each cell at most a formula and a value beside itself.
MAX_IN_ROW = 4 * 16_384
MAX_SHEET_ROWS = 1_048_576
# Styles, links, merged cells, and what else does not lie in rows.
MAX_LOOSE = 200_000
MAX_DEPTH = 50
# The texts of the cells; each is read and let go of.
MAX_STRINGS = 4_000_000


class _TooMuch(Exception):
    pass


def guard(archive: ZipFile) -> None:
    """Raises ``UnreadableTable`` for what is too big or too strange to be opened."""
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise UnreadableTable(_too_big())
    try:
        for part in parts:
            if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                with archive.open(part) as content:
                    _Counter(part.filename).read(content)
    except _TooMuch as error:
        raise UnreadableTable(_too_big()) from error
    except (expat.ExpatError, BadZipFile, OSError, ValueError, RuntimeError) as error:
        raise UnreadableTable(
            _("The Excel file is damaged. Open it in Excel, save it again and try once more.")
        ) from error


class _Counter:
    """Counts the elements of one part, those of a row anew in each."""

    def __init__(self, name: str) -> None:
        self.loose = self.in_row = self.rows = self.depth = 0
        self.row_depth = 0
        self.most_loose = MAX_STRINGS if "sharedstrings" in name.lower() else MAX_LOOSE
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        # A document type is the way to bombs of entities; no Excel file has one.
        self.parser.StartDoctypeDeclHandler = self._refuse

    def read(self, content: IO[bytes]) -> None:
        while chunk := content.read(CHUNK):
            self.parser.Parse(chunk, False)
        self.parser.Parse(b"", True)

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.row_depth:
            self.in_row += 1
        elif name.rpartition(":")[2] == "row":
            self.row_depth, self.in_row = self.depth, 0
            self.rows += 1
        else:
            self.loose += 1
        if (
            self.depth > MAX_DEPTH
            or self.in_row > MAX_IN_ROW
            or self.loose > self.most_loose
            or self.rows > MAX_SHEET_ROWS
        ):
            raise _TooMuch

    def _end(self, _name: str) -> None:
        if self.depth == self.row_depth:
            self.row_depth = 0
        self.depth -= 1

    def _refuse(self, *_given: object) -> None:
        raise _TooMuch


def _too_big() -> str:
    return _(
        "The Excel file unpacks to more than can be read. Copy the rows with members into a new "
        "workbook and use that."
    )
