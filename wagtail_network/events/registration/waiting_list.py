"""The waiting list: who is next, and how a free seat gets to them."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import Count
from django.utils import timezone

from wagtail_network.core.retrying import Stale, in_transaction
from wagtail_network.events.registration import seats
from wagtail_network.events.registration.mail import tell_status, tell_statuses
from wagtail_network.events.registration.models import Registration

Status = Registration.Status
PORTION = 50


def move_to(registration: Registration, to: str, **fields: Any) -> None:
    """Writes a new status, where nobody else has changed it meanwhile. Raises ``Stale``."""
    fields = {"queue_number": None, "offer_ends": None, **fields}
    fields |= {"status": to, "changed_at": timezone.now(), "revision": registration.revision + 1}
    read = Registration.objects.filter(pk=registration.pk, revision=registration.revision)
    if not read.update(**fields):
        raise Stale
    for name, value in fields.items():
        setattr(registration, name, value)


def position(registration: Registration) -> int | None:
    """The place on the waiting list in order of joining, 1 for the first, or None. One query."""
    if registration.status != Status.WAITING:
        return None
    waiting = Registration.objects.of(registration.event_id).waiting()
    return waiting.filter(queue_number__lte=registration.queue_number).count()


def fill(event: Any, now: datetime | None = None) -> list[Registration]:
    """Gives every free seat to the next who waits and can use it, and tells them.

    Runs in the transaction that freed the seats, which holds the meeting's row of seats. Who waits
    for a seat that is not free (online, say, or of an organisation that has all of its seats) is
    passed by and keeps their place. Nothing happens once the meeting has begun or is off.
    """
    now = now or timezone.now()
    if event.start <= now or not event.takes_place:
        return []
    moved: list[Registration] = []
    queue = _Queue(event)
    for registration in queue:
        if not seats.take(event, registration.mode, registration.organisation_key):
            if seats.lock(event).is_full(list(seats.MODES)):
                break
            queue.pass_by(registration)
            continue
        try:
            _promote(event, registration, now)
        except Stale:  # has just left the list
            seats.give_back(event, registration.mode, registration.organisation_key)
            continue
        queue.count(registration)
        moved.append(registration)
    tell_statuses(moved, was=Status.WAITING, by="system")
    return moved


def _promote(event: Any, registration: Registration, now: datetime) -> None:
    if event.offer_hours:
        ends = min(now + timedelta(hours=event.offer_hours), event.start)
        move_to(registration, Status.OFFERED, offer_ends=ends)
    else:
        move_to(registration, Status.REGISTERED)


class _Queue:
    """Those who wait, the next one first, while seats are being given away."""

    def __init__(self, event: Any) -> None:
        self.waiting = Registration.objects.of(event).waiting()
        self.passed: set[tuple[str, str]] = set()
        self.fair = event.waiting_list == event.WaitingList.FAIR
        self.held: Counter[str] = Counter()
        if self.fair:
            seated = Registration.objects.of(event).seated().order_by()
            self.held.update(dict(seated.values_list("organisation_key").annotate(Count("pk"))))

    def pass_by(self, registration: Registration) -> None:
        """Nor anybody else who waits for the same: in the same way, of the same organisation."""
        self.passed.add((registration.mode, registration.organisation_key))

    def count(self, registration: Registration) -> None:
        """Remembers that the organisation has a seat more."""
        self.held[registration.organisation_key] += 1

    def __iter__(self) -> Iterator[Registration]:
        if not self.fair:
            yield from filter(self._may, self._in_portions())
            return
        left = list(self.waiting)
        while left := [found for found in left if self._may(found)]:
            # The first of those whose organisation has least; who has none counts by themselves.
            registration = min(left, key=self._rank)
            left.remove(registration)
            yield registration

    def _in_portions(self) -> Iterator[Registration]:
        """One free seat should not cost reading a list of thousands."""
        last = 0
        while portion := list(self.waiting.filter(queue_number__gt=last)[:PORTION]):
            last = portion[-1].queue_number or 0
            yield from portion

    def _may(self, registration: Registration) -> bool:
        return (registration.mode, registration.organisation_key) not in self.passed

    def _rank(self, registration: Registration) -> tuple[int, int]:
        key = registration.organisation_key
        return (self.held[key] if key else 0, registration.queue_number or 0)


def fill_free_seats(event: Any) -> list[Registration]:
    """As :func:`fill`, in a transaction of its own."""

    def work() -> list[Registration]:
        seats.lock(event)
        return fill(event)

    return in_transaction(work)


def let_offers_lapse(now: datetime | None = None) -> int:
    """Takes back the seats that were offered and not taken up in time; the next are offered them.

    Returns how many. Each in a transaction of its own.
    """
    now = now or timezone.now()
    ended = Registration.objects.filter(status=Status.OFFERED, offer_ends__lte=now)
    found = list(ended.order_by("offer_ends").values_list("event", "pk"))
    return sum(in_transaction(partial(_lapse, event, pk, now)) for event, pk in found)


def _lapse(event_id: int, pk: int, now: datetime) -> int:
    seats.hold(event_id)
    registration = Registration.objects.filter(pk=pk, status=Status.OFFERED).first()
    if registration is None or registration.offer_ends is None or registration.offer_ends > now:
        return 0
    event = registration.event.specific
    seats.give_back(event, registration.mode, registration.organisation_key)
    move_to(registration, Status.LAPSED)
    tell_status(registration, was=Status.OFFERED, by="system")
    fill(event, now)
    return 1
