"""A meeting in one line."""

from typing import Any

from wagtail_network.events.when import date_text, time_text


def facts_text(event: Any) -> str:
    """Whether it takes place, when and where: "Tuesday 4 May 2027, 14:00–17:00 · Kulturhuset"."""
    status = "" if event.status == event.Status.SCHEDULED else event.get_status_display()
    when = f"{date_text(event)}, {time_text(event)}"
    return " · ".join(part for part in (status, when, event.place_text) if part)
