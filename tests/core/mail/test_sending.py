"""At least once, and twice only where nobody can know."""

import logging
import socket
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import get_connection
from django.db import connection
from django.utils import timezone

from tests.core.mail.making import KIND, MailServer
from wagtail_network.core.mail import letters
from wagtail_network.core.mail.letters import Letter
from wagtail_network.core.mail.models import Mail
from wagtail_network.core.mail.sending import (
    LEASE,
    MAX_ATTEMPTS,
    Outcome,
    mail_connection,
    send,
    send_all,
    send_due,
)
from wagtail_network.core.mail.trouble import Trouble

Status = Mail.Status
MINUTE = timedelta(minutes=1)


def attempt(mail: Mail) -> Outcome:
    """One attempt, whatever the hour; the mail is read anew."""
    Mail.objects.filter(pk=mail.pk).update(due=timezone.now())
    (outcome,) = send_all([mail.pk]).elements()
    mail.refresh_from_db()
    return outcome


def pause(mail: Mail) -> timedelta:
    """Until the next attempt, from the last."""
    assert mail.due
    assert mail.claimed_at
    return mail.due - mail.claimed_at


def test_a_mail_is_sent_once_however_often_it_is_asked_for(
    server: MailServer, make_mail: Callable[..., Mail]
) -> None:
    mail = make_mail()
    outcomes = [send_all([mail.pk, mail.pk]), send_all([mail.pk]), send_due()]
    assert outcomes == [{Outcome.SENT: 1, Outcome.SKIPPED: 1}, {Outcome.SKIPPED: 1}, {}]
    assert len(server.received) == 1
    mail.refresh_from_db()
    assert (mail.status, mail.due, mail.attempts) == (Status.SENT, None, 1)
    assert mail.sent_at


def test_a_mail_being_sent_is_left_alone_by_others(
    server: MailServer, make_mail: Callable[..., Mail]
) -> None:
    mail = make_mail()
    elsewhere: list[Outcome] = []

    @letters.letter("test.meanwhile")
    def written_while_others_try(mail: Mail) -> Letter:
        elsewhere.append(send(mail.pk, mail_connection()))
        elsewhere.extend(send_due())
        return Letter(subject="Hej")

    Mail.objects.update(kind="test.meanwhile")
    assert attempt(mail) == Outcome.SENT
    assert elsewhere == [Outcome.SKIPPED]
    assert len(server.received) == 1


def test_a_mail_waits_for_its_day(server: MailServer, make_mail: Callable[..., Mail]) -> None:
    mail = make_mail(due=timezone.now() + MINUTE)
    assert send_all([mail.pk]) == {Outcome.SKIPPED: 1}
    assert send_due() == {}
    assert send_due(now=timezone.now() + 2 * MINUTE) == {Outcome.SENT: 1}


def test_what_a_killed_worker_left_is_sent_when_its_claim_has_run_out(
    server: MailServer, make_mail: Callable[..., Mail]
) -> None:
    mail = make_mail()

    @letters.letter("test.killed")
    def killed_while_writing(mail: Mail) -> Letter:
        raise SystemExit

    Mail.objects.update(kind="test.killed")
    with pytest.raises(SystemExit):
        attempt(mail)
    Mail.objects.update(kind=KIND)
    mail.refresh_from_db()
    assert mail.status == Status.SENDING
    assert send_due(now=timezone.now() + LEASE - MINUTE) == {}
    assert send_due(now=timezone.now() + LEASE + MINUTE) == {Outcome.SENT: 1}
    assert len(server.received) == 1


def test_a_worker_whose_claim_ran_out_writes_nothing_over_the_next_ones_work(
    server: MailServer, make_mail: Callable[..., Mail]
) -> None:
    mail = make_mail()

    @letters.letter("test.slow")
    def slower_than_the_claim(mail: Mail) -> Letter:
        Mail.objects.update(kind=KIND)
        assert send_due(now=timezone.now() + 2 * LEASE) == {Outcome.SENT: 1}
        raise RuntimeError

    Mail.objects.update(kind="test.slow")
    attempt(mail)
    assert mail.status == Status.SENT


def test_a_mail_that_kills_its_worker_again_and_again_is_given_up(
    server: MailServer, make_mail: Callable[..., Mail]
) -> None:
    mail = make_mail(attempts=MAX_ATTEMPTS, status=Status.SENDING)
    assert attempt(mail) == Outcome.FAILED
    assert mail.trouble == Trouble.INTERRUPTED
    assert server.received == []


