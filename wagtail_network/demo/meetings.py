"""The demonstration's meetings, placed around the day it is made."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.html import format_html

from wagtail_network.demo.reading import blocks, told
from wagtail_network.demo.register import Register
from wagtail_network.demo.registrations import registration_fields

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def working_day(day: date) -> date:
    """The first day from ``day`` on that is Tuesday to Thursday, not July, not around Christmas."""
    while day.weekday() not in {1, 2, 3} or day.month == 7 or _at_christmas(day):
        day += timedelta(days=1)
    return day


def _at_christmas(day: date) -> bool:
    return (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 4)


def day_of(entry: dict[str, Any], today: date) -> date:
    """The meeting's first day. A past one is never moved past yesterday."""
    if "date" in entry:
        return entry["date"]
    wanted = today + timedelta(weeks=entry["weeks"])
    day = working_day(wanted)
    if entry["weeks"] < 0 and day >= today:
        day = wanted
    return day


def meeting_fields(
    entry: dict[str, Any], register: Register, pictures: dict[str, Any], today: date
) -> dict[str, Any]:
    """The fields of one ``EventPage`` in the register's language."""
    locale = register.locale
    start, end = _span(entry, today)
    fields: dict[str, Any] = {
        "kind": entry["kind"],
        "series": register.series.get(entry.get("series", "")),
        "start": start,
        "end": end,
        "time_zone": "Europe/Copenhagen",
        "all_day": entry.get("all_day", False),
        "status": entry.get("status", "scheduled"),
        "status_note": told(entry.get("status_note", ["", ""]), locale),
        "attendance_mode": entry.get("mode", "offline"),
        "online_url": entry.get("online_url", ""),
        "online_audience": entry.get("online_audience", "participants"),
        "lead": told(entry["lead"], locale),
        "picture": pictures[entry["picture"]],
        "body": blocks(told(entry["body"], locale)),
        "programme": _programme(entry, register, start),
        "organisers": [("organiser", register.organisations[k]) for k in entry["organisers"]],
        "attendance": entry.get("attendance"),
        "recap": blocks(told(entry.get("recap", ["", ""]), locale)),
        "pictures": _pictures(entry, locale, pictures),
    }
    fields |= registration_fields(entry.get("registration"), locale)
    if "moved_weeks" in entry:
        fields["previous_start"] = start - timedelta(weeks=entry["moved_weeks"])
    if venue := entry.get("venue"):
        names = ("venue_name", "venue_address", "venue_postal_code", "venue_city")
        fields |= dict(zip(names, venue, strict=True))
    if directions := told(entry.get("directions", ["", ""]), locale):
        fields["venue_directions"] = format_html("<p>{}</p>", directions)
    return fields


def _span(entry: dict[str, Any], today: date) -> tuple[datetime, datetime]:
    first = day_of(entry, today)
    last = first + timedelta(days=entry.get("days", 1) - 1)
    start, end = (time.fromisoformat(entry[name]) for name in ("from", "to"))
    return datetime.combine(first, start, COPENHAGEN), datetime.combine(last, end, COPENHAGEN)


def _programme(
    entry: dict[str, Any], register: Register, start: datetime
) -> list[tuple[str, dict[str, Any]]]:
    day = 1
    items: list[tuple[str, dict[str, Any]]] = []
    for kind, minutes, danish, english, speakers, *texts in entry["programme"]:
        begins_day = kind == "day2"
        day += begins_day
        description = told(texts, register.locale)
        item = {
            "kind": "networking" if begins_day else kind,
            "title": told([danish, english], register.locale),
            "day": day,
            "start": start.time() if begins_day or not items else None,
            "minutes": minutes,
            "description": format_html("<p>{}</p>", description) if description else "",
            "speakers": [{"person": register.people[name], "title": ""} for name in speakers],
            "materials": [],
        }
        items.append(("item", item))
    return items


def _pictures(entry: dict[str, Any], locale: Any, pictures: dict[str, Any]) -> list[Any]:
    return [
        (
            "picture",
            {
                "image": pictures[name],
                "alt": told([alt_da, alt_en], locale),
                "caption": told([caption_da, caption_en], locale),
            },
        )
        for name, alt_da, alt_en, caption_da, caption_en in entry.get("pictures", [])
    ]
