"""A demo of one's own, as ``make demo`` starts it, in a process of its own."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import NamedTuple
from urllib.request import urlopen

from example_site.addresses import MANAGE

COMMANDS = ("migrate", "example_home", "network_demo", "demo_login")
NOT_OURS = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "DEBUG", "SECRET_KEY"}


class DemoSite(NamedTuple):
    """``environment``: that of its process, for commands on the same data."""

    base: str
    environment: dict[str, str]


@contextmanager
def running_demo(folder: Path) -> Iterator[DemoSite]:
    """``folder``: for its database and uploads."""
    host = f"127.0.0.1:{_free_port()}"
    kept = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    site = DemoSite(f"http://{host}", kept | {"VAR_DIR": str(folder), "BASE_URL": f"http://{host}"})
    for command in COMMANDS:
        subprocess.run([*_manage(), command], env=site.environment, check=True, capture_output=True)
    serve = [*_manage(), "runserver", host, "--noreload", "--skip-checks"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(serve, env=site.environment, **quiet)
    try:
        _wait_for(site.base)
        yield site
    finally:
        server.kill()
        server.wait()


def _manage() -> list[str]:
    return [sys.executable, str(MANAGE)]


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(address: str) -> None:
    for _attempt in range(300):
        try:
            urlopen(f"{address}/robots.txt").close()
            return
        except OSError:
            sleep(0.1)
    raise AssertionError(f"Nothing answers at {address}")
