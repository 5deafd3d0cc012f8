"""Network pages, and which organisations are members."""

from collections.abc import Iterable
from typing import Any

import swapper
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index

from wagtail_network.core.blocks import TEXT_FEATURES, BodyBlock
from wagtail_network.core.images import HERO, THUMBNAIL, load_renditions
from wagtail_network.core.linkedin import clean_links, validate_linkedin_group
from wagtail_network.core.page_types import closest, page_model_for
from wagtail_network.core.pages import ListPageMixin, SectionPageMixin
from wagtail_network.core.routing import DeepRoutingMixin
from wagtail_network.core.visibility import VisiblePageManager
from wagtail_network.networks.blocks import CoordinatorsBlock, PartnersBlock
from wagtail_network.networks.partners import coordinators_of, partners_by_role
from wagtail_network.organisations.regions import Region
from wagtail_network.organisations.visibility import level_for

swapper.set_app_prefix("wagtailcore", "wagtail")


class NetworkIndexPageMixin(DeepRoutingMixin, ListPageMixin):
    """Lists the site's networks."""

    page_description = _("Lists the regional networks. A site usually has one.")

    class Meta:
        abstract = True

    @property
    def section_top(self) -> "NetworkIndexPageMixin":
        return self

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["networks"] = networks = networks_below(self, request.user)
        load_renditions((network.picture for network in networks), THUMBNAIL)
        return context


