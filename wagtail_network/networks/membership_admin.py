"""The list of memberships in the admin: filtered, changed several at a time, exported."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import SimpleListFilter, display
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail_modeladmin.helpers import ButtonHelper
from wagtail_modeladmin.options import ModelAdmin

from wagtail_network.core.index_view import OfferedFiltersView
from wagtail_network.core.retrying import Busy
from wagtail_network.core.spreadsheets import csv_response, xlsx_response
from wagtail_network.networks.membership import Membership
from wagtail_network.networks.membership_export import headings, rows
from wagtail_network.networks.membership_status import change_status
from wagtail_network.organisations.visibility import level_of

# Each is saved by itself: more would keep the browser waiting too long.
MOST_AT_ONCE = 1000
WRITERS = {"xlsx": xlsx_response, "csv": csv_response}
LARGEST_KEY = 2**63 - 1


class NetworkFilter(SimpleListFilter):
    """Each network once, whatever its translations."""

    title = gettext_lazy("network")
    parameter_name = "network"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        found = Membership.objects.order_by("network__locale", "network__title")
        titles: dict[str, str] = {}
        for key, title in found.values_list(
            "network__translation_key", "network__title"
        ).distinct():
            titles.setdefault(str(key), title)
        return sorted(titles.items(), key=lambda pair: pair[1].casefold())

    def value(self) -> str | None:
        """Only what is offered, so that an address made up by hand is no error."""
        asked = super().value()
        return asked if asked in {key for key, _title in self.lookup_choices} else None

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        chosen = self.value()
        return queryset.filter(network__translation_key=chosen) if chosen else queryset


class MembershipButtonHelper(ButtonHelper):
    """The name leads to the page of the membership, and what can be done is there."""

    def get_buttons_for_obj(self, obj: Membership, **kwargs: Any) -> list[dict[str, Any]]:
        if self.permission_helper.user_can_edit_obj(self.request.user, obj):
            return []
        buttons: list[dict[str, Any]] = super().get_buttons_for_obj(obj, **kwargs)
        return buttons


class MembershipIndexView(OfferedFiltersView):
    # Wagtail's own export writes formulas as they are, and hides nothing.
    FORMATS = ()

    @property
    def may_change(self) -> bool:
        helper = self.permission_helper
        code = helper.get_perm_codename("change")
        return bool(helper.user_has_specific_permission(self.request.user, code))

    @property
    def statuses(self) -> list[tuple[str, Any]]:
        return list(Membership.Status.choices)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The form around the list. Its address has the filters, so both mean what is shown."""
        if kind := request.POST.get("export"):
            return self.export_as(kind)
        if not self.may_change:
            raise PermissionDenied
        status = str(request.POST.get("status", ""))
        if status not in Membership.Status.values:
            raise Http404
        self.change(status)
        return redirect(request.get_full_path())

    def export_as(self, kind: str) -> HttpResponse:
        if kind not in WRITERS:
            raise Http404
        found = rows(self.queryset, level_of(self.request.user))
        return WRITERS[kind](str(self.model._meta.verbose_name_plural), headings(), found)

    def change(self, status: str) -> None:
        chosen = self.chosen()
        if not chosen:
            messages.warning(self.request, _("Tick the memberships first."))
            return
        if len(chosen) > MOST_AT_ONCE:
            text = _(
                "At most %(count)d at a time. Filter the list, and take one part after another."
            )
            messages.error(self.request, text % {"count": MOST_AT_ONCE})
            return
        try:
            changed = change_status(chosen, status, self.request.user)
        except Busy:
            text = _("The site was too busy. Nothing has changed; try again.")
            messages.error(self.request, text)
            return
        self.tell(status, len(changed), len(chosen) - len(changed))

    def chosen(self) -> list[Membership]:
        if self.request.POST.get("everyone"):
            return list(self.queryset[: MOST_AT_ONCE + 1])
        keys = self.request.POST.getlist("chosen")
        if not all(key.isdecimal() and int(key) <= LARGEST_KEY for key in keys):
            raise Http404
        return list(self.get_base_queryset().filter(pk__in=keys[: MOST_AT_ONCE + 1]))

    def tell(self, status: str, changed: int, same: int) -> None:
        label = Membership.Status(status).label
        if changed:
            text = ngettext(
                "%(count)d membership has the status “%(status)s” now.",
                "%(count)d memberships have the status “%(status)s” now.",
                changed,
            )
            messages.success(self.request, text % {"count": changed, "status": label})
        if same:
            text = ngettext("%(count)d had it already.", "%(count)d had it already.", same)
            messages.info(self.request, text % {"count": same})


class MembershipAdmin(ModelAdmin):
    model = Membership
    menu_label = gettext_lazy("Memberships")
    menu_icon = "group"
    add_to_admin_menu = False  # shown in the networks' group
    list_display = ("organisation", "network", "status", "since", "contact_person")
    list_display_add_buttons = "organisation"
    list_filter = ("status", NetworkFilter, "since")
    list_select_related = ("organisation", "network", "contact_person")
    search_fields = ("organisation__name",)
    index_view_class = MembershipIndexView
    button_helper_class = MembershipButtonHelper
    index_view_extra_css = ["wagtail_network/register.css"]
    index_template_name = "wagtail_network/admin/memberships/index.html"

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        code = self.permission_helper.get_perm_codename("change")
        may = self.permission_helper.user_has_specific_permission(request.user, code)
        return ("tick", *self.list_display) if may else self.list_display

    @display(description=gettext_lazy("Tick"))
    def tick(self, membership: Membership) -> str:
        box = '<input type="checkbox" name="chosen" value="{}" aria-label="{}">'
        return format_html(box, membership.pk, str(membership))

    tick.allow_tags = True  # type: ignore[attr-defined]


membership_admin = MembershipAdmin()
