"""``network_import_articles``: an existing site's articles into pages."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_network.articles.importing.parents import ParentNotFound, find_parent
from wagtail_network.articles.importing.reading import find_sources
from wagtail_network.articles.importing.result import MEGABYTE, ParsingOptions
from wagtail_network.articles.importing.running import Found, ImportRow, import_sources
from wagtail_network.articles.importing.saving import SavingOptions, Status
from wagtail_network.conf import network_settings

TITLE_WIDTH = 48
BAR_WIDTH = 30


class Command(BaseCommand):
    help = (
        "Imports articles (HTML or plain text) as drafts below a list of articles. "
        "Running it again updates the pages it made and never doubles them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sources", nargs="+", metavar="SOURCE", help="A file or a folder.")
        parser.add_argument(
            "--parent", required=True, help="The list of articles: its id, slug or address."
        )
        parser.add_argument("--publish", action="store_true", help="Publish at once.")
        parser.add_argument("--dry-run", action="store_true", help="Change nothing, only report.")
        parser.add_argument(
            "--selector", default="", help='CSS selector of the main content, e.g. "#content".'
        )
        parser.add_argument(
            "--comments",
            choices=["drop", "note"],
            default="drop",
            help="Drop the readers' comments, or keep them as a note below the text.",
        )
        parser.add_argument("--overwrite", action="store_true", help="Also pages edited since.")
        parser.add_argument(
            "--max-size",
            type=float,
            default=network_settings.ARTICLE_IMPORT_MAX_BYTES / MEGABYTE,
            metavar="MB",
            help="Skip bigger files (%(default)g).",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            parent = find_parent(options["parent"])
        except ParentNotFound as error:
            raise CommandError(str(error)) from error
        parsing = ParsingOptions(
            reference=timezone.localdate(),
            selector=options["selector"],
            comments=options["comments"],
            max_bytes=int(options["max_size"] * MEGABYTE),
        )
        saving = SavingOptions(
            publish=options["publish"], overwrite=options["overwrite"], dry_run=options["dry_run"]
        )
        sources = list(find_sources(options["sources"]))
        rows: list[ImportRow] = []
        try:
            rows.extend(import_sources(with_progress(sources, sys.stderr), parent, parsing, saving))
        except KeyboardInterrupt:
            message = _("Stopped after %(done)d of %(all)d sources. Run it again to go on.")
            counts = {"done": len(rows), "all": len(sources)}
            raise CommandError(message % counts, returncode=130) from None
        finally:
            self._report(rows, options["dry_run"])
        self._complain(rows)

    def _report(self, rows: list[ImportRow], dry_run: bool) -> None:
        for line in table_of(rows):
            self.stdout.write(line)
        for status in Status:
            if count := sum(row.status == status for row in rows):
                self.stdout.write(f"{status.label}: {count}")
        if dry_run:
            self.stdout.write(_("Dry run: nothing was changed."))

    def _complain(self, rows: list[ImportRow]) -> None:
        failed = sum(row.status == Status.FAILED for row in rows)
        if failed:
            message = ngettext(
                "%(count)d source could not be imported.",
                "%(count)d sources could not be imported.",
                failed,
            )
            raise CommandError(message % {"count": failed}, returncode=1)


def with_progress(sources: list[Found], stream: TextIO) -> Iterator[Found]:
    """A bar on a terminal, nothing in a log file."""
    if not stream.isatty():
        yield from sources
        return
    for number, source in enumerate(sources):
        filled = BAR_WIDTH * number // len(sources)
        bar = "#" * filled + "." * (BAR_WIDTH - filled)
        stream.write(f"\r[{bar}] {number}/{len(sources)}")
        stream.flush()
        yield source
    stream.write("\r" + " " * (BAR_WIDTH + 20) + "\r")


def table_of(rows: list[ImportRow]) -> Iterable[str]:
    head = (_("Status"), _("Source"), _("Title"), _("Date"), _("Words"), _("Pictures"))
    lines = [head, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    for number, line in enumerate(lines):
        yield "  ".join(
            cell.ljust(width) for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        if number:
            yield from (f"    {message}" for message in rows[number - 1].messages)


def _cells(row: ImportRow) -> tuple[str, ...]:
    article = row.article
    title = row.title if len(row.title) <= TITLE_WIDTH else row.title[: TITLE_WIDTH - 1] + "…"
    return (
        str(row.status.label),
        row.source,
        title,
        row.date.isoformat() if row.date else "–",
        str(article.words) if article else "–",
        str(len(article.pictures)) if article else "–",
    )
