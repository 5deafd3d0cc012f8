"""The way from a network's page to the form with which one joins it."""

from typing import Any

from django import template
from django.db.models import Q

from wagtail_network.core.page_types import page_models_for
from wagtail_network.directory.joining.routes import JoiningRoutes

register = template.Library()


@register.simple_tag(takes_context=True)
def join_address(context: Any, network: Any) -> str:
    """Of the directory of the network, else of that of all networks; "" where there is none.

    One query.
    """
    models = page_models_for(JoiningRoutes)
    if len(models) != 1 or not network.path:
        return ""
    request = context.get("request")
    above = network.path[: -network.steplen]
    own = Q(path__startswith=network.path, depth=network.depth + 1)
    of_all = Q(path__startswith=above, depth=network.depth)
    pages = models[0].objects.visible_to(getattr(request, "user", None))
    directory = pages.filter(own | of_all).order_by("-depth", "path").first()
    return f"{directory.get_url(request)}join/" if directory else ""
