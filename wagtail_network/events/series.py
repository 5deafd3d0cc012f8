"""Meetings that belong together, each with its own date, page and registration."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index


class Series(TranslatableMixin, index.Indexed, models.Model):
    """A row of meetings, in one network or across several."""

    name = models.CharField(_("name"), max_length=200)
    short_text = models.CharField(
        _("in short"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences: what the meetings have in common."),
    )

    panels = [FieldPanel("name"), FieldPanel("short_text")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("series of meetings")
        verbose_name_plural = pgettext_lazy("plural", "series of meetings")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
