"""Part ``registration``: how many people a second can sign up, against a bare INSERT.

In-process with ``register``, and over HTTP with the form; one process, and 16 at once. Everybody
gets a seat at the same meeting, which is the hardest case: all of them change the same row.
"""

from collections.abc import Callable
from functools import lru_cache
from itertools import count
from pathlib import Path
from uuid import uuid4

from django.db import connection, transaction
from django.test import Client, override_settings

from benchmarks import bare
from benchmarks.rates import Rate, measure_rates, report_rates
from tests.events.registration.racing import CONSENTS, join, meeting
from tests.racing.engines import ENGINES, copy_for, pointed_at
from tests.racing.meetings import publish_meeting
from tests.racing.processes import PROCESSES, TASKS, Job
from wagtail_network.core.robots import shown_stamp
from wagtail_network.events.registration.mail import tell_statuses
from wagtail_network.events.registration.registering import (
    Applicant,
    give_consents,
    keep_answers,
    register,
)
from wagtail_network.models import Registration

MANY = 1_000_000
_numbers = count()


def run(folder: Path, rounds: int, people: int) -> None:
    """On each engine as sites set it up, in a database of its own."""
    for engine in ENGINES:
        if engine.vendor == connection.vendor:
            with copy_for(engine, folder) as database, pointed_at(database):
                with override_settings(TASKS=TASKS):
                    found = [rate for processes in (1, PROCESSES) for rate in rates(processes)]
                    measure_rates(found, database, rounds, people)
                report_rates(f"{engine}: {rounds} rounds of {people} people each", found)


def rates(processes: int) -> list[Rate]:
    bare.make_table()
    event = publish_meeting(capacity=MANY)
    address = f"{event.url}register/"

    def numbered(work: Callable) -> Callable[[], Job]:
        return lambda: Job(work, (event.pk, next(_numbers)))

    def bare_values() -> Job:
        return Job(insert, (bare.values_of(bare.row(event.pk, next(_numbers))),))

    def form() -> Job:
        return Job(post_form, (address, next(_numbers)))

    ready = Job(meeting, (event.pk,))
    return [
        Rate("INSERT of one row, in SQL", processes, bare_values),
        Rate("INSERT of one row, by Django", processes, numbered(insert_by_django)),
        Rate("all rows, without the rules", processes, numbered(write_all), ready),
        Rate("register(), name and address", processes, numbered(join_without_more), ready),
        Rate("register(), answers, consents", processes, numbered(join), ready),
        Rate("POST of the form", processes, form, Job(open_form, (address,))),
    ]


def insert(values: list) -> None:
    with connection.cursor() as cursor:
        cursor.execute(bare.insert_sql(), values)


def insert_by_django(event: int, number: int) -> None:
    bare.row(event, number).save(force_insert=True)


def write_all(event: int, number: int) -> None:
    """What a registration consists of, but nobody counts seats."""
    _page, questions = meeting(event)
    registration = Registration(
        event_id=event,
        status="registered",
        name=f"Person {number}",
        email=f"person-{number}@example.org",
        organisation_name=f"Company {number % 7}",
        language="da",
    )
    with transaction.atomic():
        registration.save(force_insert=True)
        keep_answers(registration, {questions[0]: registration.name, questions[1]: number})
        give_consents(registration, CONSENTS, "da")
        tell_statuses([registration])


def join_without_more(event: int, number: int) -> None:
    """Who is asked nothing else, and says yes to nothing."""
    page, _questions = meeting(event)
    name, address = f"Person {number}", f"person-{number}@example.org"
    company = f"Company {number % 7}"
    person = Applicant(name=name, email=address, organisation=company, mode="offline")
    register(page, [person], submission=uuid4(), language="da")


@lru_cache
def browser() -> Client:
    return Client()


def open_form(address: str) -> None:
    browser().get(address)


def post_form(address: str, number: int) -> None:
    filled_in = {
        "name": f"Person {number}",
        "email": f"person-{number}@example.org",
        "organisation": f"Company {number % 7}",
        "shown": shown_stamp(60),
        "submission": str(uuid4()),
    }
    response = browser().post(address, filled_in)
    if response.status_code != 302:
        raise RuntimeError(f"{address} answers {response.status_code}")
