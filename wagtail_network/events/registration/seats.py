"""Takes seats and gives them back: the one place where a seat changes hands.

Each is one UPDATE that the database runs only where there is room, and check constraints hold it to
that. Counting first and inserting then, even with the meeting locked, sells a seat twice under
REPEATABLE READ; and which isolation level is used is the site's affair. All of these belong into a
transaction with what they are done for (``core/retrying.py``).

A transaction that decides by what it reads holds the meeting's seats first of all (``hold``). So
nobody who joins the waiting list is missed by somebody who gives a seat back at that moment; no two
transactions wait for each other; and on SQLite the first to read is the first to write.
"""

from typing import Any

from django.db import connection
from django.db.models import Case, Count, F, Value, When
from django.db.models.functions import Greatest

from wagtail_network.events.registration.models import OrganisationSeats, Registration, Seats

MODES = ("offline", "online")
_TAKEN = F("taken_offline") + F("taken_online")
_TAKE_ONE = {
    mode: f"UPDATE {Seats._meta.db_table} SET taken_{mode} = taken_{mode} + 1 WHERE event_id = %s"  # noqa: S608
    " AND (capacity IS NULL OR capacity > taken_offline + taken_online)"
    f" AND (capacity_{mode} IS NULL OR capacity_{mode} > taken_{mode})"
    for mode in MODES
}


class Full(Exception):
    """There is no seat: none at all, none of that kind, or none for that organisation."""


def seats_of(event: Any) -> Seats | None:
    """The seats of a meeting, whichever of its translations ``event`` is, or None.

    No query where they were joined to the page and it is the one they were opened for.
    """
    found: Seats | None = getattr(event, "network_seats", None)
    if found is not None:
        return found
    # An alias repeats a page, and has no register of its own.
    key = event.alias_of.translation_key if event.alias_of_id else event.translation_key
    return Seats.objects.filter(translation_key=key).first()


def take(event: Any, mode: str, organisation: str = "", *, make_room: bool = False) -> bool:
    """Takes a seat, or answers False where there is none.

    ``organisation``: its folded name; blank is bound by no limit. With ``make_room`` the seat is
    added where none is left, which is the coordinator's to decide. One query, and up to three more
    where organisations are limited.
    """
    if not (_add_one if make_room else _take_one)(event.pk, mode):
        return False
    if event.seats_per_organisation and organisation:
        if _take_of_organisation(event, organisation, make_room):
            return True
        give_back_of_event(event, mode)
        return False
    return True


def _take_one(event: int, mode: str) -> bool:
    """Written out: to have Django write it takes longer than to run it, for each who registers."""
    key = Seats._meta.pk.get_db_prep_value(event, connection)  # of a site's own kind of page
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_ONE[mode], [key])
        return bool(cursor.rowcount)


def _add_one(event: int, mode: str) -> bool:
    taken = f"taken_{mode}"
    changes = {
        taken: F(taken) + 1,
        "capacity": _at_least("capacity", _TAKEN + 1),
        f"capacity_{mode}": _at_least(f"capacity_{mode}", F(taken) + 1),
    }
    return bool(Seats.objects.filter(event=event).update(**changes))


def give_back(event: Any, mode: str, organisation: str = "") -> None:
    """Gives a seat back. Where more were taken than the limit says, there is one less of them."""
    give_back_of_event(event, mode)
    if event.seats_per_organisation and organisation:
        counted = OrganisationSeats.objects.filter(event=event.pk, key=organisation)
        limit = Value(event.seats_per_organisation)
        counted.filter(taken__gt=0).update(
            taken=F("taken") - 1, capacity=Greatest(limit, F("taken") - 1)
        )
        counted.filter(taken=0).delete()


def give_back_of_event(event: Any, mode: str) -> None:
    taken = f"taken_{mode}"
    Seats.objects.filter(event=event.pk).update(
        **{
            taken: F(taken) - 1,
            "capacity": _at_least("limit", _TAKEN - 1),
            f"capacity_{mode}": _at_least(f"limit_{mode}", F(taken) - 1),
        }
    )


