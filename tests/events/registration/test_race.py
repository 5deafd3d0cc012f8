"""16 processes at once, on each engine as sites set it up.

``make race`` runs it with 1,000 people, ten times.
"""

import pytest
from django.db import connection

from tests.events.registration.racing import (
    count_then_insert,
    errors,
    join,
    lock_count_then_insert,
    race_of,
    wrongs,
)
from tests.racing.engines import Database
from tests.racing.meetings import publish_meeting
from tests.racing.processes import PROCESSES, Job, at_once, deal
from wagtail_network.models import Answer, Mail, Registration

PEOPLE = 200


def test_postgresql_is_raced_on() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("no DATABASE_URL: the races on PostgreSQL are left out")


def test_nothing_is_sold_twice_and_nobody_is_lost(own_database: Database) -> None:
    event = publish_meeting()
    records = at_once(own_database, race_of(event, PEOPLE))
    assert len(records) == PEOPLE
    assert wrongs(event, records) == []


def test_counting_first_oversells_and_the_harness_sees_it(own_database: Database) -> None:
    event = publish_meeting(capacity=5)
    jobs = [Job(count_then_insert, (event.pk, number)) for number in range(PROCESSES)]
    records = at_once(own_database, deal(jobs))
    assert errors(records) == []
    assert f"{PROCESSES} have a seat, not 5" in wrongs(event, records)


def test_a_lock_does_not_help_who_counts_under_repeatable_read(own_database: Database) -> None:
    if connection.settings_dict["OPTIONS"].get("isolation_level") != 3:
        pytest.skip("only under REPEATABLE READ")
    event = publish_meeting(capacity=5)
    jobs = [Job(lock_count_then_insert, (event.pk, number)) for number in range(PROCESSES)]
    records = at_once(own_database, deal(jobs))
    assert errors(records) == []
    assert f"{PROCESSES} have a seat, not 5" in wrongs(event, records)


def test_the_harness_sees_what_is_lost_or_out_of_order(own_database: Database) -> None:
    event = publish_meeting(capacity=2)
    records = at_once(own_database, [[Job(join, (event.pk, number)) for number in range(6)]])
    assert wrongs(event, records) == []
    found = Registration.objects.of(event)
    Answer.objects.filter(registration__name="Person 1").delete()
    found.filter(name="Person 0").delete()
    Mail.objects.filter(registration__name="Person 5", registration__event=event.pk).delete()
    found.filter(name="Person 3").update(queue_number=9)
    said = "\n".join(wrongs(event, records))
    assert "person-0@example.org is lost" in said
    assert "1 have a seat, not 2" in said
    assert "Person 1 has answered None" in said
    assert "numbered [1, 3, 4, 9]" in said
    assert "person 4 has place 3 and came after place 9" in said
    assert "the counters are not" in said
    assert "Person 5 has been promised None" in said
