"""System checks: what a site has set up wrong, and what to do about it."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from wagtail_network.conf import NetworkSettings

# Each is in the site's INSTALLED_APPS for a reason the hint gives.
NEEDED_APPS = {
    "wagtail_modeladmin": "the lists of memberships in the admin",
    "wagtail.contrib.typed_table_block": "tables in articles and meetings",
    "wagtail.contrib.routable_page": "the addresses below a list of meetings",
}


@register()
def check_settings(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """An unknown name in ``WAGTAIL_NETWORK`` is a spelling mistake."""
    given = getattr(settings, "WAGTAIL_NETWORK", {})
    if not isinstance(given, dict):
        return [Error("WAGTAIL_NETWORK must be a dictionary.", id="wagtail_network.E001")]
    known = ", ".join(sorted(NetworkSettings.names()))
    return [
        Error(
            f"WAGTAIL_NETWORK has no setting {name!r}.",
            hint=f"The settings are: {known}.",
            id="wagtail_network.E002",
        )
        for name in given
        if name not in NetworkSettings.names()
    ]


@register()
def check_installed_apps(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [
        Warning(
            f"{name} is not in INSTALLED_APPS.",
            hint=f"Add it: wagtail_network needs it for {reason}.",
            id="wagtail_network.W001",
        )
        for name, reason in NEEDED_APPS.items()
        if not apps.is_installed(name)
    ]
