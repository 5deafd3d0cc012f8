"""What the templates of organisations and people need."""

from typing import Any

from django.template import Library
from django.utils.translation import gettext as _

from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.visibility import (
    Audience,
    Profile,
    audience_of,
    profile_audience_of,
)

register = Library()

SIZES = dict(Organisation.Size.choices)


@register.filter
def only_for(profile: Profile, field: str) -> str:
    """For whom a field is that not everybody sees, said beside it; else nothing.

    The field "profile" is the whole of it.
    """
    whole = field == "profile"
    audience = profile_audience_of(profile.item) if whole else audience_of(profile.item, field)
    return {Audience.MEMBERS: _("Members only"), Audience.COORDINATORS: _("Coordinators only")}.get(
        audience, ""
    )


@register.filter
def size_text(size: str) -> Any:
    """ "10" is "10–49 people"."""
    return SIZES.get(size, "")


@register.filter
def bare_address(url: str) -> str:
    """A web address as it is said: "https://www.example.org/" is "example.org"."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/") or url
