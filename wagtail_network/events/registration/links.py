"""Addresses for mails, which are written where there is no request to ask for the site's name."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.urls import NoReverseMatch, reverse
from wagtail.models import Site

from wagtail_network.events.registration.models import Registration


def secret_url(registration: Registration, page: Any) -> str:
    """The secret link in full, on the site that ``page``, the meeting in some language, is on.

    Below the include of ``wagtail_network.urls``, which works also where the page is private,
    unpublished or moved; without the include below the page. Raises ``ImproperlyConfigured`` where
    neither is there.
    """
    return link_url(registration.token, page)


def link_url(token: str, page: Any, step: str = "") -> str:
    """As :func:`secret_url`, with any token, and the step of it that the link opens."""
    step = f"{step}/" if step else ""
    try:
        path = reverse("wagtail_network:registration", args=[token])
    except NoReverseMatch:
        if not page.full_url:
            raise ImproperlyConfigured("wagtail_network.urls is not included.") from None
        return f"{page.full_url}registration/{token}/{step}"
    return f"{_site_url(page)}{path}{step}"


def _site_url(page: Any) -> str:
    """Of the page's site, or of the default one where the page has been moved out of all."""
    _site, root_url, _path = page.get_url_parts() or (None, None, None)
    return str(root_url or Site.objects.get(is_default_site=True).root_url)
