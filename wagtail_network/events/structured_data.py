"""A meeting as schema.org ``BusinessEvent``, in the form search engines read (JSON-LD)."""

from datetime import datetime
from typing import Any

from wagtail_network.conf import network_settings
from wagtail_network.core.structured_data import SCHEMA, known

STATUS = {
    "scheduled": "EventScheduled",
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
    "rescheduled": "EventRescheduled",
}
ATTENDANCE = {
    "offline": "OfflineEventAttendanceMode",
    "online": "OnlineEventAttendanceMode",
    "mixed": "MixedEventAttendanceMode",
}


def event_data(event: Any, organisers: list[Any], programme: list[Any]) -> dict[str, Any]:
    """What is known, and nothing about what is not. Times carry their offset from UTC.

    The link to take part is in it only where everybody may have it; else the page stands for it.
    """
    found = {
        "@context": SCHEMA,
        "@type": "BusinessEvent",
        "name": event.title,
        "url": event.full_url,
        "description": event.lead,
        "inLanguage": event.locale.language_code,
        "startDate": _moment(event, event.local_start),
        "endDate": _moment(event, event.local_end),
        "previousStartDate": _previous_start(event),
        "eventStatus": f"{SCHEMA}/{STATUS[event.status]}",
        "eventAttendanceMode": f"{SCHEMA}/{ATTENDANCE[event.attendance_mode]}",
        "location": _places(event),
        "organizer": [
            known({"@type": "Organization", "name": found.name, "url": found.website})
            for found in organisers
        ],
        "performer": [
            known({"@type": "Person", "name": name, "jobTitle": title})
            for name, title in _speakers(programme)
        ],
    }
    return known(found)


def offer_data(sign_up: Any) -> dict[str, Any]:
    """What schema.org calls an offer: a seat that costs nothing. Empty where none can be had.

    ``sign_up``: a ``registration.sign_up.SignUp``.
    """
    if not (sign_up.is_open or sign_up.is_early):
        return {}
    rules, seats = sign_up.rules, sign_up.seats
    offer = {
        "@type": "Offer",
        "price": 0,
        "priceCurrency": network_settings.CURRENCY,
        "availability": f"{SCHEMA}/{'SoldOut' if sign_up.is_full else 'InStock'}",
        "validFrom": rules.registration_opens and _local(rules, rules.registration_opens),
        "validThrough": _local(rules, rules.closes),
        "url": f"{sign_up.page.full_url or ''}register/",
    }
    return known(
        {
            "offers": known(offer),
            "maximumAttendeeCapacity": sign_up.limit,
            "maximumPhysicalAttendeeCapacity": seats and seats.limit_offline,
            "maximumVirtualAttendeeCapacity": seats and seats.limit_online,
            "remainingAttendeeCapacity": sign_up.left,
        }
    )


def _local(event: Any, moment: datetime) -> str:
    return moment.astimezone(event.zone).isoformat()


def _moment(event: Any, moment: Any) -> str:
    return str(moment.date().isoformat() if event.all_day else moment.isoformat())


def _previous_start(event: Any) -> str | None:
    moved = event.status == "rescheduled" and event.local_previous_start
    return _moment(event, event.local_previous_start) if moved else None


def _places(event: Any) -> list[dict[str, Any]]:
    places = []
    if event.is_in_person and event.has_venue:
        address = {
            "@type": "PostalAddress",
            "streetAddress": event.venue_address,
            "postalCode": event.venue_postal_code,
            "addressLocality": event.venue_city,
        }
        name = event.venue_name or event.venue_city
        places.append({"@type": "Place", "name": name, "address": known(address)})
    if event.is_online:
        url = event.online_url_for(None) or event.full_url
        places.append(known({"@type": "VirtualLocation", "url": url}))
    return places


def _speakers(programme: list[Any]) -> list[tuple[str, str]]:
    """Everybody who speaks, once."""
    items = (item for day in programme for item in day.items)
    speakers = (speaker for item in items for speaker in item.speakers)
    return list(dict.fromkeys((speaker.person.name, speaker.title) for speaker in speakers))
