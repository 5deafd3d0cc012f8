"""What the events room shows on the pages of earlier rooms, and how it tells dates."""

from dataclasses import dataclass
from typing import Any

from django import template

from wagtail_network.core.page_types import page_model_for
from wagtail_network.events import when
from wagtail_network.events.calendar.links import google_link, outlook_link
from wagtail_network.events.models import EventPageMixin
from wagtail_network.events.programme import material_url
from wagtail_network.events.registration.public.sign_up import sign_up_of

register = template.Library()
register.filter("date_text", when.date_text)
register.filter("time_text", when.time_text)
register.filter("clock", when.clock)
register.filter("long_date", when.long_date)
register.filter("plain_date", when.plain_date)
register.filter("day_and_month", when.day_and_month)
register.filter("month_name", when.month_name)
register.filter("material_url", material_url)
register.filter("google_link", google_link)
register.filter("outlook_link", outlook_link)
register.filter("sign_up", sign_up_of)


@dataclass(frozen=True)
class Meetings:
    """A network's meetings at a glance."""

    coming: list[Any]
    latest: Any | None

    @property
    def next(self) -> Any | None:
        """The first coming meeting that takes place."""
        return next((event for event in self.coming if event.takes_place), None)

    @property
    def later(self) -> list[Any]:
        return [event for event in self.coming if event is not self.next]


@register.simple_tag(takes_context=True)
def meetings_of(context: dict[str, Any], network: Any) -> Meetings:
    """The next few meetings of a network, and the latest one with a recap. Two queries."""
    events = page_model_for(EventPageMixin).objects.descendant_of(network)
    events = events.visible_to(context["request"].user)
    latest = events.past().exclude(recap=[]).select_related("picture", "network_seats").first()
    return Meetings(list(events.upcoming().select_related("network_seats")[:4]), latest)
