"""A registration becomes something else: seat, waiting list and mail follow in one transaction."""

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError
from django.utils import timezone

from wagtail_network.core.retrying import Stale, in_transaction
from wagtail_network.events.registration import seats
from wagtail_network.events.registration.mail import forget_named, tell_status
from wagtail_network.events.registration.models import Registration
from wagtail_network.events.registration.waiting_list import fill, move_to

Status = Registration.Status


class AlreadyRegistered(Exception):
    """The address has another registration for the meeting that is in force."""


class OfferLapsed(Exception):
    """The seat is no longer held."""


def change_status(
    registration: Registration, to: str, *, by: str = "coordinator", make_room: bool = False
) -> Registration:
    """Makes ``to`` the status of a registration. Nothing happens where it is so already.

    Takes a seat or gives one back, to the next on the waiting list, as that needs, and tells the
    registrant. ``by``: "self", "coordinator" or "system". Returns the registration as it is now.
    Raises ``seats.Full`` where there is no seat, unless ``make_room`` adds one, and
    ``AlreadyRegistered``.
    """
    return change(registration, lambda now: become(now, to, by=by, make_room=make_room))


def cancel(registration: Registration, *, by: str = "self") -> Registration:
    """Gives up the seat, the place on the waiting list or the application."""

    def work(current: Registration) -> None:
        if current.is_active:
            become(current, Status.CANCELLED, by=by)

    return change(registration, work)


def approve(registration: Registration) -> Registration:
    """Gives the applicant a seat, or where there is none a place on the waiting list."""

    def work(current: Registration) -> None:
        try:
            become(current, Status.REGISTERED)
        except seats.Full:
            become(current, Status.WAITING)

    return change(registration, work)


def decline(registration: Registration) -> Registration:
    return change_status(registration, Status.DECLINED)


def accept_offer(registration: Registration) -> Registration:
    """Turns the offered seat into the registrant's own. Raises ``OfferLapsed``."""

    def work(current: Registration) -> None:
        if current.status == Status.REGISTERED:
            return
        held_until = current.offer_ends if current.status == Status.OFFERED else None
        if held_until is None or held_until <= timezone.now():
            raise OfferLapsed
        become(current, Status.REGISTERED, by="self")

    return change(registration, work)


def erase(registration: Registration) -> None:
    """Deletes all that is held of a person here. A seat goes to the next on the waiting list."""

    def work() -> None:
        seats.hold(registration.event_id)
        current = Registration.objects.filter(pk=registration.pk).first()
        if current is None:
            return
        event: Any = current.event.specific
        if current.holds_seat:
            seats.give_back(event, current.mode, current.organisation_key)
        if current.checked_in_at:
            count_present(event.pk, -1)
        forget_named(current)
        deleted, _tables = Registration.objects.filter(
            pk=current.pk, revision=current.revision, checked_in_at=current.checked_in_at
        ).delete()
        if not deleted:
            raise Stale
        if current.holds_seat:
            fill(event)

    in_transaction(work)


def change(registration: Registration, work: Callable[[Registration], None]) -> Registration:
    """Does something to a registration as it is now, while nobody else changes the meeting's seats.

    Returns what has become of it. Raises ``AlreadyRegistered``.
    """

    def held() -> Registration:
        seats.hold(registration.event_id)
        current = Registration.objects.get(pk=registration.pk)
        work(current)
        return current

    try:
        return in_transaction(held)
    except IntegrityError as error:
        raise AlreadyRegistered from error


def become(
    current: Registration, to: str, *, by: str = "coordinator", make_room: bool = False
) -> None:
    """As :func:`change_status`, inside of :func:`change`."""
    if current.status == to:
        return
    event: Any = current.event.specific
    was, held = current.status, current.holds_seat
    gains = to in Registration.SEATED and not held
    if gains and not seats.take(event, current.mode, current.organisation_key, make_room=make_room):
        raise seats.Full
    freed = held and to not in Registration.SEATED
    if freed:
        seats.give_back(event, current.mode, current.organisation_key)
    number = seats.join_queue(event) if to == Status.WAITING else None
    move_to(current, to, queue_number=number)
    tell_status(current, was=was, by=by)
    if freed:
        fill(event)


def count_present(event: int, change: int) -> None:
    """Adds to, or takes from, the number of those who are at the meeting. ``event``: its key."""
    seats.Seats.objects.filter(event=event).update(present=seats.F("present") + change)
