"""How sure one can be that a profile is still right."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_network.events.when import month_name

# They are asked once a year, and have a month to answer.
FRESH = timedelta(days=365 + 31)


@dataclass(frozen=True)
class Freshness:
    """``text``: a sentence for the page. ``is_fresh``: confirmed within the last 13 months."""

    is_fresh: bool
    day: date | None
    text: str


def freshness_of(confirmed_at: datetime | None, now: datetime | None = None) -> Freshness:
    """What to tell of when somebody from the organisation last said that all is right."""
    if confirmed_at is None:
        return Freshness(False, None, _("The organisation has not confirmed this profile yet."))
    day = timezone.localtime(confirmed_at).date()
    month = {"month": month_name(day)}
    if (now or timezone.now()) - confirmed_at < FRESH:
        return Freshness(True, day, _("Confirmed by the organisation in %(month)s.") % month)
    stale = _("Not confirmed for over a year, last in %(month)s. Some of it may have changed.")
    return Freshness(False, day, stale % month)
