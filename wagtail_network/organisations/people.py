"""People: who coordinates, speaks, writes, or works at a member organisation."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PublishingPanel
from wagtail.api import APIField
from wagtail.images import get_image_model_string
from wagtail.models import TranslatableMixin
from wagtail.search import index

from wagtail_network.core.linkedin import clean_links, validate_linkedin_page
from wagtail_network.organisations.forms import PersonForm
from wagtail_network.organisations.initials import initials
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.publishing import PublishedMixin
from wagtail_network.organisations.querysets import PersonQuerySet
from wagtail_network.organisations.taxonomy import Competence
from wagtail_network.organisations.visibility import Audience


class PersonManager(models.Manager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    """With the photo and the organisation, for the reason ``OrganisationManager`` gives."""

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("photo", "organisation")


class Person(PublishedMixin, TranslatableMixin, index.Indexed, ClusterableModel):
    """Someone who coordinates, speaks, writes or belongs to a member organisation.

    Nobody is in a directory who was not put there: ``audience`` begins with coordinators only.
    """

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
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
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
    audience = models.PositiveSmallIntegerField(
        _("who finds the person in the directory"),
        choices=Audience.choices,
        default=Audience.COORDINATORS,
    )
    visibility = models.JSONField(_("who may see what"), default=dict, blank=True)

    objects = PersonManager()
    base_form_class = PersonForm

    panels = [
        FieldPanel("name"),
        FieldPanel("title"),
        FieldPanel("organisation"),
        FieldPanel("photo"),
        FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
        FieldPanel("linkedin_url"),
        FieldPanel("competences"),
        MultiFieldPanel(
            [FieldPanel("audience"), FieldPanel("visibility")], heading=_("Who may see it")
        ),
        FieldPanel("user", permission="superuser"),  # the list names everybody who has a login
        PublishingPanel(),
    ]
    # The name only: any other field can be hidden, and a search would tell what is in it.
    search_fields = [index.SearchField("name", boost=3), index.AutocompleteField("name")]
    api_fields = [APIField("name")]

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
