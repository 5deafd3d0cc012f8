"""Each thing that can be wrong is broken here, found, and put right."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.events.registration.conftest import applicant, counts_are_right, standing
from wagtail_network.events.registration.changing import cancel
from wagtail_network.events.registration.checking_in import check_in
from wagtail_network.events.registration.mail import STATUS_KEY, status_key
from wagtail_network.events.registration.registering import Applicant, register
from wagtail_network.models import (
    Answer,
    CalendarEntry,
    EventPage,
    Mail,
    OrganisationSeats,
    Question,
    Registration,
    Seats,
)

MIXED = {"attendance_mode": "mixed", "capacity": 4, "capacity_offline": 2, "capacity_online": 3}
ASKED = [{"type": "question", "value": {"label": "Who?", "kind": "text"}}]


def said(*, fix: bool = False) -> list[str]:
    """The lines network_check writes, the last of them that all is well or how much is wrong."""
    out = StringIO()
    try:
        call_command("network_check", fix=fix, stdout=out)
    except CommandError as error:
        assert error.returncode == 1
        out.write(str(error))
    return out.getvalue().splitlines()


@pytest.fixture
def event(make_event: Callable[..., EventPage]) -> EventPage:
    """A meeting with everything that is counted: both modes, organisations, a queue, who came."""
    event = make_event(
        "Møde",
        takes_registrations=True,
        seats_per_organisation=1,
        registration_questions=ASKED,
        **MIXED,
    )
    event.save_revision().publish()
    event = EventPage.objects.get(pk=event.pk)
    question = Question.objects.get(event=event.pk).pk
    for number in range(10):
        person = Applicant(
            name=f"Person {number}",
            email=f"person-{number}@example.org",
            mode=("offline", "online")[number % 2],
            organisation=f"Firma {number // 2}" if number < 8 else "",
            answers={question: str(number)},
        )
        register(event, [person], submission=uuid4(), language="da")
    first, second, *_others = Registration.objects.of(event).seated()
    check_in(first)
    cancel(second)
    return event


def test_a_site_where_all_is_right_is_told_so(event: EventPage) -> None:
    assert said() == ["Alt er, som det skal være."] or said() == ["Everything is in order."]


def test_the_number_of_queries_does_not_grow(
    event: EventPage, make_event: Callable[..., EventPage]
) -> None:
    with CaptureQueriesContext(connection) as few:
        said()
    for number in range(10):
        other = make_event(f"Møde {number}", takes_registrations=True, capacity=1)
        other.save_revision().publish()
        for name in "ABC":
            register(other, [applicant(name)], submission=uuid4(), language="da")
    with CaptureQueriesContext(connection) as many:
        said()
    assert len(many) == len(few) <= 17


def break_seats_in_the_room(event: EventPage) -> None:
    Seats.objects.update(taken_offline=F("taken_offline") - 1)


def break_seats_online(event: EventPage) -> None:
    Seats.objects.update(taken_online=0)


def break_presence(event: EventPage) -> None:
    Seats.objects.update(present=7)


def break_the_queue(event: EventPage) -> None:
    Seats.objects.update(queue=0)


def break_a_place_in_the_queue(event: EventPage) -> None:
    last = Registration.objects.of(event).waiting().last()
    Registration.objects.filter(pk=last.pk).update(queue_number=None)


def break_the_count_of_an_organisation(event: EventPage) -> None:
    OrganisationSeats.objects.filter(key="firma 0").delete()


def break_a_limit(event: EventPage) -> None:
    """As a database could only be without its constraints: on SQLite they can be switched off."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL does not let this happen")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        Seats.objects.update(capacity=1)
        cursor.execute("PRAGMA ignore_check_constraints = OFF")


def break_the_register(event: EventPage) -> None:
    Seats.objects.all().delete()


def break_a_mail(event: EventPage) -> None:
    Mail.objects.filter(kind="registration.registered").first().delete()


def break_the_calendar(event: EventPage) -> None:
    CalendarEntry.objects.all().delete()


