"""What somebody would like to have changed in a profile, until the coordinator has decided."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_network.directory.joining.access import ProfileAccess
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.people import Person


class ProfileChangeQuerySet(models.QuerySet["ProfileChange"]):
    def waiting(self) -> "ProfileChangeQuerySet":
        return self.filter(status=ProfileChange.Status.WAITING)

    def of(self, item: Any) -> "ProfileChangeQuerySet":
        """Those of an organisation or a person, in the language of the record."""
        return self.filter(**{item._meta.model_name: item.pk})


class ProfileChange(models.Model):
    """The fields that are to change and nothing else, so that a coordinator who edits the same
    profile at the same time loses nothing, and neither does whoever proposed.

    The same values are in a draft of the record, where the admin shows them.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting for you")
        APPROVED = "approved", _("Approved")
        SENT_BACK = "sent_back", _("Sent back")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, related_name="+"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    # Who proposed it last.
    access = models.ForeignKey(
        ProfileAccess, on_delete=models.SET_NULL, null=True, related_name="changes"
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    # Both by field, as ``values.read`` gives them: what was published, and what is to be.
    before = models.JSONField(default=dict)
    values = models.JSONField(default=dict)
    # Counts what has been proposed: nobody approves what they have not seen.
    version = models.PositiveIntegerField(default=1)
    # Keys of the pictures that came with it.
    uploads = models.JSONField(default=list)
    # Whether all the rest was said to be right.
    confirms = models.BooleanField(default=False)
    note = models.TextField(max_length=1000, blank=True)
    answer = models.TextField(max_length=2000, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = ProfileChangeQuerySet.as_manager()

    # Nothing here is a reference an editor follows.
    wagtail_reference_index_ignore: ClassVar[bool] = True

    class Meta:
        verbose_name = _("change of a profile")
        verbose_name_plural = _("changes of profiles")
        ordering = ["-changed_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(status="waiting", organisation__isnull=False),
                name="one_waiting_change_per_organisation",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(status="waiting", person__isnull=False),
                name="one_waiting_change_per_person",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, person__isnull=True)
                | Q(organisation__isnull=True, person__isnull=False),
                name="a_change_is_of_one_profile",
            ),
        ]

    def __str__(self) -> str:
        return str(self.item)

    @property
    def item(self) -> Any:
        """The organisation or the person, as it is published."""
        return self.organisation or self.person

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.WAITING
