"""Whether the stored numbers of a meeting are those of its registrations, and counting anew."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from wagtail_network.core.checking import Problem
from wagtail_network.core.page_types import page_models_for
from wagtail_network.core.retrying import in_transaction
from wagtail_network.events.registration import seats
from wagtail_network.events.registration.models import OrganisationSeats, Registration, Seats
from wagtail_network.events.registration.options import RegistrationOptionsMixin
from wagtail_network.events.registration.waiting_list import fill

WAITING = Q(status=Registration.Status.WAITING)
SEATED = Q(status__in=Registration.SEATED)
TAKEN = tuple(f"taken_{mode}" for mode in seats.MODES)
COUNTED = {
    **{f"taken_{mode}": Count("pk", filter=SEATED & Q(mode=mode)) for mode in seats.MODES},
    "present": Count("pk", filter=Q(checked_in_at__isnull=False)),
    "waiting": Count("pk", filter=WAITING),
    "places": Count("queue_number", filter=WAITING, distinct=True),
    "last": Max("queue_number", filter=WAITING, default=0),
    "active": Count("pk", filter=Q(status__in=Registration.ACTIVE)),
}
NOTHING: dict[str, int] = dict.fromkeys(COUNTED, 0)


def wrong_counts() -> Iterator[Problem]:
    """Five queries, and some more for each meeting that seems to be wrong."""
    for event in _wrongs():
        # Somebody may have registered between two of the queries: once more, with nobody there.
        for text in in_transaction(partial(_held_wrongs, event)):
            yield Problem(text, partial(recount, event))


def recount(event: int) -> None:
    """Counts the registrations of a meeting anew. A seat that comes to light goes to who waits."""
    in_transaction(partial(_recount, event))


def _recount(event: int) -> None:
    pages: Any = Registration._meta.get_field("event").related_model
    page = pages.objects.get(pk=event).specific
    if not seats.hold(event):
        seats.open_seats(page)
    _give_places(event)
    counted = _counted([event]).get(event, NOTHING)
    stored = Seats.objects.filter(event=event)
    stored.filter(queue__lt=counted["last"]).update(queue=counted["last"])
    numbers = {name: counted[name] for name in (*TAKEN, "present")}
    # Without limits for a moment: they are put back around what is taken.
    stored.update(**numbers, capacity=None, capacity_offline=None, capacity_online=None)
    seats.set_limits(page)
    fill(page)


def _give_places(event: int) -> None:
    """Who waits without a place in the queue gets one behind the others."""
    waiting = Registration.objects.of(event).waiting()
    last = waiting.aggregate(last=COUNTED["last"])["last"]
    without = waiting.filter(queue_number=None).order_by("created_at", "pk")
    for number, pk in enumerate(list(without.values_list("pk", flat=True)), last + 1):
        waiting.filter(pk=pk).update(queue_number=number)


def _held_wrongs(event: int) -> list[str]:
    seats.hold(event)
    return _wrongs([event]).get(event, [])


def _wrongs(events: list[int] | None = None) -> dict[int, list[str]]:
    """What is wrong with each meeting, in words. ``events``: with these only; None for all."""
    found: dict[int, list[str]] = {}
    counted = _counted(events)
    for stored in _of(Seats.objects.select_related("event"), events):
        numbers = counted.pop(stored.event_id, NOTHING)
        if texts := [*_wrong_numbers(stored, numbers)]:
            found[stored.event_id] = texts
    for event, numbers in counted.items():
        if numbers["active"]:
            text = _("Meeting %(key)d: people have registered, and its seats are not counted.")
            found.setdefault(event, []).append(text % {"key": event})
    for event, key in _wrong_organisations(events):
        text = _("Meeting %(key)d: the seats of “%(organisation)s” are not counted right.")
        found.setdefault(event, []).append(text % {"key": event, "organisation": key})
    return found


def _wrong_numbers(stored: Seats, counted: dict[str, int]) -> Iterator[str]:
    meeting = {"key": stored.event_id, "title": stored.event.title}
    words = {
        "taken_offline": _("“%(title)s” (%(key)d): %(said)d seats in the room taken, not %(are)d."),
        "taken_online": _("“%(title)s” (%(key)d): %(said)d seats online taken, not %(are)d."),
        "present": _("“%(title)s” (%(key)d): %(said)d people present, not %(are)d."),
    }
    for name, text in words.items():
        if (said := getattr(stored, name)) != counted[name]:
            yield text % {**meeting, "said": said, "are": counted[name]}
    if _more_than_there_are(stored):
        yield _("“%(title)s” (%(key)d): more seats are taken than there are.") % meeting
    if counted["waiting"] != counted["places"] or counted["last"] > stored.queue:
        yield _("“%(title)s” (%(key)d): not everyone who waits has a place of their own.") % meeting


def _more_than_there_are(stored: Seats) -> bool:
    pairs = [
        (stored.capacity, stored.taken),
        (stored.capacity_offline, stored.taken_offline),
        (stored.capacity_online, stored.taken_online),
    ]
    return any(capacity is not None and capacity < taken for capacity, taken in pairs)


def _wrong_organisations(events: list[int] | None) -> list[tuple[int, str]]:
    """Where organisations are limited: the meetings and organisations that are counted wrong."""
    stored = _of(OrganisationSeats.objects.filter(taken__gt=0).order_by(), events)
    counts = set(stored.values_list("event", "key", "taken"))
    limited: set[int] = set()
    right: set[tuple[int, str, int]] = set()
    for model in page_models_for(RegistrationOptionsMixin):
        pages = model.objects.filter(seats_per_organisation__isnull=False).order_by()
        limited |= set(pages.values_list("pk", flat=True))
        seated = Registration.objects.seated().filter(event__in=pages.values("pk")).order_by()
        of_any = _of(seated.exclude(organisation_key=""), events)
        right |= set(of_any.values_list("event", "organisation_key").annotate(Count("pk")))
    counts = {row for row in counts if row[0] in limited}
    return sorted({(event, key) for event, key, _taken in counts ^ right})


def _counted(events: list[int] | None) -> dict[int, dict[str, int]]:
    rows = _of(Registration.objects.order_by(), events).values("event").annotate(**COUNTED)
    return {row["event"]: row for row in rows}


def _of(rows: Any, events: list[int] | None) -> Any:
    return rows if events is None else rows.filter(event__in=events)
