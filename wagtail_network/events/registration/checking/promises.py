"""Whether what registrations promise is there: seats for who waits, mails, answers to questions."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import Count, Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_network.core.checking import Problem
from wagtail_network.core.mail.models import Mail
from wagtail_network.core.page_types import page_models_for
from wagtail_network.core.retrying import in_transaction
from wagtail_network.events.registration import seats
from wagtail_network.events.registration.mail import STATUS_KEY, tell_statuses
from wagtail_network.events.registration.models import (
    Answer,
    OrganisationSeats,
    Registration,
    Seats,
)
from wagtail_network.events.registration.options import RegistrationOptionsMixin
from wagtail_network.events.registration.waiting_list import fill_free_seats


def idle_seats() -> Iterator[Problem]:
    """Seats that nobody has, while somebody waits who could take one. Three queries."""
    seeming = _with_room_for_who_waits(Registration.objects.all())
    for model in page_models_for(RegistrationOptionsMixin):
        for event in model.objects.filter(pk__in=seeming, start__gt=timezone.now()):
            if event.takes_place and in_transaction(partial(_is_idle, event)):
                text = _("“%(title)s” (%(key)d): people are waiting although there are seats.")
                named = {"key": event.pk, "title": event.title}
                yield Problem(text % named, partial(fill_free_seats, event))


def _is_idle(event: Any) -> bool:
    seats.hold(event.pk)
    return event.pk in _with_room_for_who_waits(Registration.objects.of(event))


def _with_room_for_who_waits(registrations: Any) -> set[int]:
    full = OrganisationSeats.objects.filter(
        event=OuterRef("event"), key=OuterRef("organisation_key"), taken__gte=F("capacity")
    )
    waiting = registrations.waiting().exclude(Exists(full)).order_by()
    wanted = set(waiting.values_list("event", "mode").distinct())
    found = Seats.objects.filter(event__in=[event for event, _mode in wanted])
    by_event = {stored.event_id: stored for stored in found}
    return {event for event, mode in wanted if event in by_event and by_event[event].has_room(mode)}


def missing_mails() -> Iterator[Problem]:
    """Registrations whose status has not been told. One query."""
    by_event = _untold().order_by().values_list("event", "event__title").annotate(Count("pk"))
    for event, title, count in by_event:
        text = ngettext(
            "“%(title)s” (%(key)d): %(count)d person has no mail about their registration.",
            "“%(title)s” (%(key)d): %(count)d people have no mail about their registration.",
            count,
        )
        named = {"key": event, "title": title, "count": count}
        yield Problem(text % named, partial(post_missing_mails, event))


def post_missing_mails(event: int) -> None:
    """Promises them. Each has a key, so nobody gets one twice."""
    in_transaction(lambda: tell_statuses(_untold().filter(event=event)))


def _untold() -> Any:
    told = Mail.objects.filter(key=OuterRef("status_key"))
    with_address = Registration.objects.exclude(email="").annotate(status_key=STATUS_KEY)
    return with_address.exclude(Exists(told))


def strange_answers() -> Iterator[Problem]:
    """Answers to what another meeting asks. One query."""
    asked = F("registration__event__translation_key")
    strange = Answer.objects.exclude(question__event__translation_key=asked).order_by()
    by_event = strange.values_list("registration__event", "registration__event__title")
    for event, title, count in by_event.annotate(Count("pk")):
        text = ngettext(
            "“%(title)s” (%(key)d): %(count)d answer is to a question of another meeting.",
            "“%(title)s” (%(key)d): %(count)d answers are to questions of another meeting.",
            count,
        )
        yield Problem(text % {"key": event, "title": title, "count": count})
