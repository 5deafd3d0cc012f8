"""What a registrant is told, put into the outbox in the transaction that makes it true."""

from typing import Any

from wagtail_network.core.mail.outbox import post
from wagtail_network.events.registration.models import Registration


def status_key(registration: Registration) -> str:
    """The one mail about a status: another status, or the same one again, is another mail."""
    return f"registration.{registration.status}:{registration.pk}:{registration.revision}"


def tell_status(registration: Registration, *, was: str = "", by: str = "") -> None:
    """Tells the registrant what their registration has become.

    ``was``: the status before, blank for a new registration. ``by``: "self", "coordinator" or
    "system". Nothing where there is no address to write to.
    """
    tell(
        registration,
        f"registration.{registration.status}",
        key=status_key(registration),
        facts={"was": was, "by": by},
    )


def tell(registration: Registration, kind: str, *, key: str, **options: Any) -> None:
    """Posts a letter of some kind; each key is posted once only. One query."""
    if registration.email:
        post(
            kind,
            registration.email,
            language=registration.language,
            key=key,
            registration=registration,
            **options,
        )
