"""Everybody who looks after a profile, or has asked to, in a list of the admin."""

from typing import Any

from django.contrib.admin import display
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.options import ModelAdmin

from wagtail_network.core.index_view import OfferedFiltersView
from wagtail_network.directory.joining.access import ProfileAccess
from wagtail_network.directory.joining.desk.finding import accesses_for
from wagtail_network.directory.joining.desk.waiting import NAME
from wagtail_network.directory.joining.places import deciding_keys, may_decide


class AccessPermissionHelper(PermissionHelper):
    """Looked at in the list; decided on a page of its own."""

    def user_can_list(self, user: Any) -> bool:
        return may_decide(user)

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        return False


class AccessButtonHelper(ButtonHelper):
    """The name leads to the page where it is decided."""

    def get_primary_button(self, obj: ProfileAccess) -> dict[str, Any]:
        return {
            "url": reverse(f"{NAME}_access", args=[obj.pk]),
            "label": _("See it"),
            "classname": "",
            "title": "",
        }

    def get_buttons_for_obj(self, obj: ProfileAccess, **kwargs: Any) -> list[dict[str, Any]]:
        return []


class WaitingMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_decide(request.user)


class AccessAdmin(ModelAdmin):
    model = ProfileAccess
    menu_label = _("Access to profiles")
    menu_icon = "key"
    add_to_admin_menu = False  # shown in the group of the networks
    list_display = ("name", "profile", "kind", "status", "created_at")
    list_filter = ("status", "kind")
    list_select_related = ("organisation",)
    search_fields = ("name", "email", "organisation__name", "organisation_name")
    index_view_class = OfferedFiltersView
    permission_helper_class = AccessPermissionHelper
    button_helper_class = AccessButtonHelper

    @display(description=_("profile"))
    def profile(self, access: ProfileAccess) -> str:
        return access.about

    def get_queryset(self, request: HttpRequest) -> Any:
        return accesses_for(request.user, deciding_keys(request.user))

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        """What waits comes first; from there a link leads to this list."""
        return WaitingMenuItem(
            _("Waiting for you"),
            reverse(NAME),
            name="network-waiting",
            icon_name="group",
            order=order or 0,
        )


access_admin = AccessAdmin()
