"""When a meeting takes place, and whether that still holds."""

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

LONGEST = timedelta(days=366)


class TimedMixin(models.Model):
    """Start and end as instants, with the time zone in which they are told.

    Statuses are those of schema.org ``eventStatus``; ``previous_start`` is its
    ``previousStartDate``.
    """

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", _("As planned")
        CANCELLED = "cancelled", _("Cancelled")
        POSTPONED = "postponed", _("Postponed")
        RESCHEDULED = "rescheduled", _("New date")

    start = models.DateTimeField(_("start"), db_index=True)
    end = models.DateTimeField(_("end"), db_index=True)
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        default=timezone.get_default_timezone_name,
        help_text=_("The times are those of a clock on the wall in this time zone."),
    )
    all_day = models.BooleanField(
        _("all day"), default=False, help_text=_("Only the dates are shown, not the times.")
    )
    status = models.CharField(
        _("status"), max_length=20, choices=Status.choices, default=Status.SCHEDULED
    )
    previous_start = models.DateTimeField(
        _("previous start"),
        null=True,
        blank=True,
        help_text=_("Filled in for you when you choose “New date” and move a published meeting."),
    )
    status_note = models.CharField(
        _("note on the change"),
        max_length=250,
        blank=True,
        help_text=_("Why it was cancelled or moved, and what to do. Shown at the top."),
    )

    when_panel = MultiFieldPanel(
        [
            FieldRowPanel(
                [
                    FieldPanel("start", required_on_save=True),
                    FieldPanel("end", required_on_save=True),
                ]
            ),
            FieldRowPanel([FieldPanel("time_zone"), FieldPanel("all_day")]),
        ],
        _("When"),
    )
    change_panel = MultiFieldPanel(
        [FieldPanel("status"), FieldPanel("previous_start"), FieldPanel("status_note")],
        _("Cancelled or moved?"),
        classname="collapsed",
    )

    if TYPE_CHECKING:
        objects: Any  # from the page model

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gte=F("start")),
                name="%(app_label)s_%(class)s_ends_after_it_starts",
                violation_error_message=_("The meeting ends before it starts."),
            )
        ]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def local_start(self) -> datetime:
        return self.start.astimezone(self.zone)

    @property
    def local_end(self) -> datetime:
        return self.end.astimezone(self.zone)

    @property
    def local_previous_start(self) -> datetime | None:
        return self.previous_start and self.previous_start.astimezone(self.zone)

    @property
    def moved_within_the_day(self) -> bool:
        """To another hour of the same date."""
        before = self.local_previous_start
        return before is not None and before.date() == self.local_start.date()

    @property
    def days(self) -> list[date]:
        """Every date the meeting touches, in its own time zone."""
        first, last = self.local_start.date(), self.local_end.date()
        if last > first and self.local_end.time() == time.min:
            last -= timedelta(days=1)  # ending at midnight is not a day more
        return [first + timedelta(days=day) for day in range((last - first).days + 1)]

    @property
    def has_begun(self) -> bool:
        return self.start <= timezone.now()

    @property
    def is_over(self) -> bool:
        return self.end < timezone.now()

    @property
    def takes_place(self) -> bool:
        """Neither cancelled nor waiting for a new date."""
        return self.status not in OFF

    @property
    def can_be_joined(self) -> bool:
        """It takes place, and is not over."""
        return self.takes_place and not self.is_over

    def clean(self) -> None:
        super().clean()
        if self.time_zone not in available_timezones():
            message = _("This is not a time zone. Write it as Europe/Copenhagen.")
            raise ValidationError({"time_zone": message})
        if self.start is None or self.end is None:
            return
        if self.all_day:
            self.start = datetime.combine(self.local_start, time.min, self.zone)
            self.end = datetime.combine(self.local_end, time(23, 59), self.zone)
        # In UTC: of two times in one zone Python compares the clocks on the wall.
        start, end = self.start.astimezone(UTC), self.end.astimezone(UTC)
        if end < start:
            raise ValidationError({"end": _("The meeting ends before it starts.")})
        if end - start > LONGEST:
            raise ValidationError(
                {"end": _("The meeting lasts for more than a year. Check the dates.")}
            )
        self._keep_previous_start()

    def _begins_otherwise_than(self, published: Any) -> bool:
        if self.all_day:  # which sets the hour to midnight
            return bool(self.local_start.date() != published.local_start.date())
        return bool(self.start != published.start)

    def _keep_previous_start(self) -> None:
        # Compared with what visitors see now, not with the last draft: autosave cleans a page
        # again and again while the editor types, and the answer must stay the same.
        if self.status != self.Status.RESCHEDULED:
            return
        published: Any = type(self).objects.filter(pk=self.pk, live=True).first()
        if published and self._begins_otherwise_than(published):
            self.previous_start = published.start
        if self.previous_start is None:
            message = _("Give the new date as start, or say here when it was to begin.")
            raise ValidationError({"previous_start": message})


# What keeps its place in the lists, marked, but is not a meeting to go to.
OFF = (TimedMixin.Status.CANCELLED, TimedMixin.Status.POSTPONED)
