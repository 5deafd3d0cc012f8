"""Memberships begin, pause and end: several at a time."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from wagtail.log_actions import log

from wagtail_network.core.retrying import in_transaction
from wagtail_network.networks.membership import Membership


def change_status(memberships: Iterable[Membership], to: str, user: Any) -> list[Membership]:
    """Gives each the status, and returns those that had another one before.

    Who becomes active has been a member since today where no date was given. Each is saved and
    noted by itself: whoever keeps what follows from memberships hears of it.
    """
    keys = [membership.pk for membership in memberships]

    def work() -> list[Membership]:
        changed = []
        for membership in Membership.objects.filter(pk__in=keys).exclude(status=to):
            _change(membership, to, user)
            changed.append(membership)
        return changed

    return in_transaction(work)


def _change(membership: Membership, to: str, user: Any) -> None:
    before, membership.status = membership.status, to
    if to == Membership.Status.ACTIVE and membership.since is None:
        membership.since = timezone.localdate()
    membership.save(update_fields=["status", "since"])
    log(membership, "wagtail.edit", user=user, data={"before": before, "after": to})
