"""The coming meetings on the first page of the admin, with what is to be done about them."""

from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from wagtail.admin.ui.components import Component

from wagtail_network.events.registration.desk.overview import bars
from wagtail_network.events.registration.models import Registration
from wagtail_network.events.registration.permissions import manageable_events
from wagtail_network.events.registration.seats import seats_of

SHOWN = 8
Status = Registration.Status


class ComingMeetingsPanel(Component):
    """Nothing for who coordinates no coming meeting. Two queries."""

    name = "network_coming_meetings"
    template_name = "wagtail_network/admin/registration/home_panel.html"
    order = 200

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        user = parent_context["request"].user
        return {"meetings": coming_meetings(user)}

    def render_html(self, parent_context: Any = None) -> str:
        return str(super().render_html(parent_context))


def coming_meetings(user: Any) -> list[dict[str, Any]]:
    events = manageable_events(user).filter(end__gte=timezone.now(), network_seats__isnull=False)
    shown = list(events.select_related("network_seats").order_by("start", "pk")[:SHOWN])
    registrations = Registration.objects.filter(event__in=[event.pk for event in shown])
    numbers = (
        registrations.order_by()
        .values("event")
        .annotate(
            pending=Count("pk", filter=Q(status=Status.PENDING)),
            waiting=Count("pk", filter=Q(status=Status.WAITING)),
        )
    )
    by_event: dict[int, Any] = {row["event"]: row for row in numbers}
    return [
        {**by_event.get(event.pk, {}), "event": event, "bar": bars(event, seats_of(event))[0]}
        for event in shown
    ]
