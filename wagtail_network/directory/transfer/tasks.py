"""Who goes on with a job: the site's worker, else the page that shows it, else ``network_due``."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from wagtail_network.directory.transfer.jobs import advance
from wagtail_network.directory.transfer.models import WORKING, ImportJob

# A worker has the job to itself for so long before a page that looks on helps out.
PATIENCE = timedelta(seconds=10)
# What nobody has touched for so long, its page closed and its worker gone, is gone on with.
FORGOTTEN = timedelta(minutes=1)
SECONDS_PER_RUN = 50.0


@task()
def go_on(job_id: int) -> None:
    """Goes on with a job to its end, or until another process is at it."""
    job = ImportJob.objects.filter(pk=job_id).first()
    while job is not None and job.is_working:
        done, status = job.done, job.status
        advance(job, SECONDS_PER_RUN)
        if (job.done, job.status) == (done, status):
            return


def hand_over(job: ImportJob) -> None:
    """Gives the job to the site's worker, if it has one, when the transaction is done."""
    if has_worker():
        transaction.on_commit(partial(go_on.enqueue, job.pk), robust=True)


def help_out(job: ImportJob, seconds: float = 2.0) -> ImportJob:
    """Goes on with a job from the page that shows it, unless a worker is about to."""
    waits = has_worker() and timezone.now() - job.touched_at < PATIENCE
    return job if waits or not job.is_working else advance(job, seconds)


def go_on_with_forgotten() -> int:
    """Goes on with jobs that nobody is at, for a while; returns how many rows were done."""
    done = 0
    old = ImportJob.objects.filter(
        status__in=WORKING, touched_at__lt=timezone.now() - FORGOTTEN
    ).order_by("touched_at")
    for job in old:
        before = job.done
        advance(job, SECONDS_PER_RUN)
        done += max(0, job.done - before)
    return done


def has_worker() -> bool:
    """Whether tasks are done by somebody else; one at once would keep a visitor waiting."""
    backend: Any = go_on.get_backend()
    return bool(backend.supports_get_result)
