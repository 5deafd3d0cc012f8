"""What waits for a coordinator, in one list, and who has left lately."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from wagtail_network.core.retrying import Busy
from wagtail_network.directory.joining.desk.finding import memberships_for, waiting_for
from wagtail_network.directory.joining.moving import admit, turn_away
from wagtail_network.directory.joining.places import deciding_keys, may_decide
from wagtail_network.directory.joining.proposing import NotOpen

NAME = "wagtail_network_waiting"
DECIDED = gettext_lazy("That has been decided or changed meanwhile; look again.")
BUSY = gettext_lazy("The site was too busy to save it. Nothing is lost; try again.")
LARGEST_KEY = 2**63 - 1


class DeskView(WagtailAdminTemplateMixin, View):
    """A page for who decides about members."""

    header_icon = "group"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_decide(request.user):
            raise PermissionDenied
        if any(isinstance(key, int) and key > LARGEST_KEY for key in kwargs.values()):
            raise Http404
        self.keys = deciding_keys(request.user)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*self.breadcrumbs_items, {"url": reverse(NAME), "label": _("Waiting for you")}]
        own = self.get_page_title()
        return [*items, {"url": "", "label": own}] if own != _("Waiting for you") else items


class WaitingView(DeskView):
    page_title = gettext_lazy("Waiting for you")
    template_name = "wagtail_network/admin/joining/waiting.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        waiting = waiting_for(request.user)
        return self.render_to_response(self.get_context_data(waiting=waiting))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Lets an organisation into a network, or back into it, or not."""
        verb, _colon, key = str(request.POST.get("act", "")).partition(":")
        if verb not in ("admit", "turn_away") or not key.isdecimal() or len(key) > 18:
            raise Http404
        membership = memberships_for(request.user, self.keys).filter(pk=key).first()
        if membership is None:
            raise Http404
        try:
            (admit if verb == "admit" else turn_away)(membership, request.user)
        except NotOpen:
            messages.warning(request, DECIDED)
        except Busy:
            messages.error(request, BUSY)
        else:
            said = (
                _("%(name)s is a member of %(network)s.")
                if verb == "admit"
                else _("%(name)s is not a member of %(network)s.")
            )
            names = {"name": membership.organisation.name, "network": membership.network.title}
            messages.success(request, said % names)
        return redirect(NAME)
