"""Links that put a meeting into somebody's calendar, or subscribe to all of them."""

from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode

from wagtail_network.events.calendar.vevent import address_text, description, whole_days

FEED_NAME = "calendar.ics"
FILE_NAME = "event.ics"
ATOM_NAME = "feed/"
GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = "https://outlook.office.com/calendar/0/deeplink/compose"


def google_link(event: Any, online: bool = False) -> str:
    first, last = _span(event)
    form = "%Y%m%d" if event.all_day else "%Y%m%dT%H%M%SZ"
    query = {
        "action": "TEMPLATE",
        "text": event.title,
        "dates": f"{first.strftime(form)}/{last.strftime(form)}",
        "location": address_text(event, online=bool(online)),
        "details": description(event),
    }
    return f"{GOOGLE}?{urlencode(query)}"


def outlook_link(event: Any, online: bool = False) -> str:
    first, last = _span(event)
    query = {
        "rru": "addevent",
        "subject": event.title,
        "startdt": first.isoformat(),
        "enddt": last.isoformat(),
        "allday": str(event.all_day).lower(),
        "location": address_text(event, online=bool(online)),
        "body": description(event),
    }
    return f"{OUTLOOK}?{urlencode(query)}"


def subscription(address: str) -> str:
    """The feed's address in the scheme that opens the calendar program."""
    return "webcal:" + address.partition(":")[2]


def _span(event: Any) -> tuple[date, date] | tuple[datetime, datetime]:
    if event.all_day:
        return whole_days(event)
    return event.start.astimezone(UTC), event.end.astimezone(UTC)
