"""Calendar files over HTTP: one meeting, or all of a list, with what makes re-reading cheap."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from django.core.cache import cache
from django.db.models import Count, Max, Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from icalendar import Calendar, vDuration
from wagtail.models import PageViewRestriction

from wagtail_network.core.caching import let_keep
from wagtail_network.events.calendar.entry import CalendarEntry
from wagtail_network.events.calendar.time_zones import NoRule, vtimezone
from wagtail_network.events.calendar.vevent import online_only, vevent

PRODID = "-//wagtail_network//calendar//EN"
ONLINE = "online"
REFRESH = timedelta(hours=1)
CONTENT_TYPE = "text/calendar; charset=utf-8"
END = b"END:VCALENDAR\r\n"
KEPT_SECONDS = 24 * 60 * 60
KEPT_BY_READERS = 15 * 60


def file_of(event: Any, *, online: bool = False) -> bytes:
    """One meeting as a file to open (METHOD:PUBLISH).

    ``online``: for somebody who takes part so, where one can choose.
    """
    told = _stored(event) or _made(event)
    if online and event.is_hybrid:
        told = online_only(told, event)
    return _calendar([event.time_zone], [told])


def event_response(request: HttpRequest, event: Any) -> HttpResponse:
    """``?online`` makes it the file of somebody who takes part so."""
    online = ONLINE in request.GET and event.is_hybrid
    version = f"{event.pk} {event.last_published_at} {online}"
    response = _answer(request, lambda: file_of(event, online=online), version)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(event.slug)}.ics"
    return response


def feed_response(request: HttpRequest, events: Any, name: str, address: str) -> HttpResponse:
    """All ``events``, a queryset already limited to what the user may see.

    Cancelled meetings stay in it, so that calendars learn of it. ``address``: where the feed is
    found, with what narrows it down and nothing else, which nobody could make us keep copies by.
    """
    version = f"{address} {name} {_version(events)}"
    return _answer(request, lambda: _feed(events, name, address), version)


def _version(events: Any) -> str:
    """Another text whenever the feed has changed. One query for the meetings, one for privacy.

    Publishing moves the time, unpublishing and moving change number and sum, and another
    privacy changes the restrictions.
    """
    known = events.order_by().aggregate(Count("pk"), Sum("pk"), Max("last_published_at"))
    closed = PageViewRestriction.objects.aggregate(Count("pk"), Max("pk"))
    return repr([*known.values(), *closed.values()])


def _answer(request: HttpRequest, make: Callable[[], bytes], version: str) -> HttpResponse:
    """304 where the client has this version, else the text, kept for the next anonymous reader."""
    digest = sha256(version.encode()).hexdigest()[:32]
    etag = quote_etag(digest)
    anonymous = not request.user.is_authenticated
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    key = f"wagtail_network.calendar.{digest}"
    # What a member may see is never kept where the next reader could get it.
    body = cache.get_or_set(key, make, KEPT_SECONDS) if anonymous else make()
    response = HttpResponse(body, content_type=CONTENT_TYPE)
    response["ETag"] = etag
    let_keep(response, request, KEPT_BY_READERS)
    return response


def _feed(events: Any, name: str, address: str) -> bytes:
    events = events.order_by()
    entries = CalendarEntry.objects.filter(page__in=events.values("pk"))
    stored = entries.values_list("vevent", flat=True)
    # Brought in by a fixture, say, and never published here.
    unknown = events.exclude(pk__in=CalendarEntry.objects.values("page")).select_related("locale")
    zones = events.values_list("time_zone", flat=True).distinct()
    return _calendar(zones, [*stored, *map(_made, unknown)], name, address)


def _calendar(zones: Any, events: list[str], name: str = "", address: str = "") -> bytes:
    head = Calendar()
    head.add("prodid", PRODID)
    head.add("version", "2.0")
    head.add("calscale", "GREGORIAN")
    head.add("method", "PUBLISH")
    if name:
        head.add("name", name)
        head.add("x-wr-calname", name)
        head.add("source", address, {"VALUE": "URI"})
        # RFC 7986 5.7 requires the parameter.
        head.add("refresh-interval", REFRESH, {"VALUE": "DURATION"})
        head.add("x-published-ttl", vDuration(REFRESH))
    for component in _components(zones):
        head.add_component(component)
    return head.to_ical().removesuffix(END) + "".join(events).encode() + END


def _components(zones: Any) -> Iterator[Any]:
    for key in sorted(set(zones)):
        try:
            yield vtimezone(key)
        except NoRule:
            continue  # its meetings are written in UTC


def _stored(event: Any) -> str | None:
    return CalendarEntry.objects.filter(page=event.pk).values_list("vevent", flat=True).first()


def _made(event: Any) -> str:
    return vevent(event, 0, event.last_published_at or timezone.now())
