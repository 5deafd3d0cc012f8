"""Who is meant: the people ticked on the desk, or all of a group."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, QueryDict

from wagtail_network.events.registration.desk.overview import group_named, in_order
from wagtail_network.events.registration.models import Registration
from wagtail_network.events.registration.searching import search

# More than can be ticked on a page, and less than a query can name.
MOST_TICKED = 1000


@dataclass(frozen=True)
class Chosen:
    """Some registrations of a meeting. ``seen``: the revision of each that the person looked at."""

    registrations: list[Registration]
    seen: dict[int, int]

    @property
    def as_text(self) -> str:
        """For a hidden field, from which :func:`chosen` makes the same again."""
        return ",".join(f"{pk}-{revision}" for pk, revision in self.seen.items())

    def changed(self, registration: Registration) -> bool:
        """Whether it is not as the person saw it any more."""
        return registration.revision != self.seen[registration.pk]


def chosen(event: Any, data: QueryDict) -> Chosen:
    """Those that a form names, all of which must be of the meeting. One query.

    Raises ``Http404`` where one is not, there is none of that number, or more than can be ticked.
    """
    if data.get("everyone"):
        return _all_of_group(event, data)
    seen = dict(
        _numbers(mark) for text in data.getlist("chosen") for mark in text.split(",") if mark
    )
    if len(seen) > MOST_TICKED:
        raise Http404
    found = list(Registration.objects.of(event).filter(pk__in=seen).order_by("pk"))
    if len(found) != len(seen):
        raise Http404
    return Chosen(found, seen)


def mark_of(registration: Registration) -> str:
    """What a form names a registration by, with the state in which it was shown."""
    return f"{registration.pk}-{registration.revision}"


def _all_of_group(event: Any, data: QueryDict) -> Chosen:
    group = group_named(data.get("group"))
    found = Registration.objects.of(event).filter(status__in=group.statuses)
    people = list(in_order(search(found, data.get("q", "")), group))
    return Chosen(people, {registration.pk: registration.revision for registration in people})


def _numbers(mark: str) -> tuple[int, int]:
    pk, _dash, revision = mark.partition("-")
    # As many digits as a number of a row can have.
    if not (pk.isdecimal() and revision.isdecimal() and max(len(pk), len(revision)) < 19):
        raise Http404
    return int(pk), int(revision)
