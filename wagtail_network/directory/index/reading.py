"""The index as it is now: what this process has read before, and what has been written since."""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from wagtail_network.directory.index.models import UNCOUNTED, DirectoryEntry, IndexVersion
from wagtail_network.directory.index.snapshot import Row, Snapshot, extended

AT_A_TIME = 2000


@dataclass(frozen=True)
class Counted:
    """What has been counted up to ``version``: it is committed, and the same for everybody."""

    epoch: UUID | None = None
    version: int = UNCOUNTED
    snapshot: Snapshot = Snapshot()


class _Remembered:
    """What this process has read. Each part is replaced as a whole, so that reading needs no lock.

    ``overlaid``: the last snapshot with something on top that was not counted, known by its stamps.
    """

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.counted = Counted()
        self.overlaid: tuple[Snapshot, frozenset[UUID], Snapshot] | None = None


_remembered = _Remembered()


def forget() -> None:
    """As if this process had only begun."""
    _remembered.counted, _remembered.overlaid = Counted(), None


def current() -> Snapshot:
    """What the reader's transaction sees, also of what it has written itself. Two queries.

    The first time in a process it reads everything, which for 100,000 members takes seconds.
    """
    epoch = IndexVersion.objects.values_list("epoch", flat=True).first()
    counted = _remembered.counted
    if counted.epoch != epoch or counted.snapshot.is_worn:
        return _read_all(epoch)
    rows = list(_rows_after(counted.version))
    new = [row for row in rows if row.version != UNCOUNTED]
    if new:
        counted = _caught_up(epoch, new)
    return _overlaid(counted.snapshot, [row for row in rows if row.version == UNCOUNTED])


def _read_all(epoch: UUID | None) -> Snapshot:
    """One thread does; the others, which want the same, wait."""
    with _remembered.lock:
        counted = _remembered.counted
        if counted.epoch == epoch and not counted.snapshot.is_worn:
            return counted.snapshot
        reading = _Reading(_rows_after(UNCOUNTED))
        snapshot = extended(Snapshot(), reading)
        _remembered.counted = Counted(epoch, reading.version, snapshot)
    return _overlaid(snapshot, reading.uncounted)


def _caught_up(epoch: UUID | None, rows: list[Row]) -> Counted:
    with _remembered.lock:
        counted = _remembered.counted
        if counted.epoch != epoch:
            return Counted(epoch, snapshot=extended(Snapshot(), rows))
        # Another thread may have read some of them meanwhile.
        new = [row for row in rows if row.version > counted.version]
        if new:
            version = max(row.version for row in new)
            counted = Counted(epoch, version, extended(counted.snapshot, new))
            _remembered.counted = counted
        return counted


class _Reading:
    """Rows to go through once, as they come; those that are not counted are put aside."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows, self.version = rows, UNCOUNTED
        self.uncounted: list[Row] = []

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            if row.version == UNCOUNTED:
                self.uncounted.append(row)
            else:
                self.version = max(self.version, row.version)
                yield row


def _overlaid(snapshot: Snapshot, rows: list[Row]) -> Snapshot:
    if not rows:
        return snapshot
    stamps = frozenset(row.stamp for row in rows)
    last = _remembered.overlaid
    if last and last[0] is snapshot and last[1] == stamps:
        return last[2]
    found = extended(snapshot, rows)
    _remembered.overlaid = (snapshot, stamps, found)
    return found


def _rows_after(version: int) -> Iterator[Row]:
    wanted = Q(version__gt=version) | Q(version=UNCOUNTED)
    rows = DirectoryEntry.objects.filter(wanted).order_by()
    return map(Row._make, rows.values_list(*Row._fields).iterator(AT_A_TIME))
