"""The outbox: one row for each mail the site has promised to send."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_network.core.mail.trouble import Trouble


class Mail(models.Model):
    """A promise and not a text: what the mail says is written when it is sent.

    So nothing secret lies here: no links, no texts of persons. ``facts`` holds the little that
    must be as it was when the mail was promised.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")
        DROPPED = "dropped", _("No longer needed")

    # Known before the row is, for tasks and for the Message-ID.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # One mail for each key, for ever: what makes promising it twice the same as once.
    key = models.CharField(_("key"), max_length=200)
    kind = models.CharField(_("letter"), max_length=100)
    to = models.EmailField(_("to"))
    language = models.CharField(_("language"), max_length=20)
    facts = models.JSONField(_("facts"), default=dict, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    # When to take it up next: while it is being sent, when the claim ends. Empty: never again.
    due = models.DateTimeField(_("next attempt"), null=True, default=timezone.now)
    claimed_at = models.DateTimeField(_("last attempt"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    trouble = models.CharField(
        _("what went wrong"), max_length=20, blank=True, choices=Trouble.choices
    )
    error = models.CharField(_("in detail"), max_length=300, blank=True)
    # The METHOD of the calendar file that went with it, which a later cancellation answers.
    calendar_method = models.CharField(_("calendar"), max_length=20, blank=True)
    created_at = models.DateTimeField(_("promised"), default=timezone.now)
    # The registration it tells about, with which it is erased.
    registration = models.ForeignKey(
        "wagtail_network.Registration",
        on_delete=models.CASCADE,
        null=True,
        editable=False,
        related_name="mails",
    )

    # Nothing here is a reference an editor follows.
    wagtail_reference_index_ignore: ClassVar[bool] = True

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-created_at"]
        default_permissions = ("view", "change")
        constraints = [
            models.UniqueConstraint(fields=["key"], name="one_mail_per_key"),
            models.CheckConstraint(
                condition=models.Q(status__in=("waiting", "sending"), due__isnull=False)
                | models.Q(status__in=("sent", "failed", "dropped"), due__isnull=True),
                name="mail_due_while_open",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due"], condition=models.Q(due__isnull=False), name="network_mail_due"
            ),
            models.Index(fields=["-created_at"], name="network_mail_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.to}"
