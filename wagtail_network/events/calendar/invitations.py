"""Calendar files that go with a mail (RFC 5546): a meeting to keep, an invitation, its end.

Made of the file a visitor gets, so that all of them speak of the same meeting in the same version.
"""

from datetime import datetime
from email.utils import parseaddr
from typing import Any, NamedTuple

from icalendar import Calendar, vCalAddress, vInt, vText

from wagtail_network.conf import network_settings
from wagtail_network.events.calendar.feed import file_of


class Attendee(NamedTuple):
    name: str
    address: str
    online: bool = False


def invitation(event: Any, attendee: Attendee, *, later: int = 0) -> bytes:
    """METHOD:REQUEST from the sender of our mails to one person, who has said yes already.

    ``later``: by how much its SEQUENCE is higher than the meeting's own, for somebody who was sent
    a cancellation in between.
    """
    calendar, component = _read(event, attendee)
    calendar["method"] = vText("REQUEST")
    _address(component, attendee, coming=True)
    component["sequence"] = vInt(component["sequence"] + later)
    return bytes(calendar.to_ical())


def cancellation(event: Any, attendee: Attendee, *, at: datetime, later: int = 0) -> bytes:
    """METHOD:CANCEL for one person who was sent an invitation.

    Where the meeting itself is off, in its own version; else that person stays away, since ``at``,
    and ``later`` puts it after the invitation.
    """
    calendar, component = _read(event, attendee)
    calendar["method"] = vText("CANCEL")
    _address(component, attendee, coming=False)
    component["status"] = vText("CANCELLED")
    component["sequence"] = vInt(component["sequence"] + later)
    if event.takes_place:
        for name in ("dtstamp", "last-modified"):
            del component[name]
            component.add(name, at)
    return bytes(calendar.to_ical())


def _read(event: Any, attendee: Attendee) -> tuple[Any, Any]:
    calendar = Calendar.from_ical(file_of(event, online=attendee.online))
    (component,) = calendar.walk("VEVENT")
    return calendar, component


def _address(component: Any, attendee: Attendee, *, coming: bool) -> None:
    # On the domain the mail is sent from, or it is taken for somebody else's.
    name, address = parseaddr(network_settings.MAIL_FROM)
    organizer = vCalAddress(f"mailto:{address}")
    if name:
        organizer.params["CN"] = name
    person = vCalAddress(f"mailto:{attendee.address}")
    person.params["CN"] = attendee.name
    person.params["ROLE"] = "REQ-PARTICIPANT"
    if coming:
        person.params["PARTSTAT"] = "ACCEPTED"
        person.params["RSVP"] = "FALSE"
    component.add("organizer", organizer)
    component.add("attendee", person)
