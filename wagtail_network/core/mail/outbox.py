"""Promising a mail, in the transaction of what it tells about: both happen, or neither."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from wagtail_network.core.mail.delivery import hand_over
from wagtail_network.core.mail.models import Mail


def post(
    kind: str,
    to: str,
    *,
    language: str,
    key: str,
    facts: dict[str, Any] | None = None,
    due: datetime | None = None,
    **links: Any,
) -> Mail:
    """Promises one mail. One query, and one for its task where the queue is in the database.

    Does nothing where there is a mail with this key; what is returned then was not saved.
    ``due`` is when to send it, else at once; ``links`` are further fields of ``Mail``.
    """
    mail = draft(kind, to, language=language, key=key, facts=facts, due=due, **links)
    post_many([mail])
    return mail


def post_many(mails: Sequence[Mail]) -> None:
    """Promises many mails made with ``draft``, as ``post`` does: with one insert and one task."""
    if mails:
        Mail.objects.bulk_create(mails, ignore_conflicts=True)
        hand_over(mails)


def draft(
    kind: str,
    to: str,
    *,
    language: str,
    key: str,
    facts: dict[str, Any] | None = None,
    due: datetime | None = None,
    **links: Any,
) -> Mail:
    """A mail that is not promised yet. Raises ``ValueError`` without an address or a key."""
    if not to or not key:
        raise ValueError("A mail needs an address and a key.")
    now = timezone.now()
    return Mail(
        kind=kind,
        to=to,
        language=language,
        key=key,
        facts=facts or {},
        due=due or now,
        created_at=now,
        **links,
    )


def resend(mails: Iterable[Mail]) -> int:
    """Tries again now, and for another three days, what failed or waits after a failed attempt.

    Returns how many. What has been sent, or waits for its day, is left alone.
    """
    chosen = Mail.objects.filter(
        Q(status=Mail.Status.FAILED) | Q(status=Mail.Status.WAITING, attempts__gt=0),
        pk__in=[mail.pk for mail in mails],
    )
    again = list(chosen.only("pk", "due"))
    now = timezone.now()
    done = chosen.filter(pk__in=[mail.pk for mail in again]).update(
        status=Mail.Status.WAITING, due=now, attempts=0, trouble="", error=""
    )
    for mail in again:
        mail.due = now
    hand_over(again)
    return done
