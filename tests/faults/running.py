"""Processes that are started again when they end, as a site's init system does it."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from django.db import connection

from tests.racing.engines import Database

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60


class Kept:
    """``python -m`` something, kept running until it is stopped."""

    def __init__(self, *arguments: str, environment: dict[str, str], log: Path) -> None:
        self.arguments = [sys.executable, "-m", *arguments]
        self.environment, self.log = environment, log
        self.kills = 0
        self.stopped = threading.Event()
        self.process = self._start()
        self.keeper = threading.Thread(target=self._keep, daemon=True)
        self.keeper.start()

    def kill(self) -> None:
        """SIGKILL: it gets no word of it."""
        self.kills += 1
        self.process.kill()

    def stop(self) -> None:
        self.stopped.set()
        self.keeper.join()
        self.process.kill()
        self.process.wait()

    def _keep(self) -> None:
        while not self.stopped.wait(0.05):
            if self.process.poll() is not None:
                self.process = self._start()

    def _start(self) -> subprocess.Popen:
        with self.log.open("ab") as log:
            return subprocess.Popen(  # noqa: S603
                self.arguments, env=self.environment, cwd=ROOT, stdout=log, stderr=log
            )


class Site:
    """The test host: a web server and a worker on one database."""

    def __init__(self, database: Database, mail_port: int, folder: Path) -> None:
        kept = {key: value for key, value in database.items() if key != "TEST"}
        given = {"database": {**kept, "CONN_MAX_AGE": 0}, "mail_port": mail_port}
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "FAULTS": json.dumps(given),
        }
        self.port = free_port()
        common: Any = {"environment": environment, "log": folder / "log"}
        self.web = Kept("tests.faults.web", str(self.port), **common)
        self.worker = Kept(
            *("django", "db_worker", "--interval", "0.1", "--no-startup-delay", "-v0"), **common
        )
        self.log = folder / "log"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def kills(self) -> int:
        return self.web.kills + self.worker.kills

    def wait(self) -> None:
        """Until the web server answers, whatever it says."""
        for _attempt in range(10 * START_SECONDS):
            try:
                urllib.request.urlopen(self.address, timeout=5).close()
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise TimeoutError(self.log.read_text())

    def stop(self) -> None:
        self.web.stop()
        self.worker.stop()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def end_all_connections(database: Database) -> None:
    """As a restart of PostgreSQL does it, to this database only."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [database["NAME"]],
        )
