"""Reads a feed of hard meetings with several calendar programs: does each find the right instants?

    python .ci/calendar_clients

Installs ical.js (by npm) and khal (by pip) in a temporary folder, and skips, saying why, what
cannot be had. Ends with 1 where a client reads a meeting otherwise than it is.
"""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parent.parent.parent
# The tables of khal end with the 32-bit clock.
LAST_YEARS = {"khal": 2036}


def make_feed(feed: Path) -> dict[str, Any]:
    """Writes the feed; returns how each of its meetings is to be read, by title."""
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()

    from django.db import connection
    from django.test.utils import setup_test_environment, teardown_test_environment
    from meetings import HARD
    from meetings import feed as made

    setup_test_environment(debug=False)
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0)
    try:
        feed.write_bytes(made())
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
        teardown_test_environment()
    return {title: meeting.expected() for title, meeting in HARD.items()}


def differences(client: str, expected: dict[str, Any], found: dict[str, Any]) -> list[str]:
    last = LAST_YEARS.get(client)
    asked = {
        title: meeting
        for title, meeting in expected.items()
        if last is None or meeting.start.year <= last
    }
    return [
        f"{title}: {found.get(title, 'not found')}, not {meeting}"
        for title, meeting in asked.items()
        if found.get(title) != meeting
    ]


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="calendar-clients-") as temporary:
        folder = Path(temporary)
        feed = folder / "calendar.ics"
        expected = make_feed(feed)
        from clients import CLIENTS, Skipped

        failed = 0
        for client, read in CLIENTS.items():
            own = folder / client
            own.mkdir()
            try:
                found = read(feed, own)
            except Skipped as skipped:
                print(f"{client}: SKIPPED, {skipped}.", flush=True)
                continue
            wrong = differences(client, expected, found)
            failed += bool(wrong)
            said = "differs" if wrong else "reads every meeting as it is"
            print(f"{client}: {said} ({len(found)} read).", *wrong, sep="\n  ", flush=True)
        return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
