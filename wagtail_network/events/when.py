"""Dates and times of a meeting as a person writes them."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.dateformat import time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def date_text(event: Any) -> str:
    """ "Tuesday 21 November 2023", or "Tuesday 12 – Wednesday 13 January 2027"."""
    first, last = event.days[0], event.days[-1]
    whole = pgettext("full date", "l j F Y")
    if first == last:
        return capfirst(format_date(first, whole))
    pattern = whole
    if first.year == last.year:
        pattern = pgettext("day and month", "l j F")
    if (first.year, first.month) == (last.year, last.month):
        pattern = pgettext("day of a month", "l j")
    return f"{capfirst(format_date(first, pattern))} – {format_date(last, whole)}"


def long_date(day: date) -> str:
    return capfirst(format_date(day, pgettext("full date", "l j F Y")))


def day_and_month(day: date) -> str:
    """ "Tuesday 21 November"."""
    return capfirst(format_date(day, pgettext("day and month", "l j F")))


def month_name(day: date) -> str:
    """ "November 2023"."""
    return format_date(day, "F Y")


def plain_date(day: date) -> str:
    """ "31 December 2026"."""
    return format_date(day, pgettext("date", "j F Y"))


def time_text(event: Any) -> str:
    """ "14:00–17:00", "all day"; with the zone where it is not the reader's own."""
    if event.all_day:
        return _("all day")
    parts = {
        "start": clock(event.local_start),
        "end": clock(event.local_end),
        "zone": _zone_name(event),
    }
    if _same_clock(event, event.start):
        return _("%(start)s–%(end)s") % parts
    return _("%(start)s–%(end)s local time (%(zone)s)") % parts


def clock(moment: datetime | time) -> str:
    """The time of day, "14:00" or in Danish "14.00"."""
    return time_format(moment, pgettext("time of day", "H:i"))


def moment_text(moment: datetime, event: Any) -> str:
    """ "Tuesday 2 March 2027 at 12:00", by the clock at the meeting, within a sentence."""
    there = moment.astimezone(event.zone)
    parts = {
        "day": format_date(there.date(), pgettext("full date", "l j F Y")),
        "time": clock(there),
        "zone": _zone_name(event),
    }
    if _same_clock(event, moment):
        return _("%(day)s at %(time)s") % parts
    return _("%(day)s at %(time)s local time (%(zone)s)") % parts


def brief_moment(moment: datetime, event: Any) -> str:
    """ "3 March 2027, 12:00", by the clock at the meeting, beside a label."""
    there = moment.astimezone(event.zone)
    parts = {"day": plain_date(there.date()), "time": clock(there), "zone": _zone_name(event)}
    if _same_clock(event, moment):
        return pgettext("moment", "%(day)s, %(time)s") % parts
    return pgettext("moment", "%(day)s, %(time)s local time (%(zone)s)") % parts


def day_text(day: date) -> str:
    """ "Tuesday 2 March", within a sentence."""
    return format_date(day, pgettext("day and month", "l j F"))


def _zone_name(event: Any) -> str:
    return str(event.time_zone.rpartition("/")[2].replace("_", " "))


def _same_clock(event: Any, moment: datetime) -> bool:
    """Whether the reader's clock shows then what the one at the meeting shows."""
    here = moment.astimezone(timezone.get_current_timezone())
    return here.utcoffset() == moment.astimezone(event.zone).utcoffset()
