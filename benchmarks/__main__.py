"""Runs a benchmark on a database made for it: ``python -m benchmarks [part] [--sizes 100 1000]``.

``DATABASE_URL`` chooses the engine, as for the tests. Nothing is kept.
"""

import argparse
import os
import sys

import django


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("part", nargs="?", default="meetings", choices=["meetings"])
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10000])
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()

    from django.conf import settings
    from django.db import connection
    from django.test.utils import setup_test_environment, teardown_test_environment

    from benchmarks import meetings
    from benchmarks.harness import measure, report

    setup_test_environment(debug=False)
    settings.ROOT_URLCONF = "benchmarks.urls"
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0)
    try:
        print(f"{connection.vendor}, Python {sys.version.split()[0]}: seeding", flush=True)
        cases = {"meetings": meetings.cases}[options.part](options.sizes)
        measure(cases, options.rounds)
        report(cases)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
        teardown_test_environment()


if __name__ == "__main__":
    main()
