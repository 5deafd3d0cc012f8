"""From a confirmed address to access: at once where it is sure, else by the coordinator."""

from typing import Any

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale

from wagtail_network.core.retrying import in_transaction
from wagtail_network.directory.joining import audit
from wagtail_network.directory.joining.access import ProfileAccess
from wagtail_network.directory.joining.domains import is_own_domain
from wagtail_network.directory.joining.mail import tell, tell_of_request
from wagtail_network.directory.joining.places import memberships_of
from wagtail_network.directory.joining.proposing import NotOpen
from wagtail_network.networks.membership import Membership
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.people import Person

Kind, Status, Evidence = ProfileAccess.Kind, ProfileAccess.Status, ProfileAccess.Evidence


def confirm(access: ProfileAccess) -> ProfileAccess:
    """The address is theirs: they have pressed the button behind the link that was sent there.

    Returns the access it leads to, which is another one where the address had one already. Twice
    is once. Raises ``NotOpen`` where it has been refused or ended.
    """

    def work() -> ProfileAccess:
        current = _lock(access)
        if current.status in (Status.WAITING, Status.GRANTED):
            return current
        if current.status != Status.UNCONFIRMED:
            raise NotOpen
        current.confirmed_at = timezone.now()
        if current.kind == Kind.APPLICATION:
            current.organisation = _organisation_of(current)
        if other := _other_of_the_same(current):
            current.delete()
            return other
        current.evidence = evidence_of(current)
        if _is_sure(current):
            return _grant(current, None)
        current.status = Status.WAITING
        current.save()
        if current.kind == Kind.APPLICATION:
            _membership_of(current, Membership.Status.APPLIED)
            log(current.organisation, audit.APPLIED, data={"network": str(current.network)})
        tell_of_request(current)
        return current

    return in_transaction(work, retry_on=(IntegrityError,))


def grant(access: ProfileAccess, user: Any) -> ProfileAccess:
    """The coordinator says yes: the organisation is published and a member, and its page open.

    Raises ``NotOpen`` where it has been decided.
    """

    def work() -> ProfileAccess:
        current = _lock(access)
        if current.status != Status.WAITING:
            raise NotOpen
        return _grant(current, user)

    return in_transaction(work)


def refuse(access: ProfileAccess, user: Any, answer: str) -> None:
    """The coordinator says no, with words. Of an application no draft and no membership is left.

    Raises ``NotOpen`` where it has been decided.
    """

    def work() -> None:
        current = _lock(access)
        if current.status != Status.WAITING:
            raise NotOpen
        _end(current, Status.REFUSED, user, answer)
        if current.kind == Kind.APPLICATION and current.organisation:
            log(current.organisation, audit.REFUSED, user=user)
            _take_back(current)
        tell(current, "refused")

    in_transaction(work)


def end(access: ProfileAccess, user: Any = None, *, answer: str = "") -> None:
    """Access ends: by the coordinator (``user``), who it is about, or who has invited them.

    What they have proposed goes on waiting: it is the organisation's. Twice is once.
    """

    def work() -> None:
        current = _lock(access)
        if current.status not in ProfileAccess.OPEN:
            return
        was = current.status
        _end(current, Status.ENDED, user, answer)
        if current.organisation:
            log(current.organisation, audit.ENDED, user=user)
        if user is not None and was == Status.GRANTED:
            tell(current, "ended")

    in_transaction(work)


def evidence_of(access: ProfileAccess) -> str:
    """What speaks for it that the address is one of the organisation. At most two queries."""
    organisation = access.organisation
    if organisation is None or not organisation.live:
        return Evidence.NONE
    if _people_of(organisation).filter(email__iexact=access.email).exists():
        return Evidence.PERSON
    own = is_own_domain(access.email, website=organisation.website, known_email=organisation.email)
    return Evidence.DOMAIN if own else Evidence.NONE


def evidence_text(access: ProfileAccess) -> str:
    """The same for a coordinator; of an application, whether its own two statements agree."""
    own = is_own_domain(access.email, website=access.website)
    if access.kind == Kind.APPLICATION and not access.evidence and own:
        return _("The address is on the domain of the website they give")
    return str(Evidence(access.evidence).label)


def _is_sure(access: ProfileAccess) -> bool:
    """An invitation is; a claim where the address proves it and nobody is asked to share."""
    if access.kind == Kind.INVITATION:
        return True
    if access.kind != Kind.CLAIM or not access.evidence:
        return False
    return not ProfileAccess.objects.of(access.organisation).granted().exists()


