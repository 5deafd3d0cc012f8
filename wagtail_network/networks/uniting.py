"""Two organisations become one: so do their memberships of each network."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any
from uuid import UUID

from wagtail_network.networks.membership import Membership

# Who is active in either of them is active, and so on down.
STRONGEST_FIRST = (
    Membership.Status.ACTIVE,
    Membership.Status.PAUSED,
    Membership.Status.APPLIED,
    Membership.Status.LEFT,
)


def unite_memberships(kept: UUID, others: Collection[UUID]) -> list[Membership]:
    """Leaves one membership of each network, the kept organisation's own where it has one.

    The keys are translation keys. It has the strongest status of them, the earliest date, and the
    first contact and source there is. Returns those that are gone.
    """
    gone = []
    for rows in _by_network([kept, *others]).values():
        rows.sort(key=lambda row: (row.organisation.translation_key != kept, row.pk))
        first, rest = rows[0], rows[1:]
        if rest:
            gone += rest
            Membership.objects.filter(pk__in=[row.pk for row in rest]).delete()
            _take_over(first, rest)
    return gone


def _by_network(keys: list[UUID]) -> dict[Any, list[Membership]]:
    found = Membership.objects.filter(organisation__translation_key__in=keys)
    networks: dict[Any, list[Membership]] = defaultdict(list)
    for membership in found.select_related("organisation", "network"):
        networks[membership.network.translation_key].append(membership)
    return networks


def _take_over(first: Membership, rest: list[Membership]) -> None:
    every = [first, *rest]
    first.status = min((row.status for row in every), key=STRONGEST_FIRST.index)
    first.since = min((row.since for row in every if row.since), default=None)
    contacts = (row.contact_person_id for row in every)
    first.contact_person_id = next(filter(None, contacts), None)
    first.source = next(filter(None, (row.source for row in every)), "")
    first.save()
