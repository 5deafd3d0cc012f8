"""Who else looks after a profile: colleagues are invited, and people who log in are let in."""

from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from wagtail.log_actions import log

from wagtail_network.core.folding import fold_email
from wagtail_network.core.rate_limits import count_hit
from wagtail_network.core.retrying import in_transaction
from wagtail_network.directory.joining import audit
from wagtail_network.directory.joining.access import ProfileAccess
from wagtail_network.directory.joining.mail import send_link, tell
from wagtail_network.directory.joining.proposing import NotOpen
from wagtail_network.directory.joining.requesting import DAY, PER_ACCESS, PER_ADDRESS
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.people import Person

Kind, Status = ProfileAccess.Kind, ProfileAccess.Status


def count_invitation(access: ProfileAccess, email: str) -> None:
    """Raises ``TooMany``; outside of a transaction."""
    count_hit("joining.invite", str(access.pk), PER_ACCESS, DAY)
    count_hit("joining.invited", fold_email(email), PER_ADDRESS, DAY)


def invite(
    access: ProfileAccess, *, name: str, email: str, language: str, submission: UUID
) -> None:
    """Writes to a colleague, who has access from when they accept it.

    Who waits for the coordinator is let in by it; who is in already gets their link. Raises
    ``NotOpen`` where the access has ended.
    """

    def work() -> None:
        mine = ProfileAccess.objects.granted().filter(pk=access.pk).first()
        if mine is None or mine.organisation is None:
            raise NotOpen
        known = ProfileAccess.objects.of(mine.organisation).open()
        there = known.filter(email_key=fold_email(email)).first()
        if there is not None:
            if there.submission == submission:
                return
            if there.status == Status.GRANTED:
                send_link(there)
                return
            there.kind, there.invited_by = Kind.INVITATION, mine
            there.status = Status.UNCONFIRMED
            there.save(update_fields=["kind", "invited_by", "status"])
            tell(there, "invited", f"{mine.pk}")
            return
        invited = ProfileAccess(
            kind=Kind.INVITATION,
            organisation=mine.organisation,
            network_id=mine.network_id,
            name=name,
            email=email,
            language=language,
            submission=submission,
            invited_by=mine,
        )
        try:
            with transaction.atomic():
                invited.save(force_insert=True)
        except IntegrityError:  # the same form, or the same address, at the same moment
            return
        log(mine.organisation, audit.INVITED, user=mine.person.user if mine.person else None)
        tell(invited, "invited")

    in_transaction(work)


def access_of_user(user: Any, organisation: Organisation, network: Any) -> ProfileAccess | None:
    """The access of somebody who is logged in and linked to a person of the organisation.

    None for anybody else, and for whose access was ended: they ask for it as others do.
    """
    if not user.is_authenticated:
        return None
    people = Person.objects.filter(user=user, live=True)
    person = people.filter(organisation__translation_key=organisation.translation_key).first()
    if person is None:
        return None
    return in_transaction(lambda: _of_person(person, user, organisation, network))


def _of_person(
    person: Person, user: Any, organisation: Organisation, network: Any
) -> ProfileAccess | None:
    email = person.email or str(getattr(user, user.get_email_field_name(), ""))
    known = ProfileAccess.objects.of(organisation)
    there = known.filter(person__translation_key=person.translation_key).order_by("-pk").first()
    if there is None and email:
        there = known.filter(email_key=fold_email(email)).order_by("-pk").first()
    if there is not None:
        if there.status in (Status.UNCONFIRMED, Status.WAITING):
            there.status, there.person = Status.GRANTED, person
            there.save(update_fields=["status", "person"])
        return there if there.status == Status.GRANTED else None
    if not email:
        return None
    access = ProfileAccess(
        kind=Kind.LOGIN,
        status=Status.GRANTED,
        evidence=ProfileAccess.Evidence.PERSON,
        organisation=organisation,
        network_id=network.pk if network else None,
        person=person,
        name=person.name,
        title=person.title,
        email=email,
        language=organisation.locale.language_code,
        submission=uuid4(),
    )
    access.save()
    log(organisation, audit.GRANTED, user=user)
    return access
