"""What everybody who means to come must be told of when it changes: when, where and whether."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.utils import translation

from wagtail_network.events.calendar.vevent import address_text

FIELDS = (
    *("start", "end", "time_zone", "all_day", "status", "attendance_mode"),
    *("venue_name", "venue_address", "venue_postal_code", "venue_city"),
)


def essentials_of(event: Any) -> dict[str, Any]:
    """As values that JSON knows, in no language; with the link to take part if there is one."""
    values = {name: getattr(event, name) for name in FIELDS}
    for name in ("start", "end"):
        values[name] = values[name].astimezone(UTC).isoformat()
    return values | {"online_url": event.online_url if event.is_online else ""}


def digest_of(event: Any) -> str:
    """As a hash, the same in whatever language the editor works."""
    with translation.override(event.locale.language_code):
        place = address_text(event)
    told = (
        event.start.astimezone(UTC),
        event.end.astimezone(UTC),
        event.time_zone,
        event.all_day,
        event.status,
        place,
    )
    return sha256(repr(told).encode()).hexdigest()


def as_it_was(event: Any, essentials: dict[str, Any]) -> Any:
    """A meeting with those essentials, to be told about in words; never saved."""
    values = {name: essentials[name] for name in FIELDS}
    for name in ("start", "end"):
        values[name] = datetime.fromisoformat(values[name])
    return type(event)(**values)
