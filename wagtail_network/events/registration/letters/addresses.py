"""Letters about the link of a registration, and about the address it is sent to."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_network.core.mail.letters import Letter, letter
from wagtail_network.core.mail.models import Mail
from wagtail_network.events.registration.letters.about import About, Facts
from wagtail_network.events.registration.models import Registration


@letter("registration.again", gettext_lazy("Registration: signed up again"))
def again(mail: Mail) -> Letter | None:
    about = About(mail)
    return about.letter(
        _("You had signed up already: %(title)s") % {"title": about.title},
        [
            _(
                "Somebody, probably you, has just signed up with your address once more. Nothing "
                "has changed, and you need not do anything."
            ),
            *about.off_notice(),
        ],
        facts=[*standing(about), *about.facts()],
        with_calendar=False,
    )


@letter("registration.new_address", gettext_lazy("Registration: its new address"))
def new_address(mail: Mail) -> Letter | None:
    about = About(mail)
    if mail.to != about.registration.email:
        return None  # changed once more
    return about.letter(
        _("We write to this address from now on: %(title)s") % {"title": about.title},
        [
            _("Your registration has this address now, and you find it with the link below."),
            *about.off_notice(),
        ],
        facts=[*standing(about), *about.facts(in_full=True)],
    )


@letter("registration.address_changed", gettext_lazy("Registration: its old address"))
def address_changed(mail: Mail) -> Letter | None:
    """To the old address, which may be somebody else's by now: without any link."""
    about = About(mail)
    said = [
        _("Your registration has another e-mail address now. We no longer write to this one."),
        _("If it was you who changed it, you need not do anything."),
    ]
    if about.contact:
        words = _("If it was not you, write to %(address)s.")
        said[1] = f"{said[1]} {words % {'address': about.contact}}"
    written = about.letter(
        _("Your address has been changed: %(title)s") % {"title": about.title},
        said,
        facts=[about.when(about.event)],
        with_calendar=False,
        links=[],
    )
    return replace(written, action=None)


def standing(about: About) -> Facts:
    status = Registration.Status(about.registration.status)
    return [(_("Your registration"), str(status.label))]
