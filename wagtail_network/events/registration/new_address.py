"""A registrant wants another e-mail address: it counts once who reads its mail has said yes.

What is asked for stands in the outbox alone, as the mail that asks. Whether an address has signed
up already is told to nobody but who reads its mail.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace
from uuid import UUID

from wagtail_network.core.folding import fold_email
from wagtail_network.core.mail.models import Mail
from wagtail_network.core.secret_links import key_of, token_of
from wagtail_network.events.registration.changing import change
from wagtail_network.events.registration.editing import move_to_address, put
from wagtail_network.events.registration.mail import draft_to, post_many
from wagtail_network.events.registration.models import Registration
from wagtail_network.events.registration.registering import Applicant

ASKED, MOVED = "registration.confirm_address", "registration.new_address"
# The purpose of the link in the mail that asks (core/secret_links.py).
LINK = "new_address"


class NotAsked(Exception):
    """The address is no longer the one that was asked for."""


def edit_own(registration: Registration, applicant: Applicant) -> str:
    """As ``editing.edit``, by the registrant: all but a new address, which is asked first.

    Returns the address that has been written to, or "". Raises ``seats.Full``; then nothing is
    changed, and nobody written to.
    """
    asked = ""

    def work(current: Registration) -> None:
        nonlocal asked
        is_new = fold_email(applicant.email) != current.email_key
        asked = applicant.email if is_new else ""
        put(current, replace(applicant, email=current.email) if asked else applicant)
        if asked:
            _ask(current, asked)

    change(registration, work)
    return asked


def confirm(mail: Mail) -> Registration:
    """Makes the address a mail went to that of its registration. Again, nothing happens.

    Raises ``NotAsked``, and ``changing.AlreadyRegistered`` where the address has a registration of
    its own; then nothing is changed.
    """

    def work(current: Registration) -> None:
        if current.email_key == fold_email(mail.to):
            return
        if not is_asked(mail):
            raise NotAsked
        move_to_address(current, mail.to)

    if mail.registration is None:
        raise NotAsked
    return change(mail.registration, work)


def address_asked(registration: Registration) -> str:
    """The new address that waits for a yes, or "". One query."""
    about = registration.mails.filter(kind__in=(ASKED, MOVED)).order_by("created_at")
    last = about.only("kind", "to").last()
    return last.to if last and last.kind == ASKED else ""


def is_asked(mail: Mail) -> bool:
    """Whether no other address has been asked for, or come into force, since. One query."""
    return mail.registration is not None and address_asked(mail.registration) == mail.to


def other_of(mail: Mail) -> Registration | None:
    """Another registration in force for the same meeting that has the address. One query."""
    asking = mail.registration
    active = Registration.objects.of(asking.event_id).active() if asking else None
    if asking is None or active is None:
        return None
    return active.filter(email_key=fold_email(mail.to)).exclude(pk=asking.pk).first()


def token_for(mail: Mail) -> str:
    """What stands in the link of the mail that asks."""
    return token_of(urlsafe_b64encode(mail.pk.bytes).decode().rstrip("="), LINK)


def mail_of(token: str) -> Mail | None:
    """The mail whose link it is; None for a link that was not made here, or leads nowhere."""
    key = key_of(token, LINK)
    if key is None:
        return None
    number = UUID(bytes=urlsafe_b64decode(f"{key}=="))
    mails = Mail.objects.select_related("registration").exclude(registration=None)
    return mails.filter(pk=number, kind=ASKED).first()


def _ask(current: Registration, address: str) -> None:
    to = Registration(pk=current.pk, email=address, language=current.language)
    occasion = f"{current.pk}:{current.changed_at.isoformat()}"
    post_many([draft_to(to, ASKED, key=f"{ASKED}:{occasion}")])
