"""When each item of a meeting's programme takes place, and who speaks."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from wagtail_network.core.images import PORTRAIT, load_renditions
from wagtail_network.events.blocks import ITEM_KINDS
from wagtail_network.organisations.shown import shown_in
from wagtail_network.organisations.visibility import Audience, Profile


@dataclass(frozen=True)
class Speaker:
    """``title``: what the editor has written for this meeting, else the person's own if shown."""

    person: Profile
    title: str
    organisation: Profile | None

    def as_dict(self) -> dict[str, str]:
        organisation = self.organisation.name if self.organisation else ""
        return {"name": self.person.name, "title": self.title, "organisation": organisation}


@dataclass(frozen=True)
class ScheduledItem:
    """A programme item with its own wall-clock times, in the meeting's time zone.

    No times at all in an all-day meeting, until an item of the day is given one.
    """

    kind: str
    kind_label: Any
    title: str
    starts: time | None
    ends: time | None
    description: Any
    speakers: list[Speaker]
    materials: list[Any]

    def as_dict(self, day: date) -> dict[str, Any]:
        """Plain values: dates and times as ISO 8601, texts as strings, links as URLs."""
        return {
            "day": day.isoformat(),
            "starts": self.starts.isoformat("minutes") if self.starts else None,
            "ends": self.ends.isoformat("minutes") if self.ends else None,
            "kind": self.kind,
            "title": self.title,
            "description": str(self.description or ""),
            "speakers": [speaker.as_dict() for speaker in self.speakers],
            "materials": [
                {"title": material["title"], "url": material_url(material)}
                for material in self.materials
            ],
        }


@dataclass(frozen=True)
class ProgrammeDay:
    day: date
    items: list[ScheduledItem]


def programme_days(event: Any, level: int = Audience.EVERYONE) -> list[ProgrammeDay]:
    """The programme by day. An item without a time follows on from the one before it.

    The speakers are as somebody of ``level`` sees them, those of them who are published.
    The number of queries does not grow with the number of items or speakers.
    """
    speakers = _speakers(event, level)
    labels = dict(ITEM_KINDS)
    days: dict[date, list[ScheduledItem]] = {}
    clock = event.local_start.replace(tzinfo=None)
    timed: set[date] = set()
    for position, block in enumerate(event.programme):
        clock = _start_of(block.value, event, clock)
        end = clock + timedelta(minutes=block.value["minutes"] or 0)
        if block.value["start"] or not event.all_day:
            timed.add(clock.date())
        has_times = clock.date() in timed
        item = ScheduledItem(
            kind=block.value["kind"],
            kind_label=labels.get(block.value["kind"], ""),
            title=block.value["title"],
            starts=clock.time() if has_times else None,
            ends=end.time() if has_times else None,
            description=block.value["description"],
            speakers=speakers.get(position, []),
            materials=list(block.value["materials"]) if event.has_begun else [],
        )
        days.setdefault(clock.date(), []).append(item)
        clock = end
    return [ProgrammeDay(day, items) for day, items in sorted(days.items())]


def material_url(material: Any) -> str:
    """Where to get it: the document's address, or the link; empty if the document is gone."""
    return material["document"].url if material["document"] else material["url"] or ""


def _start_of(value: Any, event: Any, clock: datetime) -> datetime:
    first_day = event.local_start.date()
    day = first_day + timedelta(days=(value["day"] or 1) - 1)
    if value["start"]:
        return datetime.combine(day, value["start"])
    # A new day without a time begins when the meeting's first day did.
    return clock if clock.date() >= day else datetime.combine(day, event.local_start.time())


def _speakers(event: Any, level: int) -> dict[int, list[Speaker]]:
    """The speakers of each item, by its position, in the page's language; loaded together."""
    named = [
        (position, value)
        for position, block in enumerate(event.programme)
        for value in block.value["speakers"]
        if value["person"]
    ]
    people = shown_in((value["person"] for _, value in named), event.locale_id, level)
    load_renditions((person.photo for person in people if person), PORTRAIT)
    speakers: dict[int, list[Speaker]] = {}
    for (position, value), person in zip(named, people, strict=True):
        if person:
            speaker = Speaker(person, value["title"] or person.title, person.organisation)
            speakers.setdefault(position, []).append(speaker)
    return speakers
