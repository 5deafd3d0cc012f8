"""What calendars know of a meeting, stored when it is published, so that a feed is a join."""

from datetime import datetime
from typing import Any

import swapper
from django.db import models, transaction
from django.dispatch import Signal
from django.utils import timezone

from wagtail_network.events.calendar.essentials import digest_of, essentials_of
from wagtail_network.events.calendar.vevent import vevent

swapper.set_app_prefix("wagtailcore", "wagtail")

# A published meeting has changed in what people must be told of. Sent in the transaction that
# counts it, with ``event``, ``sequence`` and ``before``, the essentials as they were, or an empty
# dictionary where nobody knows.
essentials_changed = Signal()


class CalendarEntry(models.Model):
    """The VEVENT of a meeting as it was last published."""

    page = models.OneToOneField(
        swapper.get_model_name("wagtailcore", "Page"),
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="+",
    )
    # Counts the published changes of time, place and status.
    sequence = models.PositiveIntegerField(default=0)
    essentials = models.CharField(max_length=64)
    # The same in full, with the link to take part, which everybody who is to use it must be told.
    told = models.JSONField(default=dict)
    # When it was last published with a change of any kind.
    changed = models.DateTimeField()
    vevent = models.TextField()

    def __str__(self) -> str:
        return f"{self.page_id} ({self.sequence})"


@transaction.atomic
def store_entry(event: Any, now: datetime | None = None) -> CalendarEntry:
    """Writes the entry of a meeting just published. Nothing changes where nothing changed."""
    now = now or timezone.now()
    entry = CalendarEntry.objects.select_for_update().filter(page=event.pk).first()
    essentials, told = digest_of(event), essentials_of(event)
    if entry is None:
        entry = CalendarEntry(page_id=event.pk, essentials=essentials, told=told, changed=now)
    before, is_news = entry.told, _is_news(entry, essentials, told)
    if is_news:
        entry.sequence += 1
    elif entry.vevent == vevent(event, entry.sequence, entry.changed):
        now = entry.changed
    entry.essentials, entry.told, entry.changed = essentials, told, now
    entry.vevent = vevent(event, entry.sequence, entry.changed)
    entry.save()
    if is_news:
        essentials_changed.send(type(event), event=event, sequence=entry.sequence, before=before)
    return entry


def _is_news(entry: CalendarEntry, essentials: str, told: dict[str, Any]) -> bool:
    how = ("attendance_mode", "online_url")
    return entry.essentials != essentials or any(
        name in entry.told and entry.told[name] != told[name] for name in how
    )
