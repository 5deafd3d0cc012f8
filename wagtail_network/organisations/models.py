"""Organisations: who they are, what they can do, and who may see it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PublishingPanel,
)
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index

from wagtail_network.core.linkedin import clean_links, validate_linkedin_page
from wagtail_network.organisations.cvr import compact_cvr, validate_cvr
from wagtail_network.organisations.forms import OrganisationForm
from wagtail_network.organisations.publishing import PublishedMixin
from wagtail_network.organisations.querysets import OrganisationQuerySet
from wagtail_network.organisations.regions import Municipality
from wagtail_network.organisations.slugs import MAX_LENGTH, free_slug
from wagtail_network.organisations.taxonomy import Certification, Competence, Sector
from wagtail_network.organisations.visibility import Audience

# What the running text of a profile may have in it.
PROFILE_FEATURES = ["bold", "italic", "ul", "ol", "link"]


class OrganisationManager(models.Manager.from_queryset(OrganisationQuerySet)):  # type: ignore[misc]
    """With the logo, which is shown wherever an organisation is.

    Wagtail's choosers load what a StreamField refers to through ``objects``, so joining here
    is what keeps a list of partners at one query.
    """

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("logo")


class Organisation(PublishedMixin, TranslatableMixin, index.Indexed, ClusterableModel):
    """A company, institution or public body.

    Its translations are one organisation with one ``translation_key``. Who may see which field is
    asked in ``visibility.py`` and nowhere else.
    """

    class Size(models.TextChoices):
        """How many people work there, in the bands of Danish and European statistics."""

        ONE = "1", _("1 person")
        MICRO = "2", _("2–9 people")
        SMALL = "10", _("10–49 people")
        MEDIUM = "50", _("50–249 people")
        LARGE = "250", _("250 people or more")

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(
        _("address"),
        max_length=MAX_LENGTH,
        blank=True,
        help_text=_(
            "The last part of its address in a directory. Left empty, it is made of the name."
        ),
    )
    cvr = models.CharField(
        _("CVR number"),
        max_length=20,
        blank=True,
        help_text=_("Eight digits, for instance 10150817."),
    )
    short_text = models.CharField(
        _("in short"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences: what the organisation does, and for whom."),
    )
    long_text = RichTextField(_("about"), features=PROFILE_FEATURES, blank=True)
    logo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("logo"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    sector = models.ForeignKey(
        Sector,
        verbose_name=_("sector"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="organisations",
    )
    size = models.CharField(_("size"), max_length=3, choices=Size.choices, blank=True)
    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("municipality"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="organisations",
    )
    address = models.CharField(_("street and number"), max_length=200, blank=True)
    postal_code = models.CharField(_("post code"), max_length=10, blank=True)
    city = models.CharField(_("town"), max_length=100, blank=True)
    website = models.URLField(_("website"), blank=True)
    linkedin_url = models.URLField(_("LinkedIn page"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    competences = ParentalManyToManyField(
        Competence, verbose_name=_("competences offered"), related_name="organisations", blank=True
    )
    competences_sought = ParentalManyToManyField(
        Competence, verbose_name=_("competences sought"), related_name="sought_by", blank=True
    )
    certifications = ParentalManyToManyField(
        Certification, verbose_name=_("certifications"), related_name="organisations", blank=True
    )
    audience = models.PositiveSmallIntegerField(
        _("who may see the profile"), choices=Audience.choices, default=Audience.EVERYONE
    )
    visibility = models.JSONField(_("who may see what"), default=dict, blank=True)
    suggestible = models.BooleanField(
        _("may be suggested as a partner"),
        default=True,
        help_text=_("To members who look for somebody that complements them."),
    )
    # When somebody from the organisation last said that the profile is right.
    confirmed_at = models.DateTimeField(_("last confirmed"), null=True, blank=True, editable=False)

    objects = OrganisationManager()
    base_form_class = OrganisationForm

    panels = [
        FieldPanel("name"),
        FieldPanel("short_text"),
        FieldPanel("logo"),
        FieldPanel("long_text"),
        FieldRowPanel([FieldPanel("sector"), FieldPanel("size")]),
        FieldRowPanel([FieldPanel("cvr"), FieldPanel("slug")]),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("postal_code"), FieldPanel("city")]),
                FieldPanel("municipality"),
            ],
            heading=_("Where it is"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("website"),
                FieldPanel("linkedin_url"),
                FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
            ],
            heading=_("Links and contact"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("competences"),
                FieldPanel("competences_sought"),
                FieldPanel("certifications"),
                FieldPanel("suggestible"),
            ],
            heading=_("What it can do, and looks for"),
        ),
        InlinePanel("references", heading=_("References"), label=_("Reference")),
        MultiFieldPanel(
            [FieldPanel("audience"), FieldPanel("visibility")], heading=_("Who may see it")
        ),
        PublishingPanel(),
    ]
    # The name only: any other field can be hidden, and a search would tell what is in it.
    search_fields = [index.SearchField("name", boost=3), index.AutocompleteField("name")]
    api_fields = [APIField("name")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "slug"],
                name="one_organisation_per_slug",
                violation_error_message=_("Another organisation has this address."),
            ),
            models.UniqueConstraint(
                fields=["locale", "cvr"],
                condition=~models.Q(cvr=""),
                name="one_organisation_per_cvr",
                violation_error_message=_("Another organisation has this CVR number."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.cvr = compact_cvr(self.cvr)
        self._fill_slug()
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        clean_links(self, cvr=validate_cvr, linkedin_url=validate_linkedin_page)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._fill_slug()
        super().save(*args, **kwargs)

    def with_content_json(self, content: Any) -> "Organisation":
        """When it was confirmed is no content: a draft from before does not put it back."""
        organisation: Organisation = super().with_content_json(content)
        organisation.confirmed_at = self.confirmed_at
        return organisation

    def _fill_slug(self) -> None:
        """One query, where there is no slug yet."""
        if self.slug or not self.name:
            return
        others = Organisation.objects.filter(locale_id=self.locale_id).exclude(pk=self.pk)
        stem = free_slug(self.name, ())
        self.slug = free_slug(
            self.name, set(others.filter(slug__startswith=stem).values_list("slug", flat=True))
        )


class Reference(Orderable):
    """A job an organisation is proud of."""

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="references")
    title = models.CharField(_("title"), max_length=150)
    text = models.CharField(_("in short"), max_length=400, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    url = models.URLField(_("link"), blank=True)
    picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("year"), FieldPanel("url")]),
        FieldPanel("picture"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("reference")
        verbose_name_plural = _("references")

    def __str__(self) -> str:
        return self.title