def break_the_free_seats(event: EventPage) -> None:
    Seats.objects.update(limit=9, capacity=9, limit_offline=9, capacity_offline=9)
    EventPage.objects.filter(pk=event.pk).update(capacity=9, capacity_offline=9)
    event.refresh_from_db()


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (break_seats_in_the_room, "seats in the room taken, not"),
        (break_seats_online, "seats online taken, not"),
        (break_presence, "7 people present, not 1"),
        (break_the_queue, "place of their own"),
        (break_a_place_in_the_queue, "place of their own"),
        (break_the_count_of_an_organisation, "“firma 0” are not counted right"),
        (break_a_limit, "more seats are taken than there are"),
        (break_the_register, "its seats are not counted"),
        (break_a_mail, "1 person has no mail"),
        (break_the_calendar, "not in the calendar"),
        (break_the_free_seats, "people are waiting although there are seats"),
    ],
)
def test_what_is_wrong_is_found_and_put_right(
    event: EventPage, settings: object, damage: Callable[[EventPage], None], words: str
) -> None:
    settings.LANGUAGE_CODE = "en"
    damage(event)
    found = said()
    assert words in "\n".join(found)
    assert found[-1].endswith(("problem.", "problems."))
    assert said(fix=True)[-1] == "Everything is in order."
    assert said() == ["Everything is in order."]
    assert counts_are_right(event)


def test_a_seat_that_comes_to_light_goes_to_who_waits(event: EventPage) -> None:
    Seats.objects.update(taken_online=3)
    waited = [name for name, status in standing(event).items() if status == "waiting"]
    break_the_free_seats(event)
    said(fix=True)
    assert any(standing(event)[name] == "registered" for name in waited)


def test_an_answer_to_another_meetings_question_is_for_a_person_to_judge(
    event: EventPage, make_event: Callable[..., EventPage], settings: object
) -> None:
    settings.LANGUAGE_CODE = "en"
    other = make_event("Andet møde", registration_questions=ASKED)
    other.save_revision().publish()
    strange = Question.objects.get(event=other.pk)
    Answer.objects.filter(pk=Answer.objects.first().pk).update(question=strange)
    assert "1 answer is to a question of another meeting" in said()[0]
    assert said(fix=True)[-1] == "1 problem."


def test_an_answer_in_a_translation_of_the_meeting_is_not_strange(event: EventPage) -> None:
    from wagtail.models import Locale

    english = Locale.objects.get_or_create(language_code="en")[0]
    translated = event.copy_for_translation(english, copy_parents=True)
    translated.save_revision().publish()
    question = Question.objects.get(event=translated.pk)
    Answer.objects.filter(pk=Answer.objects.first().pk).update(question=question)
    assert len(said()) == 1


def test_mails_that_failed_are_told_of(event: EventPage, settings: object) -> None:
    settings.LANGUAGE_CODE = "en"
    Mail.objects.filter(pk=Mail.objects.first().pk).update(status="failed", due=None)
    assert "1 mail could not be sent" in said()[0]


def test_nobody_gets_a_mail_twice_by_having_it_posted_again(event: EventPage) -> None:
    mails = set(Mail.objects.values_list("key", flat=True))
    break_a_mail(event)
    said(fix=True)
    said(fix=True)
    assert set(Mail.objects.values_list("key", flat=True)) == mails
    assert Mail.objects.count() == len(mails)


def test_who_left_no_address_is_promised_no_mail(event: EventPage) -> None:
    Registration.objects.of(event).update(email="", email_key="")
    Mail.objects.all().delete()
    assert len(said()) == 1


def test_a_meeting_that_has_begun_leaves_seats_empty(event: EventPage) -> None:
    break_the_free_seats(event)
    EventPage.objects.filter(pk=event.pk).update(start=timezone.now() - timedelta(hours=1))
    assert len(said()) == 1


def test_the_database_knows_the_key_of_a_mail_as_we_do(event: EventPage) -> None:
    for registration in Registration.objects.annotate(said=STATUS_KEY):
        assert registration.said == status_key(registration)
