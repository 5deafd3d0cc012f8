"""Who is looked for at the door, and how many have come."""

from typing import Any, NamedTuple

from django.db.models import Count, Q

from wagtail_network.core.alphabet import in_alphabet
from wagtail_network.core.folding import fold
from wagtail_network.events.registration.models import Registration

Status = Registration.Status
SHOWN = ("name", "organisation_name", "ticket", "mode", "status", "checked_in_at")


class Tally(NamedTuple):
    """How many are here, and how many were expected."""

    present: int
    registered: int


def tally(event: Any) -> Tally:
    """One query."""
    came, registered = Q(checked_in_at__isnull=False), Q(status=Status.REGISTERED)
    found = Registration.objects.of(event).aggregate(
        present=Count("pk", filter=came), registered=Count("pk", filter=registered)
    )
    return Tally(**found)


def present(event: Any) -> list[int]:
    """The keys of those who are here."""
    here = Registration.objects.of(event).filter(checked_in_at__isnull=False)
    return list(here.order_by("pk").values_list("pk", flat=True))


class People(NamedTuple):
    """Those who are expected, and those who had to do with the meeting but are not."""

    registered: list[Registration]
    others: list[Registration]


def people(event: Any, text: str = "") -> People:
    """By name; with ``text`` only those whose name, organisation or ticket has each word of it.

    One query.
    """
    found = Registration.objects.of(event).only(*SHOWN).order_by("pk")
    words = fold(text).split()
    shown = [one for one in found if all(word in _told(one) for word in words)]
    shown.sort(key=lambda one: in_alphabet(one.name))
    return People(
        [one for one in shown if one.status == Status.REGISTERED],
        [one for one in shown if one.status != Status.REGISTERED],
    )


def _told(registration: Registration) -> str:
    return fold(f"{registration.name} {registration.organisation_name} {registration.ticket}")
