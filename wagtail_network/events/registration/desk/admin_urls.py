"""What the admin needs to know of the desk: the addresses, and the button on a meeting."""

from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from wagtail_network.events.copying import PlanNextView
from wagtail_network.events.registration.desk.adding import AddView
from wagtail_network.events.registration.desk.deciding import ActView
from wagtail_network.events.registration.desk.downloads import ExportView
from wagtail_network.events.registration.desk.messaging import MessageView
from wagtail_network.events.registration.desk.overview import DeskView
from wagtail_network.events.registration.desk.printing import BadgesView, ListView
from wagtail_network.events.registration.desk.resending import ResendView
from wagtail_network.events.registration.models import Registration
from wagtail_network.events.registration.options import RegistrationOptionsMixin
from wagtail_network.events.registration.permissions import may_see

NAME = "wagtail_network_desk"
_DESK = "registrations/<int:event_id>/"
_VIEWS: dict[str, Any] = {
    "act": ActView,
    "add": AddView,
    "message": MessageView,
    "export": ExportView,
    "list": ListView,
    "badges": BadgesView,
    "resend": ResendView,
    "next": PlanNextView,
}

urlpatterns = [
    path(_DESK, DeskView.as_view(), name=NAME),
    *(
        path(f"{_DESK}{name}/", view.as_view(), name=f"{NAME}_{name}")
        for name, view in _VIEWS.items()
    ),
    path(f"{_DESK}resend/<uuid:mail_id>/", ResendView.as_view(), name=f"{NAME}_resend_one"),
]


def desk_button(
    page: Any, user: Any, next_url: str | None = None, *, counted: bool = False
) -> Button | None:
    """The button on a meeting that takes registrations, or None where it does not belong.

    For the hooks ``register_page_header_buttons`` and ``register_page_listing_more_buttons``. With
    ``counted`` it says how many there are, for one query.
    """
    if not issubclass(page.specific_class or type(page), RegistrationOptionsMixin):
        return None
    event = page.specific
    if not event.takes_registrations or not may_see(user, event):
        return None
    label = _("Registrations")
    if counted:
        label = f"{label} ({Registration.objects.of(event).active().count()})"
    return Button(label, reverse(NAME, args=[event.pk]), icon_name="group", priority=45)
