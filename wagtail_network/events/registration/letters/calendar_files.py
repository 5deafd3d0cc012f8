"""Which calendar file goes with a letter: the meeting, or the end of an invitation to it."""

from typing import Any, NamedTuple

from wagtail_network.conf import network_settings
from wagtail_network.core.mail.letters import Attachment
from wagtail_network.core.mail.models import Mail
from wagtail_network.events.calendar.feed import file_of
from wagtail_network.events.calendar.invitations import Attendee, cancellation, invitation
from wagtail_network.events.registration.models import Registration

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"


class CalendarFile(NamedTuple):
    attachment: Attachment
    method: str


def calendar_file(mail: Mail, event: Any) -> CalendarFile | None:
    """As things stand when the mail is sent, whatever it was to tell. None once it has begun.

    Never with a secret link in it: people share their calendars.
    """
    registration: Any = mail.registration
    online = registration.mode == Registration.Mode.ONLINE
    attendee = Attendee(registration.name, mail.to, online)
    if event.has_begun:
        return None
    if registration.status == Registration.Status.REGISTERED and event.takes_place:
        if network_settings.CALENDAR_METHOD != REQUEST:
            return _file(event, file_of(event, online=online), PUBLISH)
        later = 2 * _cancellations(registration)
        return _file(event, invitation(event, attendee, later=later), REQUEST)
    if not _is_invited(mail) or _has_a_seat_otherwise(registration):
        return None
    # One more than the invitation; where the meeting is off, its own number is.
    later = 2 * _cancellations(registration) + bool(event.takes_place)
    content = cancellation(event, attendee, at=registration.changed_at, later=later)
    return _file(event, content, CANCEL)


def _file(event: Any, content: bytes, method: str) -> CalendarFile:
    name, kind = f"{event.slug}.ics", f"text/calendar; method={method}"
    return CalendarFile(Attachment(name, content.decode(), kind), method)


def _is_invited(mail: Mail) -> bool:
    """Whether an invitation is the last of its kind that reached this address."""
    registration: Any = mail.registration
    sent = registration.mails.filter(to=mail.to, status=Mail.Status.SENT)
    sent = sent.filter(calendar_method__in=(REQUEST, CANCEL)).exclude(pk=mail.pk)
    last = sent.order_by("sent_at").values_list("calendar_method", flat=True).last()
    return bool(last == REQUEST)


def _cancellations(registration: Registration) -> int:
    """How many the registrant was sent, also for an earlier registration for the same meeting.

    Each has a number of its own, above that of the invitation it ended and below the next one's.
    """
    sent = Mail.objects.filter(
        registration__event=registration.event_id,
        registration__email_key=registration.email_key,
        status=Mail.Status.SENT,
        calendar_method=CANCEL,
    )
    return sent.count()


def _has_a_seat_otherwise(registration: Registration) -> bool:
    others = Registration.objects.of(registration.event_id).participants()
    others = others.filter(email_key=registration.email_key).exclude(pk=registration.pk)
    return others.exists()
