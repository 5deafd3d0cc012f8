"""Every letter there is, each in the situations that give it other words."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

from django.utils import timezone

from wagtail_network.core.mail.models import Mail
from wagtail_network.core.mail.outbox import post
from wagtail_network.events.calendar.essentials import essentials_of
from wagtail_network.models import EventPage, Registration

# What breaks a badly written template, and a badly written header.
ODD = '<b>"Æ"&'
TITLE = f"Træ og ler {ODD} 100 %(name)s"
EMAIL = "ole@example.org"
CONTACT = "netvaerk@example.org"
SITE = "http://netvaerk.example"

Facts = dict[str, Any]


class Scene(NamedTuple):
    """``facts``: from the meeting as it is. ``event``: what is different about it when it is sent,
    ``registration`` the same."""

    kind: str
    status: str = "registered"
    facts: Callable[[EventPage], Facts] = lambda event: {}
    event: dict[str, Any] = {}
    registration: dict[str, Any] = {}
    # Somewhere else than where the registrant reads.
    to: str = ""

    @property
    def name(self) -> str:
        words = [self.kind.removeprefix("registration."), self.status]
        changes = {**self.event, **self.registration}
        return "-".join([*words, *(f"{key}={value}" for key, value in changes.items())])[:60]


def was(status: str = "", by: str = "") -> Callable[[EventPage], Facts]:
    return lambda event: {"was": status, "by": by}


def before(link: bool = False, **fields: Any) -> Callable[[EventPage], Facts]:
    """The meeting was otherwise. ``days``: that much earlier."""

    def facts(event: EventPage) -> Facts:
        changes = dict(fields)
        if days := changes.pop("days", 0):
            changes |= {"start": event.start - days, "end": event.end - days}
        values = {**essentials_of(event), **essentials_of(changed_copy(event, changes))}
        values.pop("online_url")
        return {"before": values, "sequence": 1, "link": link}

    return facts


def changed_copy(event: EventPage, changes: dict[str, Any]) -> EventPage:
    copy = EventPage.objects.get(pk=event.pk)
    for name, value in changes.items():
        setattr(copy, name, value)
    return copy


def this_day(event: EventPage) -> Facts:
    return {"day": event.local_start.date().isoformat()}


def said(event: EventPage) -> Facts:
    return {"subject": f"Husk støvler {ODD}", "text": f"Vi mødes ude.\r\nTag jakke på.\n\n{ODD}"}


def others(event: EventPage) -> Facts:
    return {"was": "", "by": "", "others": ["Mette Holm", ODD]}


ONLINE = {"mode": "online"}
SOON = timezone.now() + timedelta(days=2)
OVER = {"start": timezone.now() - timedelta(days=2), "end": timezone.now() - timedelta(days=1)}
DAY = timedelta(days=1)

SCENES = [
    Scene("registration.pending", "pending", others),
    Scene("registration.pending", "cancelled", was()),
    Scene("registration.registered", "registered", others),
    Scene("registration.registered", "registered", was(), registration=ONLINE),
    Scene("registration.registered", "registered", was(), {"online_url": ""}, ONLINE),
    Scene("registration.registered", "registered", was("waiting", "system")),
    Scene("registration.registered", "registered", was("offered", "self")),
    Scene("registration.registered", "registered", was("pending", "coordinator")),
    Scene("registration.registered", "registered", was("cancelled", "coordinator")),
    Scene("registration.registered", "cancelled", was()),
    Scene("registration.registered", "registered", was(), {"status": "postponed"}),
    Scene("registration.registered", "registered", was(), registration={"source": "hand"}),
    Scene("registration.registered", "registered", was(), OVER, {"source": "walk_in"}),
    Scene("registration.offered", "offered", was("waiting"), registration={"offer_ends": SOON}),
    Scene("registration.offered", "lapsed", was("waiting")),
    Scene("registration.waiting", "waiting", others, registration={"queue_number": 3}),
    Scene("registration.waiting", "waiting", was("pending"), {"waiting_list": "fair"}),
    Scene("registration.waiting", "waiting", was("registered"), {"offer_hours": 24}),
    Scene("registration.waiting", "registered", was()),
    Scene("registration.cancelled", "cancelled", was("registered", "self")),
    Scene("registration.cancelled", "cancelled", was("waiting", "self")),
    Scene("registration.cancelled", "cancelled", was("pending", "self")),
    Scene("registration.cancelled", "cancelled", was("registered", "coordinator")),
    Scene("registration.declined", "declined", was("pending", "coordinator")),
    Scene("registration.lapsed", "lapsed", was("offered", "system")),
    Scene("registration.again", "waiting", registration={"queue_number": 4}),
    Scene("registration.confirm_address", "registered", to="ny@example.org"),
    Scene("registration.new_address", "registered"),
    Scene("registration.address_changed", "registered"),
    Scene("registration.changed", "registered", before(days=DAY)),
    Scene("registration.changed", "registered", before(days=timedelta(hours=2))),
    Scene("registration.changed", "registered", before(venue_name="Rådhuset", venue_city="Køge")),
    Scene("registration.changed", "waiting", before(venue_name="Rådhuset", days=DAY)),
    Scene("registration.changed", "pending", before(venue_name="Her", days=timedelta(hours=1))),
    Scene("registration.changed", "registered", before(link=True), registration=ONLINE),
    Scene("registration.changed", "registered", before(status="cancelled")),
    Scene("registration.changed", "waiting", before(status="postponed", days=DAY)),
    Scene("registration.changed", "offered", before(days=DAY), registration={"offer_ends": SOON}),
    Scene(
        "registration.changed",
        "registered",
        before(attendance_mode="mixed"),
        {"attendance_mode": "offline"},
        ONLINE,
    ),
    Scene(
        "registration.changed", "waiting", lambda e: {"before": {}, "sequence": 1, "link": False}
    ),
    Scene(
        "registration.event_cancelled",
        "registered",
        before(status="scheduled"),
        {"status": "cancelled", "status_note": f"Oplægsholderen er syg {ODD}."},
    ),
    Scene(
        "registration.event_cancelled",
        "waiting",
        before(status="scheduled"),
        {"status": "postponed"},
    ),
    Scene("registration.reminder", "registered", this_day),
    Scene("registration.reminder", "registered", this_day, registration=ONLINE),
    Scene("registration.thanks", "registered", event=OVER),
    Scene("registration.message", "waiting", said),
]


def promise(scene: Scene, event: EventPage, registration: Registration) -> Mail:
    """Puts meeting and registration into the situation, and the letter into the outbox."""
    facts = scene.facts(changed_copy(event, scene.event))
    EventPage.objects.filter(translation_key=event.translation_key).update(**scene.event)
    registration.status = scene.status
    for name, value in scene.registration.items():
        setattr(registration, name, value)
    if scene.status == "waiting":
        registration.queue_number = registration.queue_number or 1
    registration.save()
    return post(
        scene.kind,
        scene.to or registration.email,
        language=registration.language,
        key="scene",
        facts=facts,
        registration=registration,
    )
