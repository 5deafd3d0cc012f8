"""Two telephones at one door, each sending what it has kept, at once and in no order."""

import random
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.utils import timezone

from tests.events.registration.conftest import applicant, counts_are_right
from tests.events.registration.racing import errors, joins
from tests.racing.engines import Database
from tests.racing.meetings import publish_meeting
from tests.racing.processes import Job, at_once
from wagtail_network.events.registration.checking_in import check_in, undo_check_in, walk_in
from wagtail_network.models import EventPage, Registration, Seats

PEOPLE, TAPS, TELEPHONES = 6, 12, 2


def tap(key: int, is_here: bool, at: datetime) -> None:
    registration = Registration.objects.get(pk=key)
    (check_in if is_here else undo_check_in)(registration, at)


def add(event: int, name: str, form: str, at: datetime) -> None:
    page = EventPage.objects.get(pk=event)
    person = applicant(name, email="")
    walk_in(page, person, submission=UUID(form), language="da", at=at)


def test_the_last_tap_holds_and_everybody_is_counted_once(own_database: Database) -> None:
    event = publish_meeting(capacity=PEOPLE // 2)
    records = at_once(own_database, [joins(event, PEOPLE)])
    assert errors(records) == []
    people = list(Registration.objects.of(event).values_list("pk", flat=True))
    start = timezone.now() - timedelta(hours=1)
    chance = random.Random(4)  # noqa: S311
    last: dict[int, bool] = {}
    jobs = []
    for number in range(PEOPLE * TAPS):
        key, is_here = chance.choice(people), chance.random() < 0.6
        last[key] = is_here
        jobs.append(Job(tap, (key, is_here, start + timedelta(seconds=number))))
    newcomers = [(event.pk, f"Ny {number}", str(uuid4()), start) for number in range(3)]
    jobs += [Job(add, newcomer) for newcomer in newcomers]
    # Both send all of it: what one telephone sends twice is no worse.
    hands = [chance.sample(jobs, len(jobs)) for _telephone in range(TELEPHONES)]
    assert errors(at_once(own_database, hands)) == []
    here = set(Registration.objects.exclude(checked_in_at=None).values_list("name", flat=True))
    names = dict(Registration.objects.values_list("pk", "name"))
    expected = {names[key] for key, is_here in last.items() if is_here}
    assert here == expected | {"Ny 0", "Ny 1", "Ny 2"}
    assert Seats.objects.get(event=event).present == len(here)
    assert Registration.objects.of(event).count() == PEOPLE + len(newcomers)
    assert counts_are_right(event)
