"""Reminds people of the meetings they have signed up for."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Case, CharField, DateTimeField, Exists, F, OuterRef, Value, When
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from wagtail_network.core.mail.models import Mail
from wagtail_network.core.mail.outbox import post_many
from wagtail_network.core.page_types import page_model_for
from wagtail_network.core.retrying import in_transaction
from wagtail_network.events.registration.mail import draft_to
from wagtail_network.events.registration.models import Registration
from wagtail_network.events.registration.options import RegistrationOptionsMixin

KIND = "registration.reminder"
# By the clock at the meeting: nobody wants a mail at midnight.
HOUR = time(8)
# More than the longest a meeting may ask for.
AHEAD = timedelta(days=62)
FRESH = timedelta(days=1)


def remind(now: datetime | None = None) -> int:
    """Posts the reminders that are due; returns how many.

    One for each participant and date of the meeting: a meeting that is moved is told of again.
    Nobody who was given their seat less than a day before is reminded: they have just read it all.
    Two queries and the insert, for any number of meetings and people.
    """

    def work() -> int:
        moment = now or timezone.now()
        due = _due_meetings(moment)
        mails = [
            draft_to(found, KIND, key=found.reminder_key, facts={"day": found.reminder_day})
            for found in _to_remind(due)
        ]
        post_many(mails)
        return len(mails)

    return in_transaction(work)


def due_at(start: datetime, zone: str, days: int) -> datetime:
    """The morning so many days before, in the calendar of the meeting."""
    day = start.astimezone(ZoneInfo(zone)).date() - timedelta(days=days)
    return datetime.combine(day, HOUR, ZoneInfo(zone))


def _due_meetings(now: datetime) -> list[tuple[int, str, datetime]]:
    """Key, date and when it became due, of the meetings to remind of now."""
    events: Any = page_model_for(RegistrationOptionsMixin).objects
    coming = (
        events.live()
        .taking_place()
        .filter(network_seats__isnull=False, reminder_days__isnull=False)
        .filter(start__gt=now, start__lt=now + AHEAD)
        .order_by()
    )
    found = coming.values_list("pk", "start", "time_zone", "reminder_days")
    return [
        (pk, start.astimezone(ZoneInfo(zone)).date().isoformat(), due)
        for pk, start, zone, days in found
        if (due := due_at(start, zone, days)) <= now
    ]


def _to_remind(due: list[tuple[int, str, datetime]]) -> Any:
    if not due:
        return []
    day = Case(*(When(event=pk, then=Value(day)) for pk, day, _at in due), output_field=CharField())
    known_since = Case(
        *(When(event=pk, then=Value(at - FRESH)) for pk, _day, at in due),
        output_field=DateTimeField(),
    )
    told = Mail.objects.filter(registration=OuterRef("pk"), kind="registration.registered")
    key = Concat(Value(f"{KIND}:"), Cast("pk", CharField()), Value(":"), F("reminder_day"))
    found = Registration.objects.participants().filter(event__in=[pk for pk, _day, _at in due])
    found = found.exclude(email="").annotate(reminder_day=day, known_since=known_since)
    found = found.annotate(reminder_key=key).filter(
        ~Exists(told.filter(created_at__gt=OuterRef("known_since"))),
        ~Exists(Mail.objects.filter(key=OuterRef("reminder_key"))),
    )
    return found.only("email", "language").order_by()
