"""Registrations that change while others join: 16 processes at once, on each engine."""

from collections import Counter
from datetime import timedelta
from random import Random
from uuid import uuid4

from django.utils import timezone

from tests.events.registration.conftest import standing
from tests.events.registration.racing import (
    add_seats,
    arrive,
    come_back,
    errors,
    forget,
    join,
    joins,
    leave,
    let_lapse,
    problems,
    take_up,
)
from tests.racing.engines import Database
from tests.racing.meetings import publish_meeting
from tests.racing.processes import PROCESSES, Job, at_once, deal
from wagtail_network.models import EventPage, Mail, Registration, Seats


def seat(event: EventPage, people: int) -> list[int]:
    """So many have joined one after the other. Answers the keys of those who have a seat."""
    for number in range(people):
        join(event.pk, number)
    return list(Registration.objects.of(event).seated().order_by("pk").values_list("pk", flat=True))


def shuffled(jobs: list[Job]) -> list[list[Job]]:
    Random(4).shuffle(jobs)  # noqa: S311
    return deal(jobs)


def test_seats_given_up_while_people_join_are_all_given_away(own_database: Database) -> None:
    event = publish_meeting(capacity=20)
    seated = seat(event, 20)
    jobs = [Job(leave, (key,)) for key in seated] + joins(event, 80, first=20)
    records = at_once(own_database, shuffled(jobs))
    assert errors(records) == []
    became = {"registered": 20, "waiting": 60, "cancelled": 20}
    assert Counter(standing(event).values()) == became
    assert problems() == []


def test_two_clicks_are_one_registration_and_one_mail(own_database: Database) -> None:
    event = publish_meeting()
    form = str(uuid4())
    records = at_once(own_database, [[Job(join, (event.pk, 1, "", form))]] * 2)
    assert errors(records) == []
    assert sorted(record.answer[1] for record in records) == [False, True]
    assert standing(event) == {"Person 1": "registered"}
    assert Mail.objects.filter(registration__event=event.pk).count() == 1
    assert problems() == []


def test_an_address_in_eight_spellings_is_one_registration(own_database: Database) -> None:
    event = publish_meeting()
    spellings = [
        *("ærø@example.org", "ÆRØ@EXAMPLE.ORG", " Ærø@Example.org ", "ÆrØ@example.org"),
        *("ærø@EXAMPLE.org", "Ærø@example.ORG", "ÆRØ@example.org", "ærø@exAmple.org"),
    ]
    hands = [[Job(join, (event.pk, 1, written))] * 3 for written in spellings]
    records = at_once(own_database, hands)
    assert errors(records) == []
    assert [record.answer[1] for record in records].count(True) == 1
    assert Registration.objects.of(event).count() == 1
    mails = Mail.objects.filter(registration__event=event.pk)
    assert Counter(mails.values_list("kind", flat=True)) == {
        "registration.registered": 1,
        "registration.again": 1,
    }
    assert problems() == []


def test_an_address_cancelled_and_signed_up_at_once_stays_one(own_database: Database) -> None:
    event = publish_meeting(capacity=3)
    [first, *_others] = seat(event, 5)
    again = [Job(join, (event.pk, 0))] * 10
    back_and_forth = [Job(leave, (first,)), Job(come_back, (first,))] * 5
    records = at_once(own_database, shuffled(again + back_and_forth))
    assert errors(records) == []
    found = Registration.objects.of(event).active()
    assert found.filter(name="Person 0").count() <= 1
    assert problems() == []


def test_an_offer_is_taken_up_or_lapses_but_not_both(own_database: Database) -> None:
    event = publish_meeting(capacity=10, offer_hours=1)
    for key in seat(event, 40):
        leave(key)
    offered = Registration.objects.of(event).filter(status="offered")
    keys = list(offered.values_list("pk", flat=True))
    offered.update(offer_ends=timezone.now() + timedelta(seconds=0.2))
    hands = [[Job(take_up, (key,))] * 20 for key in keys] + [[Job(let_lapse)] * 20] * 3
    records = at_once(own_database, hands)
    let_lapse()
    assert errors(records) == []
    became = Counter(standing(event).values())
    assert became["registered"] + became["offered"] == 10
    assert became["registered"] + became["lapsed"] == 10
    accepted = {r.arguments[0] for r in records if r.answer == "registered"}
    assert accepted == set(
        Registration.objects.filter(pk__in=keys, status="registered").values_list("pk", flat=True)
    )
    assert problems() == []


def test_more_seats_while_people_join_go_to_those_who_wait(own_database: Database) -> None:
    event = publish_meeting(capacity=10)
    jobs = joins(event, 90)
    for seats in (20, 30, 40):
        jobs.insert(seats, Job(add_seats, (event.pk, seats)))
    records = at_once(own_database, deal(jobs))
    assert errors(records) == []
    page = EventPage.objects.get(pk=event.pk)
    add_seats(event.pk, 45)
    assert page.capacity in (20, 30, 40)
    assert Counter(standing(event).values()) == {"registered": 45, "waiting": 45}
    assert problems() == []


def test_erasing_people_while_others_are_promoted_loses_no_seat(own_database: Database) -> None:
    event = publish_meeting(capacity=10)
    seat(event, 30)
    keys = list(Registration.objects.of(event).order_by("pk").values_list("pk", flat=True))
    jobs = [Job(leave, (key,)) for key in keys[:8]] + [Job(forget, (key,)) for key in keys[5:25]]
    records = at_once(own_database, shuffled(jobs))
    # Who was erased first could not be found to cancel.
    assert all("DoesNotExist" in error for error in errors(records))
    assert Counter(standing(event).values()) == {"registered": 5, "cancelled": 5}
    assert problems() == []


def test_a_person_who_comes_once_is_counted_once(own_database: Database) -> None:
    event = publish_meeting(capacity=10)
    keys = seat(event, 12)
    records = at_once(own_database, [[Job(arrive, (key,)) for key in keys]] * PROCESSES)
    assert errors(records) == []
    assert Seats.objects.get(event=event.pk).present == len(keys)
    assert problems() == []


def test_coming_leaving_and_being_erased_at_once_keeps_the_count(own_database: Database) -> None:
    event = publish_meeting(capacity=10)
    seat(event, 20)
    keys = list(Registration.objects.of(event).values_list("pk", flat=True))
    works = [arrive, leave, forget, arrive]
    jobs = [Job(work, (key,)) for key in keys for work in works]
    records = at_once(own_database, shuffled(jobs))
    # Who was erased first could not be found.
    assert all("DoesNotExist" in error for error in errors(records))
    assert Registration.objects.of(event).count() == 0
    assert Seats.objects.get(event=event.pk).present == 0
    assert problems() == []
