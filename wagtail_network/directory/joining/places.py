"""The networks an organisation is in, and those who coordinate them."""

from collections.abc import Iterable
from typing import Any

from wagtail.permissions import page_permission_policy

from wagtail_network.core.page_types import page_model_for
from wagtail_network.networks.membership import Membership
from wagtail_network.networks.models import NetworkPageMixin
from wagtail_network.organisations.models import Organisation

PERMISSION = "wagtail_network.publish_organisation"


def memberships_of(organisation: Organisation | None) -> Any:
    """Those of an organisation in whatever language, with their networks. One query."""
    if organisation is None:
        return Membership.objects.none()
    found = Membership.objects.filter(organisation__translation_key=organisation.translation_key)
    return found.select_related("network", "organisation").order_by("network__title", "pk")


def networks_of(organisation: Organisation | None) -> list[Any]:
    """The network pages it is active in, has applied to or pauses in. Two queries."""
    keys = memberships_of(organisation).exclude(status=Membership.Status.LEFT)
    keys = keys.order_by().values("network__translation_key")
    return list(page_model_for(NetworkPageMixin).objects.filter(translation_key__in=keys))


def coordinators_addresses(networks: Iterable[Any]) -> dict[str, str]:
    """Where to write to the coordinators of the networks, each with the language to write in."""
    found: dict[str, str] = {}
    for network in networks:
        if network.contact_email:
            found.setdefault(network.contact_email, network.locale.language_code)
    return found


def may_decide(user: Any) -> bool:
    """Whether somebody may decide about profiles at all."""
    return bool(user.is_authenticated and user.has_perm(PERMISSION))


def deciding_keys(user: Any) -> set[Any] | None:
    """Translation keys of the networks whose members ``user`` decides about; None for all.

    Both are needed: Django's permission to publish organisations, and Wagtail's to change the page
    of the network. Two queries.
    """
    if not may_decide(user):
        return set()
    if user.is_superuser:
        return None
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    networks = page_model_for(NetworkPageMixin).objects.filter(pk__in=pages.order_by().values("pk"))
    return set(networks.values_list("translation_key", flat=True))
