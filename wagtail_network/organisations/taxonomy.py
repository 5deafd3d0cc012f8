"""The words organisations and people are described by."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index


class Sector(TranslatableMixin, index.Indexed, models.Model):
    """The trade an organisation belongs to."""

    name = models.CharField(_("name"), max_length=100)

    panels = [FieldPanel("name")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Certification(TranslatableMixin, index.Indexed, models.Model):
    """A scheme an organisation is certified under, for instance ISO 14001."""

    name = models.CharField(_("name"), max_length=100)

    panels = [FieldPanel("name")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("certification")
        verbose_name_plural = _("certifications")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Competence(TranslatableMixin, index.Indexed, models.Model):
    """Something an organisation or a person can do, as a node in a tree.

    ``sort_order`` is the place among those with the same parent; equal ones go by name.
    """

    name = models.CharField(_("name"), max_length=100)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="children",
    )
    sort_order = models.PositiveIntegerField(_("order"), default=0, editable=False)

    panels = [FieldPanel("name"), FieldPanel("parent")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("competence")
        verbose_name_plural = _("competences")
        ordering = ["sort_order", "name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        ancestor, seen = self.parent, {self.pk}
        while ancestor and self.pk:
            if ancestor.pk in seen:
                raise ValidationError({"parent": _("A competence cannot be part of itself.")})
            seen.add(ancestor.pk)
            ancestor = ancestor.parent
