"""The meetings a list has announced, as an Atom feed (RFC 4287)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks

from wagtail_network.core.caching import let_keep
from wagtail_network.events.facts import facts_text

NEWEST = 30
KEPT_SECONDS = 15 * 60


def announcements(
    request: HttpRequest, index: Any, events: Any, *, title: str, link: str, feed_url: str
) -> HttpResponse:
    """The latest announced first. ``events``: those this user may see. One query."""
    feed = Atom1Feed(
        title=title,
        link=link,
        description=index.introduction,
        language=index.locale.language_code,
        feed_url=feed_url,
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
    return linebreaks(f"{facts_text(event)}\n\n{event.lead}".strip(), autoescape=True)
