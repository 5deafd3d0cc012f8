"""Letters about registrations that are no longer in force."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_network.core.mail.letters import Letter, letter
from wagtail_network.core.mail.models import Mail
from wagtail_network.events.registration.letters.about import About
from wagtail_network.events.registration.models import Registration

Status = Registration.Status


@letter("registration.cancelled", gettext_lazy("Registration: cancelled"))
def cancelled(mail: Mail) -> Letter | None:
    about = About(mail)
    by_self = mail.facts.get("by") == "self"
    return about.status_letter(
        Status.CANCELLED,
        _("Your registration is cancelled: %(title)s") % {"title": about.title},
        [
            _what_was_given_up(mail.facts.get("was", "")) if by_self else _by_the_organisers(about),
            _welcome_again(about) if by_self else "",
        ],
    )


def _what_was_given_up(was: str) -> str:
    if was == Status.WAITING:
        return _("You have left the waiting list. Thank you for telling us.")
    if was == Status.PENDING:
        return _("You have withdrawn your registration. Thank you for telling us.")
    return _("You have given up your seat, so that somebody else can have it. Thank you.")


def _by_the_organisers(about: About) -> str:
    said = _("The organisers have cancelled your registration.")
    if not about.contact:
        return said
    words = _("Is that a mistake? Write to %(address)s.") % {"address": about.contact}
    return f"{said} {words}"


@letter("registration.declined", gettext_lazy("Registration: declined"))
def declined(mail: Mail) -> Letter | None:
    about = About(mail)
    return about.status_letter(
        Status.DECLINED,
        _("No seat this time: %(title)s") % {"title": about.title},
        [
            _("Thank you for your interest. Unfortunately we cannot offer you a seat this time."),
        ],
    )


@letter("registration.lapsed", gettext_lazy("Registration: offer not taken up"))
def lapsed(mail: Mail) -> Letter | None:
    about = About(mail)
    return about.status_letter(
        Status.LAPSED,
        _("The seat has gone to somebody else: %(title)s") % {"title": about.title},
        [
            _(
                "We kept a seat for you, but did not hear from you in time. You are no longer on "
                "the waiting list."
            ),
            _welcome_again(about),
        ],
    )


def _welcome_again(about: About) -> str:
    """For those who change their mind, while they can."""
    if about.event.openness() != about.event.Openness.OPEN or not about.page_url:
        return ""
    return _("You are welcome to sign up again on the meeting’s page.")
