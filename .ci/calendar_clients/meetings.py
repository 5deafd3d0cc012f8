"""Meetings that calendar programs get wrong, in a database, and the feed the package makes of them.

Needs Django set up with the settings of the tests.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.test import Client
from wagtail.models import Site

from wagtail_network.models import EventIndexPage, EventPage, NetworkIndexPage, NetworkPage

COPENHAGEN, NUUK = "Europe/Copenhagen", "America/Nuuk"


class Reading(NamedTuple):
    """A meeting as a client reads it: instants in UTC, or dates of which the last is excluded."""

    start: datetime | date
    end: datetime | date
    status: str


class Timed(NamedTuple):
    """``start`` in UTC; ``hours`` it lasts, by a clock that is never changed."""

    start: datetime
    zone: str
    hours: float = 2
    status: str = "scheduled"

    def fields(self) -> dict[str, Any]:
        end = self.start + timedelta(hours=self.hours)
        return {"start": self.start, "end": end, "time_zone": self.zone, "status": self.status}

    def expected(self) -> Reading:
        off = self.status in {"cancelled", "postponed"}
        end = self.start + timedelta(hours=self.hours)
        return Reading(self.start, end, "CANCELLED" if off else "CONFIRMED")


class Whole(NamedTuple):
    """Whole days in a zone, as the editor's form keeps them."""

    first: date
    days: int = 1
    zone: str = COPENHAGEN

    def fields(self) -> dict[str, Any]:
        there = ZoneInfo(self.zone)
        last = self.first + timedelta(days=self.days - 1)
        start = datetime.combine(self.first, datetime.min.time(), there)
        end = datetime.combine(last, datetime.min.time(), there).replace(hour=23, minute=59)
        return {"start": start, "end": end, "time_zone": self.zone, "all_day": True}

    def expected(self) -> Reading:
        return Reading(self.first, self.first + timedelta(days=self.days), "CONFIRMED")


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


# Clocks change in Copenhagen at 01:00 UTC on 28 March and 31 October 2027, in Nuuk at the same
# instants, which there is the evening before.
HARD: dict[str, Timed | Whole] = {
    "Winter, æøå; komma, og \\": Timed(at(2027, 1, 12, 13), COPENHAGEN),
    "Day before the clocks go forward": Timed(at(2027, 3, 27, 13), COPENHAGEN),
    "Until the clocks go forward": Timed(at(2027, 3, 27, 23), COPENHAGEN),
    "While the clocks go forward": Timed(at(2027, 3, 28, 0, 30), COPENHAGEN),
    "When the clocks have gone forward": Timed(at(2027, 3, 28, 1), COPENHAGEN),
    "Day the clocks go forward": Timed(at(2027, 3, 28, 12), COPENHAGEN),
    "Summer": Timed(at(2027, 7, 6, 12), COPENHAGEN),
    "Day before the clocks go back": Timed(at(2027, 10, 30, 12), COPENHAGEN),
    "Hour that comes twice, first time": Timed(at(2027, 10, 31, 0, 30), COPENHAGEN, 0.5),
    "Hour that comes twice, second time": Timed(at(2027, 10, 31, 1, 30), COPENHAGEN, 0.5),
    "Into the hour that comes twice": Timed(at(2027, 10, 30, 22), COPENHAGEN, 2.5),
    "Day the clocks go back": Timed(at(2027, 10, 31, 13), COPENHAGEN),
    "Two days over the clocks going forward": Timed(at(2027, 3, 27, 8), COPENHAGEN, 31),
    "Two days over the clocks going back": Timed(at(2027, 10, 30, 7), COPENHAGEN, 33),
    "New Year": Timed(at(2027, 12, 31, 22), COPENHAGEN),
    "Leap day": Timed(at(2028, 2, 29, 13), COPENHAGEN),
    "Cancelled": Timed(at(2027, 5, 4, 12), COPENHAGEN, status="cancelled"),
    "Postponed": Timed(at(2027, 11, 4, 12), COPENHAGEN, status="postponed"),
    "Nuuk, winter": Timed(at(2027, 1, 12, 16), NUUK),
    "Nuuk, day before the clocks go forward": Timed(at(2027, 3, 27, 15), NUUK),
    "Nuuk, while the clocks go forward": Timed(at(2027, 3, 28, 0, 30), NUUK),
    "Nuuk, day after the clocks go forward": Timed(at(2027, 3, 28, 15), NUUK),
    "Nuuk, summer": Timed(at(2027, 7, 6, 15), NUUK),
    "Nuuk, hour that comes twice": Timed(at(2027, 10, 31, 0, 30), NUUK, 1),
    "Nuuk, day after the clocks go back": Timed(at(2027, 10, 31, 15), NUUK),
    "UTC, winter": Timed(at(2027, 1, 12, 12), "UTC"),
    "UTC, while clocks elsewhere go forward": Timed(at(2027, 3, 28, 0, 30), "UTC"),
    "UTC, summer": Timed(at(2027, 7, 6, 12), "UTC"),
    "All day": Whole(date(2027, 3, 2)),
    "All day, when the clocks go forward": Whole(date(2027, 3, 28)),
    "All day, when the clocks go back": Whole(date(2027, 10, 31)),
    "Three days over the clocks going back": Whole(date(2027, 10, 30), 3),
    "All days of a year's end": Whole(date(2027, 12, 30), 4),
    "All day in Nuuk": Whole(date(2027, 7, 6), zone=NUUK),
    "Before 2037": Timed(at(2036, 7, 1, 12), COPENHAGEN),
    "After 2037, summer": Timed(at(2045, 7, 4, 12), COPENHAGEN),
    "After 2037, winter": Timed(at(2045, 12, 5, 13), COPENHAGEN),
}


def feed() -> bytes:
    """The calendar of a network with these meetings, as anybody subscribes to it."""
    home = Site.objects.get(is_default_site=True).root_page
    networks = home.add_child(instance=NetworkIndexPage(title="Networks"))
    network = networks.add_child(instance=NetworkPage(title="Network"))
    index = network.add_child(instance=EventIndexPage(title="Meetings", slug="meetings"))
    for number, (title, meeting) in enumerate(HARD.items()):
        event = EventPage(title=title, slug=f"meeting-{number}", **meeting.fields())
        index.add_child(instance=event)
        event.save_revision().publish()
    answer = Client().get(f"{index.url}calendar.ics")
    if answer.status_code != 200:
        raise RuntimeError(f"{index.url}calendar.ics answers {answer.status_code}")
    return bytes(answer.content)
