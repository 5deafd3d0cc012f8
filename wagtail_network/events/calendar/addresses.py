"""Addresses of calendar files, which end in a name with a dot."""

from django.urls import re_path
from wagtail import urls, views

from wagtail_network.events.calendar.links import FEED_NAME, FILE_NAME

PATTERN = re_path(
    rf"^((?:[\w\-]+/)*(?:{FEED_NAME}|{FILE_NAME}))$".replace(".ics", r"\.ics"),
    views.serve,
    name="wagtail_network_calendar",
)


def let_pages_serve_them() -> None:
    """Adds the pattern to Wagtail's own, wherever the site has included them.

    Wagtail's pattern for pages admits no dot, so such an address would never reach the page; and a
    calendar program knows a file by ``.ics``.
    """
    if PATTERN not in urls.urlpatterns:
        urls.urlpatterns.insert(0, PATTERN)
