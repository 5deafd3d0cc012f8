from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone, translation

from wagtail_network.core.mail.models import Mail
from wagtail_network.core.mail.problems import problems

Status = Mail.Status


def test_an_outbox_that_works_has_no_problems(
    make_mail: Callable[..., Mail], django_assert_num_queries: Any
) -> None:
    now = timezone.now()
    make_mail(status=Status.SENT, due=None)
    make_mail(status=Status.DROPPED, due=None)
    make_mail()
    make_mail(due=now + timedelta(days=30))
    make_mail(attempts=5, trouble="unreached", due=now + timedelta(minutes=16))
    make_mail(status=Status.SENDING, due=now - timedelta(minutes=5))
    with django_assert_num_queries(1):
        assert problems() == []


def test_what_failed_and_what_was_forgotten_is_counted(make_mail: Callable[..., Mail]) -> None:
    long_ago = timezone.now() - timedelta(hours=2)
    make_mail(status=Status.FAILED, due=None)
    make_mail(status=Status.FAILED, due=None)
    make_mail(status=Status.SENDING, due=long_ago)
    make_mail(due=long_ago)
    with translation.override("en"):
        assert problems() == [
            "2 mails could not be sent. See Networks > Mails in the admin.",
            "1 mail was left while it was being sent. Run network_due.",
            "1 mail should have been sent long ago. Is network_due run regularly?",
        ]
