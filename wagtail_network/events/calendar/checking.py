"""Whether calendars know every published meeting."""

from collections.abc import Iterator
from functools import partial

from django.utils.translation import gettext as _

from wagtail_network.core.checking import Problem
from wagtail_network.core.page_types import page_models_for
from wagtail_network.events.calendar.entry import CalendarEntry, store_entry
from wagtail_network.events.timing import TimedMixin
from wagtail_network.events.venue import VenueMixin


def missing_entries() -> Iterator[Problem]:
    """One query."""
    known = CalendarEntry.objects.values("page")
    for model in page_models_for(TimedMixin):
        if issubclass(model, VenueMixin):
            for event in model.objects.filter(live=True).exclude(pk__in=known):
                text = _("“%(title)s” (%(key)d) is published, and not in the calendar.")
                named = {"key": event.pk, "title": event.title}
                yield Problem(text % named, partial(store_entry, event))
