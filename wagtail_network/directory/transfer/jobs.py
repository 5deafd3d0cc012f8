"""A job from one step to the next, and a portion at a time by whichever process comes along."""

import logging
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import InterfaceError, OperationalError, connections, router, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from wagtail_network.core.folding import fold
from wagtail_network.core.retrying import Busy, in_transaction
from wagtail_network.directory.transfer.models import WORKING, ImportJob, ImportRow
from wagtail_network.directory.transfer.tables import Table
from wagtail_network.directory.transfer.taking_back import take_back
from wagtail_network.directory.transfer.work import Portion, Work
from wagtail_network.directory.transfer.writing import carry_out

logger = logging.getLogger("wagtail_network.import")

PORTION = 500
# Records are deleted one by one, and nobody else can write on SQLite while a portion is.
UNDONE_AT_A_TIME = 50
# Whoever has not finished a portion by then was killed.
LEASE = timedelta(minutes=2)
MOST_UNKNOWN = 200
RESULTS = ["outcome", "message", "changes", "cvr", "folded", "before", "organisation"]

Status, Outcome = ImportJob.Status, ImportRow.Outcome


class Taken(Exception):
    """Another process is at the job, or it was stopped."""


@transaction.atomic
def keep(table: Table, job: ImportJob) -> ImportJob:
    """Saves a job with the rows of a table. Raises ``UnreadableTable``, with nothing saved."""
    job.headings, job.language = table.headings, get_language() or "en"
    job.save()
    rows = (ImportRow(job=job, number=number, cells=cells) for number, cells in table.rows)
    ImportRow.objects.bulk_create(rows, batch_size=PORTION)
    job.total = job.rows.count()
    job.save(update_fields=["total"])
    return job


def check(job: ImportJob, columns: list[str]) -> bool:
    """Begins the trial, with what each column means. False where it is too late for that."""
    return _begin(
        job, Status.CHECKING, [Status.MATCHING, Status.CHECKED], columns=columns, unknown={}
    )


def run(job: ImportJob, **options: Any) -> bool:
    """Begins to import what was tried. False where somebody has done so already."""
    return _begin(
        job, Status.RUNNING, [Status.CHECKED], started_at=timezone.now(), unknown={}, **options
    )


def undo(job: ImportJob) -> bool:
    """Begins to take back what was imported. False where that is going on or done."""
    return _begin(job, Status.TAKING_BACK, [Status.DONE, Status.STOPPED])


def stop(job: ImportJob) -> bool:
    """Stops a job that runs; what it has done stays. False where it had ended."""
    running = ImportJob.objects.filter(pk=job.pk, status=Status.RUNNING)
    return bool(running.update(status=Status.STOPPED, finished_at=timezone.now()))


def _begin(job: ImportJob, status: str, after: list[str], **values: Any) -> bool:
    with transaction.atomic():
        waiting = ImportJob.objects.filter(pk=job.pk, status__in=after)
        now = timezone.now()
        begun = waiting.update(status=status, done=0, touched_at=now, claimed_until=None, **values)
        if begun and status != Status.TAKING_BACK:
            job.rows.update(outcome=Outcome.WAITING, message="")
        if begun and status == Status.TAKING_BACK:
            total = job.rows.exclude(before={}).count()
            ImportJob.objects.filter(pk=job.pk).update(total=total)
    job.refresh_from_db()
    return bool(begun)


def advance(job: ImportJob, seconds: float = 2.0) -> ImportJob:
    """Goes on with a job for about so long, at least one portion of rows.

    Does nothing where another process is at it, or nothing is to be done. Not in a transaction.
    What it says of the rows is in the language of whoever uploaded them.
    """
    with override(job.language):
        if not _claim(job):
            job.refresh_from_db()
            return job
        try:
            _work_until(time.monotonic() + seconds, job)
        except (Taken, Busy):
            pass
        finally:
            ImportJob.objects.filter(pk=job.pk, claimed_until=job.claimed_until).update(
                claimed_until=None
            )
    job.refresh_from_db()
    return job


def _claim(job: ImportJob) -> bool:
    now = timezone.now()
    free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    mine = ImportJob.objects.filter(free, pk=job.pk, status__in=WORKING)
    if not mine.update(claimed_until=now + LEASE, touched_at=now):
        return False
    job.refresh_from_db()
    return True


def _work_until(deadline: float, job: ImportJob) -> None:
    work = Work(job)
    while job.is_working:
        try:
            in_transaction(partial(_step, job, work, PORTION))
        except (Taken, Busy, OperationalError, InterfaceError):
            raise  # nothing that is wrong with the rows
        except Exception:
            logger.exception("A portion of import %s failed", job.pk)
            work = _one_by_one(job)
        if time.monotonic() > deadline:
            return


