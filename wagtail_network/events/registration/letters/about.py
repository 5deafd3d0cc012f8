"""What a letter to a registrant is about, looked up once and put into words."""

from collections.abc import Sequence
from email.utils import parseaddr
from functools import cached_property
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.coreutils import get_supported_content_language_variant

from wagtail_network.conf import network_settings
from wagtail_network.core.mail.letters import Letter
from wagtail_network.core.mail.models import Mail
from wagtail_network.core.plain_text import plain_text
from wagtail_network.events.registration.letters.calendar_files import calendar_file
from wagtail_network.events.registration.links import secret_url
from wagtail_network.events.registration.models import Registration
from wagtail_network.events.when import date_text, time_text

Facts = list[tuple[str, str]]
JOIN = gettext_lazy("Take part online")
Status = Registration.Status


class About:
    """The registration a mail tells about, its meeting, and what every letter says of them.

    Made while the mail's language is active.
    """

    def __init__(self, mail: Mail) -> None:
        if mail.registration is None:
            raise LookupError("This mail is about no registration.")
        self.mail = mail
        self.registration: Registration = mail.registration
        # The page that holds the register: its times, places and seats are in force.
        self.event: Any = self.registration.event.specific

    @cached_property
    def page(self) -> Any:
        """The meeting in the language of the mail where it is published in it."""
        try:
            code = get_supported_content_language_variant(self.mail.language)
        except LookupError:
            return self.event
        if self.event.locale.language_code == code:
            return self.event
        translations = type(self.event).objects.filter(locale__language_code=code).live()
        translation = translations.filter(translation_key=self.event.translation_key).first()
        return translation or self.event

    @property
    def title(self) -> str:
        return str(self.page.title)

    @cached_property
    def link(self) -> str:
        return secret_url(self.registration, self.event)

    @cached_property
    def page_url(self) -> str:
        return public_url(self.page)

    @property
    def note(self) -> str:
        """What the editor says about the change."""
        return str(self.page.status_note or self.event.status_note)

    @cached_property
    def contact(self) -> str:
        network = self.event.network
        return network.contact_email if network else ""

    @property
    def is_participant(self) -> bool:
        return self.registration.status == Status.REGISTERED

    @property
    def is_online(self) -> bool:
        return self.is_online_at(self.event)

    def is_online_at(self, event: Any) -> bool:
        """Whether the registrant takes part online, also where the meeting was moved there."""
        chosen = self.registration.mode == Registration.Mode.ONLINE
        return bool(event.is_online and (chosen or not event.is_in_person))

    @property
    def join_url(self) -> str:
        """The link to take part online, for those who have a seat, while there is a use for it."""
        may = self.is_participant and self.is_online and self.event.can_be_joined
        return str(self.event.online_url) if may else ""

    def letter(
        self,
        subject: str,
        paragraphs: Sequence[str],
        *,
        facts: Facts | None = None,
        action: str = "",
        links: Sequence[tuple[str, str]] | None = None,
        afterwards: Sequence[str] = (),
        with_calendar: bool = True,
    ) -> Letter:
        """A letter in the usual frame. ``action``: the words on the button of the secret link."""
        calendar = calendar_file(self.mail, self.event) if with_calendar else None
        facts = self.facts() if facts is None else facts
        return Letter(
            subject=subject,
            greeting=_("Hello %(name)s,") % {"name": self.registration.name},
            paragraphs=[paragraph for paragraph in paragraphs if paragraph],
            facts=[(label, value) for label, value in facts if value],
            action=(action or _("See your registration"), self.link),
            afterwards=[paragraph for paragraph in afterwards if paragraph],
            links=self.links() if links is None else links,
            closing="\n".join([_("Kind regards"), self.sender]),
            footnote="\n".join(filter(None, [self.reason, self.questions])),
            reply_to=self.contact,
            attachments=[calendar.attachment] if calendar else [],
            calendar_method=calendar.method if calendar else "",
        )

    # What is looked up later

    def facts(self, *, in_full: bool = False) -> Facts:
        """When and where; ``in_full`` with what somebody who comes needs to know."""
        found = [self.when(self.event), self.where(self.event)]
        if self.event.is_hybrid and not self.is_online:
            found.append((_("Taking part"), str(Registration.Mode.OFFLINE.label)))
        if in_full:
            found += [*self.getting_in(), (_("About the meeting"), str(self.page.lead))]
        return found

    def getting_in(self) -> Facts:
        """What somebody who comes to the room needs, while it can be come to."""
        in_the_room = self.event.can_be_joined and not self.is_online
        directions = self.page.venue_directions or self.event.venue_directions
        ticket = self.registration.ticket if in_the_room and self.is_participant else ""
        return [
            (_("Getting there"), plain_text(directions) if in_the_room else ""),
            (_("Your ticket at the door"), ticket),
        ]

    def when(self, event: Any, label: str = "") -> tuple[str, str]:
        usual = _("When") if event.takes_place else _("Originally planned")
        return label or usual, f"{date_text(event)}\n{capfirst(time_text(event))}"

    def where(self, event: Any, label: str = "") -> tuple[str, str]:
        town = " ".join(filter(None, [event.venue_postal_code, event.venue_city]))
        room = "\n".join(filter(None, [event.venue_name, event.venue_address, town]))
        return label or _("Where"), _("Online") if self.is_online_at(event) else room

    def links(self) -> list[tuple[str, str]]:
        found = [
            (str(JOIN), self.join_url),
            (_("The meeting’s page"), self.page_url),
        ]
        return [(label, address) for label, address in found if address]

    def next_meeting(self) -> list[tuple[str, str]]:
        """A link to the next meeting there is for everybody, or none."""
        coming = self.page.next_event_for(None) or self.event.next_event_for(None)
        if coming is None or not coming.can_be_joined or not coming.full_url:
            return []
        words = _("Next meeting: %(title)s, %(date)s")
        return [(words % {"title": coming.title, "date": date_text(coming)}, coming.full_url)]

    # What is said in several letters

    def status_letter(
        self, status: str, subject: str, paragraphs: Sequence[str], **parts: Any
    ) -> Letter:
        """Tells what a registration has become, and where that is no longer so, what it was.

        The mail was promised when it was so, and comes late; the next one may have come before it.
        """
        now = Status(self.registration.status)
        if now == status:
            return self.letter(subject, [*self.off_notice(), *paragraphs], **parts)
        words = _(
            "This email reaches you late. Your registration had become “%(then)s”. It is now "
            "“%(now)s”."
        )
        late = words % {"then": Status(status).label, "now": now.label}
        subject = _("About your registration: %(title)s") % {"title": self.title}
        return self.letter(subject, [late, *self.off_notice()])

    def off_notice(self) -> list[str]:
        if self.event.status == self.event.Status.CANCELLED:
            return [_("Please note: the meeting has been cancelled."), self.note]
        if self.event.status == self.event.Status.POSTPONED:
            words = _("Please note: the meeting has been postponed. A new date will follow.")
            return [words, self.note]
        return []

    # The frame

    @cached_property
    def sender(self) -> str:
        network = self.page.network_link
        return network.title if network else parseaddr(network_settings.MAIL_FROM)[0] or self.title

    @property
    def reason(self) -> str:
        """Why this person gets a mail."""
        source = self.registration.source
        if source == Registration.Source.COLLEAGUE:
            words = _(
                "You are receiving this email because a colleague has signed you up for "
                "“%(title)s”."
            )
            return words % {"title": self.title}
        if source in (Registration.Source.HAND, Registration.Source.WALK_IN):
            words = _(
                "You are receiving this email because the organisers have put you on the list for "
                "“%(title)s”."
            )
            return words % {"title": self.title}
        return _("You are receiving this email because you signed up for “%(title)s”.") % {
            "title": self.title
        }

    @property
    def questions(self) -> str:
        words = _("Questions? Reply to this email, or write to %(address)s.")
        return words % {"address": self.contact} if self.contact else ""


def public_url(page: Any) -> str:
    """The address of a page, or an empty string where not everybody can open it."""
    public = type(page).objects.visible_to(None).filter(pk=page.pk).exists()
    return page.full_url or "" if public else ""
