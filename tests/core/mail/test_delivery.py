"""The task queue: in the transaction where it can be, and else after it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_tasks import default_task_backend
from django_tasks.backends.dummy import DummyBackend
from django_tasks_db.models import DBTaskResult

from tests.core.mail.making import KIND, MailServer
from wagtail_network.core.mail import letters
from wagtail_network.core.mail.delivery import AT_ONCE
from wagtail_network.core.mail.letters import Letter
from wagtail_network.core.mail.models import Mail
from wagtail_network.core.mail.outbox import draft, post, post_many
from wagtail_network.core.mail.sending import LEASE, send_due

pytestmark = pytest.mark.django_db(transaction=True)

Status = Mail.Status


def promise(key: str = "a", **given: Any) -> Mail:
    return post(KIND, f"{key}@example.org", language="da", key=key, **given)


def promise_many(count: int) -> list[Mail]:
    mails = [draft(KIND, "a@example.org", language="da", key=str(n)) for n in range(count)]
    post_many(mails)
    return mails


class Down(DummyBackend):
    def enqueue(self, *args: Any, **kwargs: Any) -> Any:
        raise ConnectionError("no Redis")


@pytest.fixture
def database_queue(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def another_queue(settings: Any) -> None:
    """One that knows how to wait, and is not the database: it keeps what it is given."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def work() -> None:
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)


def tasks() -> list[list[str]]:
    ready = DBTaskResult.objects.filter(status="READY").order_by("enqueued_at")
    return [task.args_kwargs["args"] for task in ready]


def test_without_a_queue_a_mail_is_sent_after_the_transaction_and_not_in_it(
    server: MailServer,
) -> None:
    with transaction.atomic():
        promise()
        assert server.sessions == 0
    assert len(server.received) == 1
    assert Mail.objects.get().status == Status.SENT


def test_what_is_rolled_back_was_never_promised(server: MailServer) -> None:
    with transaction.atomic():
        promise("kept")
        with pytest.raises(RuntimeError), transaction.atomic():
            promise("lost")
            raise RuntimeError
    assert [mail["To"] for mail in server.received] == ["kept@example.org"]
    assert Mail.objects.count() == 1


def test_without_a_queue_a_dead_mail_server_is_no_error_of_the_page(server: MailServer) -> None:
    server.stop()
    with transaction.atomic():
        promise()
    mail = Mail.objects.get()
    assert (mail.status, mail.attempts) == (Status.WAITING, 1)
    server.start()
    send_due(now=timezone.now() + timedelta(minutes=2))
    assert len(server.received) == 1


def test_without_a_queue_a_page_waits_for_some_mails_and_network_due_sends_the_others(
    server: MailServer,
) -> None:
    promise_many(AT_ONCE + 5)
    assert len(server.received) == AT_ONCE
    send_due()
    assert len(server.received) == AT_ONCE + 5


def test_without_a_queue_a_mail_for_later_is_left_to_network_due(server: MailServer) -> None:
    promise(due=timezone.now() + timedelta(hours=1))
    assert server.received == []


@pytest.mark.usefixtures("database_queue")
def test_a_queue_in_the_database_is_part_of_the_transaction(
    server: MailServer, django_assert_num_queries: Any
) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        with django_assert_num_queries(2):
            mail = promise()
        assert tasks() == [[str(mail.pk)]]
        raise RuntimeError
    assert tasks() == []
    with transaction.atomic():
        promise()
    work()
    assert len(server.received) == 1
    assert Mail.objects.get().status == Status.SENT
    assert tasks() == []


@pytest.mark.usefixtures("database_queue")
def test_many_mails_are_one_task(server: MailServer, django_assert_num_queries: Any) -> None:
    with transaction.atomic(), django_assert_num_queries(2):
        mails = promise_many(60)
    assert tasks() == [[str(mail.pk) for mail in mails]]
    work()
    assert len(server.received) == 60
    assert server.sessions == 1


@pytest.mark.usefixtures("database_queue")
def test_a_task_that_comes_twice_sends_once(server: MailServer) -> None:
    mail = promise()
    promise()  # the key is taken: a task for a mail that is not there
    DBTaskResult.objects.create(
        args_kwargs={"args": [str(mail.pk)], "kwargs": {}},
        task_path="wagtail_network.core.mail.delivery.deliver",
        backend_name="default",
    )
    work()
    assert len(server.received) == 1
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}


@pytest.mark.usefixtures("database_queue")
def test_a_queue_that_can_wait_tries_again_without_network_due(server: MailServer) -> None:
    promise()
    server.to_data = "451 Later"
    work()
    mail = Mail.objects.get()
    assert mail.status == Status.WAITING
    again = DBTaskResult.objects.get(status="READY")
    assert again.run_after == mail.due
    server.to_data = ""
    work()
    assert server.received == []
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    Mail.objects.update(due=timezone.now())
    work()
    assert len(server.received) == 1
    assert tasks() == []


@pytest.mark.usefixtures("database_queue")
def test_what_a_dead_mail_server_kept_back_comes_in_the_queue_again(server: MailServer) -> None:
    promise_many(6)
    server.stop()
    work()
    left = DBTaskResult.objects.filter(status="READY")
    assert sum(len(task.args_kwargs["args"]) for task in left) == 6
    assert min(task.run_after for task in left) > timezone.now()


@pytest.mark.usefixtures("database_queue")
def test_a_mail_somebody_else_is_sending_is_looked_at_again_when_the_claim_ends(
    server: MailServer,
) -> None:
    mail = promise()
    Mail.objects.update(status=Status.SENDING, due=timezone.now() + LEASE)
    work()
    assert server.received == []
    assert DBTaskResult.objects.get(status="READY").run_after == Mail.objects.get(pk=mail.pk).due


@pytest.mark.usefixtures("database_queue")
def test_a_mail_for_later_waits_in_the_queue(server: MailServer) -> None:
    day = timezone.now() + timedelta(days=2)
    promise(due=day)
    work()
    assert server.received == []
    assert DBTaskResult.objects.get().run_after == day


@pytest.mark.usefixtures("another_queue")
def test_a_queue_elsewhere_hears_of_a_mail_when_the_transaction_is_done() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        promise("lost")
        raise RuntimeError
    with transaction.atomic():
        mail = promise("kept")
        assert default_task_backend.results == []  # type: ignore[attr-defined]
    (task,) = default_task_backend.results  # type: ignore[attr-defined]
    assert task.args == [str(mail.pk)]


def test_a_queue_that_is_down_breaks_nothing(settings: Any, server: MailServer) -> None:
    settings.TASKS = {"default": {"BACKEND": f"{__name__}.Down"}}
    with transaction.atomic():
        promise()
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    send_due()
    assert len(server.received) == 1


def test_the_letter_is_written_outside_the_transaction(
    server: MailServer, make_mail: Callable[..., Mail]
) -> None:
    seen = []

    @letters.letter("test.where")
    def where(mail: Mail) -> Letter:
        seen.append(transaction.get_connection().in_atomic_block)
        return Letter(subject="Hej")

    with transaction.atomic():
        post("test.where", "a@example.org", language="da", key="where")
    assert seen == [False]
