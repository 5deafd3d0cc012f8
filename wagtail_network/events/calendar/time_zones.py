"""VTIMEZONE components with recurrence rules (RFC 5545 3.6.5).

The icalendar library would write lists of dates (RDATE). Outlook and ical.js read those an hour
off, so the rule a zone follows from now on is taken from the last line of its time zone file, a
POSIX TZ string, for instance ``CET-1CEST,M3.5.0,M10.5.0/3``.
"""

import re
import struct
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib import resources
from io import BytesIO
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

NAME = r"(?:<[^>]+>|[A-Za-z]+)"
CLOCK = r"[+-]?\d+(?::\d+)*"
RULE = rf"M\d+\.\d+\.\d+(?:/{CLOCK})?"
POSIX = re.compile(rf"({NAME})({CLOCK})(?:({NAME})({CLOCK})?,({RULE}),({RULE}))?")
DAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
EPOCH = 1970


class NoRule(Exception):
    """The zone follows no rule that a calendar file can say; write such times in UTC."""


def write_instant(moment: datetime, zone: ZoneInfo) -> datetime:
    """``moment`` in ``zone`` where every calendar program reads it back right, else in UTC.

    In UTC are the hour that comes twice when clocks go back, which programs tell apart
    differently, and times from before the zone took up its present rule.
    """
    local = moment.astimezone(zone)
    try:
        vtimezone(zone.key)
        rule = _rule_as_zone(zone.key)
    except NoRule:
        return moment.astimezone(UTC)
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    if twice or local.replace(tzinfo=rule).utcoffset() != local.utcoffset():
        return moment.astimezone(UTC)
    return local


@cache
def vtimezone(key: str) -> Timezone:
    """The component for an IANA zone. Raises ``NoRule``."""
    standard, offset, daylight, shift, begins, ends = _parts(key)
    usual = -_clock(offset)
    component = Timezone()
    component.add("tzid", key)
    if daylight is None:
        component.add_component(_observance(TimezoneStandard, standard, usual, usual, None))
        return component
    summer = -_clock(shift) if shift else usual + timedelta(hours=1)
    for kind, name, before, after, rule in (
        (TimezoneDaylight, daylight, usual, summer, begins),
        (TimezoneStandard, standard, summer, usual, ends),
    ):
        component.add_component(_observance(kind, name, before, after, rule))
    return component


def _observance(
    kind: type, name: str, before: timedelta, after: timedelta, rule: str | None
) -> TimezoneStandard | TimezoneDaylight:
    component = kind()
    component.add("tzname", name.strip("<>"))
    component.add("tzoffsetfrom", before)
    component.add("tzoffsetto", after)
    if rule is None:
        component.add("dtstart", datetime(EPOCH, 1, 1))
        return component
    onset, recurrence = _recurrence(rule)
    component.add("dtstart", onset)
    component.add("rrule", {"FREQ": "YEARLY", **recurrence})
    return component


def _recurrence(rule: str) -> tuple[datetime, dict[str, object]]:
    """The first onset from 1970 on and the RRULE of, say, ``M10.5.0/3``.

    A time before midnight or after the day (Nuuk's clocks change at ``-1``) moves the day, and
    "the Saturday before the last Sunday" needs its days of the month spelled out.
    """
    day_rule, _, clock = rule.removeprefix("M").partition("/")
    month, week, weekday = map(int, day_rule.split("."))
    moved, seconds = divmod(_clock(clock or "2"), timedelta(days=1))
    last = monthrange(EPOCH, month)[1]
    first = last - 6 if week == 5 else 7 * week - 6
    days = [first + moved + day for day in range(7)]
    if days[0] < 1 or days[-1] > last or (moved and month == 2):
        raise NoRule(rule)
    weekday = (weekday + moved) % 7
    onset = next(
        found for day in days if (found := date(EPOCH, month, day)).isoweekday() % 7 == weekday
    )
    recurrence: dict[str, object] = {"BYMONTH": month}
    if moved:
        recurrence |= {"BYMONTHDAY": days, "BYDAY": DAYS[weekday]}
    else:
        recurrence["BYDAY"] = f"{-1 if week == 5 else week}{DAYS[weekday]}"
    return datetime.combine(onset, time.min) + seconds, recurrence


def _clock(text: str) -> timedelta:
    """ "-3:30" as a span of time."""
    sign = -1 if text.startswith("-") else 1
    hours, minutes, seconds, *_ = [*map(int, text.lstrip("+-").split(":")), 0, 0]
    return sign * timedelta(hours=hours, minutes=minutes, seconds=seconds)


@cache
def _footer(key: str) -> bytes:
    """The last line of the zone's file (RFC 8536 3.3)."""
    file = resources.files("tzdata").joinpath("zoneinfo", *key.split("/"))
    if not file.is_file():
        raise NoRule(key)
    return file.read_bytes().rstrip(b"\n").rpartition(b"\n")[2]


def _parts(key: str) -> tuple[str, ...]:
    found = POSIX.fullmatch(_footer(key).decode())
    if found is None:
        raise NoRule(key)
    return found.groups()


@cache
def _rule_as_zone(key: str) -> ZoneInfo:
    """A zone that has followed the present rule for ever: a file with a last line only."""
    header = struct.pack(">4sc15x6l", b"TZif", b"2", 0, 0, 0, 0, 0, 0)
    one_type = struct.pack(">4sc15x6l", b"TZif", b"2", 0, 0, 0, 0, 1, 4)
    local_time = struct.pack(">lBB", 0, 0, 0) + b"UTC\0"
    return ZoneInfo.from_file(
        BytesIO(header + one_type + local_time + b"\n" + _footer(key) + b"\n"), key
    )
