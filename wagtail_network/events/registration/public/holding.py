"""A registration as its registrant sees it: what it is, and what can be done about it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Locale

from wagtail_network.core.secret_links import key_of
from wagtail_network.events.registration.models import LINK, Registration
from wagtail_network.events.registration.new_address import address_asked
from wagtail_network.events.registration.public.fields import ConsentField
from wagtail_network.events.registration.public.participants import participants_shown
from wagtail_network.events.registration.public.sign_up import SignUp, sign_up_of
from wagtail_network.events.registration.waiting_list import position
from wagtail_network.events.when import brief_moment, plain_date

Status = Registration.Status


@dataclass(frozen=True)
class Holding:
    """``event``: the page whose rules hold. ``page``: the meeting in the registrant's language."""

    registration: Registration
    event: Any
    page: Any

    @cached_property
    def sign_up(self) -> SignUp:
        return sign_up_of(self.page)

    @property
    def address(self) -> str:
        return reverse("wagtail_network:registration", args=[self.registration.token])

    @property
    def status_text(self) -> str:
        registration, status = self.registration, self.registration.status
        if status == Status.OFFERED:
            return _("A seat is kept for you until %(end)s.") % {"end": self.offer_ends_text}
        if status == Status.WAITING:
            return _("You are number %(number)d on the waiting list.") % {
                "number": position(registration)
            }
        return {
            Status.REGISTERED: _("You have a seat."),
            Status.PENDING: _("Your registration is awaiting the coordinator’s approval."),
            Status.CANCELLED: _("Your registration is cancelled."),
            Status.DECLINED: _("Your registration was not approved."),
            Status.LAPSED: _(
                "The seat was kept for you for a while, and then given to somebody else."
            ),
        }[Status(status)]

    @property
    def offer_ends_text(self) -> str:
        ends = self.registration.offer_ends
        return brief_moment(ends, self.event) if ends else ""

    @property
    def signed_up_text(self) -> str:
        return brief_moment(self.registration.created_at, self.event)

    @property
    def is_offered(self) -> bool:
        return self.registration.status == Status.OFFERED and self.can_be_changed

    @property
    def is_waiting(self) -> bool:
        return self.registration.status == Status.WAITING

    @property
    def is_fair(self) -> bool:
        return bool(self.event.waiting_list == self.event.WaitingList.FAIR)

    @property
    def is_participant(self) -> bool:
        return self.registration.status == Status.REGISTERED

    @property
    def can_be_changed(self) -> bool:
        """Until the meeting begins, while it is in force."""
        takes_place = self.event.takes_place and not self.event.has_begun
        return bool(self.registration.is_active and takes_place)

    @property
    def can_be_cancelled(self) -> bool:
        """Also where the meeting waits for a new date."""
        return bool(self.registration.is_active and not self.event.has_begun)

    @property
    def online_url(self) -> str:
        """The link to take part, for those with a seat, while it is of use."""
        event = self.page
        may = self.is_participant and event.is_online and event.can_be_joined
        return str(event.online_url) if may else ""

    @property
    def is_online(self) -> bool:
        """Whether they have chosen to take part so."""
        return bool(self.registration.mode == Registration.Mode.ONLINE)

    @cached_property
    def address_asked(self) -> str:
        """The new e-mail address that waits for a yes, or an empty string. One query."""
        return address_asked(self.registration) if self.can_be_changed else ""

    @property
    def shows_ticket(self) -> bool:
        in_the_room = self.registration.mode == Registration.Mode.OFFLINE
        return bool(self.is_participant and in_the_room and self.event.can_be_joined)

    @property
    def ticket_path(self) -> str:
        """Where the code on the ticket leads: to a page for coordinators only."""
        return reverse("wagtail_network:ticket", args=[self.registration.ticket])

    @cached_property
    def participants(self) -> list[Any]:
        return participants_shown(self.event, to_participant=True) if self.is_participant else []

    @property
    def answers(self) -> list[Any]:
        """What was answered, each with the question as it was put."""
        given = [a for a in self.registration.answers.all() if a.value not in ("", [])]
        return sorted(given, key=lambda answer: (answer.question.position, answer.question_id))

    @property
    def consents(self) -> list[dict[str, Any]]:
        """Each purpose: its words, the day of the consent in force, and what says yes to them."""
        in_force = {
            consent.purpose: consent
            for consent in self.registration.consents.all()
            if consent.withdrawn_at is None
        }
        asked = self.sign_up.wordings if self.registration.is_active else {}
        words = asked | {purpose: consent.wording for purpose, consent in in_force.items()}
        return [
            {
                "purpose": purpose,
                "wording": wording,
                "since": plain_date(in_force[purpose].given_at) if purpose in in_force else "",
                "digest": ConsentField(wording).digest,
            }
            for purpose, wording in words.items()
        ]


def holding_of(token: str) -> Holding | None:
    """The registration a secret link opens; None for a link that opens nothing. Six queries."""
    key = key_of(token, LINK)
    found = key and Registration.objects.filter(key=key).select_related("event")
    registration = found and found.prefetch_related("answers__question", "consents").first()
    return holding_for(registration) if registration else None


def holding_for(registration: Registration) -> Holding:
    event: Any = registration.event.specific
    return Holding(registration, event, _in_language(event, registration.language))


def _in_language(event: Any, language: str) -> Any:
    """The meeting in a language, where it is published in it; else as it is."""
    if event.locale.language_code == language:
        return event
    locale = Locale.objects.filter(language_code=language).first()
    found = locale and event.get_translation_or_none(locale)
    return found.specific if found and found.live else event
