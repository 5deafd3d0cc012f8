"""The other meetings of a series, to be signed up for in the same go."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from wagtail_network.core.retrying import Busy
from wagtail_network.events.registration.public.outcomes import sign_up_people
from wagtail_network.events.registration.public.sign_up import SignUp, sign_ups_of
from wagtail_network.events.registration.questions import Question
from wagtail_network.events.registration.registering import Applicant, NotOpen, Source
from wagtail_network.events.registration.seats import Full

# A series that runs for years is signed up for a part at a time.
MOST = 24
# What is told of a meeting where it did not work.
MISSED = "missed"
SERIES = Source.SERIES


@dataclass(frozen=True)
class SeriesOffers:
    """``offered``: those that ask nothing of their own that must be answered; ``asking``: those
    that do, to be signed up for on their own pages."""

    offered: list[SignUp] = field(default_factory=list)
    asking: list[SignUp] = field(default_factory=list)


def series_offers(page: Any, user: Any) -> SeriesOffers:
    """The coming meetings of the page's series that ``user`` may see and people can sign up for.

    Up to four queries, none where there is no series.
    """
    if page.series_id is None:
        return SeriesOffers()
    events = type(page).objects.visible_to(user).in_series_of(page).exclude(pk=page.pk)
    coming = events.upcoming().filter(takes_registrations=True)
    found = sign_ups_of(list(coming.select_related("network_seats")[:MOST]))
    open_ones = [sign_up for sign_up in found if sign_up.takes_people]
    asking = _asking([sign_up.page for sign_up in open_ones])
    return SeriesOffers(
        [one for one in open_ones if _asked_by(one.page) not in asking],
        [one for one in open_ones if _asked_by(one.page) in asking],
    )


def sign_up_for_others(
    others: Sequence[SignUp], person: Applicant, *, submission: UUID, language: str
) -> dict[int, str]:
    """Signs one person up for other meetings of a series, each by itself.

    Returns by the key of each page the status to tell, or ``MISSED`` where there was no seat.
    """
    told = {}
    for other in others:
        form: Any = {"submission": submission, "language": language}
        try:
            counted = sign_up_people(other.rules, [_for(person, other)], **form, source=SERIES)
            (told[other.page.pk],) = map(str, counted)
        except (NotOpen, Full, Busy):
            told[other.page.pk] = MISSED
    return told


def _for(person: Applicant, other: SignUp) -> Applicant:
    """What another meeting needs to know of it: not what was answered to this one."""
    return replace(
        person,
        mode=person.mode if person.mode in other.modes else other.modes[0],
        needs=person.needs if other.rules.asks_needs else "",
        message="",
        answers={},
        consents={
            purpose: words
            for purpose, words in person.consents.items()
            if purpose in other.wordings
        },
    )


def _asking(pages: Sequence[Any]) -> set[int]:
    """Which of them put a question that must be answered. One query."""
    keys = {_asked_by(page) for page in pages}
    required = Question.objects.filter(event__in=keys, current=True, required=True)
    return set(required.values_list("event", flat=True)) if keys else set()


def _asked_by(page: Any) -> int:
    return int(page.alias_of_id or page.pk)
