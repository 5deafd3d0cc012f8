"""Who is behind a network, in the language of the page."""

from dataclasses import dataclass
from typing import Any

from wagtail_network.core.images import LOGO, PORTRAIT, load_renditions
from wagtail_network.core.localized import localized
from wagtail_network.networks.blocks import ROLES


@dataclass(frozen=True)
class RoleGroup:
    role: str
    label: Any
    organisations: list[Any]


def partners_by_role(network: Any) -> list[RoleGroup]:
    """The partners by role, anchor first; within a role in the editor's order."""
    named = [
        (block.value["role"], block.value["organisation"])
        for block in network.partners
        if block.value["organisation"]  # None where it has been deleted
    ]
    organisations = localized([organisation for _, organisation in named], network.locale_id)
    load_renditions((organisation.logo for organisation in organisations), LOGO)
    by_role: dict[str, list[Any]] = {}
    for (role, _), organisation in zip(named, organisations, strict=True):
        by_role.setdefault(role, []).append(organisation)
    return [RoleGroup(role, label, by_role[role]) for role, label in ROLES if role in by_role]


def coordinators_of(network: Any) -> list[Any]:
    """The coordinators, with organisation and photo, in the editor's order."""
    people = [block.value for block in network.coordinators if block.value]
    people = localized(people, network.locale_id)
    load_renditions((person.photo for person in people), PORTRAIT)
    return people
