"""What a person has filled in changes: by themselves with their link, or by the coordinator."""

from typing import Any

from django.utils import timezone

from wagtail_network.core.folding import fold_company
from wagtail_network.core.retrying import Stale
from wagtail_network.events.registration import seats
from wagtail_network.events.registration.changing import change
from wagtail_network.events.registration.mail import tell
from wagtail_network.events.registration.models import Answer, Consent, Registration
from wagtail_network.events.registration.questions import Question
from wagtail_network.events.registration.registering import (
    Applicant,
    give_consents,
    keep_answers,
)
from wagtail_network.events.registration.waiting_list import fill


def edit(registration: Registration, applicant: Applicant) -> Registration:
    """Puts what is in ``applicant`` in the place of what is held. Returns it as it is now.

    Consents not among ``applicant.consents`` are taken back. Another way of taking part, or
    another organisation, takes another seat. A new address gets the secret link, and the old one
    word of it.
    Raises ``seats.Full`` and ``changing.AlreadyRegistered``; then nothing is changed.
    """

    return change(registration, lambda current: put(current, applicant))


def put(current: Registration, applicant: Applicant) -> None:
    """As :func:`edit`, inside of ``changing.change``."""
    event: Any = current.event.specific
    movable = _change_seat(event, current, applicant)
    address, key = current.email, current.email_key
    _write(current, applicant)
    _change_answers(current, applicant.answers)
    set_consents(current, applicant.consents)
    if movable:
        fill(event)
    if current.email_key != key:
        _tell_both(current, address)


def move_to_address(current: Registration, address: str) -> None:
    """Gives a registration another address, and tells both, inside of ``changing.change``."""
    before, current.email = current.email, address
    _store(current, "email", "email_key")
    _tell_both(current, before)


def _change_seat(event: Any, current: Registration, applicant: Applicant) -> bool:
    """Takes the seat that is needed now and gives back the other.

    Returns whether somebody who waits may get a seat by it, be it that there is one they can use,
    or that they can use another than before.
    """
    before = (current.mode, current.organisation_key)
    after = (applicant.mode, fold_company(applicant.organisation))
    if before == after:
        return False
    if current.holds_seat:
        seats.give_back(event, *before)
        if not seats.take(event, *after):
            raise seats.Full
    return True


def _write(current: Registration, applicant: Applicant) -> None:
    current.name = applicant.name
    current.email = applicant.email
    current.organisation_name = applicant.organisation
    current.organisation_id = applicant.organisation_id
    current.title = applicant.title
    current.mode = applicant.mode
    current.needs = applicant.needs
    current.message = applicant.message
    _store(
        current,
        *("name", "email", "email_key", "organisation_name", "organisation_key"),
        *("organisation_id", "title", "mode", "needs", "message"),
    )


def _store(current: Registration, *names: str) -> None:
    current.changed_at = timezone.now()
    current.set_keys()
    values = {name: getattr(current, name) for name in (*names, "changed_at")}
    read = Registration.objects.filter(pk=current.pk, revision=current.revision)
    if not read.update(**values):
        raise Stale


def _change_answers(registration: Registration, answers: dict[int, Any]) -> None:
    """Replaces those that differ. An answer that stays the same stays with what was asked then."""
    held = {answer.question_id: answer.value for answer in registration.answers.all()}
    new = {key: value for key, value in answers.items() if key not in held or held[key] != value}
    if not new:
        return
    blocks = Question.objects.filter(pk__in=new).values("block")
    Answer.objects.filter(registration=registration, question__block__in=blocks).delete()
    keep_answers(registration, new)


def set_consents(registration: Registration, wordings: dict[str, str]) -> None:
    """Gives those that are new, with the words they were asked for in; takes back the others."""
    in_force = Consent.objects.filter(registration=registration, withdrawn_at=None)
    in_force.exclude(purpose__in=wordings).update(withdrawn_at=timezone.now())
    given = set(in_force.values_list("purpose", flat=True))
    new = {purpose: words for purpose, words in wordings.items() if purpose not in given}
    give_consents(registration, new, registration.language)


def _tell_both(registration: Registration, address: str) -> None:
    occasion = f"{registration.pk}:{registration.changed_at.isoformat()}"
    kind = "registration.new_address"
    tell(registration, kind, key=f"{kind}:{occasion}")
    if address:
        old = Registration(pk=registration.pk, email=address, language=registration.language)
        kind = "registration.address_changed"
        tell(old, kind, key=f"{kind}:{occasion}")
