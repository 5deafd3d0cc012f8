"""Handing mails to the site's task queue.

The queue only makes it quick. What must be sent stands in the outbox, and what the queue has lost
``network_due`` finds there.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import router, transaction
from django.utils import timezone
from django_tasks import task

from wagtail_network.core.mail.models import Mail
from wagtail_network.core.mail.sending import send_all

try:
    from django_tasks_db import DatabaseBackend
except ImportError:  # the site has another queue, or none
    DatabaseBackend = None  # type: ignore[assignment,misc]

SHORTEST_PAUSE = timedelta(seconds=30)
# So many are sent while somebody waits for the page, where there is no queue; the others are left
# to network_due.
AT_ONCE = 20

Due = tuple[UUID, datetime]


@task()
def deliver(*mail_ids: str) -> None:
    """Sends mails, and comes back to those that could not be sent where the queue can wait."""
    send_all(mail_ids)
    if deliver.get_backend().supports_defer:
        left = Mail.objects.filter(pk__in=mail_ids, due__isnull=False)
        soonest = timezone.now() + SHORTEST_PAUSE
        _enqueue((pk, max(due, soonest)) for pk, due in left.values_list("pk", "due") if due)


def hand_over(mails: Iterable[Mail]) -> None:
    """Puts mails just written to the outbox into the queue.

    A queue in the same database is a part of the same transaction. Any other, also one that runs
    tasks at once, hears of them when the transaction is done: not before there is a mail, and
    never while the transaction holds its locks.
    """
    dues = [(mail.pk, mail.due) for mail in mails if mail.due]
    database = router.db_for_write(Mail)

    def enqueue() -> None:
        _enqueue(dues)

    if _queue_is_in(database):
        enqueue()
    else:
        transaction.on_commit(enqueue, using=database, robust=True)


def _queue_is_in(database: str) -> bool:
    if DatabaseBackend is None or not isinstance(deliver.get_backend(), DatabaseBackend):
        return False
    rows: Any = apps.get_app_config("django_tasks_database").get_model("DBTaskResult")
    return router.db_for_write(rows) == database


def _enqueue(dues: Iterable[Due]) -> None:
    """One task for all that are due, one more for each later time if the queue can wait for it."""
    now: list[str] = []
    later: dict[datetime, list[str]] = defaultdict(list)
    started = timezone.now()
    for mail_id, due in dues:
        (now if due <= started else later[due]).append(str(mail_id))
    backend = deliver.get_backend()
    if not backend.supports_get_result:  # nobody can ask it later, since it runs tasks at once
        now = now[:AT_ONCE]
    if now:
        deliver.enqueue(*now)
    if backend.supports_defer:
        for due, mail_ids in later.items():
            deliver.using(run_after=due).enqueue(*mail_ids)
