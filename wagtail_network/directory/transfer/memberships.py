"""The places in a network that rows give to their organisations."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from wagtail_network.networks.membership import Membership

FIELDS = ("status", "since", "source")


class Memberships:
    """Those of some organisations in one network, whatever their languages. One query.

    Without a network there are none, and none are made.
    """

    def __init__(self, network: Any, keys: Iterable[UUID]) -> None:
        self.network = network
        self.found: dict[UUID, Membership] = {}
        self.new: list[Membership] = []
        self.changed: set[Membership] = set()
        if network is None:
            return
        there = Membership.objects.filter(
            network__translation_key=network.translation_key,
            organisation__translation_key__in=list(keys),
        )
        for membership in there.select_related("organisation"):
            self.found[membership.organisation.translation_key] = membership

    def apply(
        self,
        key: UUID,
        organisation: Any,
        said: dict[str, Any],
        contact: Any,
        remarks: list[str],
    ) -> tuple[Membership, dict[str, Any] | None] | None:
        """The membership, and what of it was replaced: None for nothing, {} for one that is new."""
        if self.network is None:
            return None
        membership = self.found.get(key)
        if membership is None:
            made = Membership(
                network_id=self.network.pk,
                organisation=organisation,
                contact_person=contact,
                **said,
            )
            self.found[key] = made
            self.new.append(made)
            return made, {}
        if membership.status == Membership.Status.LEFT and "status" not in said:
            remarks.append(_("The organisation has left the network, and stays outside it."))
        return membership, self._update(membership, said, contact)

    def assume(self, key: UUID, organisation: Any) -> None:
        """In a trial: an earlier portion would have given the organisation its place."""
        if self.network is not None:
            self.found[key] = Membership(network_id=self.network.pk, organisation=organisation)

    def _update(
        self, membership: Membership, said: dict[str, Any], contact: Any
    ) -> dict[str, Any] | None:
        replaced = {
            name: getattr(membership, name)
            for name, value in said.items()
            if getattr(membership, name) != value
        }
        for name in replaced:
            setattr(membership, name, said[name])
        if contact is not None and membership.contact_person is None:
            replaced["contact_person"] = None
            membership.contact_person = contact
        if replaced and membership.pk:
            self.changed.add(membership)
        return replaced or None
