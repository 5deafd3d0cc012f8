"""People sign up for a meeting."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Q
from django.utils import timezone

from wagtail_network.core.folding import fold_company, fold_email
from wagtail_network.core.retrying import in_transaction
from wagtail_network.events.registration import seats
from wagtail_network.events.registration.mail import tell, tell_statuses
from wagtail_network.events.registration.models import Answer, Consent, Registration

Status = Registration.Status
Source = Registration.Source


class NotOpen(Exception):
    """Nobody can sign up at the moment. ``openness`` says why."""

    def __init__(self, openness: Any) -> None:
        super().__init__(openness)
        self.openness = openness


@dataclass(frozen=True)
class Applicant:
    """What one person has filled in.

    ``answers``: by the key of the ``Question`` in the version that was shown. ``consents``: the
    wording that was said yes to, by purpose (``Consent.Purpose``).
    """

    name: str
    email: str
    organisation: str = ""
    title: str = ""
    mode: str = ""
    needs: str = ""
    message: str = ""
    answers: dict[int, Any] = field(default_factory=dict)
    consents: dict[str, str] = field(default_factory=dict)
    organisation_id: int | None = None


@dataclass(frozen=True)
class Outcome:
    """``is_new`` is False where the address had signed up before; that registration stands."""

    registration: Registration
    is_new: bool


def register(
    event: Any,
    applicants: Sequence[Applicant],
    *,
    submission: UUID,
    language: str,
    source: str = Source.WEB,
    now: datetime | None = None,
) -> list[Outcome]:
    """Signs people up, each with a seat, or a place on the waiting list, or an application.

    ``event`` is the page that holds the register (``register_page``). The first of ``applicants``
    has filled in the form, the others are colleagues. All of it happens or nothing: raises
    ``NotOpen``, and ``seats.Full`` where there is no seat for one of them and no waiting list. The
    same ``submission`` again changes nothing and writes to nobody. An address that had signed up
    before gets its link once more.
    """
    openness = event.openness(now)
    if openness != event.Openness.OPEN:
        raise NotOpen(openness)

    def make(new: list[Applicant]) -> list[Registration]:
        # Written before seats are taken, since from then on everybody else waits for us.
        status = Status.PENDING if event.needs_approval else Status.REGISTERED
        made = [_write(event, one, status, submission, language, source) for one in new]
        if not event.needs_approval:
            _seat(event, made)
        first = next((made[0] for one in new if one is applicants[0]), None)
        if colleagues := [one.pk for one in made if one is not first]:
            of_first = {"signed_up_by": first, "source": Source.COLLEAGUE}
            Registration.objects.filter(pk__in=colleagues).update(**of_first)
        _tell(made, applicants)
        return made

    return _once_each(event, applicants, submission, make)


def add_by_hand(
    event: Any,
    applicant: Applicant,
    *,
    language: str,
    submission: UUID,
    source: str = Source.HAND,
    make_room: bool = False,
) -> Outcome:
    """As ``register``, by the coordinator: at any time, without approval, and seated at once.

    Raises ``seats.Full`` where there is no seat, unless ``make_room`` adds one. Somebody who comes
    without having registered (``Source.WALK_IN``) may leave no address.
    """

    def make(new: list[Applicant]) -> list[Registration]:
        for one in new:
            if not seats.take(event, one.mode, _key(one), make_room=make_room):
                raise seats.Full
        made = [_write(event, one, Status.REGISTERED, submission, language, source) for one in new]
        tell_statuses(made)
        return made

    return _once_each(event, [applicant], submission, make)[0]


def _once_each(
    event: Any,
    applicants: Sequence[Applicant],
    submission: UUID,
    make: Callable[[list[Applicant]], list[Registration]],
) -> list[Outcome]:
    """Makes those that are not there yet. That an address is there, the database finds out."""
    again = False

    def work(known: dict[str, Registration]) -> list[Outcome]:
        nonlocal again
        if again:  # who has collided takes their turn first, and then reads
            seats.hold(event.pk)
        again = True
        made = make([one for one in applicants if fold_email(one.email) not in known])
        for registration in known.values():
            if registration.submission != submission:
                send_link_again(registration)
        by_key = {registration.email_key: Outcome(registration, True) for registration in made}
        by_key |= {key: Outcome(registration, False) for key, registration in known.items()}
        return [by_key[fold_email(one.email)] for one in applicants]

    try:
        return in_transaction(lambda: work({}))
    except IntegrityError:
        # Whoever is there may be gone again by now, and come back.
        return in_transaction(
            lambda: work(_there(event, applicants, submission)),
            retry_on=(IntegrityError,),
            tired=5,
        )


def send_link_again(registration: Registration, now: datetime | None = None) -> None:
    """Writes to the registrant what we hold and where to change it; at most once an hour."""
    hour = (now or timezone.now()).strftime("%Y%m%d%H")
    tell(registration, "registration.again", key=f"registration.again:{registration.pk}:{hour}")


def register_page(event: Any) -> Any:
    """The page whose rules and seats hold for a meeting in all its languages.

    The translation that was published first with a registration. No query where it is ``event``.
    """
    found = seats.seats_of(event)
    if found is None or found.event_id == event.pk:
        return event
    page = found.event.specific
    page.network_seats = found
    return page


def _seat(event: Any, made: list[Registration]) -> None:
    """Gives each a seat, or makes them wait. Raises ``seats.Full`` where they cannot."""
    for one in made:
        if number := seats.take_or_queue(event, one.mode, one.organisation_key):
            one.status, one.queue_number = Status.WAITING, number
            waiting = {"status": one.status, "queue_number": number}
            Registration.objects.filter(pk=one.pk).update(**waiting)


def _write(
    event: Any, applicant: Applicant, status: str, submission: UUID, language: str, source: str
) -> Registration:
    registration = Registration(
        event_id=event.pk,
        status=status,
        name=applicant.name,
        email=applicant.email,
        organisation_name=applicant.organisation,
        organisation_id=applicant.organisation_id,
        title=applicant.title,
        mode=applicant.mode,
        needs=applicant.needs,
        message=applicant.message,
        language=language,
        source=source,
        submission=submission,
    )
    registration.save(force_insert=True)
    keep_answers(registration, applicant.answers)
    give_consents(registration, applicant.consents, language)
    return registration


def _tell(made: list[Registration], applicants: Sequence[Applicant]) -> None:
    """Tells each what has become of them, who has signed them up, and the first whom.

    In the words of the form: what is held of somebody who is registered already, and that they
    are, is told neither to who types their address nor to others named there.
    """
    first, *others = applicants
    by_first = [one for one in made if one.email_key == fold_email(first.email)]
    named = {"others": [one.name for one in others]} if others else {}
    tell_statuses(by_first, **named)
    colleagues = [one for one in made if one not in by_first]
    tell_statuses(colleagues, signed_up_by=first.name)


def keep_answers(registration: Registration, answers: dict[int, Any]) -> None:
    """Keeps answers by the version of the question they were given to. One query, or none."""
    if answers:
        Answer.objects.bulk_create(
            Answer(registration=registration, question_id=question, value=value)
            for question, value in answers.items()
        )


def give_consents(registration: Registration, wordings: dict[str, str], language: str) -> None:
    """Records a yes for each purpose, with the words it was said to. One query, or none."""
    if wordings:
        Consent.objects.bulk_create(
            Consent(registration=registration, purpose=purpose, wording=words, language=language)
            for purpose, words in wordings.items()
        )


def _key(applicant: Applicant) -> str:
    return fold_company(applicant.organisation)


def _there(
    event: Any, applicants: Iterable[Applicant], submission: UUID
) -> dict[str, Registration]:
    """Those that are there, by folded address; who left none is known by the form that was sent."""
    keys = {fold_email(applicant.email) for applicant in applicants}
    by_address = Q(email_key__in=keys - {""})
    by_form = Q(email_key="", submission=submission) if "" in keys else Q()
    found = Registration.objects.of(event).active().filter(by_address | by_form)
    return {registration.email_key: registration for registration in found}
