"""What a registrant is told, put into the outbox in the transaction that makes it true."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, TextField, Value
from django.db.models.functions import Cast, Concat

from wagtail_network.core.mail.models import Mail
from wagtail_network.core.mail.outbox import draft, post_many
from wagtail_network.events.registration.models import Registration

# ``status_key`` as the database has it.
STATUS_KEY = Concat(
    *(Value("registration."), "status", Value(":"), Cast("pk", TextField())),
    *(Value(":"), Cast("revision", TextField())),
    output_field=TextField(),
)


def status_key(registration: Registration) -> str:
    """The one mail about a status: another status, or the same one again, is another mail."""
    return f"registration.{registration.status}:{registration.pk}:{registration.revision}"


def tell_status(registration: Registration, *, was: str = "", by: str = "", **facts: Any) -> None:
    """Tells the registrant what their registration has become.

    ``was``: the status before, blank for a new registration. ``by``: "self", "coordinator" or
    "system". Nothing where there is no address to write to.
    """
    tell_statuses([registration], was=was, by=by, **facts)


def tell_statuses(registrations: Iterable[Registration], **facts: Any) -> None:
    """As :func:`tell_status`, to many at once: with one insert."""
    facts = {"was": "", "by": "", **facts}
    post_many(
        [
            draft_to(one, f"registration.{one.status}", key=status_key(one), facts=facts)
            for one in registrations
            if one.email
        ]
    )


def tell(registration: Registration, kind: str, *, key: str, **options: Any) -> None:
    """Posts a letter of some kind; each key is posted once only. One query."""
    if registration.email:
        post_many([draft_to(registration, kind, key=key, **options)])


def tell_many(registrations: Any, kind: str, *, occasion: str, **options: Any) -> int:
    """As :func:`tell`, to all of a queryset, each once for an occasion. Returns to how many.

    One select and one insert.
    """
    found = registrations.exclude(email="").only("email", "language").order_by()
    mails = [draft_to(one, kind, key=f"{kind}:{one.pk}:{occasion}", **options) for one in found]
    post_many(mails)
    return len(mails)


def draft_to(registration: Registration, kind: str, *, key: str, **options: Any) -> Mail:
    """A letter to a registrant, not promised yet."""
    return draft(
        kind,
        registration.email,
        language=registration.language,
        key=key,
        registration=registration,
        **options,
    )


def forget_named(registration: Registration) -> None:
    """Takes a person's name out of what stands in the outbox for those signed up with them."""
    together = Q(registration__signed_up_by=registration.pk)
    if registration.signed_up_by_id:
        together |= Q(registration=registration.signed_up_by_id)
    for mail in Mail.objects.filter(together):
        others = mail.facts.pop("others", [])
        if left := [name for name in others if name != registration.name]:
            mail.facts["others"] = left
        if mail.facts.get("signed_up_by") == registration.name:
            del mail.facts["signed_up_by"]
        mail.save(update_fields=["facts"])
