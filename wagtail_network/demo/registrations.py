"""The demonstration's registrations: who has signed up for which meeting."""

from datetime import date, datetime, time
from itertools import islice
from typing import Any
from uuid import uuid4, uuid5

from django.utils import timezone

from wagtail_network.core.mail.models import Mail
from wagtail_network.core.page_types import page_model_for
from wagtail_network.core.slugs import danish_slug
from wagtail_network.demo.keys import NAMESPACE, key
from wagtail_network.demo.reading import read, told
from wagtail_network.events.models import EventPageMixin
from wagtail_network.events.registration.models import Consent, Registration
from wagtail_network.events.registration.questions import current_questions
from wagtail_network.events.registration.registering import Applicant, register

OPTIONS = (
    *("capacity", "capacity_offline", "capacity_online", "seats_per_organisation", "offer_hours"),
    *("needs_approval", "asks_photo_consent", "participants_shown_to"),
)
WORDING = ["Mit navn må stå på deltagerlisten.", "My name may be on the list of participants."]


def registration_fields(entry: dict[str, Any] | None, locale: Any) -> dict[str, Any]:
    """What a meeting's page says about registration; nothing where there is none."""
    if entry is None:
        return {}
    questions = [_question(row, locale) for row in entry.get("questions", [])]
    options = {name: entry[name] for name in OPTIONS if name in entry}
    return {"takes_registrations": True, "registration_questions": questions, **options}


def _question(row: list[str], locale: Any) -> dict[str, Any]:
    kind, *texts = row
    label, help_text, choices = (
        told(texts[start : start + 2] or ["", ""], locale) for start in (0, 2, 4)
    )
    value = {
        "label": label,
        "kind": kind,
        "help_text": help_text,
        "choices": choices.replace("|", "\n"),
        "required": False,
    }
    # The same in every language, as a page and its translation have it.
    return {"type": "question", "value": value, "id": str(uuid5(NAMESPACE, texts[0]))}


def sign_people_up(locale: Any, today: date) -> None:
    """Signs up the people of the register. Nobody is written to: their mails count as sent."""
    now = timezone.make_aware(datetime.combine(today, time.min))
    events = page_model_for(EventPageMixin).objects.filter(locale=locale)
    for entry in read("meetings")["meeting"]:
        if "registration" not in entry:
            continue
        event = events.get(translation_key=key("meeting", entry["key"]))
        for applicant in _applicants(event, entry["registration"], locale):
            form = {"submission": uuid4(), "language": locale.language_code}
            register(event, [applicant], now=now, **form)
        told_them = Mail.objects.filter(registration__event=event.pk)
        told_them.update(status=Mail.Status.SENT, due=None, sent_at=timezone.now())


def _applicants(event: Any, entry: dict[str, Any], locale: Any) -> list[Applicant]:
    register_of = read("register")
    names = {found["key"]: found["name"] for found in register_of["organisation"]}
    people = [person for person in register_of["person"] if person["organisation"] in names]
    answers = _answers(event, entry)
    return [
        Applicant(
            name=person["name"],
            email=f"{danish_slug(person['name'])}@example.org",
            organisation=names[person["organisation"]],
            title=told(person["title"], locale),
            mode=_mode(event, number),
            answers=answers if number % 2 == 0 else {},
            consents={Consent.Purpose.LIST: told(WORDING, locale)} if number % 3 else {},
        )
        for number, person in enumerate(islice(people, entry["people"]))
    ]


def _mode(event: Any, number: int) -> str:
    online = event.is_online and (not event.is_in_person or number % 3 == 0)
    return Registration.Mode.ONLINE if online else Registration.Mode.OFFLINE


def _answers(event: Any, entry: dict[str, Any]) -> dict[int, Any]:
    """To each question the answer in the file; a number stands for a choice in its place."""
    found = {}
    for question, answer in zip(current_questions(event), entry.get("answers", []), strict=False):
        if question.kind == question.Kind.CHOICE:
            answer = question.choices[answer]
        elif question.kind == question.Kind.SEVERAL:
            answer = [question.choices[place] for place in answer]
        found[question.pk] = answer
    return found
