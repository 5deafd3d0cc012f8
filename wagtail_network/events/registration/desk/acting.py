"""What a coordinator does with several registrations at a time."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_network.core.retrying import Busy
from wagtail_network.events.registration import seats
from wagtail_network.events.registration.changing import (
    AlreadyRegistered,
    approve,
    cancel,
    change_status,
    decline,
)
from wagtail_network.events.registration.models import Registration

Status = Registration.Status

# Each is a transaction of its own, with a mail: more would keep the browser waiting too long.
MOST_AT_ONCE = 200


class Act(models.TextChoices):
    APPROVE = "approve", _("Approve")
    DECLINE = "decline", _("Decline")
    SEAT = "seat", _("Give a seat")
    WAIT = "wait", _("Put on the waiting list")
    CANCEL = "cancel", _("Cancel the registration")

    @property
    def starts_from(self) -> frozenset[str]:
        """The statuses it can be done from. From any other it would undo what has been settled."""
        return _STARTS_FROM[self]

    @property
    def may_need_room(self) -> bool:
        """Whether it can fail for want of a seat."""
        return self in (Act.APPROVE, Act.SEAT)


_OUT = (Status.CANCELLED, Status.DECLINED, Status.LAPSED)
_STARTS_FROM: dict[str, frozenset[str]] = {
    Act.APPROVE: frozenset([Status.PENDING]),
    Act.DECLINE: frozenset([Status.PENDING]),
    Act.SEAT: frozenset([Status.WAITING, Status.OFFERED, *_OUT]),
    Act.WAIT: frozenset([Status.PENDING, Status.REGISTERED, Status.OFFERED, *_OUT]),
    Act.CANCEL: frozenset(Registration.ACTIVE),
}


class Hindrance(models.TextChoices):
    """Why something was not done with a registration."""

    FULL = "full", _("there is no free seat")
    OTHER = "other", _("another registration with the same address is in force")
    BUSY = "busy", _("the site was too busy; try again")
    SETTLED = "settled", _("that has been settled already")
    CHANGED = "changed", _("it has changed meanwhile; look again")


@dataclass
class Report:
    """What has become of each, as the database has it now."""

    done: list[Registration] = field(default_factory=list)
    left: list[tuple[Registration, Hindrance]] = field(default_factory=list)


def act(name: Act, registrations: Iterable[Registration], *, make_room: bool = False) -> Report:
    """Does one thing with each of the registrations, in the order in which they came.

    One that cannot be done hinders none of the others. With ``make_room`` a seat is added for
    whoever finds none, and nobody else: else who is approved waits then, and who is to have a
    seat stays as they are.
    """
    report, done = Report(), []
    for registration in sorted(registrations, key=_turn):
        if registration.status not in name.starts_from:
            report.left.append((registration, Hindrance.SETTLED))
            continue
        try:
            done.append(_do(name, make_room)(registration).pk)
        except seats.Full:
            report.left.append((registration, Hindrance.FULL))
        except AlreadyRegistered:
            report.left.append((registration, Hindrance.OTHER))
        except Busy:
            report.left.append((registration, Hindrance.BUSY))
    # Read again: a seat given up may have gone to somebody further down.
    report.done = list(Registration.objects.filter(pk__in=done).order_by("pk"))
    return report


def _turn(registration: Registration) -> tuple[Any, ...]:
    """Who waits comes by the list, the others by when they signed up."""
    return (registration.queue_number or 0, registration.created_at, registration.pk)


def _do(name: Act, make_room: bool) -> Callable[[Registration], Registration]:
    match name:
        case Act.APPROVE if not make_room:
            return approve
        case Act.DECLINE:
            return decline
        case Act.CANCEL:
            return partial(cancel, by="coordinator")
        case Act.WAIT:
            return partial(change_status, to=Status.WAITING)
    return partial(change_status, to=Status.REGISTERED, make_room=make_room)
