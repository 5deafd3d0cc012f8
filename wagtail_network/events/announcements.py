"""The meetings a list has announced, as an Atom feed (RFC 4287)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks

from wagtail_network.core.caching import let_keep
from wagtail_network.events.when import date_text, time_text

NEWEST = 30
KEPT_SECONDS = 15 * 60


def announcements(request: HttpRequest, index: Any, events: Any) -> HttpResponse:
    """The latest announced first. ``events``: those this user may see. One query."""
    feed = Atom1Feed(
        title=index.feed_name(),
        link=index.get_full_url(request),
        description=index.introduction,
        language=index.locale.language_code,
        feed_url=request.build_absolute_uri(request.path),
    )
    for event in events.order_by("-first_published_at", "-pk")[:NEWEST]:
        feed.add_item(
            title=event.title,
            link=event.get_full_url(request),
            description=_summary(event),
            unique_id=f"urn:uuid:{event.translation_key}",
            pubdate=event.first_published_at,
            updateddate=event.last_published_at,
        )
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    let_keep(response, request, KEPT_SECONDS)
    return response


def _summary(event: Any) -> str:
    """When, where and why: what a reader of feeds decides by. HTML, as the feed says it is."""
    status = "" if event.status == event.Status.SCHEDULED else event.get_status_display()
    when = f"{date_text(event)}, {time_text(event)}"
    facts = " · ".join(part for part in (status, when, event.place_text) if part)
    return linebreaks(f"{facts}\n\n{event.lead}".strip(), autoescape=True)
