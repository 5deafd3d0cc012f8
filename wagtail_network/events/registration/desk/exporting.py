"""A meeting's registrations as a table for spreadsheets."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from wagtail_network.events.registration.desk.overview import Group, in_order
from wagtail_network.events.registration.models import Answer, Consent, Registration
from wagtail_network.events.registration.questions import Question

AT_A_TIME = 500


class Sheet:
    """The headings and, read a portion at a time, the rows.

    ``sensitive``: with what people need to eat and to get in, which says something of their
    health. Three queries, and three for each 500 registrations.
    """

    def __init__(self, event: Any, group: Group, *, sensitive: bool) -> None:
        self.event, self.group, self.sensitive = event, group, sensitive
        self.blocks = _questions(event)
        # Translated once, and not for each of thousands of rows.
        self.modes = _labels(Registration.Mode)
        self.statuses = _labels(Registration.Status)
        self.sources = _labels(Registration.Source)

    @property
    def headings(self) -> list[str]:
        consents = [
            heading
            for purpose, label in Consent.Purpose.choices
            for heading in (str(label), _("%(consent)s: when") % {"consent": label})
        ]
        return [
            *(_("Number"), _("Name"), _("E-mail"), _("Organisation"), _("Title")),
            *(_("Attendance"), _("Status"), _("Place on the waiting list"), _("Signed up")),
            *(_("Source"), _("Signed up by"), _("Language"), _("Ticket"), _("Came")),
            *([_("Food and access")] if self.sensitive else []),
            *(_("Message"), _("Note")),
            *self.blocks.values(),
            *consents,
        ]

    def rows(self) -> Iterator[list[Any]]:
        places = _places(self.event)
        for registration in self._registrations().iterator(chunk_size=AT_A_TIME):
            yield self._row(registration, places.get(registration.pk))

    def count(self) -> int:
        return int(self._registrations().count())

    def _registrations(self) -> Any:
        found = Registration.objects.of(self.event).filter(status__in=self.group.statuses)
        answers = Prefetch("answers", Answer.objects.select_related("question"))
        found = found.select_related("signed_up_by").prefetch_related(answers, "consents")
        return in_order(found, self.group)

    def _row(self, one: Registration, place: int | None) -> list[Any]:
        by = one.signed_up_by
        return [
            *(one.pk, one.name, one.email, one.organisation_name, one.title),
            *(self.modes[one.mode], self.statuses[one.status], place, one.created_at),
            *(self.sources[one.source], by.name if by else "", one.language),
            *(one.ticket, one.checked_in_at),
            *([one.needs] if self.sensitive else []),
            *(one.message, one.note),
            *self._answers(one),
            *_consents(one),
        ]

    def _answers(self, one: Registration) -> Iterator[Any]:
        given = {answer.question.block: answer for answer in one.answers.all()}
        for block in self.blocks:
            yield self._answer(given[block]) if block in given else None

    def _answer(self, answer: Answer) -> Any:
        """The answer, with the question where it was another one than stands above."""
        question, value = answer.question, answer.value
        if isinstance(value, list):
            value = "; ".join(map(str, value))
        # In another language it is the same question, put otherwise.
        if question.event_id != self.event.pk or question.label == self.blocks[question.block]:
            return value
        if isinstance(value, bool):
            value = _("Yes") if value else _("No")
        return _("%(answer)s (asked: %(question)s)") % {"answer": value, "question": question.label}


def _labels(choices: Any) -> dict[str, str]:
    return {str(value): str(label) for value, label in choices.choices}


def _questions(event: Any) -> dict[UUID, str]:
    """What was asked last under each heading: what is asked now first, in the editor's order."""
    found = Question.objects.filter(
        answers__registration__event=event.pk
    ) | Question.objects.filter(event=event.pk, current=True)
    latest: dict[UUID, Question] = {}
    for question in found.distinct().order_by("version", "pk"):
        known = latest.get(question.block)
        # The meeting's own wording rather than that of a translation.
        if known is None or question.event_id == event.pk or known.event_id != event.pk:
            latest[question.block] = question
    in_turn = sorted(latest.values(), key=lambda one: (not one.current, one.position, one.pk))
    return {question.block: question.label for question in in_turn}


def _places(event: Any) -> dict[int, int]:
    waiting = Registration.objects.of(event).waiting().values_list("pk", flat=True)
    return {pk: place for place, pk in enumerate(waiting, 1)}


def _consents(one: Registration) -> Iterator[Any]:
    """For each purpose whether it is in force, and since when, or when it was taken back."""
    latest = {consent.purpose: consent for consent in sorted(one.consents.all(), key=_age)}
    for purpose in Consent.Purpose.values:
        consent = latest.get(purpose)
        yield consent is not None and consent.withdrawn_at is None
        yield consent and (consent.withdrawn_at or consent.given_at)


def _age(consent: Consent) -> Any:
    return (consent.given_at, consent.pk)


def file_name(event: Any) -> str:
    """ "Kick-off 2026-11-21 participants"."""
    parts = {"meeting": event.title, "date": event.local_start.date().isoformat()}
    return capfirst(_("%(meeting)s %(date)s participants") % parts)
