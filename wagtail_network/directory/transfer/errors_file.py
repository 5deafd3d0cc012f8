"""The rows that could not be imported, as a file to put right and import again."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from wagtail_network.core.spreadsheets import csv_response, xlsx_response
from wagtail_network.directory.transfer.models import ImportJob, ImportRow

WRITERS = {"xlsx": xlsx_response, "csv": csv_response}


def errors_response(job: ImportJob, kind: str) -> HttpResponse:
    """The file's own columns as they were, and before them the row's number and what is wrong.

    Also rows that were imported with a remark. ``kind``: "xlsx" or "csv".
    """
    stem = job.name.rpartition(".")[0] or job.name
    name = _("%(file)s errors") % {"file": stem}
    return WRITERS[kind](name, [_("Row"), _("What is wrong"), *job.headings], _rows(job))


def _rows(job: ImportJob) -> Iterator[list[Any]]:
    wrong = job.rows.exclude(message="").exclude(outcome=ImportRow.Outcome.UNCHANGED)
    for row in wrong.order_by("number").iterator(chunk_size=500):
        yield [row.number, row.message, *row.cells]
