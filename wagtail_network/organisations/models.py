"""The register the networks share: organisations, people, and what they are described by."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.images import get_image_model_string
from wagtail.models import TranslatableMixin
from wagtail.search import index

from wagtail_network.core.linkedin import clean_links, validate_linkedin_page
from wagtail_network.organisations.forms import CompetencesForm
from wagtail_network.organisations.regions import Municipality


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


class Competence(TranslatableMixin, index.Indexed, models.Model):
    """Something an organisation or a person can do, as a node in a tree."""

    name = models.CharField(_("name"), max_length=100)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="children",
    )

    panels = [FieldPanel("name"), FieldPanel("parent")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("competence")
        verbose_name_plural = _("competences")
        ordering = ["name"]

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


class OrganisationManager(models.Manager["Organisation"]):
    """With the logo, which is shown wherever an organisation is.

    Wagtail's choosers load what a StreamField refers to through ``objects``, so joining here
    is what keeps a list of partners at one query.
    """

    def get_queryset(self) -> models.QuerySet["Organisation"]:
        return super().get_queryset().select_related("logo")


class PersonManager(models.Manager["Person"]):
    """With the photo and the organisation, for the same reason."""

    def get_queryset(self) -> models.QuerySet["Person"]:
        return super().get_queryset().select_related("photo", "organisation")


class Organisation(TranslatableMixin, index.Indexed, ClusterableModel):
    """A company, institution or public body."""

    name = models.CharField(_("name"), max_length=200)
    short_text = models.CharField(
        _("in short"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences: what the organisation does, and for whom."),
    )
    logo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("logo"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    website = models.URLField(_("website"), blank=True)
    linkedin_url = models.URLField(_("LinkedIn page"), blank=True)
    sector = models.ForeignKey(
        Sector,
        verbose_name=_("sector"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="organisations",
    )
    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("municipality"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="organisations",
    )
    competences = ParentalManyToManyField(
        Competence, verbose_name=_("competences"), related_name="organisations", blank=True
    )

    objects = OrganisationManager()
    base_form_class = CompetencesForm

    panels = [
        FieldPanel("name"),
        FieldPanel("short_text"),
        FieldPanel("logo"),
        MultiFieldPanel([FieldPanel("website"), FieldPanel("linkedin_url")], heading=_("Links")),
        FieldRowPanel([FieldPanel("sector"), FieldPanel("municipality")]),
        FieldPanel("competences"),
    ]
    search_fields = [
        index.SearchField("name", boost=3),
        index.AutocompleteField("name"),
        index.SearchField("short_text"),
    ]
    api_fields = [APIField("name"), APIField("short_text"), APIField("website")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        clean_links(self, linkedin_url=validate_linkedin_page)


class Person(TranslatableMixin, index.Indexed, ClusterableModel):
    """Someone who coordinates, speaks, writes or belongs to a member organisation."""

    name = models.CharField(_("name"), max_length=200)
    title = models.CharField(_("title"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
    )
    photo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("photo"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    linkedin_url = models.URLField(_("LinkedIn profile"), blank=True)
    competences = ParentalManyToManyField(
        Competence, verbose_name=_("competences"), related_name="people", blank=True
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("login"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The site's user who is this person, if any."),
    )

    objects = PersonManager()
    base_form_class = CompetencesForm

    panels = [
        FieldPanel("name"),
        FieldPanel("title"),
        FieldPanel("organisation"),
        FieldPanel("photo"),
        FieldPanel("linkedin_url"),
        FieldPanel("competences"),
        FieldPanel("user", permission="superuser"),  # the list names everybody who has a login
    ]
    search_fields = [
        index.SearchField("name", boost=3),
        index.AutocompleteField("name"),
        index.SearchField("title"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        clean_links(self, linkedin_url=validate_linkedin_page)

    @property
    def initials(self) -> str:
        """First letters of the first and the last name, shown where there is no photo."""
        return initials(self.name)


def initials(name: str) -> str:
    """At most two capitals: "Ole Møller" gives "OM", "NærHeden" gives "N"."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()
