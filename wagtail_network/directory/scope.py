"""What a directory is about: one network, or all that a visitor may see."""

from typing import Any

from django.http import HttpRequest

from wagtail_network.core.page_types import page_model_for
from wagtail_network.networks.models import NetworkPageMixin, networks_below

# Where a request remembers the networks of the directory it is about.
REMEMBERED = "_wagtail_network_scope"


def networks_for(directory: Any, request: HttpRequest) -> list[Any]:
    """The network pages whose members ``directory`` lists for this visitor.

    The network above it, or all below the list of networks it belongs to; of these the ones that
    are published and that the visitor may open. One query, asked once in a request.
    """
    remembered: dict[int, list[Any]] = vars(request).setdefault(REMEMBERED, {})
    if directory.pk not in remembered:
        remembered[directory.pk] = _networks(directory, request.user)
    return remembered[directory.pk]


def scope_of(directory: Any, request: HttpRequest) -> frozenset[str]:
    """The same as translation keys, which a network has in common with its translations."""
    return frozenset(str(network.translation_key) for network in networks_for(directory, request))


def _networks(directory: Any, user: Any) -> list[Any]:
    if directory.networks_above:
        return list(networks_below(directory.networks_above, user))
    networks = page_model_for(NetworkPageMixin).objects.ancestor_of(directory)
    return list(networks.visible_to(user).select_related("region").order_by("-depth")[:1])
