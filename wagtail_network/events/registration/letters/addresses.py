"""Letters about the link of a registration, and about the address it is sent to."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_network.core.mail.letters import Letter, letter
from wagtail_network.core.mail.models import Mail
from wagtail_network.events.registration.letters.about import About, Facts
from wagtail_network.events.registration.links import link_url, secret_url
from wagtail_network.events.registration.models import Registration
from wagtail_network.events.registration.new_address import is_asked, other_of, token_for


@letter("registration.again", gettext_lazy("Registration: signed up again"))
def again(mail: Mail) -> Letter | None:
    about = About(mail)
    return about.letter(
        _("You had signed up already: %(title)s") % {"title": about.title},
        [
            _(
                "Somebody, probably you, has just signed up again with your address. Nothing has "
                "changed, and you do not need to do anything."
            ),
            *about.off_notice(),
        ],
        facts=[*standing(about), *about.facts()],
        with_calendar=False,
    )


@letter("registration.confirm_address", gettext_lazy("Registration: is this your address?"))
def confirm_address(mail: Mail) -> Letter | None:
    """To an address that may be somebody else's: without the secret link."""
    about = About(mail)
    if not is_asked(mail):
        return None
    other = other_of(mail)
    if other:
        return _taken(about, other)
    written = _brief(
        about,
        _("Confirm your new address: %(title)s") % {"title": about.title},
        [
            _(
                "You have asked us to write to this address from now on about your registration "
                "for “%(title)s”. Open the link, and press the button there."
            )
            % {"title": about.title},
        ],
        afterwards=[_("If you have not asked for it, do nothing. Then nothing changes.")],
    )
    address = link_url(token_for(mail), about.event, "address")
    return replace(written, action=(_("Confirm the address"), address))


def _taken(about: About, other: Registration) -> Letter:
    """To somebody who has a registration, of a second one that was to have the same address."""
    written = _brief(
        about,
        _("You have signed up with this address: %(title)s") % {"title": about.title},
        [
            _(
                "Somebody, probably you, has asked us to use this address for another "
                "registration for “%(title)s”. But this address has signed up by itself, "
                "and each address can do so once. Nothing has been changed."
            )
            % {"title": about.title},
            _("If you want only one of the two, cancel the other."),
        ],
    )
    return replace(
        written,
        greeting=_("Hello %(name)s,") % {"name": other.name},
        action=(_("See your registration"), secret_url(other, about.event)),
    )


def _brief(about: About, subject: str, paragraphs: list[str], **parts: Any) -> Letter:
    """With nothing that only the registrant may know."""
    facts = [about.when(about.event), about.where(about.event)]
    page = [(_("The meeting’s page"), about.page_url)] if about.page_url else []
    written = about.letter(
        subject, paragraphs, facts=facts, links=page, with_calendar=False, **parts
    )
    return replace(written, footnote=about.questions)


@letter("registration.new_address", gettext_lazy("Registration: its new address"))
def new_address(mail: Mail) -> Letter | None:
    about = About(mail)
    if mail.to != about.registration.email:
        return None  # changed once more
    return about.letter(
        _("We now write to this address: %(title)s") % {"title": about.title},
        [
            _("Your registration now has this address. You can reach it with the link below."),
            *about.off_notice(),
        ],
        facts=[*standing(about), *about.facts(in_full=True)],
    )


@letter("registration.address_changed", gettext_lazy("Registration: its old address"))
def address_changed(mail: Mail) -> Letter | None:
    """To the old address, which may be somebody else's by now: without any link."""
    about = About(mail)
    said = [
        _(
            "Your registration now has a different email address. We will no longer write to this "
            "one."
        ),
        _("If you changed it yourself, you do not need to do anything."),
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
