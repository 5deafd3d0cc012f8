"""The address of the page from which a member looks after their profile."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.urls import NoReverseMatch, reverse
from wagtail.models import Site

from wagtail_network.directory.joining.access import ProfileAccess


def secret_path(access: ProfileAccess, step: str = "") -> str:
    """Below the include of ``wagtail_network.urls``; raises ``ImproperlyConfigured`` without it."""
    name, parts = ("profile_step", [access.token, step]) if step else ("profile", [access.token])
    try:
        return reverse(f"wagtail_network:{name}", args=parts)
    except NoReverseMatch:
        raise ImproperlyConfigured("wagtail_network.urls is not included.") from None


def secret_url(access: ProfileAccess, step: str = "") -> str:
    """The same in full, for mails: on the site of the network, or the default one."""
    return f"{site_url(access.network)}{secret_path(access, step)}"


def admin_url(page: Any, name: str, *args: Any) -> str:
    """An address in the admin, in full."""
    return f"{site_url(page)}{reverse(name, args=args)}"


def site_url(page: Any) -> str:
    """ "https://example.org" of the site a page (or None) is on, else of the default one."""
    parts = page.get_url_parts() if page is not None else None
    return str((parts and parts[1]) or Site.objects.get(is_default_site=True).root_url)
