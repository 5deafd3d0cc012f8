"""Who is behind a network, in the language of the page."""

from dataclasses import dataclass
from typing import Any

from wagtail_network.core.images import LOGO, PORTRAIT, load_renditions
from wagtail_network.networks.blocks import ROLES
from wagtail_network.organisations.shown import profiles_in, shown_in
from wagtail_network.organisations.visibility import Audience, Profile


@dataclass(frozen=True)
class RoleGroup:
    role: str
    label: Any
    organisations: list[Profile]


def partners_by_role(network: Any, level: int = Audience.EVERYONE) -> list[RoleGroup]:
    """The partners by role, anchor first; within a role in the editor's order.

    As somebody of ``level`` sees them, those of them who are published.
    """
    named = [
        (block.value["role"], block.value["organisation"])
        for block in network.partners
        if block.value["organisation"]  # None where it has been deleted
    ]
    organisations = shown_in((found for _, found in named), network.locale_id, level)
    load_renditions((found.logo for found in organisations if found), LOGO)
    by_role: dict[str, list[Profile]] = {}
    for (role, _), organisation in zip(named, organisations, strict=True):
        if organisation:
            by_role.setdefault(role, []).append(organisation)
    return [RoleGroup(role, label, by_role[role]) for role, label in ROLES if role in by_role]


def coordinators_of(network: Any, level: int = Audience.EVERYONE) -> list[Profile]:
    """The coordinators, with organisation and photo, in the editor's order."""
    chosen = [block.value for block in network.coordinators if block.value]
    people = profiles_in(chosen, network.locale_id, level)
    load_renditions((person.photo for person in people), PORTRAIT)
    return people
