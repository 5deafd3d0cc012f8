"""The page on which members are found, with the profile of each below it."""

import swapper
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page

from wagtail_network.core.pages import ListPageMixin
from wagtail_network.directory.joining.routes import JoiningRoutes
from wagtail_network.directory.listing import ListingRoutes
from wagtail_network.directory.matching.routes import MatchingRoutes
from wagtail_network.directory.profile.routes import ProfileRoutes
from wagtail_network.directory.transfer.routes import TransferRoutes
from wagtail_network.networks.models import NetworkPartMixin

swapper.set_app_prefix("wagtailcore", "wagtail")


class DirectoryPageMixin(
    # In this order addresses are looked up: an organisation's own, which is any word, come last.
    ListingRoutes,
    JoiningRoutes,
    TransferRoutes,
    MatchingRoutes,
    ProfileRoutes,
    RoutablePageMixin,
    ListPageMixin,
    NetworkPartMixin,
):
    """A network's members, or those of all networks: organisations and people."""

    routed_with = ("locale",)
    page_description = _("Finds the members of the network above it, or of all networks there.")

    class Meta:
        abstract = True


if not swapper.is_swapped("wagtailcore", "Page"):

    class DirectoryPage(DirectoryPageMixin, Page):
        content_panels = [*Page.content_panels, *DirectoryPageMixin.section_panels]
        search_fields = [*Page.search_fields, *DirectoryPageMixin.section_search_fields]
        parent_page_types = ["wagtail_network.NetworkPage", "wagtail_network.NetworkIndexPage"]
        subpage_types: list[str] = []
        max_count_per_parent = 1

        class Meta:
            verbose_name = _("directory of members")
            verbose_name_plural = _("directories of members")