@pytest.mark.parametrize(
    ("answer", "outcome", "trouble"),
    [
        ("550 5.1.1 No such user", Outcome.FAILED, Trouble.ADDRESS),
        ("550 Unknown", Outcome.FAILED, Trouble.ADDRESS),
        ("553 5.1.3 Bad address", Outcome.FAILED, Trouble.ADDRESS),
        ("554 5.7.1 Relay access denied", Outcome.LATER, Trouble.REFUSED),
        ("530 5.5.1 Authentication required", Outcome.LATER, Trouble.REFUSED),
        ("450 4.2.0 Greylisted", Outcome.LATER, Trouble.REFUSED),
        ("421 4.3.2 Closing", Outcome.UNREACHED, Trouble.UNREACHED),
    ],
)
def test_only_an_address_that_is_refused_for_good_fails_at_once(
    server: MailServer,
    make_mail: Callable[..., Mail],
    answer: str,
    outcome: Outcome,
    trouble: Trouble,
) -> None:
    mail = make_mail()
    server.to_recipient = answer
    assert attempt(mail) == outcome
    assert (mail.trouble, mail.error) == (trouble, answer)
    assert (mail.status == Status.FAILED) == (mail.due is None) == (outcome == Outcome.FAILED)
    server.to_recipient = ""
    if outcome != Outcome.FAILED:
        assert pause(mail) == MINUTE
        assert attempt(mail) == Outcome.SENT
        assert (mail.trouble, mail.error) == ("", "")


@pytest.mark.parametrize("answer", ["451 4.7.1 Try later", "552 5.3.4 Too big", "554 5.7.1 Spam"])
def test_a_mail_refused_for_what_it_says_is_tried_again(
    server: MailServer, make_mail: Callable[..., Mail], answer: str
) -> None:
    mail = make_mail()
    server.to_data = answer
    assert attempt(mail) == Outcome.LATER
    assert (mail.trouble, mail.error) == (Trouble.REFUSED, answer)
    server.to_data = ""
    assert attempt(mail) == Outcome.SENT


def test_an_address_that_is_none_fails_without_a_word_to_the_server(
    server: MailServer, make_mail: Callable[..., Mail]
) -> None:
    for address in ("ole", "a@b.dk\nBcc: all@example.org", "søren@example.org"):
        mail = make_mail(to=address)
        assert attempt(mail) == Outcome.FAILED, address
        assert mail.trouble == Trouble.ADDRESS
    assert server.sessions == 0


def test_a_server_that_refuses_connections_is_tried_again(
    server: MailServer, make_mail: Callable[..., Mail], settings: Any
) -> None:
    mail = make_mail()
    server.stop()
    assert attempt(mail) == Outcome.UNREACHED
    assert mail.trouble == Trouble.UNREACHED
    assert "refused" in mail.error
    server.start()
    assert attempt(mail) == Outcome.SENT


