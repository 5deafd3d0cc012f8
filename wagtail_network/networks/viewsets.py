"""The networks' place in the admin menu: the register, and the lists that are worked through."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup
from wagtail_modeladmin.options import ModelAdmin

from wagtail_network.core.mail.viewsets import mail_admin
from wagtail_network.networks.membership_admin import membership_admin
from wagtail_network.organisations.viewsets import VIEWSETS


class NetworkViewSetGroup(SnippetViewSetGroup):
    """The register, and before it what is worked through every day.

    ``brought``: what later rooms add, view sets of snippets and ``ModelAdmin`` instances.
    """

    menu_label = _("Networks")
    menu_icon = "group"
    menu_order = 250
    items: tuple[type[SnippetViewSet], ...] = VIEWSETS

    def __init__(self, *brought: Any) -> None:
        admins = [one for one in brought if isinstance(one, ModelAdmin)]
        self.admins = [*admins, membership_admin, mail_admin]
        self.items = (*(one for one in brought if one not in admins), *type(self).items)
        super().__init__()

    def get_submenu_items(self) -> list[Any]:
        return [*(one.get_menu_item() for one in self.admins), *super().get_submenu_items()]
