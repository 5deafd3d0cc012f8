"""What was uploaded in the admin and waits to be confirmed.

The files lie in the database and not in MEDIA_ROOT, where the web server would hand
somebody's unchecked HTML to anyone who knows the address.
"""

from datetime import timedelta

import swapper
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

swapper.set_app_prefix("wagtailcore", "wagtail")

MAX_AGE = timedelta(days=1)


class PendingImport(models.Model):
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    parent = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        verbose_name=_("list of articles"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    selector = models.CharField(_("selector"), max_length=200, blank=True)
    comments = models.CharField(_("comments"), max_length=10, default="drop")
    created = models.DateTimeField(_("created"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("pending import")
        verbose_name_plural = _("pending imports")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class PendingFile(models.Model):
    """``data`` is empty where the file was refused; ``size`` is always what was sent."""

    pending = models.ForeignKey(PendingImport, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(_("name"), max_length=255)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    data = models.BinaryField(_("content"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("pending file")
        verbose_name_plural = _("pending files")

    def __str__(self) -> str:
        return self.name


def purge_pending_imports() -> int:
    """Deletes what nobody confirmed within a day; returns the number of imports."""
    old = PendingImport.objects.filter(created__lt=timezone.now() - MAX_AGE)
    return old.delete()[1].get(PendingImport._meta.label, 0)