class NetworkPageMixin(SectionPageMixin):
    """The home of one network: what it is, who is behind it, how to join."""

    lead = models.TextField(
        _("lead"),
        blank=True,
        help_text=_("Two or three sentences: what this network is, and who it is for."),
    )
    picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    region = models.ForeignKey(
        Region,
        verbose_name=_("region"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The region the network was founded in. It stays when regions are merged."),
    )
    purpose = StreamField(BodyBlock(), verbose_name=_("purpose"), blank=True)
    partners = StreamField(PartnersBlock(), verbose_name=_("organisers and partners"), blank=True)
    coordinators = StreamField(
        CoordinatorsBlock(),
        verbose_name=_("coordinators"),
        blank=True,
        help_text=_("The people a newcomer can turn to. They are shown with name and photo."),
    )
    contact_email = models.EmailField(
        _("contact e-mail"),
        blank=True,
        help_text=_("Shown on the page. Use an address that outlives the person."),
    )
    joining = RichTextField(
        _("how to join"),
        features=TEXT_FEATURES,
        blank=True,
        help_text=_("Who can join, what it costs and what to do. Shown next to the contact."),
    )
    linkedin_group_url = models.URLField(_("the organisation's LinkedIn group"), blank=True)
    linkedin_subgroup_url = models.URLField(_("the network's LinkedIn subgroup"), blank=True)

    objects: Any = VisiblePageManager()

    section_panels = [
        FieldPanel("lead"),
        FieldRowPanel([FieldPanel("region"), FieldPanel("picture")]),
        FieldPanel("purpose"),
        FieldPanel("partners"),
        FieldPanel("coordinators"),
        MultiFieldPanel([FieldPanel("joining"), FieldPanel("contact_email")], _("How to join")),
        MultiFieldPanel(
            [FieldPanel("linkedin_group_url"), FieldPanel("linkedin_subgroup_url")],
            _("On LinkedIn"),
        ),
    ]
    section_search_fields = [index.SearchField("lead"), index.SearchField("purpose")]
    api_fields = [
        APIField("lead"),
        APIField("purpose"),
        APIField("region"),
        APIField("linkedin_group_url"),
        APIField("linkedin_subgroup_url"),
    ]
    routed_with = ("picture", "region", "region__successor")
    picture_shown_as = HERO
    page_description = _("The home of one network, with its meetings and articles below it.")

    class Meta:
        abstract = True

    @property
    def network(self) -> "NetworkPageMixin":
        return self

    @property
    def network_link(self) -> "NetworkPageMixin":
        return self

    @property
    def section_top(self) -> "NetworkPageMixin":
        return self

    def summary(self) -> str:
        return str(self.lead)

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        level = level_for(request)
        context["partners"] = partners_by_role(self, level)
        context["coordinators"] = coordinators_of(self, level)
        return context

    def clean(self) -> None:
        super().clean()
        clean_links(
            self,
            linkedin_group_url=validate_linkedin_group,
            linkedin_subgroup_url=validate_linkedin_group,
        )


class NetworkPartMixin(SectionPageMixin):
    """A page that belongs to the network above it."""

    class Meta:
        abstract = True

    def breadcrumbs(self) -> list[Any]:
        """The live pages from the network down to the parent. No query where it was routed."""
        above = getattr(self, "pages_above", None)
        if above is None:
            above = self.get_ancestors()
        above = [page for page in above if page.live]
        classes = [page.specific_class or type(page) for page in above]
        for position, model in enumerate(classes):
            if issubclass(model, NetworkPageMixin):
                return above[position:]
        return above[-1:]

    def summary(self) -> str:
        """At least whose page it is. No query where it was routed."""
        network = self.network_link
        return f"{self.title} – {network.title}" if network else ""

    @cached_property
    def network(self) -> NetworkPageMixin | None:
        """The closest network above this page, or None (an article above all networks)."""
        return closest(self, NetworkPageMixin)

    @cached_property
    def networks_above(self) -> Any | None:
        """The list of networks directly above this page, which is then about all of them."""
        parent = (getattr(self, "pages_above", None) or [self.get_parent()])[-1]
        model = parent and (parent.specific_class or type(parent))
        return parent if model and issubclass(model, NetworkIndexPageMixin) else None

    @property
    def network_link(self) -> Any | None:
        """The network, where it is live, as a page with title and address.

        No query where this page was routed.
        """
        above = getattr(self, "pages_above", None)
        network: Any = self.network if above is None else _first(above, NetworkPageMixin)
        return network if network is not None and network.live else None

    @property
    def section_top(self) -> Any | None:
        """Where the way around the section begins: the network, else the list of networks.

        No query where this page was routed; elsewhere only a network is looked for.
        """
        top = _first(getattr(self, "pages_above", ()), NetworkIndexPageMixin)
        return self.network_link or (top if top is not None and top.live else None)


def _first(pages: Iterable[Any], mixin: type[models.Model]) -> Any | None:
    """The first page of the type, None where there is none."""
    return next((page for page in pages if issubclass(page.specific_class, mixin)), None)


def networks_below(page: Any, user: Any) -> models.QuerySet:
    """The networks under ``page`` that ``user`` may open, by title, with what a list shows."""
    networks = page_model_for(NetworkPageMixin).objects.descendant_of(page)
    return networks.visible_to(user).select_related("region", "picture").order_by("title")


if not swapper.is_swapped("wagtailcore", "Page"):

    class NetworkIndexPage(NetworkIndexPageMixin, Page):
        content_panels = [*Page.content_panels, *NetworkIndexPageMixin.section_panels]
        search_fields = [*Page.search_fields, *NetworkIndexPageMixin.section_search_fields]
        subpage_types = [
            "wagtail_network.NetworkPage",
            "wagtail_network.EventIndexPage",
            "wagtail_network.DirectoryPage",
            "wagtail_network.ArticleIndexPage",
        ]

        class Meta:
            verbose_name = _("list of networks")
            verbose_name_plural = _("lists of networks")

    class NetworkPage(NetworkPageMixin, Page):
        content_panels = [*Page.content_panels, *NetworkPageMixin.section_panels]
        search_fields = [*Page.search_fields, *NetworkPageMixin.section_search_fields]
        parent_page_types = ["wagtail_network.NetworkIndexPage"]
        subpage_types = [
            "wagtail_network.EventIndexPage",
            "wagtail_network.DirectoryPage",
            "wagtail_network.ArticleIndexPage",
        ]

        class Meta:
            verbose_name = _("network")
            verbose_name_plural = _("networks")
