"""Lists of meetings. Each is one indexed query, whatever the number of meetings."""

from datetime import datetime
from typing import Any

from django.db.models import Case, F, When
from django.utils import timezone
from wagtail.models import PageManager

from wagtail_network.core.visibility import VisiblePageQuerySet
from wagtail_network.events.timing import OFF


class EventQuerySet(VisiblePageQuerySet):
    def upcoming(self, now: datetime | None = None) -> "EventQuerySet":
        """Not over yet, the next one first. A meeting that is going on is still upcoming."""
        return self.filter(end__gte=now or timezone.now()).order_by("start", "pk")

    def past(self, now: datetime | None = None) -> "EventQuerySet":
        """Over, the latest first."""
        return self.filter(end__lt=now or timezone.now()).order_by("-start", "-pk")

    def taking_place(self) -> "EventQuerySet":
        """Neither cancelled nor waiting for a new date."""
        return self.exclude(status__in=OFF)

    def in_series_of(self, event: Any) -> "EventQuerySet":
        """The meetings of the event's series in its language, with itself; none without a series.

        A series and its translations are one.
        """
        if event.series_id is None:
            return self.none()
        return self.filter(
            series__translation_key=event.series.translation_key, locale=event.locale_id
        )

    def coming_first(self, now: datetime | None = None) -> "EventQuerySet":
        """What is not over, the next one first; then what is, the latest first."""
        coming = Case(When(end__gte=now or timezone.now(), then=F("start")))
        return self.order_by(coming.asc(nulls_last=True), "-start", "-pk")

    def between(self, first: datetime, last: datetime) -> "EventQuerySet":
        """Touching the half-open span ``first <= t < last``, in order of time."""
        return self.filter(start__lt=last, end__gte=first).order_by("start", "pk")


EventManager = PageManager.from_queryset(EventQuerySet)
