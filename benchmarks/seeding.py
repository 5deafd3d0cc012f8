"""Sites with many meetings, written past Wagtail, which takes minutes for what takes seconds."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models.sql import InsertQuery
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from wagtail_network.events.calendar.entry import CalendarEntry
from wagtail_network.events.calendar.vevent import vevent
from wagtail_network.models import EventIndexPage, EventPage, NetworkIndexPage, NetworkPage

AT_ONCE = 100
CLOSED = 20


def network_with(meetings: int) -> EventIndexPage:
    """A network with so many meetings, half of them past, 20 at most for members only."""
    home = Site.objects.get(is_default_site=True).root_page
    top = home.add_child(instance=NetworkIndexPage(title=f"Networks {meetings}"))
    network = top.add_child(instance=NetworkPage(title="Network"))
    index = network.add_child(instance=EventIndexPage(title="Meetings", slug="meetings"))
    events = list(_events(index, meetings))
    _write(events)
    index.numchild = meetings
    index.save(update_fields=["numchild"])
    now = timezone.now()
    CalendarEntry.objects.bulk_create(
        (CalendarEntry(page=event, changed=now, vevent=vevent(event, 0, now)) for event in events),
        AT_ONCE,
    )
    PageViewRestriction.objects.bulk_create(
        PageViewRestriction(page_id=event.pk, restriction_type=PageViewRestriction.LOGIN)
        for event in events[: min(CLOSED, meetings // 10)]
    )
    return index


def analyse() -> None:
    """Lets PostgreSQL look at what it was given, as it does by itself after a minute."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _events(index: EventIndexPage, number: int) -> Iterator[EventPage]:
    """Two a day, as many before now as after."""
    kind = ContentType.objects.get_for_model(EventPage)
    now = timezone.now()
    path = index.path + "0000"
    for position in range(number):
        path = Page(path=path)._inc_path()
        start = now + timedelta(hours=12 * (position - number // 2) + 1)
        yield EventPage(
            title=f"Meeting {position}",
            draft_title=f"Meeting {position}",
            slug=f"meeting-{position}",
            lead="What it is about, in two sentences. Then why to come.",
            venue_name="Teknologisk Institut",
            venue_city="Taastrup",
            start=start,
            end=start + timedelta(hours=3),
            path=path,
            depth=index.depth + 1,
            url_path=f"{index.url_path}meeting-{position}/",
            content_type=kind,
            locale=index.locale,
            translation_key=uuid4(),
            first_published_at=now,
            last_published_at=now,
        )


def _write(events: list[EventPage]) -> None:
    """Both tables of each page; Django has no bulk_create for models with a parent table."""
    columns = [column for column in Page._meta.concrete_fields if not column.primary_key]
    for event in events:
        base = Page(**{column.attname: getattr(event, column.attname) for column in columns})
        event._base = base
    Page.objects.bulk_create([event._base for event in events], AT_ONCE)
    keys = dict(Page.objects.filter(path__startswith=events[0].path[:-4]).values_list("path", "pk"))
    for event in events:
        event.pk = event.id = keys[event.path]
    for first in range(0, len(events), AT_ONCE):
        rows: list[Any] = list(events[first : first + AT_ONCE])
        insert = InsertQuery(EventPage)
        insert.insert_values(EventPage._meta.local_concrete_fields, rows)
        insert.get_compiler(connection=connection).execute_sql()
