"""Web and worker killed at any moment, the mail server away, the database restarted.

An hour without mail server is a few seconds here, with the due times set back afterwards.
"""

import re
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from tests.core.mail.making import MailServer, text_of
from tests.events.registration.racing import problems
from tests.faults.running import Site, end_all_connections
from tests.faults.visitors import Visitor
from tests.racing.engines import ENGINES, Database
from tests.racing.meetings import publish_meeting
from wagtail_network.events.registration.mail import status_key
from wagtail_network.models import EventPage, Mail, Registration

PEOPLE, SEATS, AT_ONCE = 48, 20, 6
PATIENCE_SECONDS = 30
# Those of the engines on which sites run: what differs here is the engine and not how it isolates.
FITTING = ("SQLite, WAL", "PostgreSQL, READ COMMITTED")
LINK = re.compile(r"/network/registration/[\w-]{65}/")


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    server = MailServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def site(own_database: Database, mail_server: MailServer, tmp_path: Path) -> Iterator[Site]:
    site = Site(own_database, mail_server.port, tmp_path)
    yield site
    site.stop()


def visit(number: int, site: Site, event: str, server: MailServer) -> tuple[bool, bool]:
    """Whether a visitor was told that they are signed up, and that they have cancelled."""
    visitor = Visitor(number, PATIENCE_SECONDS)
    signed_up = visitor.sign_up(f"{site.address}{event}register/")
    if not signed_up or number % 6:
        return signed_up, False
    for _attempt in visitor.attempts():
        for message in list(server.received):
            if message["To"] == visitor.email and (link := LINK.search(text_of(message))):
                return True, visitor.cancel(f"{site.address}{link[0]}")
    return True, False


def let_all_hell_loose(site: Site, server: MailServer, database: Database, seed: int) -> None:
    chance = Random(seed)  # noqa: S311
    faults = [site.web.kill, site.worker.kill] * 3 + [site.worker.kill] * 2
    if connection.vendor == "postgresql":
        faults += [lambda: end_all_connections(database)] * 3
    chance.shuffle(faults)
    for number, fault in enumerate(faults):
        time.sleep(chance.uniform(0.3, 2))
        fault()
        if number == len(faults) // 2:
            server.stop()
        elif number == len(faults) // 2 + 2:
            server.start()


def recover(settings: Any, server: MailServer) -> None:
    """What network_due does once an hour has passed, and claims of the dead have run out."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
    hour_ago = timezone.now() - timedelta(hours=1)
    Mail.objects.filter(due__isnull=False).update(due=hour_ago)
    call_command("network_due", verbosity=0)


@pytest.mark.parametrize(
    "copied_database",
    [engine for engine in ENGINES if engine.name in FITTING and engine.vendor == connection.vendor],
    indirect=True,
    ids=str,
)
def test_all_that_was_promised_is_kept(
    own_database: Database, site: Site, mail_server: MailServer, settings: Any
) -> None:
    event = publish_meeting(capacity=SEATS)
    site.wait()
    with ThreadPoolExecutor(AT_ONCE) as crowd:
        visits = [
            crowd.submit(visit, number, site, event.url, mail_server) for number in range(PEOPLE)
        ]
        let_all_hell_loose(site, mail_server, own_database, seed=4)
        told = [visit.result() for visit in visits]
    site.stop()
    recover(settings, mail_server)

    assert problems() == []
    call_command("network_check", verbosity=0)
    assert sum(signed_up for signed_up, _cancelled in told) > PEOPLE // 2
    became = dict(Registration.objects.of(event).values_list("name", "status"))
    for number, (signed_up, cancelled) in enumerate(told):
        assert not signed_up or f"Person {number}" in became
        assert not cancelled or became[f"Person {number}"] == "cancelled"
    all_mails_are_right(event, mail_server, kills=site.kills)


def all_mails_are_right(event: EventPage, server: MailServer, kills: int) -> None:
    """Everybody has the mail of their status, each mail once, or twice where it was killed."""
    ids = [message["Message-ID"].strip("<>").partition("@")[0] for message in server.received]
    received = Counter(ids)
    mails = {str(mail.pk): mail for mail in Mail.objects.filter(registration__event=event.pk)}
    assert received.keys() <= mails.keys()
    assert {mail.status for mail in mails.values()} <= {"sent", "dropped"}
    sent = {key for key, mail in mails.items() if mail.status == "sent"}
    assert sent <= received.keys()
    by_key = {mail.key: mail for mail in mails.values()}
    for registration in Registration.objects.of(event):
        assert by_key[status_key(registration)].status == "sent", registration.status
    assert sum(received.values()) - len(received) <= kills
