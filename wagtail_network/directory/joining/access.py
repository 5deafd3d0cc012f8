"""Who may look after an organisation's profile: the model behind every link and every request."""

from typing import Any, ClassVar
from uuid import uuid4

import swapper
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_network.core.folding import fold_email
from wagtail_network.core.secret_links import key_of, new_key, token_of
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.people import Person

swapper.set_app_prefix("wagtailcore", "wagtail")

LINK = "profile"


class ProfileAccessQuerySet(models.QuerySet["ProfileAccess"]):
    def open(self) -> "ProfileAccessQuerySet":
        """Those that have led to access, or still may."""
        return self.filter(status__in=ProfileAccess.OPEN)

    def granted(self) -> "ProfileAccessQuerySet":
        return self.filter(status=ProfileAccess.Status.GRANTED)

    def of(self, organisation: Any) -> "ProfileAccessQuerySet":
        """Those to an organisation, in whatever language."""
        return self.filter(organisation__translation_key=organisation.translation_key)


class ProfileAccess(models.Model):
    """One person's way to one organisation's profile: asked for, then granted or refused.

    Its link is the same from the first mail on; what it opens goes by the status.
    """

    class Kind(models.TextChoices):
        APPLICATION = "application", _("Applied to join")
        CLAIM = "claim", _("Asked to look after the profile")
        INVITATION = "invitation", _("Invited")
        LOGIN = "login", _("Logged in")

    class Status(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("Address not confirmed")
        WAITING = "waiting", _("Waiting for you")
        GRANTED = "granted", _("Has access")
        REFUSED = "refused", _("Refused")
        ENDED = "ended", _("Ended")

    class Evidence(models.TextChoices):
        """What speaks for it that somebody is from the organisation."""

        NONE = "", _("None: the address tells nothing")
        DOMAIN = "domain", _("The address is on the organisation's own domain")
        PERSON = "person", _("The address is that of a person of the organisation")

    OPEN: ClassVar = (Status.UNCONFIRMED, Status.WAITING, Status.GRANTED)

    # Empty while somebody applies with an organisation that is not here yet.
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        null=True,
        related_name="accesses",
    )
    # The one applied to, or in whose directory the profile was claimed.
    network = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        verbose_name=_("network"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    kind = models.CharField(_("how"), max_length=12, choices=Kind.choices)
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.UNCONFIRMED
    )
    evidence = models.CharField(
        _("evidence"), max_length=10, choices=Evidence.choices, blank=True, default=""
    )
    name = models.CharField(_("name"), max_length=200)
    title = models.CharField(_("title"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), max_length=254)
    email_key = models.CharField(max_length=254, editable=False)

    # What an application says of the organisation.
    organisation_name = models.CharField(_("organisation"), max_length=200, blank=True)
    cvr = models.CharField(_("CVR number"), max_length=20, blank=True)
    website = models.URLField(_("website"), blank=True)
    note = models.TextField(_("message"), max_length=2000, blank=True)

    language = models.CharField(max_length=20, editable=False)
    key = models.CharField(max_length=22, unique=True, editable=False)
    # One for each form that was shown: the same form sent twice is one request.
    submission = models.UUIDField(default=uuid4, unique=True, editable=False)
    invited_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, editable=False, related_name="invited"
    )
    created_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(_("address confirmed"), null=True, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    # When they were last asked whether the profile is right.
    asked_at = models.DateTimeField(null=True, editable=False)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)

    objects = ProfileAccessQuerySet.as_manager()

    # Nothing here is a reference an editor follows.
    wagtail_reference_index_ignore: ClassVar[bool] = True

    class Meta:
        verbose_name = _("access to a profile")
        verbose_name_plural = _("access to profiles")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view", "change")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email_key"],
                condition=Q(status__in=["unconfirmed", "waiting", "granted"]),
                name="one_open_access_per_address",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "created_at"], name="profile_access_by_status"),
            models.Index(fields=["email_key"], name="profile_access_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.name} – {self.about}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = self.key or new_key()
        self.email_key = fold_email(self.email)
        super().save(*args, **kwargs)

    @property
    def about(self) -> str:
        """The name of the organisation it is about."""
        return self.organisation.name if self.organisation else self.organisation_name

    @property
    def token(self) -> str:
        """What stands in the secret link."""
        return token_of(self.key, LINK)

    @property
    def is_granted(self) -> bool:
        return self.status == self.Status.GRANTED

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN


def access_for(token: str) -> ProfileAccess | None:
    """Whose link it is, or None. One query."""
    key = key_of(token, LINK)
    if key is None:
        return None
    found = ProfileAccess.objects.filter(key=key)
    return found.select_related("organisation", "person", "network", "invited_by").first()
