"""A meeting's registration as a visitor meets it: whether one can sign up, and what is left."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from wagtail_network.events.registration.consents import wordings
from wagtail_network.events.registration.models import Registration, Seats
from wagtail_network.events.registration.options import RegistrationOptionsMixin
from wagtail_network.events.registration.questions import Question, current_questions
from wagtail_network.events.registration.registering import register_page
from wagtail_network.events.registration.seats import MODES
from wagtail_network.events.when import clock, plain_date

Openness = RegistrationOptionsMixin.Openness


@dataclass(frozen=True)
class SignUp:
    """``page``: the meeting in the visitor's language. ``rules``: the page whose rules hold."""

    page: Any
    rules: Any
    seats: Seats | None
    now: datetime

    @cached_property
    def openness(self) -> str:
        return Openness(self.rules.openness(self.now)) if self.takes_registrations else Openness.OFF

    @property
    def takes_registrations(self) -> bool:
        return bool(self.page.takes_registrations and self.rules.takes_registrations)

    @property
    def is_early(self) -> bool:
        return self.openness == Openness.EARLY

    @property
    def is_open(self) -> bool:
        return self.openness == Openness.OPEN

    @property
    def modes(self) -> tuple[str, ...]:
        """The ways of taking part one can choose from, or the one there is."""
        if self.rules.is_hybrid:
            return MODES
        return (MODES[0] if self.rules.is_in_person else MODES[1],)

    @property
    def limit(self) -> int | None:
        return self.seats.limit if self.seats else None

    @property
    def left(self) -> int | None:
        """The seats left, or None where there is no limit to all of them together."""
        return self.seats.left if self.seats else None

    @property
    def taken_percent(self) -> int:
        if not self.limit or self.left is None:
            return 0
        return round(100 * (self.limit - self.left) / self.limit)

    @property
    def is_full(self) -> bool:
        return bool(self.seats and self.seats.is_full(list(self.modes)))

    @property
    def has_waiting_list(self) -> bool:
        return bool(self.rules.waiting_list != self.rules.WaitingList.NONE)

    @property
    def turns_away(self) -> bool:
        """Full, and nothing to wait for. An application is taken all the same."""
        return self.is_full and not self.has_waiting_list and not self.rules.needs_approval

    @property
    def takes_people(self) -> bool:
        """Whether there is a form to fill in."""
        return self.is_open and not self.turns_away

    @property
    def leads_to_waiting(self) -> bool:
        return self.takes_people and self.is_full and not self.rules.needs_approval

    @property
    def action(self) -> str:
        """What the button says; blank where there is nothing to press."""
        if not self.takes_people:
            return ""
        return _("Join the waiting list") if self.leads_to_waiting else _("Sign up")

    @property
    def address(self) -> str:
        return f"{self.page.get_url()}register/"

    @property
    def seats_text(self) -> str:
        """ "12 of 50 seats left", "Full"; blank where there is no limit."""
        if self.is_full:
            return _("Full – waiting list") if self.leads_to_waiting else _("Full")
        if self.limit is None or self.left is None:
            return ""
        return left_text(self.left, self.limit)

    @property
    def opens_text(self) -> str:
        return moment_text(self.rules.registration_opens, self.rules)

    @property
    def closes_text(self) -> str:
        return moment_text(self.rules.closes, self.rules)

    @cached_property
    def questions(self) -> list[Question]:
        """One query."""
        return current_questions(self.page)

    @cached_property
    def wordings(self) -> dict[str, str]:
        network = self.page.network_link
        return wordings(self.rules, network.title if network else "")

    @cached_property
    def waiting(self) -> int:
        """How many are on the waiting list. One query."""
        return Registration.objects.of(self.rules).waiting().count()

    def mode_text(self, mode: str) -> str:
        """What is left in the room or online; blank where there is no limit."""
        left = self.seats.left_for(mode) if self.seats else None
        if left is None:
            return ""
        if left:
            return ngettext("%(left)d seat left", "%(left)d seats left", left) % {"left": left}
        return _("full – waiting list") if self.has_waiting_list else _("full")

    def is_closed_for(self, mode: str) -> bool:
        """Whether nobody can choose it any more."""
        if self.seats is None or self.has_waiting_list or self.rules.needs_approval:
            return False
        return self.seats.left_for(mode) == 0


def sign_up_of(page: Any, now: datetime | None = None) -> SignUp:
    """The registration of a meeting, whichever of its translations ``page`` is.

    No query for a page found by its address, unless it is a translation: then two.
    """
    now = now or timezone.now()
    if not page.takes_registrations:
        return SignUp(page, page, None, now)
    rules = register_page(page)
    return SignUp(page, rules, getattr(rules, "network_seats", None), now)


def left_text(left: int, limit: int) -> str:
    words = ngettext("%(left)d of %(limit)d seat left", "%(left)d of %(limit)d seats left", limit)
    return words % {"left": left, "limit": limit}


def moment_text(moment: datetime, event: Any) -> str:
    """ "3 March 2027, 12:00" by the clock at the meeting, named where it is not the reader's."""
    there = moment.astimezone(event.zone)
    here = moment.astimezone(timezone.get_current_timezone())
    parts = {"day": plain_date(there.date()), "time": clock(there)}
    if here.utcoffset() == there.utcoffset():
        return pgettext("moment", "%(day)s, %(time)s") % parts
    zone = event.time_zone.rpartition("/")[2].replace("_", " ")
    return pgettext("moment", "%(day)s, %(time)s local time (%(zone)s)") % {**parts, "zone": zone}
