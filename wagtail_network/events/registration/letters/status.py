"""Letters about what a registration has become: a seat, an offer, a place in the queue."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wagtail_network.core.mail.letters import Letter, letter
from wagtail_network.core.mail.models import Mail
from wagtail_network.events.registration.letters.about import About, Facts
from wagtail_network.events.registration.models import Registration
from wagtail_network.events.registration.waiting_list import position
from wagtail_network.events.when import moment_text

Status = Registration.Status
Source = Registration.Source


@letter("registration.pending", gettext_lazy("Registration: awaits approval"))
def pending(mail: Mail) -> Letter | None:
    about = About(mail)
    return about.status_letter(
        Status.PENDING,
        _("We have received your registration: %(title)s") % {"title": about.title},
        [
            signed_up_by(about),
            _(
                "The organisers look at every registration for this meeting. You do not have a "
                "seat yet; we will let you know by email."
            ),
        ],
        facts=[*about.facts(), *together(about)],
    )


@letter("registration.registered", gettext_lazy("Registration: confirmed"))
def registered(mail: Mail) -> Letter | None:
    about = About(mail)
    was = mail.facts.get("was", "")
    subject = _("You have a seat: %(title)s") if was else _("You are signed up: %(title)s")
    return about.status_letter(
        Status.REGISTERED,
        subject % {"title": about.title},
        [
            signed_up_by(about),
            _why_registered(about, was),
            _link_follows(about),
        ],
        facts=[*about.facts(in_full=True), *together(about)],
        afterwards=[if_you_cannot_come(about)],
    )


def _why_registered(about: About, was: str) -> str:
    if about.registration.source == Source.WALK_IN or about.event.is_over:
        return _("You are on the list of participants.")
    if not about.event.takes_place:
        return _("Your registration is kept.")
    words = {
        Status.WAITING: _(
            "A seat has become free, and it is yours. You are no longer on the waiting list."
        ),
        Status.OFFERED: _("Thank you for taking the seat. It is yours now."),
        Status.PENDING: _("The organisers have approved your registration. Your seat is reserved."),
    }
    if was:
        return words.get(Status(was), _("You are registered again. Your seat is reserved."))
    if about.is_online:
        return _("You are signed up to take part online. We look forward to seeing you.")
    return _("Your seat is reserved. We look forward to seeing you.")


def _link_follows(about: About) -> str:
    if about.is_online and about.event.can_be_joined and not about.event.online_url:
        return _("We will email you the link for taking part online.")
    return ""


@letter("registration.offered", gettext_lazy("Registration: a seat is offered"))
def offered(mail: Mail) -> Letter | None:
    about = About(mail)
    subject = _("A seat is free for you: %(title)s") % {"title": about.title}
    ends = about.registration.offer_ends
    until = {"moment": moment_text(ends, about.event) if ends else ""}
    return about.status_letter(
        Status.OFFERED,
        subject,
        [
            _("A seat has become free. It is kept for you until %(moment)s.") % until,
            _(
                "If you do nothing, it will then go to the next person, and you will no longer be "
                "on the waiting list."
            ),
        ],
        action=_("Take the seat"),
        afterwards=[
            _(
                "If you do not want the seat, please say so there, so that the next person does "
                "not have to wait."
            )
        ],
    )


@letter("registration.waiting", gettext_lazy("Registration: on the waiting list"))
def waiting(mail: Mail) -> Letter | None:
    about = About(mail)
    return about.status_letter(
        Status.WAITING,
        _("You are on the waiting list: %(title)s") % {"title": about.title},
        [
            signed_up_by(about),
            f"{_why_waiting(about)} {_place_in_the_queue(about)}".strip(),
            _what_happens_next(about.event),
        ],
        facts=[*about.facts(), *together(about)],
        afterwards=[_("If you no longer want a seat, you can leave the list there.")],
    )


def _why_waiting(about: About) -> str:
    was = about.mail.facts.get("was", "")
    if was == Status.PENDING:
        return _("The organisers have approved your registration, but all seats are taken.")
    if was in Registration.SEATED:
        return _("The organisers have moved you to the waiting list. You no longer have a seat.")
    if about.event.seats_per_organisation and about.registration.organisation_name:
        return _("There are no seats left, or none for more people from your organisation.")
    if about.event.is_hybrid and not about.is_online:
        return _("All seats in the room are taken at the moment.")
    if about.event.is_hybrid:
        return _("All seats online are taken at the moment.")
    return _("All seats are taken at the moment.")


def _place_in_the_queue(about: About) -> str:
    place = position(about.registration)
    if place is None:
        return ""
    return _("You are number %(number)d on the waiting list.") % {"number": place}


def _what_happens_next(event: Any) -> str:
    said = [_("We will write to you as soon as there is a seat for you.")]
    if event.waiting_list == event.WaitingList.FAIR:
        said.append(_("Organisations without a seat come first."))
    if event.offer_hours:
        words = ngettext(
            "We will keep it for you for %(count)d hour, and you need to accept it within that "
            "time.",
            "We will keep it for you for %(count)d hours, and you need to accept it within that "
            "time.",
            event.offer_hours,
        )
        said.append(words % {"count": event.offer_hours})
    else:
        said.append(_("It will then be yours, and you do not need to do anything."))
    return " ".join(said)


def signed_up_by(about: About) -> str:
    """Who has done it, where it was not the registrant: only for a registration that is new."""
    if about.mail.facts.get("was"):
        return ""
    if name := about.mail.facts.get("signed_up_by"):
        return _("%(name)s has signed you up for this meeting.") % {"name": name}
    if about.registration.source == Source.HAND:
        return _("The organisers have signed you up for this meeting.")
    return ""


def together(about: About) -> Facts:
    """Whom the registrant has signed up too, as typed in the form: it says of none what became."""
    names = "\n".join(about.mail.facts.get("others", ()))
    return [(_("You also signed up"), names)]


def if_you_cannot_come(about: About) -> str:
    if about.event.has_begun or not about.event.takes_place:
        return ""
    return _(
        "If you cannot come after all, please cancel there, so that somebody else can have "
        "the seat."
    )
