"""Tags and filters that every template of the package may use."""

from typing import Any

from django import template
from django.template.base import Parser, Token
from django.template.loader_tags import BlockNode, do_block

from wagtail_network.conf import network_settings
from wagtail_network.core.page_types import page_model_for
from wagtail_network.core.pages import SectionPageMixin
from wagtail_network.core.sharing import SharedPage, shared_page
from wagtail_network.core.visibility import visible_pages
from wagtail_network.networks.membership import Membership
from wagtail_network.networks.models import NetworkIndexPageMixin, NetworkPageMixin
from wagtail_network.organisations.initials import initials as initials_of

register = template.Library()


@register.tag
def content_block(parser: Parser, token: Token) -> BlockNode:
    """``{% block %}`` with the name of the site's own content block.

    The name is read when the template is compiled, because block inheritance works on names.
    """
    token.contents = f"block {network_settings.CONTENT_BLOCK}"
    return do_block(parser, token)


@register.tag
def head_block(parser: Parser, token: Token) -> BlockNode:
    """The same with the block in the site's head. Without a name it is one that nobody has."""
    token.contents = f"block {network_settings.HEAD_BLOCK or 'wagtail_network_nowhere'}"
    return do_block(parser, token)


@register.simple_tag(takes_context=True)
def shared(context: dict[str, Any]) -> SharedPage | None:
    """What a link to this page shows; a view may say other words with ``shared_…``."""
    page = context.get("page")
    if not isinstance(page, SectionPageMixin):
        return None
    title, url = context.get("shared_title", ""), context.get("shared_url", "")
    return shared_page(page, context["request"], title, url, context.get("shared_description"))


@register.filter
def initials(name: str) -> str:
    """ "Ole Møller" becomes "OM"."""
    return initials_of(name)


@register.inclusion_tag("wagtail_network/includes/navigation.html", takes_context=True)
def network_navigation(context: dict[str, Any], page: Any) -> dict[str, Any]:
    """The way around a network: its own page, its meetings, its articles. One query.

    Around a list of networks it leads to what is common to them.
    """
    request = context["request"]
    top = page.section_top
    children: Any = visible_pages(top.get_children(), request.user) if top else []
    if isinstance(top, NetworkIndexPageMixin):
        children = children.not_type(page_model_for(NetworkPageMixin))
    return {"top": top, "children": children, "page": page, "request": request}


@register.simple_tag
def member_count(network: Any) -> int:
    """How many organisations are active members."""
    return Membership.objects.active_in(network).count()
