"""What all pages of the desk have in common: the meeting, and who may be here."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from wagtail_network.core.page_types import page_model_for
from wagtail_network.events.registration.models import Registration
from wagtail_network.events.registration.options import RegistrationOptionsMixin
from wagtail_network.events.registration.permissions import may_manage, may_see
from wagtail_network.events.registration.registering import register_page

# More is an error to SQLite, and no page.
LARGEST_KEY = 2**63 - 1
FORBIDDEN = "wagtail_network/admin/registration/forbidden.html"


def find_meeting(pk: int) -> Any:
    """The page that holds the register of a meeting, of which ``pk`` is any translation.

    Two queries at most. Raises ``Http404``.
    """
    events = page_model_for(RegistrationOptionsMixin).objects.select_related("network_seats")
    event = events.filter(pk=pk).first() if pk <= LARGEST_KEY else None
    if event is None:
        raise Http404
    return register_page(event)


def desk_url(event: Any, query: str = "") -> str:
    return reverse("wagtail_network_desk", args=[event.pk]) + query


class MeetingView(WagtailAdminTemplateMixin, View):
    """A page of the desk of one meeting. Every registration it touches is one of this meeting."""

    header_icon = "group"
    event: Any = None
    # The rule that lets a person in: with the meeting's own page, whatever the address says.
    rule: ClassVar[Callable[[Any, Any], bool]] = may_manage

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.event = find_meeting(self.kwargs["event_id"])
        if not type(self).rule(request.user, self.event):
            # Wagtail turns PermissionDenied into a redirect; this page says what is missing.
            return TemplateResponse(request, FORBIDDEN, status=403)
        return super().dispatch(request, *args, **kwargs)

    @property
    def registrations(self) -> Any:
        return Registration.objects.of(self.event)

    def get_page_title(self) -> str:
        return str(self.page_title) or _("Registrations")

    def get_page_subtitle(self) -> str:
        return str(self.event.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [
            *self.breadcrumbs_items,
            {
                "url": reverse("wagtailadmin_explore", args=[self.event.get_parent().pk]),
                "label": _("Meetings"),
            },
            {
                "url": reverse("wagtailadmin_pages:edit", args=[self.event.pk]),
                "label": self.event.get_admin_display_title(),
            },
            {"url": desk_url(self.event), "label": _("Registrations")},
        ]
        if self.page_title:
            items.append({"url": "", "label": self.page_title})
        return items

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            event=self.event,
            desk_url=desk_url(self.event),
            may_manage=may_manage(self.request.user, self.event),
            **kwargs,
        )


class ReadingView(MeetingView):
    """For who may only look, too."""

    rule = may_see
