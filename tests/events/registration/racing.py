"""What racers do with the registrations of a meeting, and what must hold when they are done.

Each job is a function of plain values, so that it can be done in another process.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid4

from django.db import OperationalError, transaction
from django.db.models import Count

from tests.events.registration.conftest import counts_are_right
from tests.racing.processes import Job, Record, deal, meet
from wagtail_network.core.retrying import Busy, is_conflict
from wagtail_network.events.registration.changing import (
    AlreadyRegistered,
    OfferLapsed,
    accept_offer,
    cancel,
    change_status,
    erase,
)
from wagtail_network.events.registration.checking.counts import wrong_counts
from wagtail_network.events.registration.checking.promises import (
    idle_seats,
    missing_mails,
    strange_answers,
)
from wagtail_network.events.registration.checking_in import check_in
from wagtail_network.events.registration.mail import status_key
from wagtail_network.events.registration.questions import current_questions
from wagtail_network.events.registration.registering import Applicant, register
from wagtail_network.events.registration.waiting_list import let_offers_lapse
from wagtail_network.models import Answer, Consent, EventPage, Mail, Registration

CONSENTS = {"list": "My name may be on the list.", "contact": "You may write to me."}


def address(number: int) -> str:
    return f"person-{number}@example.org"


def join(event: int, number: int, email: str = "", form: str = "") -> tuple[str, bool]:
    """Signs a person up. Answers what they have become, and whether they are new."""
    page, questions = meeting(event)
    person = Applicant(
        name=f"Person {number}",
        email=email or address(number),
        organisation=f"Company {number % 7}",
        mode="offline",
        answers={questions[0]: f"Person {number}", questions[1]: number},
        consents=CONSENTS,
    )
    submission = UUID(form) if form else uuid4()
    [outcome] = register(page, [person], submission=submission, language="da")
    return outcome.registration.status, outcome.is_new


def leave(key: int) -> str:
    return cancel(Registration.objects.get(pk=key)).status


def forget(key: int) -> None:
    erase(Registration.objects.get(pk=key))


def arrive(key: int) -> None:
    check_in(Registration.objects.get(pk=key))


def take_up(key: int) -> str:
    """Accepts an offer. Answers "lapsed" where it is too late, which a person is told."""
    try:
        return accept_offer(Registration.objects.get(pk=key)).status
    except OfferLapsed:
        return "lapsed"


def let_lapse() -> int:
    return let_offers_lapse()


def add_seats(event: int, seats: int) -> None:
    """As an editor does it, who presses the button again where Wagtail's own transaction fails.

    It does on SQLite as it comes, where it reads before it writes, and under SERIALIZABLE.
    """
    while True:
        page = EventPage.objects.get(pk=event)
        page.capacity = seats
        try:
            page.save_revision().publish()
        except (Busy, OperationalError) as error:
            if not (isinstance(error, Busy) or is_conflict(error)):
                raise
        else:
            return


def come_back(key: int) -> str:
    """Registers a cancelled one again. Answers "already" where the address has come back."""
    try:
        return change_status(Registration.objects.get(pk=key), "waiting").status
    except AlreadyRegistered:
        return "already"


def count_then_insert(event: int, number: int) -> None:
    """What this package does not do: looks whether there is room, and then takes it."""
    room = _has_room(event)
    meet()
    if room:
        _insert(event, number)


def lock_count_then_insert(event: int, number: int) -> None:
    """Nor this: under REPEATABLE READ, whoever has waited for the lock counts what was."""
    with transaction.atomic():
        _has_room(event)
        meet()
        EventPage.objects.select_for_update().get(pk=event)
        if _has_room(event):
            _insert(event, number)


def _has_room(event: int) -> bool:
    page, _questions = meeting(event)
    return Registration.objects.of(event).seated().count() < page.capacity


def _insert(event: int, number: int) -> None:
    Registration.objects.create(
        event_id=event, name=f"Person {number}", email=address(number), status="registered"
    )


@lru_cache
def meeting(event: int) -> tuple[EventPage, list[int]]:
    """Read once by each process; a web process reads it for each request."""
    page = EventPage.objects.get(pk=event)
    return page, [question.pk for question in current_questions(page)]


def joins(event: EventPage, people: int, first: int = 0) -> list[Job]:
    return [Job(join, (event.pk, number)) for number in range(first, first + people)]


def race_of(event: EventPage, people: int) -> list[list[Job]]:
    return deal(joins(event, people))


def wrongs(event: EventPage, records: Sequence[Record]) -> list[str]:
    """All that must not be after people have joined a meeting at once, in words."""
    return [
        *errors(records),
        *_registrations(event, records),
        *_places(event, records),
        *_belongings(event),
        *_mails(event),
        *([] if counts_are_right(event) else ["the counters are not what they count"]),
    ]


def problems() -> list[str]:
    """What ``network_check`` says of all registrations."""
    checks = (wrong_counts, idle_seats, strange_answers, missing_mails)
    return [problem.text for check in checks for problem in check()]


def errors(records: Iterable[Record]) -> list[str]:
    return [record.error for record in records if record.error]


def _registrations(event: EventPage, records: Sequence[Record]) -> Iterator[str]:
    """Everybody once, nobody else, and not more with a seat than there are seats."""
    found = Registration.objects.of(event)
    times = Counter(found.active().values_list("email_key", flat=True))
    came = {address(record.arguments[1]) for record in records}
    yield from (f"{one} is lost" for one in came - times.keys())
    yield from (f"{one} came from nowhere" for one in times.keys() - came)
    yield from (f"{one} is there {count} times" for one, count in times.items() if count > 1)
    seated, expected = found.seated().count(), min(event.capacity, len(came))
    if seated != expected:
        yield f"{seated} have a seat, not {expected}"


def _places(event: EventPage, records: Sequence[Record]) -> Iterator[str]:
    """The queue is 1, 2, 3 ..., and who was through before somebody else began stands before them.

    Those with a seat stand before all who wait. Among those at it at the same moment the
    database's order decides.
    """
    queue = list(Registration.objects.of(event).waiting().values_list("email_key", "queue_number"))
    numbers = [number for _one, number in queue]
    if numbers != list(range(1, len(queue) + 1)):
        yield f"the waiting list is numbered {numbers}"
    place: dict[str, int] = {one: number or 0 for one, number in queue}
    done = sorted(records, key=lambda record: record.ended)
    last, furthest = 0, 0
    for record in sorted(records, key=lambda record: record.began):
        while done[last].ended < record.began:
            furthest = max(furthest, place.get(address(done[last].arguments[1]), 0))
            last += 1
        if (own := place.get(address(record.arguments[1]), 0)) < furthest:
            yield f"person {record.arguments[1]} has place {own} and came after place {furthest}"


def _belongings(event: EventPage) -> Iterator[str]:
    """Each registration has its own two answers and its consents."""
    of_event = {"registration__event": event.pk}
    told: dict[str, list[Any]] = {}
    rows = Answer.objects.filter(**of_event).order_by("question__position")
    for name, value in rows.values_list("registration__name", "value"):
        told.setdefault(name, []).append(value)
    consents = dict(
        Consent.objects.filter(**of_event)
        .values_list("registration__name")
        .annotate(Count("pk"))
        .order_by()
    )
    for name in Registration.objects.of(event).values_list("name", flat=True):
        if told.get(name) != [name, int(name.removeprefix("Person "))]:
            yield f"{name} has answered {told.get(name)}"
        if consents.get(name) != len(CONSENTS):
            yield f"{name} has given {consents.get(name)} consents"


def _mails(event: EventPage) -> Iterator[str]:
    """Each has been promised one mail: the one that says what they have become."""
    promised: dict[int, list[str]] = {}
    mails = Mail.objects.filter(registration__event=event.pk)
    for key, of_registration in mails.values_list("key", "registration"):
        promised.setdefault(of_registration, []).append(key)
    for registration in Registration.objects.of(event):
        if promised.get(registration.pk) != [status_key(registration)]:
            yield f"{registration} has been promised {promised.get(registration.pk)}"