def test_a_server_that_never_answers_is_not_waited_for(
    make_mail: Callable[..., Mail], settings: Any
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        settings.EMAIL_TIMEOUT = 0.2
        mail = make_mail()
        begun = time.monotonic()
        assert attempt(mail) == Outcome.UNREACHED
        assert time.monotonic() - begun < 2
    assert mail.error.endswith("timed out")


def test_no_answer_is_waited_for_without_end_where_the_site_says_nothing(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_TIMEOUT = None
    assert get_connection().timeout is None
    assert mail_connection().timeout == 15
    settings.EMAIL_TIMEOUT = 3
    assert mail_connection().timeout == 3


def test_where_the_line_drops_after_the_text_the_second_mail_has_the_same_message_id(
    server: MailServer, make_mail: Callable[..., Mail]
) -> None:
    mail = make_mail()
    server.drop_after_data = True
    assert attempt(mail) == Outcome.UNREACHED
    server.drop_after_data = False
    assert attempt(mail) == Outcome.SENT
    first, second = server.received
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Message-ID"].startswith(f"<{mail.pk}@")


def test_attempts_grow_apart_and_end_after_three_days(
    server: MailServer, make_mail: Callable[..., Mail]
) -> None:
    mail = make_mail()
    server.to_data = "451 Later"
    pauses = []
    while attempt(mail) == Outcome.LATER:
        pauses.append(pause(mail))
    assert pauses[:8] == [timedelta(minutes=n) for n in (1, 2, 4, 8, 16, 32, 64, 120)]
    assert set(pauses[8:]) == {timedelta(hours=2)}
    assert timedelta(days=2.5) < sum(pauses, timedelta()) < timedelta(days=3.5)
    assert (mail.status, mail.due, mail.attempts) == (Status.FAILED, None, MAX_ATTEMPTS)


def test_after_an_hour_without_a_server_everything_arrives_within_another(
    server: MailServer, make_mail: Callable[..., Mail]
) -> None:
    mails = [make_mail() for number in range(10)]
    begun = timezone.now()
    server.stop()
    for minute in range(61):
        send_due(now=begun + minute * MINUTE)
    server.start()
    for minute in range(61, 130):
        send_due(now=begun + minute * MINUTE)
    assert {mail["Message-ID"].split("@")[0][1:] for mail in server.received} == {
        str(mail.pk) for mail in mails
    }
    assert len(server.received) == len(mails)


def test_a_server_that_is_down_is_not_asked_for_every_mail(
    server: MailServer, make_mail: Callable[..., Mail]
) -> None:
    for _number in range(6):
        make_mail()
    server.stop()
    assert send_due() == {Outcome.UNREACHED: 3}
    assert Mail.objects.filter(attempts=0).count() == 3


def test_all_that_is_due_goes_over_one_connection_the_oldest_first(
    server: MailServer, make_mail: Callable[..., Mail]
) -> None:
    now = timezone.now()
    names = ["c", "a", "b"]
    for name in names:
        make_mail(to=f"{name}@example.org", due=now - "cba".index(name) * MINUTE)
    assert send_due() == {Outcome.SENT: 3}
    assert [mail["To"] for mail in server.received] == [
        "a@example.org",
        "b@example.org",
        "c@example.org",
    ]
    assert server.sessions == 1


def test_one_refused_address_does_not_keep_the_next_mail_back(
    server: MailServer, make_mail: Callable[..., Mail]
) -> None:
    now = timezone.now()
    make_mail(to="søren@example.org", due=now - MINUTE)
    make_mail(kind="test.nobody", due=now - MINUTE / 2)
    make_mail()
    assert send_due() == {Outcome.FAILED: 1, Outcome.LATER: 1, Outcome.SENT: 1}


def test_a_run_takes_no_more_than_it_was_given(
    server: MailServer, make_mail: Callable[..., Mail]
) -> None:
    for _number in range(3):
        make_mail()
    assert send_due(limit=2) == {Outcome.SENT: 2}


def test_a_letter_that_is_no_longer_true_is_dropped(
    server: MailServer, make_mail: Callable[..., Mail]
) -> None:
    letters.letter("test.untrue")(lambda mail: None)
    mail = make_mail(kind="test.untrue")
    assert attempt(mail) == Outcome.DROPPED
    assert (mail.status, mail.due) == (Status.DROPPED, None)
    assert server.sessions == 0


def broken(mail: Mail) -> Letter:
    raise ValueError(f"{mail.to} https://example.org/hemmelig/")


def bad_header(mail: Mail) -> Letter:
    return Letter(subject="Hej", headers={"X-Name": "a\nBcc: all@example.org"})


@pytest.mark.parametrize("builder", [broken, bad_header, None])
def test_a_letter_that_cannot_be_written_is_kept_and_says_where(
    server: MailServer, make_mail: Callable[..., Mail], builder: Any
) -> None:
    if builder:
        letters.letter("test.broken")(builder)
    mail = make_mail(kind="test.broken")
    assert attempt(mail) == Outcome.LATER
    assert mail.status == Status.WAITING
    assert mail.trouble == Trouble.LETTER
    assert ".py:" in mail.error
    assert "hemmelig" not in mail.error
    assert server.received == []


def test_neither_log_nor_error_has_a_link_and_the_log_no_address(
    server: MailServer, make_mail: Callable[..., Mail], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.to_data = "554 <ole@example.org> sent https://example.org/hemmelig/ which is listed"
    letters.letter("test.broken")(broken)
    mails = [make_mail(), make_mail(kind="test.broken")]
    send_due()
    ours = [record for record in caplog.records if record.name.startswith("wagtail_network")]
    assert len(ours) == 2
    assert not [r for r in ours if "hemmelig" in r.getMessage() or "ole@" in r.getMessage()]
    for mail in mails:
        mail.refresh_from_db()
        assert "hemmelig" not in mail.error


def test_sending_costs_three_queries_besides_the_letters_own(
    server: MailServer, make_mail: Callable[..., Mail], django_assert_num_queries: Any
) -> None:
    mail = make_mail()
    with django_assert_num_queries(3):
        send_all([mail.pk])


@pytest.mark.django_db(transaction=True)
def test_a_database_that_was_restarted_while_a_mail_was_sent_costs_no_second_mail(
    server: MailServer, make_mail: Callable[..., Mail]
) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("a database in memory does not survive its connection")

    @letters.letter("test.restart")
    def written_while_the_connection_breaks(mail: Mail) -> Letter:
        connection.connection.close()
        return Letter(subject="Hej")

    mail = make_mail(kind="test.restart")
    assert send_all([mail.pk]) == {Outcome.SENT: 1}
    mail.refresh_from_db()
    assert mail.status == Status.SENT
    assert send_due() == {}
    assert len(server.received) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_mail_once(
    server: MailServer, make_mail: Callable[..., Mail]
) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("threads share one SQLite database in memory; processes are tried elsewhere")
    mails = [make_mail() for number in range(40)]
    start = threading.Barrier(6)
    outcomes = []

    def work() -> None:
        start.wait()
        outcomes.append(send_due())
        connection.close()

    workers = [threading.Thread(target=work) for number in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(counts[Outcome.SENT] for counts in outcomes) == len(mails)
    assert len({mail["Message-ID"] for mail in server.received}) == len(server.received) == 40
