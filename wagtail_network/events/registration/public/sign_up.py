"""A meeting's registration as a visitor meets it: whether one can sign up, and what is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_network.events.registration.models import Registration, Seats
from wagtail_network.events.registration.options import RegistrationOptionsMixin
from wagtail_network.events.registration.public.consents import wordings
from wagtail_network.events.registration.questions import Question, current_questions
from wagtail_network.events.registration.registering import register_page
from wagtail_network.events.registration.seats import MODES
from wagtail_network.events.when import brief_moment

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
        # A draft that is previewed has no address yet.
        return f"{self.page.get_url() or ''}register/"

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
            kinds.append(
                (
                    str(Registration.Mode(mode).label),
                    self._limit_of(mode),
                    self.seats.left_for(mode),
                )
            )
        return [
            Bar(label, left_text(left, limit) if left else _("Full"), _percent(left or 0, limit))
            for label, limit, left in kinds
            if limit is not None
        ]

    def _limit_of(self, mode: str) -> int | None:
        """The seats in the room or online, of which there are no more than there are seats."""
        own = getattr(self.seats, f"limit_{mode}")
        return own if own is None or self.limit is None else min(own, self.limit)

    @property
    def opens_text(self) -> str:
        return brief_moment(self.rules.registration_opens, self.rules)

    @property
    def closes_text(self) -> str:
        return brief_moment(self.rules.closes, self.rules)

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


def sign_ups_of(pages: Iterable[Any], now: datetime | None = None) -> list[SignUp]:
    """The same for several meetings found with their ``network_seats``, which is not looked up.

    One query where there are translations among them, two where there are aliases, else none.
    """
    now, pages = now or timezone.now(), list(pages)
    strange = [p for p in pages if p.takes_registrations and not hasattr(p, "network_seats")]
    elsewhere = _rules_elsewhere(strange) if strange else {}
    rules = [elsewhere.get(page.pk, page) for page in pages]
    return [
        SignUp(page, rule, getattr(rule, "network_seats", None), now)
        for page, rule in zip(pages, rules, strict=True)
    ]


def tell_sign_ups(events: Iterable[Any]) -> None:
    """Gives each meeting of a list its registration, as ``sign_up``."""
    for event, sign_up in zip(events, sign_ups_of(events), strict=True):
        event.sign_up = sign_up


def _rules_elsewhere(pages: list[Any]) -> dict[int, Any]:
    """For pages whose register is another's, by their key: the page whose rules hold."""
    objects = type(pages[0]).objects
    sources = {page.alias_of_id for page in pages if page.alias_of_id}
    found = objects.filter(pk__in=sources).values_list("pk", "translation_key") if sources else ()
    keys = {page.pk: dict(found).get(page.alias_of_id, page.translation_key) for page in pages}
    rules = objects.filter(network_seats__translation_key__in=keys.values())
    by_key = {
        rule.network_seats.translation_key: rule for rule in rules.select_related("network_seats")
    }
    return {pk: by_key[key] for pk, key in keys.items() if key in by_key}


def _percent(left: int, limit: int) -> int:
    return round(100 * (limit - left) / limit) if limit else 100


def left_text(left: int, limit: int) -> str:
    words = ngettext("%(left)d of %(limit)d seat left", "%(left)d of %(limit)d seats left", limit)
    return words % {"left": left, "limit": limit}
