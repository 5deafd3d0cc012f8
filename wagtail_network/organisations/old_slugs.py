"""Addresses that organisations had once, which still lead to them."""

from typing import Any, ClassVar

from django.db import models
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.slugs import MAX_LENGTH


class OldSlug(models.Model):
    """The last part of an address that was given up, and whose it was last."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="old_slugs"
    )
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    slug = models.SlugField(_("address"), max_length=MAX_LENGTH)

    # Nothing here is a reference an editor follows.
    wagtail_reference_index_ignore: ClassVar[bool] = True

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="one_owner_of_an_old_slug")
        ]

    def __str__(self) -> str:
        return self.slug


def organisation_for_old_slug(slug: str, locale_id: int | None = None) -> Organisation | None:
    """Whom an address belonged to that no organisation has now, or None. One query.

    Without ``locale_id`` in whatever language; the one who gave it up last comes first. Whether the
    viewer may open the profile is asked by the caller, as with any other.
    """
    found = OldSlug.objects.filter(slug=slug)
    if locale_id is not None:
        found = found.filter(locale=locale_id)
    old = found.select_related("organisation").order_by("-pk").first()
    return old.organisation if old else None


def keep_old_slug(organisation: Organisation, slug: str) -> None:
    """Makes an address that was given up lead to the organisation. Two queries."""
    OldSlug.objects.update_or_create(
        slug=slug, locale_id=organisation.locale_id, defaults={"organisation": organisation}
    )


@receiver(pre_save, sender=Organisation, dispatch_uid="wagtail_network_old_slug")
def remember_old_slug(instance: Organisation, update_fields: Any = None, **kwargs: Any) -> None:
    """When an address is changed, the old one goes on leading there."""
    if kwargs.get("raw") or not instance.pk or (update_fields and "slug" not in update_fields):
        return
    before = Organisation.objects.filter(pk=instance.pk).exclude(slug=instance.slug)
    for slug in before.values_list("slug", flat=True):
        if slug:
            keep_old_slug(instance, slug)
