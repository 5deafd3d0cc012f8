"""Meetings to race for, in databases that may have been emptied."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Collection, Locale, Page, Site

from wagtail_network.models import EventIndexPage, EventPage, NetworkIndexPage, NetworkPage

QUESTIONS = [
    {"type": "question", "value": {"label": "Who are you?", "kind": "text"}},
    {"type": "question", "value": {"label": "How many are you?", "kind": "number"}},
]


def publish_meeting(**fields: Any) -> EventPage:
    """A meeting in a week that asks two questions; 50 seats where nothing else is said."""
    start = timezone.now() + timedelta(days=7)
    fields = {
        "title": "Meeting",
        "start": start,
        "end": start + timedelta(hours=3),
        "takes_registrations": True,
        "capacity": 50,
        "registration_questions": QUESTIONS,
        **fields,
    }
    event = _index().add_child(instance=EventPage(**fields))
    event.save_revision().publish()
    return EventPage.objects.get(pk=event.pk)


def _index() -> EventIndexPage:
    found = EventIndexPage.objects.first()
    if found:
        return found
    network_index = _home().add_child(instance=NetworkIndexPage(title="Networks"))
    network = network_index.add_child(instance=NetworkPage(title="Network"))
    return network.add_child(instance=EventIndexPage(title="Meetings"))


def _home() -> Page:
    Locale.objects.get_or_create(language_code="da")
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    if not Site.objects.exists():
        root = Page.objects.first() or Page.add_root(title="Root", slug="root")
        home = root.add_child(instance=Page(title="Forside", slug="forside"))
        Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    return Site.objects.get().root_page