def take_or_queue(event: Any, mode: str, organisation: str = "") -> int | None:
    """Takes a seat and answers None, or answers with the next number of the waiting list.

    One query where there is a seat. Raises ``Full`` where there is none and no waiting list.
    """
    if take(event, mode, organisation):
        return None
    if not (number := join_queue(event)):
        open_seats(event)  # a page that came by a fixture, and was never published here
        set_limits(event)
        return take_or_queue(event, mode, organisation)
    # The seats are held now. Just before, one may have been given back, to nobody.
    if Seats.objects.get(event=event.pk).has_room(mode) and take(event, mode, organisation):
        Seats.objects.filter(event=event.pk).update(queue=F("queue") - 1)
        return None
    if event.waiting_list == event.WaitingList.NONE:
        raise Full
    return number


def join_queue(event: Any) -> int:
    """The next number of the waiting list: the lower one came first, whatever clocks say.

    0 where the meeting has no seats yet.
    """
    seats = Seats.objects.filter(event=event.pk)
    seats.update(queue=F("queue") + 1)
    return seats.values_list("queue", flat=True).first() or 0


def hold(event: int) -> bool:
    """Keeps everybody else from the seats of a meeting until the transaction ends.

    ``event``: its key. False where it has no seats yet. One query, which changes the row without
    changing anything: a lock alone would let those who wait for it go on with what they have read
    before, under REPEATABLE READ, and SQLite has none.
    """
    return bool(Seats.objects.filter(event=event).update(queue=F("queue")))


def lock(event: Any) -> Seats:
    """Holds the meeting's seats, and answers how they stand."""
    hold(event.pk)
    return Seats.objects.get(event=event.pk)


def open_seats(event: Any) -> None:
    """Makes the row a published meeting needs. Nothing where one of its translations has it."""
    if Seats.objects.filter(translation_key=event.translation_key).exists():
        return
    Seats.objects.bulk_create(
        [Seats(event_id=event.pk, translation_key=event.translation_key)], ignore_conflicts=True
    )


def set_limits(event: Any) -> None:
    """Puts what the editor has published into force. What has been taken already stays taken."""
    changes: dict[str, Any] = {}
    for suffix, taken in (("", _TAKEN), *((f"_{mode}", F(f"taken_{mode}")) for mode in MODES)):
        limit = getattr(event, f"capacity{suffix}") if _applies(event, suffix) else None
        changes[f"limit{suffix}"] = limit
        changes[f"capacity{suffix}"] = None if limit is None else Greatest(Value(limit), taken)
    Seats.objects.filter(event=event.pk).update(**changes)
    count_organisations(event)


def count_organisations(event: Any) -> None:
    """Counts the seats of each organisation anew. The meeting's own seats must be held."""
    OrganisationSeats.objects.filter(event=event.pk).delete()
    if not event.seats_per_organisation:
        return
    seated = Registration.objects.of(event).seated().exclude(organisation_key="").order_by()
    counted = seated.values_list("organisation_key").annotate(Count("pk"))
    OrganisationSeats.objects.bulk_create(
        OrganisationSeats(
            event_id=event.pk,
            key=key,
            taken=taken,
            capacity=max(taken, event.seats_per_organisation),
        )
        for key, taken in counted
    )


def _applies(event: Any, suffix: str) -> bool:
    # Seats in the room and online are counted apart only where a person chooses.
    return not suffix or event.is_hybrid


def _take_of_organisation(event: Any, key: str, make_room: bool) -> bool:
    # Nobody else is here: the row of the meeting's seats is ours until the transaction ends.
    counted = OrganisationSeats.objects.filter(event=event.pk, key=key)
    if make_room:
        more = {"taken": F("taken") + 1, "capacity": Greatest("capacity", F("taken") + 1)}
        changed = counted.update(**more)
    else:
        changed = counted.filter(taken__lt=F("capacity")).update(taken=F("taken") + 1)
    if changed:
        return True
    if counted.exists():
        return False
    counted.create(event_id=event.pk, key=key, taken=1, capacity=event.seats_per_organisation)
    return True


def _at_least(limit: str, number: Any) -> Case:
    """The limit or the number, whichever is more; None stays None, on every database."""
    return Case(When(**{f"{limit}__isnull": True}, then=None), default=Greatest(F(limit), number))
