"""Runs benchmarks on databases made for it: ``python -m benchmarks --parts meetings``.

``DATABASE_URL`` chooses the engine, as for the tests. Nothing is kept.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

import django

PARTS = ["meetings", "registration", "directory"]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--parts", nargs="+", default=PARTS, choices=PARTS)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[100, 1000, 10000], help="meetings of a network"
    )
    parser.add_argument(
        "--members", type=int, nargs="+", default=[1000, 10000, 100000], help="of a directory"
    )
    parser.add_argument("--people", type=int, default=320, help="who sign up in each round")
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()

    from django.conf import settings
    from django.db import connection
    from django.test.utils import setup_test_environment, teardown_test_environment

    setup_test_environment(debug=False)
    settings.ROOT_URLCONF = "benchmarks.urls"
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        with tempfile.TemporaryDirectory() as folder:
            print(f"{connection.vendor}, Python {sys.version.split()[0]}", flush=True)
            _run(options, Path(folder))
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
        teardown_test_environment()


def _run(options: argparse.Namespace, folder: Path) -> None:
    from benchmarks import directory, meetings, registration
    from benchmarks.harness import measure, report

    # First, since it is measured on copies of a database that is empty yet.
    if "registration" in options.parts:
        registration.run(folder, options.rounds, options.people)
    if "meetings" in options.parts:
        print("\nseeding", flush=True)
        cases = meetings.cases(options.sizes, folder)
        measure(cases, options.rounds)
        report(cases)
    # Last, since nothing else is to be measured among so many.
    if "directory" in options.parts:
        directory.run(options.members, options.rounds)


if __name__ == "__main__":
    main()