def _step(job: ImportJob, work: Work, size: int) -> None:
    """One portion, with the claim renewed first: so nobody else is at it until it is committed."""
    _renew(job)
    rows = list(STEPS[job.status](job, work, size))
    if not rows:
        _finish(job)
        return
    ImportJob.objects.filter(pk=job.pk).update(done=F("done") + len(rows), unknown=job.unknown)


def _renew(job: ImportJob) -> None:
    now = timezone.now()
    mine = ImportJob.objects.filter(pk=job.pk, claimed_until=job.claimed_until, status=job.status)
    until = now + LEASE
    if not mine.update(claimed_until=until, touched_at=now):
        raise Taken
    job.claimed_until = until


def _finish(job: ImportJob) -> None:
    after = {
        Status.CHECKING: Status.CHECKED,
        Status.RUNNING: Status.DONE,
        Status.TAKING_BACK: Status.TAKEN_BACK,
    }
    job.status = after[Status(job.status)]
    finished = None if job.status == Status.CHECKED else timezone.now()
    total = job.rows.count()
    ImportJob.objects.filter(pk=job.pk).update(
        status=job.status, total=total, done=total, finished_at=finished
    )


def _one_by_one(job: ImportJob) -> Work:
    """After an error nobody foresaw: one broken row of a thousand must not cost the others."""
    # What the portion changed in memory was rolled back in the database.
    job.refresh_from_db()
    work = Work(job)
    for _number in range(PORTION):
        try:
            in_transaction(partial(_step, job, work, 1))
        except (Taken, Busy, OperationalError, InterfaceError):
            raise
        except Exception as error:
            logger.exception("A row of import %s failed", job.pk)
            job.refresh_from_db()
            in_transaction(partial(_give_up_on_next, job, error))
            work = Work(job)
        if not job.is_working:
            break
    return work


def _give_up_on_next(job: ImportJob, error: Exception) -> None:
    _renew(job)
    row = _next_to_undo(job, 1) if job.status == Status.TAKING_BACK else _waiting(job, 1)
    for one in row:
        kept = job.status == Status.TAKING_BACK
        one.outcome = Outcome.KEPT if kept else Outcome.FAILED
        message = _("Unexpected error: %(error)s. Tell who runs the site.")
        one.message = message % {"error": type(error).__name__}
        one.save(update_fields=["outcome", "message"])
    ImportJob.objects.filter(pk=job.pk).update(done=F("done") + 1)


def _waiting(job: ImportJob, size: int) -> list[ImportRow]:
    return list(job.rows.filter(outcome=Outcome.WAITING).order_by("number")[:size])


def _next_to_undo(job: ImportJob, size: int) -> list[ImportRow]:
    """The last first, so that what two rows did to one organisation is taken back in turn."""
    left = job.rows.exclude(before={}).exclude(outcome__in=[Outcome.TAKEN_BACK, Outcome.KEPT])
    return list(left.order_by("-number")[:size])


def _try(job: ImportJob, work: Work, size: int) -> list[ImportRow]:
    return _plan(job, work, size)[0]


def _import(job: ImportJob, work: Work, size: int) -> list[ImportRow]:
    rows, portion = _plan(job, work, size)
    carry_out(portion, work)
    return _save(rows)


def _plan(job: ImportJob, work: Work, size: int) -> tuple[list[ImportRow], Portion]:
    rows = _waiting(job, size)
    portion = work.plan(rows)
    _count_unknown(job, portion.unknown)
    return rows, portion


def _undo(job: ImportJob, work: Work, size: int) -> list[ImportRow]:
    rows = _next_to_undo(job, min(size, UNDONE_AT_A_TIME))
    take_back(rows, work)
    return _save(rows)


def _save(rows: list[ImportRow]) -> list[ImportRow]:
    """Written over what is there, which is much quicker than one statement of cases."""
    features = connections[router.db_for_write(ImportRow)].features
    key = ["id"] if features.supports_update_conflicts_with_target else None
    ImportRow.objects.bulk_create(
        rows, update_conflicts=True, update_fields=RESULTS, unique_fields=key, batch_size=PORTION
    )
    return rows


def _count_unknown(job: ImportJob, found: dict[str, Counter[str]]) -> None:
    """Under the first spelling met: a capital makes no other name."""
    for kind, names in found.items():
        counted = Counter(job.unknown.get(kind, {}))
        spellings = {fold(name): name for name in reversed(counted)}
        for name, number in names.items():
            counted[spellings.setdefault(fold(name), name)] += number
        job.unknown[kind] = dict(counted.most_common(MOST_UNKNOWN))


STEPS: dict[str, Callable[[ImportJob, Work, int], list[ImportRow]]] = {
    Status.CHECKING: lambda job, work, size: _save(_try(job, work, size)),
    Status.RUNNING: _import,
    Status.TAKING_BACK: _undo,
}
