"""All registrations a coordinator may see, in one list of the admin."""

from typing import Any

from django.contrib.admin import SimpleListFilter, display
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import URLPattern, re_path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import (
    AdminURLHelper,
    ButtonHelper,
    DjangoORMSearchHandler,
    PermissionHelper,
)
from wagtail_modeladmin.options import ModelAdmin

from wagtail_network.core.index_view import OfferedFiltersView
from wagtail_network.core.page_types import page_model_for
from wagtail_network.events.registration.desk.person import (
    EraseView,
    PersonEditView,
    PersonInspectView,
)
from wagtail_network.events.registration.models import Registration
from wagtail_network.events.registration.permissions import (
    PERMISSIONS,
    manageable_events,
    may_manage,
    may_see,
)
from wagtail_network.events.registration.searching import search
from wagtail_network.networks.models import NetworkPageMixin

# More would be a list to scroll through; the search finds meetings by name.
MEETINGS_SHOWN = 25
# Longer than any number of a row is.
DIGITS = 18


class RegistrationPermissionHelper(PermissionHelper):
    """Asks ``permissions.py``, with the meeting the registration is for."""

    def user_can_list(self, user: Any) -> bool:
        return any(map(user.has_perm, PERMISSIONS["view"]))

    def user_can_create(self, user: Any) -> bool:
        return False  # at the desk of the meeting

    def user_can_inspect_obj(self, user: Any, obj: Registration) -> bool:
        return may_see(user, obj.event)

    def user_can_edit_obj(self, user: Any, obj: Registration) -> bool:
        return may_manage(user, obj.event)

    def user_can_delete_obj(self, user: Any, obj: Registration) -> bool:
        return may_manage(user, obj.event)

    def get_all_model_permissions(self) -> Any:
        """Only those that mean something are offered to groups."""
        return super().get_all_model_permissions().filter(codename__regex="^(view|change)_")


class RegistrationURLHelper(AdminURLHelper):
    """Nothing but numbers, so that anything else is not found rather than an error."""

    def _get_object_specific_action_url_pattern(self, action: str) -> str:
        return rf"^{self.base_url_path}/{action}/(?P<instance_pk>[0-9]{{1,{DIGITS}}})/$"


class RegistrationButtonHelper(ButtonHelper):
    """The name leads to the page of the registration, and what can be done is there."""

    def get_primary_button(self, obj: Registration) -> dict[str, Any]:
        button: dict[str, Any] = self.inspect_button(obj.pk)
        return button | {"title": ""}

    def get_buttons_for_obj(self, obj: Registration, **kwargs: Any) -> list[dict[str, Any]]:
        return []


class RegistrationSearch(DjangoORMSearchHandler):
    def search_queryset(self, queryset: Any, search_term: str, **kwargs: Any) -> Any:
        return search(queryset, search_term, meetings=True)


class ChoiceFilter(SimpleListFilter):
    """Takes only what it offers, so that an address made up by hand is no error."""

    def value(self) -> str | None:
        asked = super().value()
        return asked if asked in {str(key) for key, _label in self.lookup_choices} else None


class MeetingFilter(ChoiceFilter):
    """The meetings nearest to today, and the chosen one."""

    title = _("meeting")
    parameter_name = "meeting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        events = manageable_events(request.user, "view")
        events = events.filter(Exists(Registration.objects.of(OuterRef("pk"))))
        asked = (request.GET.get(self.parameter_name) or "")[:DIGITS]
        coming = events.filter(end__gte=timezone.now()).order_by("start")[:MEETINGS_SHOWN]
        found = list(coming)
        if left := MEETINGS_SHOWN - len(found):
            found += events.filter(end__lt=timezone.now()).order_by("-start")[:left]
        if asked.isdecimal() and int(asked) not in {event.pk for event in found}:
            found += events.filter(pk=asked)
        return [(str(event.pk), f"{event.title} ({event.local_start:%d.%m.%Y})") for event in found]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(event=self.value()) if self.value() else queryset


class NetworkFilter(ChoiceFilter):
    title = _("network")
    parameter_name = "network"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        events = manageable_events(request.user, "view").order_by()
        inside = events.filter(path__startswith=OuterRef("path"))
        networks = page_model_for(NetworkPageMixin).objects.filter(Exists(inside))
        self.paths = {str(network.pk): network.path for network in networks}
        return [(str(network.pk), network.title) for network in networks.order_by("title")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        chosen = self.value()
        return queryset.filter(event__path__startswith=self.paths[chosen]) if chosen else queryset


class OptionFilter(ChoiceFilter):
    """By a field with choices."""

    field: str

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        field: Any = Registration._meta.get_field(self.field)
        return list(field.choices)

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(**{self.field: self.value()}) if self.value() else queryset


class StatusFilter(OptionFilter):
    title = _("status")
    parameter_name = field = "status"


class SourceFilter(OptionFilter):
    title = _("source")
    parameter_name = field = "source"


class CameFilter(ChoiceFilter):
    title = _("came")
    parameter_name = "came"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Yes")), ("no", _("No"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() is None:
            return queryset
        return queryset.filter(checked_in_at__isnull=self.value() == "no")


class RegistrationIndexView(OfferedFiltersView):
    # Wagtail's own export writes formulas as they are, and is not noted: the desk has a better one.
    FORMATS = ()


class RegistrationAdmin(ModelAdmin):
    model = Registration
    menu_label = _("Registrations")
    menu_icon = "form"
    add_to_admin_menu = False  # shown in the networks' group
    list_display = (
        *("name", "organisation_name", "status", "meeting", "created_at", "checked_in_at"),
    )
    list_filter = (StatusFilter, CameFilter, MeetingFilter, NetworkFilter, SourceFilter)
    list_select_related = ("event",)
    list_per_page = 50
    search_fields = ("name",)  # shows the box; what is searched says RegistrationSearch
    search_handler_class = RegistrationSearch
    ordering = ("-created_at",)
    inspect_view_enabled = True
    history_view_enabled = False  # it would keep names: what is done is noted on the page
    index_view_class = RegistrationIndexView
    index_view_extra_css = ["wagtail_network/desk.css"]
    inspect_view_class = PersonInspectView
    edit_view_class = PersonEditView
    delete_view_class = EraseView
    inspect_template_name = "wagtail_network/admin/registration/person.html"
    permission_helper_class = RegistrationPermissionHelper
    url_helper_class = RegistrationURLHelper
    button_helper_class = RegistrationButtonHelper

    def get_queryset(self, request: HttpRequest) -> Any:
        return Registration.objects.visible_to(request.user)

    @display(description=_("meeting"), ordering="event__title")
    def meeting(self, registration: Registration) -> str:
        return str(registration.event.title)

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        """The list and one registration; adding one belongs to a meeting."""
        helper = self.url_helper
        views = {
            "index": self.index_view,
            "inspect": self.inspect_view,
            "edit": self.edit_view,
            "delete": self.delete_view,
        }
        return tuple(
            re_path(helper.get_action_url_pattern(action), view, name=name)
            for action, view in views.items()
            for name in [helper.get_action_url_name(action)]
        )

    def register_indexing(self) -> None:
        """Not in Wagtail's index of references, which would cost every registration a query."""


registration_admin = RegistrationAdmin()
