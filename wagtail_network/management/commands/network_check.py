"""``network_check``: whether what is stored fits together."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_network.core.checking import Problem
from wagtail_network.core.mail.problems import problems as mail_problems
from wagtail_network.directory.index.checking import uncounted_entries, wrong_entries
from wagtail_network.events.calendar.checking import missing_entries
from wagtail_network.events.registration.checking.counts import wrong_counts
from wagtail_network.events.registration.checking.promises import (
    idle_seats,
    missing_mails,
    strange_answers,
)


def unsent_mails() -> Iterable[Problem]:
    return map(Problem, mail_problems())


# In this order, so that what mending one thing promises is there when the next is looked at.
CHECKS: list[Callable[[], Iterable[Problem]]] = [
    wrong_counts,
    idle_seats,
    strange_answers,
    missing_mails,
    missing_entries,
    wrong_entries,
    uncounted_entries,
    unsent_mails,
]


class Command(BaseCommand):
    help = (
        "Proves that the stored numbers of seats are those of the registrations, that everybody "
        "has been promised the mail they are due, that the calendar has every meeting, and the "
        "directory's index every member. Says what is wrong, a line each, and ends with 1 where "
        "something is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--fix",
            action="store_true",
            help=(
                "Count anew, promise the mails that are missing, and write the calendar and the "
                "directory's index."
            ),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = [self._told(problem) for problem in _problems()]
        if found and options["fix"]:
            for problem in found:
                if problem.mend:
                    problem.mend()
            self.stdout.write(_("What could be put right has been. Now:"))
            found = [self._told(problem) for problem in _problems()]
        if found:
            text = ngettext("%(count)d problem.", "%(count)d problems.", len(found))
            raise CommandError(text % {"count": len(found)}, returncode=1)
        if options["verbosity"]:
            self.stdout.write(_("Everything is in order."))

    def _told(self, problem: Problem) -> Problem:
        self.stdout.write(problem.text)
        return problem


def _problems() -> Iterable[Problem]:
    return (problem for check in CHECKS for problem in check())
