"""Who has come: counted at the door, in any order and as often as a bad connection repeats it.

Each tap carries the moment it was made. The one made last holds, whenever it arrives: a telephone
that finds its connection again does not bring back whom another one has counted out meanwhile.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from wagtail_network.core.retrying import in_transaction
from wagtail_network.events.registration import seats
from wagtail_network.events.registration.changing import become, change, count_present
from wagtail_network.events.registration.models import Registration
from wagtail_network.events.registration.registering import Applicant, Source, add_by_hand


def check_in(registration: Registration, at: datetime | None = None) -> Registration:
    """Notes that a person came, as was seen ``at`` that moment. Returns what holds now.

    Who had no seat and is let in all the same gets one, added if need be: they are in the room.
    Raises ``changing.AlreadyRegistered``.
    """
    moment = _not_to_come(at)

    def work(current: Registration) -> None:
        if _is_news(current, moment):
            become(current, Registration.Status.REGISTERED, make_room=True)
            _note(current, moment, current.checked_in_at or moment)

    return change(registration, work)


def undo_check_in(registration: Registration, at: datetime | None = None) -> Registration:
    """Takes it back, where the wrong name was tapped. Returns what holds now."""
    moment = _not_to_come(at)

    def work(current: Registration) -> None:
        if _is_news(current, moment):
            _note(current, moment, None)

    return change(registration, work)


def walk_in(
    event: Any, applicant: Applicant, *, submission: UUID, language: str, at: datetime | None = None
) -> Registration:
    """Registers and checks in somebody who just came. ``submission`` again is the same person.

    Also at a meeting that nobody could sign up for.
    """
    moment = _not_to_come(at)
    made = Registration.objects.of(event).filter(source=Source.WALK_IN, submission=submission)
    registration = made.first()
    if registration is None:
        in_transaction(lambda: seats.open_seats(event))
        outcome = add_by_hand(
            event,
            applicant,
            language=language,
            submission=submission,
            source=Source.WALK_IN,
            make_room=True,
        )
        registration = outcome.registration
    return check_in(registration, moment)


def _not_to_come(at: datetime | None) -> datetime:
    # A telephone that is ahead of its time would otherwise have the last word until then.
    now = timezone.now()
    return min(at or now, now)


def _is_news(current: Registration, at: datetime) -> bool:
    """Whether it was seen after all that has been told so far."""
    last = current.checked_changed_at
    return last is None or last < at


def _note(current: Registration, at: datetime, came: datetime | None) -> None:
    """Inside of ``change``, so that nobody else counts at the same moment."""
    number = (came is not None) - (current.checked_in_at is not None)
    current.checked_in_at, current.checked_changed_at = came, at
    Registration.objects.filter(pk=current.pk).update(checked_in_at=came, checked_changed_at=at)
    if number:
        count_present(current.event_id, number)
