"""A mail is promised in the transaction of what it tells about, and once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.core.mail.making import KIND, MailServer
from wagtail_network.core.mail.models import Mail
from wagtail_network.core.mail.outbox import draft, post, post_many, resend

Status = Mail.Status


def promise(key: str = "confirmed:1", **given: Any) -> Mail:
    return post(KIND, "ole@example.org", language="da", key=key, **given)


def test_a_promise_costs_one_query(db: None, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        mail = promise(facts={"seats": 2})
    kept = Mail.objects.get()
    assert kept.pk == mail.pk
    assert (kept.status, kept.facts, kept.attempts) == (Status.WAITING, {"seats": 2}, 0)
    assert kept.due <= timezone.now()


def test_promising_twice_is_promising_once(db: None) -> None:
    first = promise()
    Mail.objects.update(status=Status.SENT, due=None)
    second = promise()
    assert Mail.objects.get().pk == first.pk != second.pk
    assert Mail.objects.get().status == Status.SENT


def test_many_are_promised_with_one_query_and_those_already_there_left_alone(
    db: None, django_assert_num_queries: Any
) -> None:
    promise("promoted:3")
    drafts = [draft(KIND, "a@b.dk", language="da", key=f"promoted:{n}") for n in range(50)]
    with django_assert_num_queries(1):
        post_many(drafts)
    assert Mail.objects.count() == 50
    post_many([])


def test_a_mail_for_later_is_due_then(db: None) -> None:
    day = timezone.now() + timedelta(days=3)
    promise(due=day)
    assert Mail.objects.get().due == day


@pytest.mark.parametrize(("to", "key"), [("", "a"), ("a@b.dk", "")])
def test_a_mail_needs_an_address_and_a_key(db: None, to: str, key: str) -> None:
    with pytest.raises(ValueError, match="address and a key"):
        post(KIND, to, language="da", key=key)


def test_a_field_that_is_not_there_is_a_mistake(db: None) -> None:
    with pytest.raises(TypeError, match="nonsense"):
        promise(nonsense=1)


@pytest.mark.parametrize(("status", "due"), [(Status.WAITING, None), (Status.SENT, timezone.now())])
def test_the_database_holds_what_is_open_to_be_due_and_what_is_done_not(
    make_mail: Callable[..., Mail], status: str, due: Any
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_mail(status=status, due=due)


def test_the_database_holds_a_key_to_one_mail(make_mail: Callable[..., Mail]) -> None:
    make_mail(key="once")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_mail(key="once")


def test_only_what_failed_or_waits_after_a_failure_is_sent_again(
    make_mail: Callable[..., Mail],
) -> None:
    later = timezone.now() + timedelta(days=1)
    failed = make_mail(status=Status.FAILED, due=None, attempts=42, trouble="refused", error="5")
    retried = make_mail(due=later, attempts=3)
    sent = make_mail(status=Status.SENT, due=None)
    dropped = make_mail(status=Status.DROPPED, due=None)
    reminder = make_mail(due=later)
    assert resend([failed, retried, sent, dropped, reminder]) == 2
    for mail in (failed, retried):
        mail.refresh_from_db()
        assert mail.status == Status.WAITING
        assert mail.due <= timezone.now()
        assert (mail.attempts, mail.trouble, mail.error) == (0, "", "")
    for mail in (sent, dropped, reminder):
        before = (mail.status, mail.due)
        mail.refresh_from_db()
        assert (mail.status, mail.due) == before


@pytest.mark.django_db(transaction=True)
def test_what_is_sent_again_is_sent_at_once(
    server: MailServer, make_mail: Callable[..., Mail]
) -> None:
    resend([make_mail(status=Status.FAILED, due=None)])
    assert len(server.received) == 1
