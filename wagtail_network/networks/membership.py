"""An organisation's place in a network."""

import swapper
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from wagtail_network.core.panels import PageTypeChooserPanel
from wagtail_network.networks.models import NetworkPageMixin
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.people import Person
from wagtail_network.organisations.visibility import ACTIVE

swapper.set_app_prefix("wagtailcore", "wagtail")


class MembershipQuerySet(models.QuerySet):
    def active_in(self, network: NetworkPageMixin) -> "MembershipQuerySet":
        """The active memberships of a network.

        A network's translations are one network: they share its members. That each organisation
        is there once, whatever its translations, ``clean`` sees to.
        """
        return self.filter(
            network__translation_key=network.translation_key, status=Membership.Status.ACTIVE
        )


ALREADY_THERE = _("This organisation already has a place in the network.")


class Membership(models.Model):
    class Status(models.TextChoices):
        APPLIED = "applied", _("Applied")
        ACTIVE = ACTIVE, _("Active")
        PAUSED = "paused", _("Paused")
        LEFT = "left", _("Left")

    network = models.ForeignKey(
        # The base page and not NetworkPage, which a site with its own base page does not have.
        swapper.get_model_name("wagtailcore", "Page"),
        verbose_name=_("network"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.ACTIVE
    )
    since = models.DateField(_("member since"), null=True, blank=True)
    contact_person = models.ForeignKey(
        Person,
        verbose_name=_("contact person"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    source = models.CharField(
        _("source"),
        max_length=100,
        blank=True,
        help_text=_("How the organisation came to the network, for instance “kick-off meeting”."),
    )

    objects = MembershipQuerySet.as_manager()

    panels = [
        PageTypeChooserPanel("network", NetworkPageMixin),
        FieldPanel("organisation"),
        FieldRowPanel([FieldPanel("status"), FieldPanel("since")]),
        FieldPanel("contact_person"),
        FieldPanel("source"),
    ]

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "organisation"],
                name="one_membership_per_organisation",
                violation_error_message=ALREADY_THERE,
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.network}"

    def clean(self) -> None:
        super().clean()
        if self.network_id and not isinstance(self.network.specific, NetworkPageMixin):
            raise ValidationError({"network": _("Choose the page of a network.")})
        if self.network_id and self.organisation_id and self._exists_in_a_translation():
            raise ValidationError({"organisation": ALREADY_THERE})

    def _exists_in_a_translation(self) -> bool:
        """The constraint sees one language only; the members are those of all languages."""
        return (
            Membership.objects.exclude(pk=self.pk)
            .filter(
                network__translation_key=self.network.translation_key,
                organisation__translation_key=self.organisation.translation_key,
            )
            .exists()
        )
