"""``network_due``: what nobody asks for and the clock does."""

import logging
import signal
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Mapping
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_network.core.mail.sending import Outcome, send_due
from wagtail_network.core.rate_limits import forget_old
from wagtail_network.directory.joining.requesting import forget_unconfirmed
from wagtail_network.directory.joining.yearly import ask
from wagtail_network.directory.profile.contact import forget_messages
from wagtail_network.directory.transfer.models import forget_old_imports
from wagtail_network.directory.transfer.tasks import go_on_with_forgotten
from wagtail_network.events.registration.reminders import remind
from wagtail_network.events.registration.thanking import thank
from wagtail_network.events.registration.waiting_list import let_offers_lapse

logger = logging.getLogger("wagtail_network.due")


def take_back_offers() -> dict[str, int]:
    return {_("lapsed"): let_offers_lapse()}


def write_reminders() -> dict[str, int]:
    return {_("written"): remind()}


def write_thanks() -> dict[str, int]:
    return {_("written"): thank()}


def ask_whether_profiles_are_right() -> dict[str, int]:
    return {_("written"): ask()}


def forget_old_requests() -> dict[str, int]:
    return {_("deleted"): forget_unconfirmed()}


def forget_rate_limits() -> dict[str, int]:
    forget_old()  # nothing that anybody needs to hear of
    return {}


def forget_texts() -> dict[str, int]:
    forget_messages(timezone.now())  # what was written to organisations a month ago
    return {}


def go_on_with_imports() -> dict[str, int]:
    forget_old_imports()
    return {_("rows done"): go_on_with_forgotten()}


def send_mails() -> dict[str, int]:
    return {str(Outcome(outcome).label): count for outcome, count in send_due().items()}


# In this order. Each does what is due now, may run beside itself, and says what became of how many.
STEPS: list[tuple[Any, Callable[[], Mapping[str, int]]]] = [
    (gettext_lazy("Offered seats"), take_back_offers),
    (gettext_lazy("Reminders"), write_reminders),
    (gettext_lazy("Thanks"), write_thanks),
    (gettext_lazy("Yearly questions"), ask_whether_profiles_are_right),
    (gettext_lazy("Old requests"), forget_old_requests),
    (gettext_lazy("Rate limits"), forget_rate_limits),
    (gettext_lazy("Old messages"), forget_texts),
    (gettext_lazy("Imports of members"), go_on_with_imports),
    # Last, with what the others have written.
    (gettext_lazy("Mails"), send_mails),
]


class Command(BaseCommand):
    help = (
        "Does what is due: takes back offered seats, writes reminders and thanks, asks members "
        "whether their profile is still right, sends the mails that wait. Run it every few "
        "minutes, from cron or with --loop. It may run twice at once, and says nothing where "
        "nothing was due."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--loop",
            type=seconds,
            metavar="SECONDS",
            help="Do not end, but look again after so many seconds.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["loop"] is None:
            if not self._run_steps(options["verbosity"]):
                raise CommandError(_("Not everything that is due could be done."), returncode=1)
            return
        stopped = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *given: stopped.set())
        while not stopped.is_set():
            self._run_steps(options["verbosity"])
            # A connection that broke with the database is not tried again.
            close_old_connections()
            stopped.wait(options["loop"])

    def _run_steps(self, verbosity: int) -> bool:
        """A step that fails does not keep the others back. Returns whether all went well."""
        well = True
        for label, step in STEPS:
            try:
                counts = step()
            except Exception as error:
                # The message may have in it what the step was at; the place has not.
                logger.error("%s: %s", step.__name__, type(error).__name__, exc_info=verbosity > 1)
                self.stderr.write(f"{label}: {type(error).__name__}")
                well = False
            else:
                self._report(label, counts, verbosity)
        return well

    def _report(self, label: Any, counts: Mapping[str, int], verbosity: int) -> None:
        nothing = _("nothing due")
        done = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
        if verbosity > 1 or (done and verbosity):
            self.stdout.write(f"{label}: {done or nothing}")


def seconds(text: str) -> float:
    number = float(text)
    if not 0 < number <= 86_400:
        raise ArgumentTypeError(_("between 0 and 86400 seconds"))
    return number
