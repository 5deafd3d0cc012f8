"""``network_due``"""

import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from tests.core.mail.making import MailServer
from wagtail_network.core.mail.models import Mail
from wagtail_network.management.commands import network_due


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def run(**options: object) -> str:
    said = StringIO()
    call_command("network_due", stdout=said, stderr=said, **options)
    return said.getvalue()


def test_it_sends_what_waits_and_says_how_much(
    server: MailServer, make_mail: Callable[..., Mail]
) -> None:
    make_mail()
    make_mail()
    make_mail(to="søren@example.org")
    assert run() == "Mails: 2 sent, 1 failed\n"
    assert run() == ""
    assert run(verbosity=2).endswith("\nMails: nothing due\n")


def test_a_step_that_fails_does_not_keep_the_next_back(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> Mapping[str, int]:
        raise ValueError("ole@example.org")

    steps = [("First", broken), ("Second", lambda: {"done": 3, "left": 0})]
    monkeypatch.setattr(network_due, "STEPS", steps)
    said = StringIO()
    with pytest.raises(CommandError, match="Not everything"):
        call_command("network_due", stdout=said, stderr=said)
    assert said.getvalue() == "First: ValueError\nSecond: 3 done\n"


def test_in_a_loop_it_goes_on_until_it_is_told_to_end(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds: list[int] = []

    def count() -> Mapping[str, int]:
        rounds.append(1)
        if len(rounds) == 3:
            os.kill(os.getpid(), signal.SIGTERM)
        return {"done": 1}

    monkeypatch.setattr(network_due, "STEPS", [("Round", count)])
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    assert threading.current_thread() is threading.main_thread()
    try:
        assert run(loop=0.01) == "Round: 1 done\n" * 3
    finally:
        signal.signal(signal.SIGTERM, before[0])
        signal.signal(signal.SIGINT, before[1])


@pytest.mark.parametrize("given", ["0", "-1", "nan", "abc", "1e9"])
def test_the_pause_is_a_number_of_seconds(given: str) -> None:
    with pytest.raises(CommandError, match="loop"):
        call_command("network_due", f"--loop={given}")
