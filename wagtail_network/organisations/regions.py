"""Regions and the municipalities they are made of, with the years each region exists."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index


class Municipality(index.Indexed, models.Model):
    """The smallest area a region is made of. The same in every language."""

    code = models.CharField(
        _("code"),
        max_length=10,
        unique=True,
        help_text=_("The official code, in Denmark three digits: 259 is Køge."),
    )
    name = models.CharField(_("name"), max_length=100)

    panels = [FieldPanel("name"), FieldPanel("code")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class RegionQuerySet(models.QuerySet):
    def in_force(self, day: date | None = None) -> "RegionQuerySet":
        """The regions that exist on ``day`` (today by default). Both bounds are included."""
        day = day or timezone.localdate()
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day)
        )


class Region(TranslatableMixin, index.Indexed, ClusterableModel):
    """An administrative region in the years it exists.

    Regions are merged and renamed, and a network keeps the one it was founded in; so a region
    is dated, and says which one took over.
    """

    name = models.CharField(_("name"), max_length=100)
    municipalities = ParentalManyToManyField(
        Municipality, verbose_name=_("municipalities"), related_name="regions", blank=True
    )
    valid_from = models.DateField(_("first day"), null=True, blank=True)
    valid_to = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        help_text=_("Leave it empty for a region that exists today and has no known end."),
    )
    successor = models.ForeignKey(
        "self",
        verbose_name=_("followed by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
        help_text=_("The region that takes over after the last day."),
    )

    objects = RegionQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        FieldPanel("successor"),
        FieldPanel("municipalities"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="region_ends_after_it_begins",
                violation_error_message=_("The last day is before the first day."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.successor_id and self.successor_id == self.pk:
            raise ValidationError({"successor": _("A region cannot follow itself.")})

    def is_in_force(self, day: date | None = None) -> bool:
        day = day or timezone.localdate()
        begun = self.valid_from is None or self.valid_from <= day
        return begun and not self.has_ended(day)

    def is_to_come(self, day: date | None = None) -> bool:
        return self.valid_from is not None and self.valid_from > (day or timezone.localdate())

    def current(self, day: date | None = None) -> "Region":
        """This region, or the one that has taken over by ``day``. A query for each step."""
        region, seen = self, {self.pk}
        while region.has_ended(day) and region.successor and region.successor.pk not in seen:
            region = region.successor
            seen.add(region.pk)
        return region

    def lineage(self) -> list["Region"]:
        """This region and those that take over after it. A query for each that is not loaded."""
        found = [self]
        while (successor := found[-1].successor) and successor not in found:
            found.append(successor)
        return found

    def has_ended(self, day: date | None = None) -> bool:
        return self.valid_to is not None and self.valid_to < (day or timezone.localdate())
