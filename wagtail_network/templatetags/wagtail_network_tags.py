"""Tags and filters that every template of the package may use."""

from typing import Any

from django import template
from django.template.base import Parser, Token
from django.template.loader_tags import BlockNode, do_block

from wagtail_network.conf import network_settings
from wagtail_network.core.visibility import visible_pages
from wagtail_network.networks.membership import Membership
from wagtail_network.organisations.models import initials as initials_of

register = template.Library()


@register.tag
def content_block(parser: Parser, token: Token) -> BlockNode:
    """``{% block %}`` with the name of the site's own content block.

    The name is read when the template is compiled, because block inheritance works on names.
    """
    token.contents = f"block {network_settings.CONTENT_BLOCK}"
    return do_block(parser, token)


@register.filter
def initials(name: str) -> str:
    """ "Ole Møller" becomes "OM"."""
    return initials_of(name)


@register.inclusion_tag("wagtail_network/includes/navigation.html", takes_context=True)
def network_navigation(context: dict[str, Any], page: Any) -> dict[str, Any]:
    """The way around a network: its own page, its meetings, its articles. One query."""
    request = context["request"]
    network = page.network_link
    children = visible_pages(network.get_children(), request.user) if network else []
    return {"network": network, "children": children, "page": page, "request": request}


@register.simple_tag
def member_count(network: Any) -> int:
    """How many organisations are active members."""
    return Membership.objects.active_in(network).count()
