"""Who has come: counted at the door, in any order and as often as a bad connection repeats it.

Each tap carries the moment it was made. The one made last holds, whenever it arrives: a telephone
that finds its connection again does not bring back whom another one has counted out meanwhile.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from wagtail_network.core.retrying import Stale, in_transaction
from wagtail_network.events.registration import seats
from wagtail_network.events.registration.changing import change_status, count_present
from wagtail_network.events.registration.models import Registration
from wagtail_network.events.registration.registering import Applicant, Source, add_by_hand

Status = Registration.Status


def check_in(registration: Registration, at: datetime | None = None) -> Registration:
    """Notes that a person came, as was seen ``at`` that moment. Returns what holds now.

    Who had no seat and is let in all the same gets one, added if need be: they are in the room.
    Raises ``AlreadyRegistered`` where somebody with their address has one besides them.
    """
    at = _moment(at)
    current = Registration.objects.get(pk=registration.pk)
    if _is_news(current, at) and current.status != Status.REGISTERED:
        change_status(current, Status.REGISTERED, make_room=True)
    return _note(current, at, is_here=True)


def undo_check_in(registration: Registration, at: datetime | None = None) -> Registration:
    """Takes it back, where the wrong name was tapped. Returns what holds now."""
    return _note(registration, _moment(at), is_here=False)


def walk_in(
    event: Any, applicant: Applicant, *, submission: UUID, language: str, at: datetime | None = None
) -> Registration:
    """Registers and checks in somebody who just came. ``submission`` again is the same person.

    Also at a meeting that nobody could sign up for.
    """
    at = _moment(at)
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
    return check_in(registration, at)


def _moment(at: datetime | None) -> datetime:
    # A telephone that is ahead of its time would otherwise have the last word until then.
    now = timezone.now()
    return min(at or now, now)


def _is_news(registration: Registration, at: datetime) -> bool:
    """Whether it was seen after all that has been told so far."""
    last = registration.checked_changed_at
    return last is None or last < at


def _note(registration: Registration, at: datetime, *, is_here: bool) -> Registration:
    def work() -> Registration:
        current = Registration.objects.get(pk=registration.pk)
        if not _is_news(current, at):
            return current
        was = {
            "checked_in_at": current.checked_in_at,
            "checked_changed_at": current.checked_changed_at,
        }
        current.checked_in_at = (current.checked_in_at or at) if is_here else None
        current.checked_changed_at = at
        # The seats first, as whoever changes a status takes them: else two wait for each other.
        if change := is_here - (was["checked_in_at"] is not None):
            count_present(current.event_id, change)
        changes = {field: getattr(current, field) for field in was}
        if not Registration.objects.filter(pk=current.pk, **was).update(**changes):
            raise Stale
        return current

    return in_transaction(work)
