"""What calendars know of a meeting, stored when it is published, so that a feed is a join."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import swapper
from django.db import models, transaction
from django.utils import timezone

from wagtail_network.events.calendar.vevent import address_text, vevent

swapper.set_app_prefix("wagtailcore", "wagtail")


class CalendarEntry(models.Model):
    """The VEVENT of a meeting as it was last published."""

    page = models.OneToOneField(
        swapper.get_model_name("wagtailcore", "Page"),
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="+",
    )
    # Counts the published changes of what ``essentials`` is a hash of.
    sequence = models.PositiveIntegerField(default=0)
    essentials = models.CharField(max_length=64)
    # When it was last published with a change of any kind.
    changed = models.DateTimeField()
    vevent = models.TextField()

    def __str__(self) -> str:
        return f"{self.page_id} ({self.sequence})"


@transaction.atomic
def store_entry(event: Any, now: datetime | None = None) -> CalendarEntry:
    """Writes the entry of a meeting just published. Nothing changes where nothing changed."""
    now = now or timezone.now()
    essentials = _essentials(event)
    entry = CalendarEntry.objects.select_for_update().filter(page=event.pk).first()
    if entry is None:
        entry = CalendarEntry(page_id=event.pk, essentials=essentials, changed=now)
    if entry.essentials != essentials:
        entry.essentials = essentials
        entry.sequence += 1
    elif entry.vevent == vevent(event, entry.sequence, entry.changed):
        return entry
    entry.changed = now
    entry.vevent = vevent(event, entry.sequence, entry.changed)
    entry.save()
    return entry


def _essentials(event: Any) -> str:
    """What everybody who has the meeting in a calendar must be told of, as a hash."""
    told = (
        event.start.astimezone(UTC),
        event.end.astimezone(UTC),
        event.time_zone,
        event.all_day,
        event.status,
        address_text(event),
    )
    return sha256(repr(told).encode()).hexdigest()
