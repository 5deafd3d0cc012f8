"""One meeting as a VEVENT (RFC 5545 3.6.1)."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.utils import translation
from django.utils.translation import gettext
from icalendar import Event, vText, vUri

from wagtail_network.events.calendar.time_zones import write_instant


def uid_of(event: Any) -> UUID:
    """The same for ever, and another one for each translation."""
    return uuid5(event.translation_key, event.locale.language_code)


def vevent(event: Any, sequence: int, changed: datetime) -> str:
    """The component with CRLF line ends, folded at 75 octets, in the language of the page.

    ``changed`` is when the meeting was last published with a change; it stands for DTSTAMP too, so
    that the same meeting always gives the same text. A link to take part online is in it only
    where everybody may have it.
    """
    with translation.override(event.locale.language_code):
        component = Event()
        component.add("uid", str(uid_of(event)))
        component.add("dtstamp", changed)
        component.add("last-modified", changed)
        component.add("sequence", sequence)
        component.add("summary", event.title)
        _add_times(component, event)
        component.add("status", "CONFIRMED" if event.takes_place else "CANCELLED")
        component.add("transp", "TRANSPARENT" if event.all_day else "OPAQUE")
        component.add("categories", [event.get_kind_display()])
        if place := address_text(event):
            component.add("location", place)
        component.add("description", description(event))
        component.add("url", event.full_url or "")
        if link := event.online_url_for(None):
            component.add("conference", vUri(link), {"VALUE": "URI", "FEATURE": "VIDEO"})
        return str(component.to_ical().decode())


def online_only(component: str, event: Any) -> str:
    """The same for somebody who takes part online, with no room to go to."""
    told = Event.from_ical(component)
    with translation.override(event.locale.language_code):
        told["location"] = vText(gettext("Online"))
    return str(told.to_ical().decode())


def _add_times(component: Event, event: Any) -> None:
    if event.all_day:
        first, end = whole_days(event)
        component.add("dtstart", first)
        component.add("dtend", end)
    else:
        component.add("dtstart", write_instant(event.start, event.zone))
        component.add("dtend", write_instant(event.end, event.zone))


def whole_days(event: Any) -> tuple[date, date]:
    """The first day, and the day after the last: its end is the next one's beginning."""
    days = event.days
    return days[0], days[-1] + timedelta(days=1)


def description(event: Any) -> str:
    """The lead, why it changed if it did, and the address of the page."""
    parts = [event.status_note, event.lead, event.full_url]
    return "\n\n".join(part for part in parts if part)


def address_text(event: Any, *, online: bool = False) -> str:
    """The venue as a map search would like it, or "Online".

    ``online``: for somebody who takes part so, where one can choose.
    """
    if online and event.is_hybrid:
        return gettext("Online")
    town = " ".join(part for part in (event.venue_postal_code, event.venue_city) if part)
    room = ", ".join(part for part in (event.venue_name, event.venue_address, town) if part)
    return room if event.is_in_person and room else event.place_text
