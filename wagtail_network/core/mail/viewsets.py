"""The outbox in the admin: what was promised, what became of it, and another try."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import SimpleListFilter, display
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, re_path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail_modeladmin.helpers import AdminURLHelper, ButtonHelper, PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import InspectView, WMABaseView

from wagtail_network.core.index_view import OfferedFiltersView
from wagtail_network.core.mail.letters import kinds, label_of
from wagtail_network.core.mail.models import Mail
from wagtail_network.core.mail.outbox import resend

UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


class MailPermissionHelper(PermissionHelper):
    """Mails are made and changed by the site alone; to change one is to send it again."""

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_edit_obj(self, user: Any, obj: Mail) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Mail) -> bool:
        return False

    def user_can_resend(self, user: Any) -> bool:
        return self.user_has_specific_permission(user, self.get_perm_codename("change"))


class MailURLHelper(AdminURLHelper):
    """Addresses with a UUID in them, and one that is about all that failed."""

    def _get_object_specific_action_url_pattern(self, action: str) -> str:
        return rf"^{self.base_url_path}/{action}/(?P<instance_pk>{UUID})/$"

    @property
    def resend_pattern(self) -> str:
        return rf"^{self.base_url_path}/resend/(?:(?P<instance_pk>{UUID})/)?$"


class MailButtonHelper(ButtonHelper):
    def resend_button(self, mail: Mail, classnames: list[str] | None = None) -> dict[str, Any]:
        """To the page that asks whether to. Prominent below the mail, small in the list."""
        return {
            "url": self.url_helper.get_action_url("resend", mail.pk),
            "label": _("Send again"),
            "title": _("Send this mail again"),
            "classname": self.finalise_classname(
                ["button-secondary", *classnames] if classnames else []
            ),
        }

    def resend_all_button(self) -> dict[str, Any]:
        return {
            "url": self.url_helper.get_action_url("resend"),
            "label": _("Send all failed again"),
            "title": _("Send all failed mails again"),
            "classname": self.finalise_classname(["button-secondary"]),
        }

    def get_buttons_for_obj(
        self,
        obj: Mail,
        exclude: list[str] | None = None,
        classnames_add: list[str] | None = None,
        classnames_exclude: list[str] | None = None,
    ) -> list[dict[str, Any]]:
        buttons: list[dict[str, Any]] = super().get_buttons_for_obj(
            obj, exclude, classnames_add, classnames_exclude
        )
        may = self.permission_helper.user_can_resend(self.request.user)
        if may and obj.status == Mail.Status.FAILED:
            buttons.append(self.resend_button(obj, classnames_add))
        return buttons


class KindFilter(SimpleListFilter):
    title = gettext_lazy("letter")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return kinds()

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(kind=self.value()) if self.value() else queryset


class MailIndexView(OfferedFiltersView):
    @property
    def resend_all_button(self) -> dict[str, Any] | None:
        if not self.permission_helper.user_can_resend(self.request.user):
            return None
        if not Mail.objects.filter(status=Mail.Status.FAILED).exists():
            return None
        return self.button_helper.resend_all_button()


class MailInspectView(InspectView):
    page_title = gettext_lazy("Mail")

    def get_page_subtitle(self) -> str:
        return label_of(self.instance.kind)

    def get_field_display_value(self, field_name: str, field: Any = None) -> Any:
        if field_name == "kind":
            return label_of(self.instance.kind)
        return super().get_field_display_value(field_name, field)


class ResendView(WMABaseView):
    """Asks, and then sends one failed mail or all of them again."""

    page_title = gettext_lazy("Send again")
    template_name = "wagtail_network/admin/mail/resend.html"
    instance_pk: str | None = None  # as_view takes only what the class has

    def __init__(self, model_admin: ModelAdmin, instance_pk: str | None = None) -> None:
        super().__init__(model_admin)
        self.instance_pk = instance_pk

    def check_action_permitted(self, user: Any) -> bool:
        return self.permission_helper.user_can_resend(user)

    @property
    def failed(self) -> Any:
        found = Mail.objects.filter(status=Mail.Status.FAILED)
        return found.filter(pk=self.instance_pk) if self.instance_pk else found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mail = self.failed.first() if self.instance_pk else None
        return super().get_context_data(mail=mail, count=self.failed.count(), **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        count = resend(self.failed.only("pk"))
        if count:
            text = ngettext(
                "%(count)d mail will be sent again.", "%(count)d mails will be sent again.", count
            )
            messages.success(request, text % {"count": count})
        else:
            messages.warning(request, _("Nothing is left to be sent again."))
        return redirect(self.index_url)


class MailAdmin(ModelAdmin):
    model = Mail
    menu_label = gettext_lazy("Mails")
    menu_icon = "mail"
    add_to_admin_menu = False  # shown in the networks' group
    list_display = ("to", "letter", "status", "trouble", "created_at")
    list_filter = ("status", KindFilter)
    search_fields = ("to",)
    inspect_view_enabled = True
    history_view_enabled = False
    inspect_view_fields = [
        "to",
        "kind",
        "language",
        "status",
        "trouble",
        "error",
        "attempts",
        "due",
        "sent_at",
        "created_at",
    ]
    index_view_class = MailIndexView
    inspect_view_class = MailInspectView
    index_template_name = "wagtail_network/admin/mail/index.html"
    permission_helper_class = MailPermissionHelper
    url_helper_class = MailURLHelper
    button_helper_class = MailButtonHelper

    @display(description=gettext_lazy("letter"), ordering="kind")
    def letter(self, mail: Mail) -> str:
        return label_of(mail.kind)

    def resend_view(self, request: HttpRequest, instance_pk: str | None = None) -> HttpResponse:
        return ResendView.as_view(model_admin=self, instance_pk=instance_pk)(request)

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        """The list, one mail, and sending again: there is nothing to add, edit or delete."""
        helper = self.url_helper
        patterns = (
            ("index", helper.get_action_url_pattern("index"), self.index_view),
            ("inspect", helper.get_action_url_pattern("inspect"), self.inspect_view),
            ("resend", helper.resend_pattern, self.resend_view),
        )
        return tuple(
            re_path(pattern, view, name=helper.get_action_url_name(action))
            for action, pattern, view in patterns
        )

    def register_indexing(self) -> None:
        """Not in Wagtail's index of references, which would cost every mail a query."""


mail_admin = MailAdmin()
