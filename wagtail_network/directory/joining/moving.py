"""A member organisation joins another network, or leaves one; the coordinator can undo it."""

from typing import Any

from django.utils import timezone
from wagtail.log_actions import log

from wagtail_network.core.retrying import in_transaction
from wagtail_network.directory.joining import audit
from wagtail_network.directory.joining.access import ProfileAccess
from wagtail_network.directory.joining.mail import tell, tell_of_membership
from wagtail_network.directory.joining.places import memberships_of
from wagtail_network.directory.joining.proposing import NotOpen
from wagtail_network.networks.membership import Membership

Status = Membership.Status


def join(access: ProfileAccess, network: Any) -> Membership:
    """Asks for a place in another network. Twice is once; raises ``NotOpen`` without access."""

    def work() -> Membership:
        organisation = _organisation(access)
        there = memberships_of(organisation).filter(
            network__translation_key=network.translation_key
        )
        membership = there.first()
        if membership is not None and membership.status != Status.LEFT:
            return membership
        membership = membership or Membership(network_id=network.pk, organisation=organisation)
        membership.status = Status.APPLIED
        membership.save()
        log(organisation, audit.APPLIED, user=_user(access), data={"network": str(network)})
        tell_of_membership("joining", membership, access)
        return membership

    return in_transaction(work)


def leave(access: ProfileAccess, membership: Membership) -> None:
    """Leaves a network at once. Twice is once; raises ``NotOpen`` for another's membership."""

    def work() -> None:
        organisation = _organisation(access)
        mine = memberships_of(organisation).filter(pk=membership.pk).first()
        if mine is None:
            raise NotOpen
        if mine.status == Status.LEFT:
            return
        applied = mine.status == Status.APPLIED
        mine.status = Status.LEFT
        mine.save(update_fields=["status"])
        data = {"network": str(mine.network), "membership": mine.pk}
        if not applied:
            log(organisation, audit.LEFT, user=_user(access), data=data)
        if not applied:
            tell_of_membership("left", mine, access)
            tell(access, "you_left", f"{mine.pk}:{timezone.now():%Y%m%d%H}", membership=mine.pk)

    in_transaction(work)


def admit(membership: Membership, user: Any) -> None:
    """The coordinator lets in who has applied, or takes back who has left."""

    def work() -> None:
        current = Membership.objects.select_for_update().get(pk=membership.pk)
        if current.status == Status.ACTIVE:
            raise NotOpen
        was = current.status
        current.status = Status.ACTIVE
        current.since = current.since or timezone.localdate()
        current.save(update_fields=["status", "since"])
        log(current.organisation, audit.JOINED, user=user, data={"network": str(current.network)})
        if was == Status.APPLIED:
            _tell_all(current, "admitted")

    in_transaction(work)


def turn_away(membership: Membership, user: Any) -> None:
    """The coordinator does not let in who has applied."""

    def work() -> None:
        current = Membership.objects.select_for_update().get(pk=membership.pk)
        if current.status != Status.APPLIED:
            raise NotOpen
        current.status = Status.LEFT
        current.save(update_fields=["status"])
        log(current.organisation, audit.REFUSED, user=user, data={"network": str(current.network)})
        _tell_all(current, "turned_away")

    in_transaction(work)


def _tell_all(membership: Membership, kind: str) -> None:
    for access in ProfileAccess.objects.of(membership.organisation).granted():
        occasion = f"{membership.pk}:{timezone.now():%Y%m%d%H}"
        tell(access, kind, occasion, membership=membership.pk)


def _organisation(access: ProfileAccess) -> Any:
    current = ProfileAccess.objects.granted().filter(pk=access.pk).first()
    if current is None or current.organisation is None:
        raise NotOpen
    return current.organisation


def _user(access: ProfileAccess) -> Any:
    return access.person.user if access.person else None
