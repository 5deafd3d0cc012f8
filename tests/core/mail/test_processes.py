"""Real processes on a real database, killed at the worst moment."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from tests.core.mail.making import MailServer
from wagtail_network.core.mail.models import Mail

ROOT = Path(__file__).resolve().parents[3]


class Processes:
    """Starts senders on a copy of the test's database in a file, or on PostgreSQL on its own."""

    def __init__(self, folder: Path, server: MailServer) -> None:
        self.server = server
        self.file = folder / "copy.sqlite3"
        self.started: list[subprocess.Popen[str]] = []
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            with sqlite3.connect(self.file) as copy:
                connection.connection.backup(copy)
            copy.close()
            self.url = f"sqlite:///{self.file}"
        else:
            base = os.environ["DATABASE_URL"].rpartition("/")[0]
            self.url = f"{base}/{connection.settings_dict['NAME']}"

    def start(self) -> "subprocess.Popen[str]":
        sender = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "tests.core.mail.sender", str(self.server.port)],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": self.url},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.started.append(sender)
        return sender

    def run(self) -> str:
        said, _nothing = self.start().communicate(timeout=60)
        return said.strip()

    def sql(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """On the database of the processes."""
        if connection.vendor != "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(statement, values)
                return list(cursor.fetchall()) if cursor.description else []
        with sqlite3.connect(self.file) as copy:
            rows = copy.execute(statement.replace("%s", "?"), values).fetchall()
        copy.close()
        return rows


@pytest.fixture
def processes(tmp_path: Path, server: MailServer) -> Iterator[Callable[[], Processes]]:
    made: list[Processes] = []

    def make() -> Processes:
        made.append(Processes(tmp_path, server))
        return made[-1]

    yield make
    server.go_on.set()
    for process in [process for some in made for process in some.started]:
        process.kill()
        process.communicate()


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_before_it_could_note_what_it_sent_costs_one_more_mail_and_no_less(
    server: MailServer, make_mail: Callable[..., Mail], processes: Callable[[], Processes]
) -> None:
    make_mail()
    site = processes()
    server.waits = True
    worker = site.start()
    assert server.got_one.wait(60)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait(10)
    server.go_on.set()
    server.waits = False

    assert site.sql("SELECT status FROM wagtail_network_mail") == [("sending",)]
    assert site.run().endswith("Mails: intet at gøre")  # the claim holds
    site.sql("UPDATE wagtail_network_mail SET due = %s", timezone.now().isoformat(" "))
    assert site.run().splitlines()[-1] in {"Mails: 1 sendt", "Mails: 1 sent"}
    assert site.run().endswith("Mails: intet at gøre")
    assert site.sql("SELECT status, attempts FROM wagtail_network_mail") == [("sent", 2)]
    assert len(server.received) == 2
    assert len({mail["Message-ID"] for mail in server.received}) == 1


@pytest.mark.django_db(transaction=True)
def test_several_processes_at_once_send_each_mail_once(
    server: MailServer, make_mail: Callable[..., Mail], processes: Callable[[], Processes]
) -> None:
    for _number in range(60):
        make_mail()
    site = processes()
    workers = [site.start() for number in range(3)]
    said = [worker.communicate(timeout=60)[0] for worker in workers]
    assert site.sql("SELECT DISTINCT status FROM wagtail_network_mail") == [("sent",)], said
    assert len(server.received) == 60
    assert len({mail["Message-ID"] for mail in server.received}) == 60
