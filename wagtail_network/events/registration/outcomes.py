"""Signing people up, and what may be said of it to whoever pressed the button."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from wagtail_network.core.folding import fold_company, fold_email
from wagtail_network.core.rate_limits import count_hit
from wagtail_network.events.registration.models import OrganisationSeats, Registration, Seats
from wagtail_network.events.registration.registering import Applicant, Outcome, Source, register
from wagtail_network.events.registration.seats import Full

Status = Registration.Status

HOUR = timedelta(hours=1)
# A room full of people who sign up for the next meeting share one address.
FROM_ONE_PLACE, TO_ONE_ADDRESS = 100, 10


def count_attempt(client: str | None, people: Sequence[Applicant]) -> None:
    """Raises ``rate_limits.TooMany`` where one place, or one e-mail address, has had its share.

    ``client``: the visitor's address, or None where it is not known.
    """
    if client:
        count_hit("registration.from", client, FROM_ONE_PLACE, HOUR)
    for person in people:
        count_hit("registration.to", fold_email(person.email), TO_ONE_ADDRESS, HOUR)


def sign_up_people(
    event: Any,
    people: Sequence[Applicant],
    *,
    submission: UUID,
    language: str,
    source: str = Source.WEB,
) -> Counter[str]:
    """As ``register``. Returns how many have got which status, as far as everybody may know.

    Whoever types an address learns nothing of whether it had signed up before: it is answered for
    as if it were new, and the registrant is told by mail. Raises as ``register`` does.
    """
    try:
        _refuse_where_full(event, people)
        outcomes = register(event, people, submission=submission, language=language, source=source)
    except Full:
        # The same form sent twice has the seats it took the first time.
        if told := _told_before(event, people, submission):
            return told
        raise
    return Counter(
        _status_to_tell(event, person, outcome, submission)
        for person, outcome in zip(people, outcomes, strict=True)
    )


def room_for(event: Any, person: Applicant) -> int | None:
    """How many like this one find a seat now, or None for any number. At most two queries."""
    seats = Seats.objects.filter(event=event.pk).first()
    left = seats.left_for(person.mode) if seats else None
    key = fold_company(person.organisation)
    if not (key and event.seats_per_organisation):
        return left
    held = OrganisationSeats.objects.filter(event=event.pk, key=key).first()
    of_theirs = max(event.seats_per_organisation - (held.taken if held else 0), 0)
    return of_theirs if left is None else min(left, of_theirs)


def _refuse_where_full(event: Any, people: Sequence[Applicant]) -> None:
    # Before anything is looked up by address: with somebody who is there already, fewer seats
    # would do, and that would tell.
    if event.needs_approval or event.waiting_list != event.WaitingList.NONE:
        return
    room = room_for(event, people[0])
    if room is not None and room < len(people):
        raise Full


def _told_before(event: Any, people: Sequence[Applicant], submission: UUID) -> Counter[str]:
    keys = [fold_email(person.email) for person in people]
    sent = Registration.objects.of(event).active().filter(submission=submission)
    return Counter(sent.filter(email_key__in=keys).values_list("status", flat=True))


def _status_to_tell(event: Any, person: Applicant, outcome: Outcome, submission: UUID) -> str:
    if outcome.is_new or outcome.registration.submission == submission:
        return str(outcome.registration.status)
    if event.needs_approval:
        return Status.PENDING
    no_seat = event.waiting_list != event.WaitingList.NONE and room_for(event, person) == 0
    return Status.WAITING if no_seat else Status.REGISTERED
