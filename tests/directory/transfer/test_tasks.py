"""Who goes on with an import, and what is forgotten when."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from wagtail_network.directory.transfer import jobs
from wagtail_network.directory.transfer.models import forget_old_imports
from wagtail_network.directory.transfer.tasks import (
    go_on,
    go_on_with_forgotten,
    hand_over,
    has_worker,
    help_out,
)
from wagtail_network.models import ImportJob, Organisation

WITH_WORKER = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def begun(tried: Callable[..., ImportJob]) -> ImportJob:
    job = tried({"name": "A"}, {"name": "B"})
    jobs.run(job)
    return job


def test_without_a_worker_the_page_that_looks_on_does_it(begun: ImportJob) -> None:
    assert not has_worker()
    hand_over(begun)
    assert help_out(begun).status == ImportJob.Status.DONE


def test_a_worker_is_given_the_job_and_a_little_time(
    begun: ImportJob, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.TASKS = WITH_WORKER
    assert has_worker()
    with django_capture_on_commit_callbacks(execute=True):
        hand_over(begun)
    assert help_out(begun).status == ImportJob.Status.RUNNING
    assert not Organisation.objects.exists()
    begun.touched_at = timezone.now() - timedelta(minutes=1)
    assert help_out(begun).status == ImportJob.Status.DONE


def test_the_workers_task_goes_on_to_the_end(
    begun: ImportJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "PORTION", 1)
    go_on.func(begun.pk)
    go_on.func(begun.pk)
    go_on.func(0)
    assert Organisation.objects.count() == 2


def test_what_was_left_alone_is_gone_on_with_by_the_clock(begun: ImportJob) -> None:
    assert go_on_with_forgotten() == 0
    ImportJob.objects.update(touched_at=timezone.now() - timedelta(minutes=5))
    call_command("network_due", verbosity=0)
    assert Organisation.objects.count() == 2


def test_rows_are_forgotten_after_their_time(
    tried: Callable[..., ImportJob], imported: Callable[..., ImportJob]
) -> None:
    tried({"name": "A"})
    done = imported({"name": "B"})
    ImportJob.objects.update(created_at=timezone.now() - timedelta(days=2))
    assert forget_old_imports() == 1
    assert ImportJob.objects.get() == done
    ImportJob.objects.update(created_at=timezone.now() - timedelta(days=31))
    assert forget_old_imports() == 1
    assert Organisation.objects.get().name == "B"
