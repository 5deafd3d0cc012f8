"""Who has come: counted at the door, in any order and as often as a bad connection repeats it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from wagtail_network.events.registration.changing import become, change, count_present
from wagtail_network.events.registration.models import Registration
from wagtail_network.events.registration.registering import Applicant, Source, add_by_hand


def check_in(registration: Registration, at: datetime | None = None) -> Registration:
    """Notes that a person has come, the first time it is told.

    Who had no seat and is let in all the same gets one, added if need be: they are in the room.
    Raises ``changing.AlreadyRegistered``.
    """

    def work(current: Registration) -> None:
        become(current, Registration.Status.REGISTERED, make_room=True)
        _note(current, at or timezone.now(), 1)

    return change(registration, work)


def undo_check_in(registration: Registration) -> Registration:
    """Takes it back, where the wrong name was tapped."""
    return change(registration, lambda current: _note(current, None, -1))


def walk_in(
    event: Any, applicant: Applicant, *, submission: UUID, language: str, at: datetime | None = None
) -> Registration:
    """Registers and checks in somebody who just came. ``submission`` again is the same person."""
    outcome = add_by_hand(
        event,
        applicant,
        language=language,
        submission=submission,
        source=Source.WALK_IN,
        make_room=True,
    )
    return check_in(outcome.registration, at)


def _note(current: Registration, at: datetime | None, change: int) -> None:
    others = Registration.objects.filter(pk=current.pk, checked_in_at__isnull=at is not None)
    if others.update(checked_in_at=at):
        current.checked_in_at = at
        count_present(current.event_id, change)
