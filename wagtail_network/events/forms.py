"""The editor's form for a meeting: times as the clock on the wall shows them there."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.widgets import AdminDateTimeInput

FIRST_YEAR, LAST_YEAR = 1900, 9000
# Not the likes of "Zulu" and "W-SU", which are other names of the same, nor the server's own.
CONTINENTS = (
    *("Africa/", "America/", "Antarctica/", "Arctic/", "Asia/", "Atlantic/", "Australia/"),
    *("Europe/", "Indian/", "Pacific/"),
)
WALL_CLOCK_FIELDS = (
    *("start", "end", "previous_start"),
    *("registration_opens", "registration_closes"),
)


class WallClockField(forms.DateTimeField):
    """A date and time without a time zone.

    Django would read what is typed in the editor's own time zone, so a meeting in Nuuk
    entered from Copenhagen would move by three hours.
    """

    widget = AdminDateTimeInput

    def prepare_value(self, value: Any) -> Any:
        return value

    def to_python(self, value: Any) -> datetime | None:
        # In a zone that skips no hour; which one it really is in, the form knows.
        with timezone.override("UTC"):
            return _naive(super().to_python(value))


def _naive(value: datetime | None) -> datetime | None:
    return value if value is None or timezone.is_naive(value) else value.replace(tzinfo=None)


def on_the_clock(wall: datetime, zone: ZoneInfo) -> datetime:
    """The instant a wall clock in ``zone`` shows ``wall``.

    Raises ``ValidationError`` for the hour that a change of clocks skips or repeats, and for the
    years at the ends of the calendar, which fall off it in another time zone.
    """
    if not FIRST_YEAR <= wall.year <= LAST_YEAR:
        raise ValidationError(_("Check the year."), code="year")
    first, second = (wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() != second.utcoffset():
        raise ValidationError(
            _("The clocks change at that hour, so it is skipped or comes twice. Choose another."),
            code="clock_change",
        )
    return first


class EventPageForm(WagtailAdminPageForm):
    start = WallClockField()
    end = WallClockField()
    previous_start = WallClockField(required=False)
    registration_opens = WallClockField(required=False)
    registration_closes = WallClockField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        event = self.instance
        for name in WALL_CLOCK_FIELDS:
            field = event._meta.get_field(name)
            self.fields[name].label = capfirst(field.verbose_name)
            self.fields[name].help_text = field.help_text
            value = getattr(event, name)
            if value is not None:
                self.initial[name] = timezone.make_naive(value, event.zone)
        if "time_zone" in self.fields:
            self.fields["time_zone"].widget = forms.Select(choices=_zones(event.time_zone))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        zone = _zone(cleaned.get("time_zone"), self.instance)
        for name in WALL_CLOCK_FIELDS:
            if cleaned.get(name) is not None:
                try:
                    cleaned[name] = on_the_clock(cleaned[name], zone)
                except ValidationError as error:
                    self.add_error(name, error)
        return cleaned


def _zones(chosen: str) -> list[tuple[str, str]]:
    """The site's own zone first, then those that are named for a place, and the chosen one."""
    own = timezone.get_default_timezone_name()
    places = {name for name in available_timezones() if name.startswith(CONTINENTS)}
    others = sorted({*places, chosen, "UTC"} - {own})
    return [(name, name.replace("_", " ")) for name in [own, *others]]


def _zone(name: str | None, event: Any) -> ZoneInfo:
    return ZoneInfo(name) if name in available_timezones() else event.zone
