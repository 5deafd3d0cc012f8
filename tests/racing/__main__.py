"""Races 1,000 people for 50 seats, ten times on each engine: ``python -m tests.racing``.

On SQLite in a file, or where ``DATABASE_URL`` names PostgreSQL on that. Nothing is kept.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

import django


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.racing", description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--engines", default="", help="only those with this in their name")
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()

    from django.db import connection

    from tests.racing.engines import ENGINES

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        with tempfile.TemporaryDirectory() as folder:
            engines = [engine for engine in ENGINES if engine.vendor == connection.vendor]
            chosen = [one for one in engines if options.engines.lower() in one.name.lower()]
            return min(sum(_race_on_one(one, Path(folder), options) for one in chosen), 1)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def _race_on_one(engine: Any, folder: Path, options: Any) -> int:
    from tests.racing.engines import copy_for, pointed_at

    with copy_for(engine, folder) as database, pointed_at(database):
        return sum(_run(engine, database, number, options) for number in range(options.runs))


def _run(engine: Any, database: dict[str, Any], number: int, options: Any) -> bool:
    from tests.events.registration.racing import joins, wrongs
    from tests.racing.meetings import publish_meeting
    from tests.racing.processes import PROCESSES, at_once, deal
    from wagtail_network.models import Registration

    event = publish_meeting()
    records = at_once(database, deal(joins(event, options.people)))
    found = wrongs(event, records)
    seconds = sorted(record.seconds for record in records)
    whole = max(record.ended for record in records) - min(record.began for record in records)
    seated = Registration.objects.of(event).seated().count()
    waiting = Registration.objects.of(event).waiting().count()
    print(
        f"{engine.name:28} run {number + 1:2}: {PROCESSES} processes, {len(records)} people, "
        f"{seated} seated, {waiting} waiting, {len(records) / whole:5.0f}/s, "
        f"median {median(seconds) * 1000:4.0f} ms, "
        f"p99 {seconds[int(len(seconds) * 0.99)] * 1000:5.0f} ms, "
        f"{'all as it must be' if not found else f'{len(found)} WRONG'}",
        flush=True,
    )
    for wrong in found[:5]:
        print(f"    {wrong}")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
