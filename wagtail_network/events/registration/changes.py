"""A published meeting has changed: who must be told of what."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.dispatch import receiver

from wagtail_network.events.calendar.entry import essentials_changed
from wagtail_network.events.calendar.essentials import as_it_was
from wagtail_network.events.calendar.vevent import address_text
from wagtail_network.events.registration.mail import tell_many
from wagtail_network.events.registration.models import Registration, Seats
from wagtail_network.events.registration.seats import lock
from wagtail_network.events.timing import TimedMixin

CHANGED = "registration.changed"
ONLINE = Q(mode=Registration.Mode.ONLINE)
CANCELLED = TimedMixin.Status.CANCELLED
CALLED_OFF = "registration.event_cancelled"


@dataclass(frozen=True)
class Change:
    """What is different about a meeting since somebody last heard of it.

    ``before``: the meeting as it was, None where nobody knows. ``link``: it has another link to
    take part online.
    """

    event: Any
    before: Any
    link: bool = False

    @property
    def moved(self) -> bool:
        return self.before is not None and _times(self.before) != _times(self.event)

    @property
    def to_another_day(self) -> bool:
        return self.before is not None and self.before.days != self.event.days

    @property
    def place(self) -> bool:
        return self.before is not None and (self._room or self._narrowed)

    @property
    def called_off(self) -> bool:
        """It no longer takes place, or not for the reason told before."""
        off = not self.event.takes_place
        return off and (self.before is None or self.before.status != self.event.status)

    @property
    def resumed(self) -> bool:
        return bool(self.before and not self.before.takes_place and self.event.takes_place)

    @property
    def was_cancelled(self) -> bool:
        """And now takes place again."""
        return self.resumed and bool(self.before.status == CANCELLED)

    @property
    def is_only_the_link(self) -> bool:
        return self.link and not (self.moved or self.place or self.resumed)

    @property
    def says_anything(self) -> bool:
        if not self.event.takes_place:
            return self.called_off
        return self.before is None or self.moved or self.place or self.resumed or self.link

    def concerned(self, registrations: Any) -> Any:
        """Of a queryset of registrations those to whom the change matters."""
        if not self.event.takes_place:
            return registrations if self.called_off else registrations.none()
        if self.before is None or self.moved or self.resumed:
            return registrations
        whom = Q(pk=None)
        if self._room:
            whom |= ~ONLINE if self.event.is_hybrid else Q(pk__isnull=False)
        if self._narrowed:
            whom |= ~Q(mode=self.event.attendance_mode)
        if self.link:
            whom |= Q(status__in=Registration.SEATED) & (ONLINE if self.event.is_hybrid else Q())
        return registrations.filter(whom)

    @property
    def _room(self) -> bool:
        return address_text(self.before) != address_text(self.event)

    @property
    def _narrowed(self) -> bool:
        """People could choose whether to come, and now they cannot."""
        return bool(self.before.is_hybrid and not self.event.is_hybrid)


def change_of(event: Any, before: dict[str, Any], link: bool = False) -> Change:
    """``before``: the essentials as they were, empty where nobody knows."""
    return Change(event, as_it_was(event, before) if before else None, link)


@receiver(essentials_changed)
def tell_registrants(
    sender: Any, event: Any, sequence: int, before: dict[str, Any], **kwargs: Any
) -> None:
    """Each once, in their own language: only the page that holds the register has registrations.

    A handful of queries for any number of people.
    """
    if event.is_over:
        return
    if Seats.objects.filter(event=event.pk).exists():
        lock(event)  # so that nobody signs up unseen to what no longer holds
    link = event.online_url if event.is_online else ""
    is_new_link = bool(link and before and link != before["online_url"])
    change = change_of(event, before, is_new_link)
    tell_many(
        change.concerned(Registration.objects.of(event).active()),
        CHANGED if event.takes_place else CALLED_OFF,
        occasion=str(sequence),
        facts={"before": _without_link(before), "sequence": sequence, "link": is_new_link},
    )


def _times(event: Any) -> tuple[Any, ...]:
    """The instants, and what clocks at the meeting show."""
    local = (event.local_start, event.local_end)
    shown = tuple(moment.replace(tzinfo=None) for moment in local)
    return event.start, event.end, event.all_day, *shown


def _without_link(essentials: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in essentials.items() if name != "online_url"}
