"""A meeting's registration as a visitor meets it: whether one can sign up, and what is left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

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


class Bar(NamedTuple):
    """How far some seats are taken. ``label``: which, blank for all."""

    label: str
    text: str
    percent: int


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
        """ "12 of 50 seats left", "Full"; blank where there is no limit to all seats together."""
        if self.is_full:
            return _("Full – waiting list") if self.leads_to_waiting else _("Full")
        if self.limit is None or self.left is None:
            return ""
        return left_text(self.left, self.limit)

    @property
    def bars(self) -> list["Bar"]:
        """Of all seats, and where people choose, of those in the room and online."""
        if self.seats is None or self.is_full:
            return [Bar("", self.seats_text, 100)] if self.is_full else []
        kinds = [("", self.seats.limit, self.seats.left)]
        for mode in self.modes if self.rules.is_hybrid else ():
            limit = getattr(self.seats, f"limit_{mode}")
            kinds.append((str(Registration.Mode(mode).label), limit, self.seats.left_for(mode)))
        return [
            Bar(label, left_text(left, limit) if left else _("Full"), _percent(left or 0, limit))
            for label, limit, left in kinds
            if limit is not None
        ]

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


def sign_ups_of(pages: Sequence[Any], now: datetime | None = None) -> list[SignUp]:
    """The same for several meetings found with their ``network_seats`` and ``alias_of``.

    One query where there are translations among them, else none.
    """
    now = now or timezone.now()
    elsewhere = _rules_elsewhere([page for page in pages if not hasattr(page, "network_seats")])
    rules = [elsewhere.get(_register_key(page), page) for page in pages]
    return [
        SignUp(page, rule, getattr(rule, "network_seats", None), now)
        for page, rule in zip(pages, rules, strict=True)
    ]


def _rules_elsewhere(pages: Sequence[Any]) -> dict[Any, Any]:
    """The pages whose rules hold for others, by the key of the register."""
    if not pages:
        return {}
    keys = [_register_key(page) for page in pages]
    rules = type(pages[0]).objects.filter(network_seats__translation_key__in=keys)
    return {
        page.network_seats.translation_key: page for page in rules.select_related("network_seats")
    }


def _register_key(page: Any) -> Any:
    return (page.alias_of if page.alias_of_id else page).translation_key


def _percent(left: int, limit: int) -> int:
    return round(100 * (limit - left) / limit) if limit else 100


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
