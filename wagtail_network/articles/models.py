"""Articles: news from a network and experience from its meetings."""

from typing import Any

import swapper
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page, PageManager
from wagtail.search import index

from wagtail_network.articles.blocks import AuthorsBlock
from wagtail_network.core.blocks import BodyBlock
from wagtail_network.core.images import FIGURE, THUMBNAIL, load_renditions
from wagtail_network.core.localized import localized_page
from wagtail_network.core.page_types import page_model_for
from wagtail_network.core.pages import ListPageMixin
from wagtail_network.core.panels import PageTypeChooserPanel
from wagtail_network.core.visibility import VisiblePageQuerySet
from wagtail_network.events.models import EventPageMixin
from wagtail_network.networks.models import NetworkPageMixin, NetworkPartMixin
from wagtail_network.organisations.shown import shown_in
from wagtail_network.organisations.visibility import Audience, Profile, level_for

swapper.set_app_prefix("wagtailcore", "wagtail")

ARTICLES_ON_A_PAGE = 12


class ArticleQuerySet(VisiblePageQuerySet):
    def latest_first(self) -> "ArticleQuerySet":
        return self.order_by("-date", "-pk")

    def in_network(self, network: NetworkPageMixin) -> "ArticleQuerySet":
        """Articles below the network, and those elsewhere in its language that are about it."""
        elsewhere = models.Q(
            related_network__translation_key=network.translation_key, locale=network.locale_id
        )
        return self.filter(self.descendant_of_q(network) | elsewhere)

    def about(self, event: EventPageMixin) -> "ArticleQuerySet":
        """Articles in the meeting's language that are about it or a translation of it."""
        return self.filter(
            related_event__translation_key=event.translation_key, locale=event.locale_id
        )


ArticleManager = PageManager.from_queryset(ArticleQuerySet)


class ArticleIndexPageMixin(ListPageMixin, NetworkPartMixin):
    """A network's articles, the latest first."""

    page_description = _("Lists articles: news and experience from a network.")

    class Meta:
        abstract = True

    def articles_for(self, user: Any) -> ArticleQuerySet:
        """The articles below this page that ``user`` may open, the latest first."""
        articles = page_model_for(ArticlePageMixin).objects.child_of(self).visible_to(user)
        return articles.latest_first().select_related("picture")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        pages = Paginator(self.articles_for(request.user), ARTICLES_ON_A_PAGE)
        context["articles"] = articles = pages.get_page(request.GET.get("page"))
        load_renditions((article.picture for article in articles), THUMBNAIL)
        return context


class ArticlePageMixin(NetworkPartMixin):
    """One article, written here or imported from an older site."""

    date = models.DateField(_("date"), default=timezone.localdate, db_index=True)
    lead = models.TextField(
        _("lead"), blank=True, help_text=_("The first lines, shown in lists as well.")
    )
    picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    authors = StreamField(AuthorsBlock(), verbose_name=_("authors"), blank=True)
    related_event = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        verbose_name=_("meeting"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The meeting the article is about."),
    )
    related_network = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        verbose_name=_("network"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Only for an article that does not lie below its network."),
    )
    import_source = models.CharField(max_length=500, blank=True, editable=False, db_index=True)
    import_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects: Any = ArticleManager()

    section_panels = [
        FieldPanel("date"),
        FieldPanel("lead"),
        FieldPanel("picture"),
        FieldPanel("body"),
        FieldPanel("authors"),
        MultiFieldPanel(
            [
                PageTypeChooserPanel("related_event", EventPageMixin),
                PageTypeChooserPanel("related_network", NetworkPageMixin),
            ],
            _("About"),
        ),
    ]
    section_search_fields = [
        index.SearchField("lead"),
        index.SearchField("body"),
        index.FilterField("date"),
    ]
    api_fields = [APIField("date"), APIField("lead"), APIField("body")]
    routed_with = ("picture",)
    picture_shown_as = FIGURE
    shared_kind = "article"
    page_description = _("One article: news, or what came out of a meeting.")

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["authors"] = self.authors_localized(level_for(request))
        context["event"] = self.event_for(request.user)
        return context

    def summary(self) -> str:
        return str(self.lead)

    def authors_localized(self, level: int = Audience.EVERYONE) -> list[Profile | str]:
        """The authors in the editor's order: people as ``level`` sees them, and plain names."""
        people = [block.value for block in self.authors if block.block_type == "person"]
        known = {person.pk: person for person in people if person}
        shown = shown_in(known.values(), self.locale_id, level)
        translated = dict(zip(known, shown, strict=True))
        authors = [
            translated.get(block.value.pk) if block.block_type == "person" else block.value
            for block in self.authors
            if block.value
        ]
        return [author for author in authors if author]

    def event_for(self, user: Any) -> Any | None:
        """The meeting the article is about, if ``user`` may open it."""
        if self.related_event_id is None:
            return None
        events = page_model_for(EventPageMixin).objects.visible_to(user)
        return localized_page(events, self.related_event_id, self.locale_id)


if not swapper.is_swapped("wagtailcore", "Page"):

    class ArticleIndexPage(ArticleIndexPageMixin, Page):
        content_panels = [*Page.content_panels, *ArticleIndexPageMixin.section_panels]
        search_fields = [*Page.search_fields, *ArticleIndexPageMixin.section_search_fields]
        parent_page_types = ["wagtail_network.NetworkPage", "wagtail_network.NetworkIndexPage"]
        subpage_types = ["wagtail_network.ArticlePage"]

        class Meta:
            verbose_name = _("list of articles")
            verbose_name_plural = _("lists of articles")

    class ArticlePage(ArticlePageMixin, Page):
        content_panels = [*Page.content_panels, *ArticlePageMixin.section_panels]
        search_fields = [*Page.search_fields, *ArticlePageMixin.section_search_fields]
        parent_page_types = ["wagtail_network.ArticleIndexPage"]
        subpage_types: list[str] = []

        class Meta:
            verbose_name = _("article")
            verbose_name_plural = _("articles")
