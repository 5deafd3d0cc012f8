"""The pages and the footer InnoBYG had before it added networks."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page, TranslatableMixin
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from example_site.home.blocks import ContentBlock
from wagtail_network.core.visibility import read_restrictions
from wagtail_network.models import ArticlePage, EventPage, NetworkPage


class HomePage(Page):
    hero_title = models.CharField(_("headline"), max_length=120, blank=True)
    hero_text = models.TextField(_("text"), blank=True)
    picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Wide pictures suit best. Without one a drawing is shown."),
    )
    body = StreamField(ContentBlock(), verbose_name=_("content"), blank=True)

    parent_page_types = ["wagtailcore.Page"]
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("hero_title"), FieldPanel("hero_text"), FieldPanel("picture")],
            heading=_("Top of the page"),
        ),
        FieldPanel("body"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("hero_text"),
        index.SearchField("body"),
    ]
    template = "home/home_page.html"
    page_description = _("The front page of the site.")

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        read_restrictions(request)  # once for all that is listed here and around it
        user = request.user
        below = {
            model: model.objects.descendant_of(self).visible_to(user)
            for model in (NetworkPage, EventPage, ArticlePage)
        }
        context["networks"] = below[NetworkPage].select_related("region").order_by("title")
        context["meetings"] = below[EventPage].upcoming()[:3]
        context["articles"] = below[ArticlePage].select_related("picture").order_by("-date")[:3]
        return context


class ContentPage(Page):
    introduction = models.TextField(_("introduction"), blank=True)
    body = StreamField(ContentBlock(), verbose_name=_("content"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]
    template = "home/content_page.html"
    page_description = _("A page with text, for what does not change every week.")

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")


@register_snippet
class Footer(TranslatableMixin, models.Model):
    """What stands at the bottom of every page; one for each language."""

    about = models.TextField(_("about the organisation"), blank=True)
    address = models.TextField(_("address"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    links = RichTextField(_("links"), features=["ul", "link"], blank=True)

    panels = ["about", "address", "email", "phone", "links"]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("footer")
        verbose_name_plural = _("footers")

    def __str__(self) -> str:
        return str(self.locale)
