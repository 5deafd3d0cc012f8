"""How the pages around registration are put into the site's own frame."""

from typing import Any

from django.http import HttpRequest

from wagtail_network.conf import network_settings

FOLDER = "wagtail_network/events/registration"


def frame(request: HttpRequest, page: Any) -> dict[str, Any]:
    """What the site's base template asks of a page, without what only the meeting's own shows."""
    return {
        "page": page,
        "self": page,
        "request": request,
        "network_base_template": network_settings.BASE_TEMPLATE,
    }
