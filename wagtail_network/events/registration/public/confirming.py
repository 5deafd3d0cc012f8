"""The page behind the link that was sent to a new address: a button that makes it count."""

from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.utils.translation import gettext as _

from wagtail_network.core.folding import fold_email
from wagtail_network.core.mail.models import Mail
from wagtail_network.core.retrying import Busy
from wagtail_network.events.registration.changing import AlreadyRegistered
from wagtail_network.events.registration.new_address import NotAsked, confirm, is_asked, mail_of
from wagtail_network.events.registration.public.holding import Holding, holding_for

STEP = "address"


def asking_of(token: str) -> tuple[Holding, Mail] | None:
    """What a link opens; None where it opens nothing, or nothing any more."""
    mail = mail_of(token)
    if mail is None or mail.registration is None:
        return None
    holding = holding_for(mail.registration)
    return (holding, mail) if is_moved(holding, mail) or is_asked(mail) else None


def is_moved(holding: Holding, mail: Mail) -> bool:
    return holding.registration.email_key == fold_email(mail.to)


def answer(request: HttpRequest, holding: Holding, mail: Mail) -> HttpResponseRedirect | dict:
    """What the page shows, or where it leads once the button has worked.

    No link to the registration is there: who has opened the page gets it by mail.
    """
    shown: dict[str, Any] = {"address": mail.to, "is_moved": is_moved(holding, mail)}
    if request.method != "POST" or not holding.can_be_changed:
        return shown
    try:
        confirm(mail)
    except (AlreadyRegistered, Busy, NotAsked) as refusal:
        return {**shown, "problem": _why_not(refusal)}
    return HttpResponseRedirect(request.path)


def _why_not(refusal: Exception) -> str:
    if isinstance(refusal, AlreadyRegistered):
        return _("This address has signed up by itself. Nothing has been changed.")
    if isinstance(refusal, NotAsked):
        return _("Another address has been asked for since. Nothing has been changed.")
    return _("Many people are signing up right now. Press the button again.")