def _grant(access: ProfileAccess, user: Any) -> ProfileAccess:
    now = timezone.now()
    access.status, access.decided_at, access.decided_by = Status.GRANTED, now, user
    organisation: Any = access.organisation
    if access.kind == Kind.APPLICATION:
        if not organisation.live:
            _publish(organisation, user)
        membership = _membership_of(access, Membership.Status.ACTIVE)
        access.person = _person_for(access)
        if membership is not None and membership.contact_person_id is None:
            membership.contact_person = access.person
            membership.save(update_fields=["contact_person"])
    else:
        access.person = access.person or _person_for(access)
    access.save()
    log(organisation, audit.GRANTED, user=user)
    tell(access, "granted")
    return access


def _organisation_of(access: ProfileAccess) -> Organisation:
    """The one with the CVR number, whoever may see it; else a new draft."""
    locale = _locale(access)
    if access.cvr:
        there = Organisation.objects.filter(cvr=access.cvr)
        found = sorted(there, key=lambda one: (one.locale_id != locale.pk, one.pk))
        if found:
            return found[0]
    organisation = Organisation(
        name=access.organisation_name,
        cvr=access.cvr,
        website=access.website,
        locale=locale,
        live=False,
    )
    organisation.save()
    organisation.save_revision(clean=False)
    return organisation


def _other_of_the_same(access: ProfileAccess) -> ProfileAccess | None:
    found = ProfileAccess.objects.open().of(access.organisation).exclude(pk=access.pk)
    other = found.filter(email_key=access.email_key).first()
    return confirm(other) if other and other.status == Status.UNCONFIRMED else other


def _membership_of(access: ProfileAccess, status: str) -> Membership | None:
    """The membership that was applied for, with at least that status. None without a network.

    Who is active or pauses stays so.
    """
    if access.network is None:
        return None
    network = access.network
    there = memberships_of(access.organisation)
    key = network.translation_key
    membership = there.filter(network__translation_key=key).first()
    if membership is None:
        membership = Membership(network=network, organisation=access.organisation, status=status)
    elif membership.status in (Membership.Status.APPLIED, Membership.Status.LEFT):
        membership.status = status
    if membership.status == Membership.Status.ACTIVE and membership.since is None:
        membership.since = timezone.localdate()
    membership.save()
    return membership


def _take_back(access: ProfileAccess) -> None:
    """What an application has made and nobody else has a part in."""
    organisation: Any = access.organisation
    applied = memberships_of(organisation).filter(
        status=Membership.Status.APPLIED, network__translation_key=_network_key(access)
    )
    others = ProfileAccess.objects.of(organisation).open().exclude(pk=access.pk)
    if others.filter(network=access.network_id).exists():
        return
    applied.delete()
    if organisation.live or organisation.first_published_at or others.exists():
        return
    if not memberships_of(organisation).exists():
        ProfileAccess.objects.filter(organisation=organisation).update(
            organisation=None, organisation_name=organisation.name
        )
        access.organisation = None
        organisation.delete()


def _network_key(access: ProfileAccess) -> Any:
    return access.network.translation_key if access.network else None


def _person_for(access: ProfileAccess) -> Person | None:
    """Who has the address at the organisation, else a new one whom nobody finds before they
    want to be found.
    """
    organisation: Any = access.organisation
    found = _people_of(organisation).filter(email__iexact=access.email)
    person = found.order_by("-live", "pk").first()
    if person is not None:
        return person
    person = Person(
        name=access.name,
        title=access.title,
        email=access.email,
        organisation=organisation,
        locale=organisation.locale,
    )
    person.save()
    person.save_revision(clean=False).publish(log_action=False)
    return Person.objects.get(pk=person.pk)


def _people_of(organisation: Organisation) -> Any:
    return Person.objects.filter(organisation__translation_key=organisation.translation_key)


def _publish(organisation: Organisation, user: Any) -> None:
    draft = organisation.get_latest_revision_as_object()
    draft.save_revision(user=user, clean=False).publish(user=user, skip_permission_checks=True)


def _end(access: ProfileAccess, status: str, user: Any, answer: str) -> None:
    access.status, access.answer = status, answer
    access.decided_at, access.decided_by = timezone.now(), user
    access.save(update_fields=["status", "answer", "decided_at", "decided_by"])


def _locale(access: ProfileAccess) -> Locale:
    return access.network.locale if access.network else Locale.get_default()


def _lock(access: ProfileAccess) -> ProfileAccess:
    """As it is now, which nobody else changes until we are done. Raises ``NotOpen``."""
    locked = ProfileAccess.objects.select_for_update().filter(pk=access.pk).first()
    if locked is None:
        raise NotOpen
    return locked
