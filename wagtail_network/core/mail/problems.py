"""What an outbox that works does not have."""

from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import ngettext

from wagtail_network.core.mail.models import Mail

# After which something that is run every few minutes has plainly not been run.
PATIENCE = timedelta(hours=1)


def problems(now: datetime | None = None) -> list[str]:
    """What is wrong, in words; empty where nothing is. One query.

    A mail that waits for its next attempt is no problem: the outbox deals with it.
    """
    now = now or timezone.now()
    # While a mail is being sent it is due when its claim ends.
    forgotten = Q(due__lt=now - PATIENCE)
    counts = Mail.objects.aggregate(
        failed=Count("pk", filter=Q(status=Mail.Status.FAILED)),
        stuck=Count("pk", filter=Q(status=Mail.Status.SENDING) & forgotten),
        waiting=Count("pk", filter=Q(status=Mail.Status.WAITING) & forgotten),
    )
    return [text % {"count": counts[name]} for name, text in _words(counts).items() if counts[name]]


def _words(counts: dict[str, int]) -> dict[str, str]:
    return {
        "failed": ngettext(
            "%(count)d mail could not be sent. See Networks > Mails in the admin.",
            "%(count)d mails could not be sent. See Networks > Mails in the admin.",
            counts["failed"],
        ),
        "stuck": ngettext(
            "%(count)d mail was left while it was being sent. Run network_due.",
            "%(count)d mails were left while they were being sent. Run network_due.",
            counts["stuck"],
        ),
        "waiting": ngettext(
            "%(count)d mail should have been sent long ago. Is network_due run regularly?",
            "%(count)d mails should have been sent long ago. Is network_due run regularly?",
            counts["waiting"],
        ),
    }
