"""Sending a mail of the outbox: at least once, and twice only where a process was killed between
the mail server's yes and the note of it. The receiver can tell by the Message-ID."""

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email
from django.db import InterfaceError, OperationalError, connections, models, router
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_network.core.mail import trouble
from wagtail_network.core.mail.models import Mail
from wagtail_network.core.mail.rendering import compose
from wagtail_network.core.mail.trouble import Finding, Trouble

logger = logging.getLogger("wagtail_network.mail")

# How long a claim holds. Whoever has not finished by then was killed, since no answer of a mail
# server is waited for longer than the timeout.
LEASE = timedelta(minutes=10)
TIMEOUT_SECONDS = 15
# 1, 2, 4 ... 64 minutes and then every second hour: three days in all.
LONGEST_PAUSE_MINUTES = 120
MAX_ATTEMPTS = 42
# So many mails in a row that do not reach the mail server, and the others wait.
GIVE_UP_AFTER = 3
RECONNECT_PAUSES_SECONDS = (0.1, 1, 5, 15)

Answer = TypeVar("Answer")


class Outcome(models.TextChoices):
    SENT = "sent", _("sent")
    DROPPED = "dropped", _("no longer needed")
    FAILED = "failed", _("failed")
    LATER = "later", _("put off")
    UNREACHED = "unreached", _("put off, the mail server cannot be reached")
    SKIPPED = "skipped", _("done elsewhere")


def send(mail_id: UUID | str, connection: BaseEmailBackend, now: datetime | None = None) -> Outcome:
    """One attempt at one mail, if it is due and nobody else is at it.

    Never in a transaction: the claim must be seen by others while the mail is sent. Raises
    nothing that is wrong with the mail or the mail server, which is noted on the mail; errors
    of the database come through.
    """
    mail = _claim(mail_id, now or timezone.now())
    if mail is None:
        return Outcome.SKIPPED
    if found := _hopeless(mail):
        return _put_off(mail, found)
    try:
        composed = compose(mail, connection)
    except Exception as error:
        return _put_off(mail, trouble.of_writing(error))
    if composed is None:
        _note(mail, status=Mail.Status.DROPPED, due=None)
        return Outcome.DROPPED
    letter, message = composed
    try:
        connection.open()
        message.send()
    except Exception as error:
        close_quietly(connection)
        return _put_off(mail, trouble.of_sending(error))
    _note(
        mail,
        status=Mail.Status.SENT,
        due=None,
        sent_at=timezone.now(),
        calendar_method=letter.calendar_method,
        trouble="",
        error="",
    )
    return Outcome.SENT


def send_all(mail_ids: Iterable[UUID | str], now: datetime | None = None) -> Counter[Outcome]:
    """An attempt at each, over one connection. Stops where the mail server is down."""
    outcomes: Counter[Outcome] = Counter()
    connection = mail_connection()
    unreached = 0
    for mail_id in mail_ids:
        outcome = send(mail_id, connection, now)
        outcomes[outcome] += 1
        if outcome == Outcome.UNREACHED:
            unreached += 1
        elif outcome == Outcome.SENT:
            unreached = 0
        if unreached == GIVE_UP_AFTER:
            break
    close_quietly(connection)
    return outcomes


def send_due(now: datetime | None = None, limit: int = 1000) -> Counter[Outcome]:
    """An attempt at what is due, the oldest first, also at what a killed process left behind."""
    due = Mail.objects.filter(due__lte=now or timezone.now()).order_by("due")
    return send_all(list(due.values_list("pk", flat=True)[:limit]), now)


def mail_connection() -> BaseEmailBackend:
    """The site's mail backend, which does not wait for an answer for ever."""
    connection: Any = get_connection()
    if getattr(connection, "timeout", 0) is None:  # SMTP without EMAIL_TIMEOUT
        connection.timeout = TIMEOUT_SECONDS
    return connection


def close_quietly(connection: BaseEmailBackend) -> None:
    """So that the next mail begins anew. A server that went away takes no goodbye."""
    try:
        connection.close()
    except OSError:
        pass


def _claim(mail_id: UUID | str, now: datetime) -> Mail | None:
    """Takes a mail that is due, for as long as a claim holds, with one conditional update."""

    def take() -> int:
        return Mail.objects.filter(pk=mail_id, due__lte=now).update(
            status=Mail.Status.SENDING,
            claimed_at=now,
            due=now + LEASE,
            attempts=F("attempts") + 1,
        )

    if not _in_database(take):
        return None
    return Mail.objects.filter(pk=mail_id).first()


def _hopeless(mail: Mail) -> Finding | None:
    """What is wrong with a mail before it is written."""
    if mail.attempts > MAX_ATTEMPTS:
        return Finding(Trouble.INTERRUPTED, final=True)
    try:
        validate_email(mail.to)
    except ValidationError:
        return Finding(Trouble.ADDRESS, final=True)
    return None


def _put_off(mail: Mail, found: Finding) -> Outcome:
    """Notes what went wrong, and when to try again if there is any use."""
    # Neither address nor answer: a mail server repeats what it was given.
    logger.warning("Mail %s (%s), attempt %d: %s", mail.pk, mail.kind, mail.attempts, found.trouble)
    noted = {"trouble": found.trouble, "error": found.detail}
    if found.final or mail.attempts >= MAX_ATTEMPTS:
        _note(mail, status=Mail.Status.FAILED, due=None, **noted)
        return Outcome.FAILED
    minutes = min(2 ** (mail.attempts - 1), LONGEST_PAUSE_MINUTES)
    due = (mail.claimed_at or timezone.now()) + timedelta(minutes=minutes)
    _note(mail, status=Mail.Status.WAITING, due=due, **noted)
    return Outcome.UNREACHED if found.trouble == Trouble.UNREACHED else Outcome.LATER


def _note(mail: Mail, **values: Any) -> None:
    """Writes how it went, unless the claim has run out and somebody else has the mail."""
    mine = Mail.objects.filter(pk=mail.pk, status=Mail.Status.SENDING, claimed_at=mail.claimed_at)
    _in_database(lambda: mine.update(**values))


def _in_database(work: Callable[[], Answer]) -> Answer:
    """Repeats one statement after the database was restarted, or could not decide who is first.

    To forget that a mail has been sent is to send it again.
    """
    connection = connections[router.db_for_write(Mail)]
    for pause in RECONNECT_PAUSES_SECONDS:
        try:
            return work()
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block:
                raise
            connection.close()
            time.sleep(pause)
    return work()
