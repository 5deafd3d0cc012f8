"""``network_import_members``: organisations and their memberships from a table."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.models import Locale

from wagtail_network.core.page_types import page_model_for
from wagtail_network.directory.transfer import jobs
from wagtail_network.directory.transfer.bounds import MAX_BYTES, UnreadableTable
from wagtail_network.directory.transfer.columns import BY_NAME, IDENTIFYING, guess, label_of
from wagtail_network.directory.transfer.errors_file import errors_response
from wagtail_network.directory.transfer.models import ImportJob, ImportRow
from wagtail_network.directory.transfer.tables import read_table
from wagtail_network.networks.models import NetworkPageMixin
from wagtail_network.organisations.visibility import Audience, site_audience

BAR_WIDTH = 30
SECONDS = 1.0


class Command(BaseCommand):
    help = (
        "Imports organisations from a CSV or XLSX file, with memberships in a network. Updates "
        "those that are here, by CVR number or name. Can be taken back for 30 days."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE")
        parser.add_argument(
            "--network", help="The network they become members of: its id, slug or title."
        )
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="HEADING=NAME",
            help=f"What a column is, where the heading does not say it: {', '.join(BY_NAME)}; "
            "or nothing after the equals sign to leave it out.",
        )
        parser.add_argument("--dry-run", action="store_true", help="Change nothing, only report.")
        parser.add_argument("--draft", action="store_true", help="Publish nothing.")
        parser.add_argument(
            "--create-missing",
            action="store_true",
            help="Create the sectors, competences and certifications that are unknown.",
        )
        parser.add_argument(
            "--audience",
            choices=[one.name.lower() for one in Audience],
            default="everyone",
            help="Who may see the new profiles (%(default)s).",
        )
        parser.add_argument(
            "--errors", type=Path, metavar="FILE", help="Where to write the rows with errors (CSV)."
        )
        parser.add_argument(
            "--take-back", type=int, metavar="NUMBER", help="Take back the import of that number."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["take_back"]:
            self._take_back(options["take_back"])
            return
        job = self._keep(options)
        self._work(job)
        if not options["dry_run"]:
            jobs.run(
                job,
                publish=not options["draft"],
                create_terms=options["create_missing"],
                audience=max(Audience[options["audience"].upper()], site_audience("organisation")),
            )
            self._work(job)
        self._report(job, options)

    def _keep(self, options: dict[str, Any]) -> ImportJob:
        """The rows in the database, and what the columns are. Raises ``CommandError``."""
        if options["file"] is None:
            raise CommandError(_("Which file?"))
        network = _network(options["network"]) if options["network"] else None
        try:
            with options["file"].open("rb") as file:
                table = read_table(file.read(MAX_BYTES + 1))
            columns = _columns(table.headings, options["column"])
            locale = network.locale if network else Locale.get_default()
            job = ImportJob(name=options["file"].name[-255:], network=network, locale=locale)
            job.language = get_language() or "en"
            jobs.keep(table, job)
        except (OSError, UnreadableTable) as error:
            raise CommandError(f"{options['file']}: {error}") from error
        jobs.check(job, columns)
        for heading, name in zip(table.headings, columns, strict=True):
            self.stdout.write(f"{heading}: {label_of(name) if name else '–'}")
        return job

    def _work(self, job: ImportJob) -> None:
        """To the end of the step, with a bar on a terminal."""
        while job.is_working:
            done = (job.status, job.done)
            jobs.advance(job, SECONDS)
            if sys.stderr.isatty() and job.total:
                bar = "#" * (BAR_WIDTH * job.done // job.total)
                sys.stderr.write(f"\r[{bar:.<{BAR_WIDTH}}] {job.done}/{job.total} ")
            if done == (job.status, job.done) and job.is_working:
                raise CommandError(_("Another process is at the import. Look for it in the admin."))
        if sys.stderr.isatty():
            sys.stderr.write("\n")

    def _report(self, job: ImportJob, options: dict[str, Any]) -> None:
        counts = job.counts()
        for value, label in ImportRow.Outcome.choices:
            if counts[value]:
                self.stdout.write(f"{label}: {counts[value]}")
        for row in job.rows.exclude(message="").order_by("number").iterator():
            self.stdout.write(f"{row.number}: {_printable(row.message)}")
        if options["errors"]:
            options["errors"].write_bytes(errors_response(job, "csv").content)
        if options["dry_run"]:
            job.delete()
            self.stdout.write(_("Dry run: nothing was changed."))
        else:
            self.stdout.write(_("To take it back: --take-back %(number)d") % {"number": job.pk})
        if failed := counts[ImportRow.Outcome.FAILED]:
            message = ngettext(
                "%(count)d row could not be imported.",
                "%(count)d rows could not be imported.",
                failed,
            )
            raise CommandError(message % {"count": failed}, returncode=1)

    def _take_back(self, number: int) -> None:
        job = ImportJob.objects.filter(pk=number).first()
        if job is None or not jobs.undo(job):
            raise CommandError(_("There is no such import, or it cannot be taken back."))
        self._work(job)
        for value in (ImportRow.Outcome.TAKEN_BACK, ImportRow.Outcome.KEPT):
            self.stdout.write(f"{value.label}: {job.counts()[value]}")


def _network(named: str) -> Any:
    """By id, slug or title. Raises ``CommandError``."""
    networks = page_model_for(NetworkPageMixin).objects.all()
    by_name = Q(slug=named) | Q(title__iexact=named)
    found = networks.filter(Q(pk=int(named)) if named.isdecimal() else by_name)
    keys = {network.translation_key: network for network in found.order_by("-pk")}
    if len(keys) != 1:
        known = ", ".join(f"{network.pk} {network.title}" for network in networks.order_by("pk"))
        raise CommandError(
            _("No single network is called “%(name)s”. There are: %(known)s.")
            % {"name": named, "known": known or "–"}
        )
    return next(iter(keys.values()))


def _columns(headings: list[str], given: list[str]) -> list[str]:
    """What is guessed, and what is given. Raises ``CommandError``."""
    columns = guess(headings)
    for pair in given:
        heading, _equals, name = pair.rpartition("=")
        if heading not in headings or (name and name not in BY_NAME):
            raise CommandError(_("There is no such column: %(pair)s") % {"pair": pair})
        columns = ["" if name and one == name else one for one in columns]
        columns[headings.index(heading)] = name
    if not set(columns) & set(IDENTIFYING):
        raise CommandError(
            _(
                "No column has the names of the organisations, or their CVR numbers. Say which "
                "with --column HEADING=name."
            )
        )
    return columns


def _printable(text: str) -> str:
    """What stood in a file, without what would move the cursor of a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
