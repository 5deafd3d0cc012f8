"""Keeps the calendar in step with what is published."""

from functools import partial
from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published

from wagtail_network.core.retrying import in_transaction
from wagtail_network.events.calendar.entry import store_entry
from wagtail_network.events.timing import TimedMixin
from wagtail_network.events.venue import VenueMixin


@receiver(page_published)
def store_published_meeting(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Publishing and not saving: with autosave a page is saved while it is being typed."""
    if isinstance(instance, TimedMixin) and isinstance(instance, VenueMixin):
        in_transaction(partial(store_entry, instance))
