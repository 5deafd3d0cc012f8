"""The month view: a table of weeks from Monday to Sunday."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

# A year outside these is a typing error or a robot walking the calendar.
FIRST_YEAR, LAST_YEAR = 1990, 2100


@dataclass(frozen=True)
class MonthDay:
    day: date
    in_month: bool
    is_today: bool
    events: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class Month:
    """One month of meetings. ``weeks`` are rows of seven days, the first a Monday."""

    first: date
    weeks: list[list[MonthDay]]

    @property
    def is_this(self) -> bool:
        """Whether today is in it."""
        today = timezone.localdate()
        return (today.year, today.month) == (self.first.year, self.first.month)

    @property
    def previous(self) -> date | None:
        return _month_or_none(self.first - timedelta(days=1))

    @property
    def next(self) -> date | None:
        return _month_or_none(self.first + timedelta(days=31))

    @property
    def events(self) -> list[Any]:
        """Those in the table, each once for each of its days."""
        return [event for week in self.weeks for day in week for event in day.events]

    @property
    def days_with_events(self) -> list[MonthDay]:
        """The same as a list, for narrow screens."""
        return [day for week in self.weeks for day in week if day.in_month and day.events]


def month_of(year: int, month: int, events: Any) -> Month:
    """The month with its meetings taken from the queryset ``events``. One query.

    Raises ``ValueError`` for a month that does not exist or lies outside 1990-2100.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"year {year} is outside {FIRST_YEAR}-{LAST_YEAR}")
    dates = calendar.Calendar().monthdatescalendar(year, month)
    # A day wider at both ends: a meeting's own time zone may put it on another date.
    margin = timedelta(days=1)
    first = _midnight(dates[0][0]) - margin
    last = _midnight(dates[-1][-1]) + margin + margin
    by_day = _by_day(events.between(first, last))
    today = timezone.localdate()
    weeks = [
        [MonthDay(day, day.month == month, day == today, by_day.get(day, [])) for day in week]
        for week in dates
    ]
    return Month(date(year, month, 1), weeks)


def _by_day(events: Iterable[Any]) -> dict[date, list[Any]]:
    by_day: dict[date, list[Any]] = {}
    for event in events:
        for day in event.days:
            by_day.setdefault(day, []).append(event)
    return by_day


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def _month_or_none(day: date) -> date | None:
    return day.replace(day=1) if FIRST_YEAR <= day.year <= LAST_YEAR else None
