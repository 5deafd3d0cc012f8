"""An import of members: the file's rows, what became of each, and how far it has come.

The rows lie in the database and not in a file, so that any process can go on where another
stopped, and so that a run can be taken back.
"""

from datetime import timedelta
from typing import Any, ClassVar

import swapper
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.visibility import Audience

swapper.set_app_prefix("wagtailcore", "wagtail")

# What nobody confirmed goes after a day; what was imported can be taken back for a month.
UNCONFIRMED_FOR, KEPT_FOR = timedelta(days=1), timedelta(days=30)


class ImportJob(models.Model):
    class Status(models.TextChoices):
        MATCHING = "matching", _("Columns to be matched")
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Waiting to be confirmed")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        STOPPED = "stopped", _("Stopped")
        TAKING_BACK = "taking_back", _("Being taken back")
        TAKEN_BACK = "taken_back", _("Taken back")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("started by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    name = models.CharField(_("file"), max_length=255)
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.MATCHING
    )
    headings = models.JSONField(_("headings"), default=list)
    # For each heading the name of a column (columns.py), "" for one that is not imported.
    columns = models.JSONField(_("columns"), default=list)
    network = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        verbose_name=_("network"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    locale = models.ForeignKey(
        Locale, verbose_name=_("language"), on_delete=models.CASCADE, related_name="+"
    )
    # In which what is said of the rows is written.
    language = models.CharField(max_length=20, default="en", editable=False)
    publish = models.BooleanField(_("publish at once"), default=True)
    create_terms = models.BooleanField(_("create what is missing"), default=False)
    audience = models.PositiveSmallIntegerField(
        _("who may see new profiles"), choices=Audience.choices, default=Audience.EVERYONE
    )
    total = models.PositiveIntegerField(_("rows"), default=0)
    done = models.PositiveIntegerField(_("rows done"), default=0)
    # {"competences": {"Rammetrin": 3}}: names in the file that are no competences here.
    unknown = models.JSONField(_("unknown names"), default=dict)
    created_at = models.DateTimeField(_("created"), default=timezone.now, db_index=True)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    # When a process last did something about it, and until when one has it to itself.
    touched_at = models.DateTimeField(default=timezone.now, editable=False)
    claimed_until = models.DateTimeField(null=True, blank=True, editable=False)

    wagtail_reference_index_ignore: ClassVar[bool] = True

    class Meta:
        verbose_name = _("import of members")
        verbose_name_plural = _("imports of members")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_working(self) -> bool:
        """Whether there are rows to be gone through."""
        return self.status in WORKING

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 100

    def counts(self) -> dict[str, int]:
        """How many rows became what. One query."""
        found = self.rows.order_by().values_list("outcome").annotate(models.Count("pk"))
        return dict.fromkeys(ImportRow.Outcome.values, 0) | dict(found)


WORKING = (ImportJob.Status.CHECKING, ImportJob.Status.RUNNING, ImportJob.Status.TAKING_BACK)
FINISHED = (ImportJob.Status.DONE, ImportJob.Status.STOPPED, ImportJob.Status.TAKEN_BACK)


class ImportRow(models.Model):
    """``number`` is what a spreadsheet shows beside the row."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        UNCHANGED = "unchanged", _("Unchanged")
        FAILED = "failed", _("Error")
        TAKEN_BACK = "taken_back", _("Taken back")
        KEPT = "kept", _("Could not be taken back")

    job = models.ForeignKey(ImportJob, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    cells = models.JSONField(_("cells"), default=list)
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=Outcome.choices, default=Outcome.WAITING
    )
    message = models.TextField(_("message"), blank=True)
    # What the row is about, as it is looked for by a later row of the same organisation.
    cvr = models.CharField(max_length=20, blank=True)
    folded = models.CharField(max_length=200, blank=True)
    # The names of the columns that the row changes.
    changes = models.JSONField(_("changes"), default=list)
    # What taking back needs: see ``writing.before_of``.
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    wagtail_reference_index_ignore: ClassVar[bool] = True

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of an import")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["job", "number"], name="one_import_row_per_number")
        ]
        indexes = [models.Index(fields=["job", "outcome", "number"], name="import_row_outcome")]

    def __str__(self) -> str:
        return f"{self.number}"

    def named(self, columns: list[str]) -> dict[str, str]:
        """The cells that are imported and not empty, by the name of their column."""
        pairs = zip(columns, self.cells, strict=False)
        return {name: cell for name, cell in pairs if name and cell}


def forget_old_imports() -> int:
    """Deletes what was never confirmed, and rows (with people's addresses) after their month.

    Returns the number of imports.
    """
    now = timezone.now()
    waiting = (ImportJob.Status.MATCHING, ImportJob.Status.CHECKING, ImportJob.Status.CHECKED)
    old: Any = ImportJob.objects.filter(created_at__lt=now - KEPT_FOR) | ImportJob.objects.filter(
        created_at__lt=now - UNCONFIRMED_FOR, status__in=waiting
    )
    return int(old.delete()[1].get(ImportJob._meta.label, 0))
