"""System checks: what a site has set up wrong, and what to do about it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError
from django.template import TemplateDoesNotExist
from django.template.base import NodeList
from django.template.loader import get_template
from django.template.loader_tags import BlockNode, ExtendsNode
from django.urls import NoReverseMatch, reverse
from wagtail.models import Site

from wagtail_network.conf import NetworkSettings, network_settings

# Each is in the site's INSTALLED_APPS for a reason the hint gives.
NEEDED_APPS = {
    "wagtail_modeladmin": "the lists of memberships in the admin",
    "wagtail.contrib.typed_table_block": "tables in articles and meetings",
    "wagtail.contrib.routable_page": "the addresses below a list of meetings",
    "django_htmx": "the form people sign up with",
}
# Host names that lead nobody else here.
ONLY_HERE = ("localhost", "127.0.0.1", "::1", "[::1]", "0.0.0.0")  # noqa: S104
# A file to open, or an invitation.
CALENDAR_METHODS = ("PUBLISH", "REQUEST")
AUDIENCES = ("everyone", "members", "coordinators")
# Those organisations/visibility.py knows; the checks stand below the rooms and cannot ask them.
FIELD_NAMES = (
    *("organisation", "person"),
    *(
        f"organisation.{field}"
        for field in (
            *("short_text", "long_text", "logo", "sector", "size", "cvr", "place", "website"),
            *("linkedin_url", "email", "phone", "competences", "competences_sought"),
            *("certifications", "references", "people"),
        )
    ),
    *(
        f"person.{field}"
        for field in ("title", "photo", "email", "phone", "linkedin_url", "competences")
    ),
)


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
def check_calendar_method(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The METHOD of calendar files in mails: one of two."""
    if not isinstance(getattr(settings, "WAGTAIL_NETWORK", {}), dict):
        return []  # which check_settings says
    if network_settings.CALENDAR_METHOD in CALENDAR_METHODS:
        return []
    return [
        Error(
            f"CALENDAR_METHOD is {network_settings.CALENDAR_METHOD!r}.",
            hint=f"It is one of: {', '.join(CALENDAR_METHODS)}.",
            id="wagtail_network.E004",
        )
    ]


@register()
def check_field_audiences(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A misspelt field would be seen by everybody."""
    given = getattr(settings, "WAGTAIL_NETWORK", {})
    audiences = given.get("FIELD_AUDIENCES", {}) if isinstance(given, dict) else {}
    if not isinstance(audiences, dict):
        return [
            Error(
                "FIELD_AUDIENCES must be a dictionary.",
                hint='For instance {"organisation.phone": "members"}.',
                id="wagtail_network.E005",
            )
        ]
    return [
        *_one_of("FIELD_AUDIENCES names", audiences, FIELD_NAMES),
        *_one_of("FIELD_AUDIENCES has the audience", audiences.values(), AUDIENCES),
    ]


def _one_of(told: str, given: Iterable[Any], known: Sequence[str]) -> list[CheckMessage]:
    return [
        Error(
            f"{told} {one!r}, which there is not.",
            hint=f"It is one of: {', '.join(known)}.",
            id="wagtail_network.E005",
        )
        for one in given
        if one not in known
    ]


@register()
def check_time_zones(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Meetings are instants, told in a time zone of their own."""
    if settings.USE_TZ:
        return []
    return [
        Error(
            "USE_TZ is False.",
            hint="Set USE_TZ = True: wagtail_network keeps times as instants.",
            id="wagtail_network.E003",
        )
    ]


@register(Tags.templates)
def check_base_template(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Pages without the site's template fail, and without its blocks they come out empty."""
    if not isinstance(getattr(settings, "WAGTAIL_NETWORK", {}), dict):
        return []  # which check_settings says
    name = network_settings.BASE_TEMPLATE
    try:
        template: Any = get_template(name)
    except TemplateDoesNotExist:
        return [
            Warning(
                f"There is no template {name!r}, which the pages of wagtail_network extend.",
                hint='Name yours: WAGTAIL_NETWORK = {"BASE_TEMPLATE": "..."}.',
                id="wagtail_network.W002",
            )
        ]
    # Templates of other engines, and those above it, are not read.
    nodes: Any = getattr(getattr(template, "template", None), "nodelist", NodeList())
    if nodes.get_nodes_by_type(ExtendsNode):
        return []
    return _missing_blocks(name, {node.name for node in nodes.get_nodes_by_type(BlockNode)})


def _missing_blocks(name: str, blocks: set[str]) -> list[CheckMessage]:
    content, head = network_settings.CONTENT_BLOCK, network_settings.HEAD_BLOCK
    found: list[CheckMessage] = []
    if content not in blocks:
        found.append(
            Warning(
                f"The template {name!r} has no block {content!r}, so pages come out empty.",
                hint='Name the block for the content: WAGTAIL_NETWORK = {"CONTENT_BLOCK": "..."}.',
                id="wagtail_network.W003",
            )
        )
    if head and head not in blocks:
        found.append(
            Warning(
                f"The template {name!r} has no block {head!r}, so links to pages show no picture.",
                hint='Name a block in its <head>: WAGTAIL_NETWORK = {"HEAD_BLOCK": "..."}, '
                'or "" to do without.',
                id="wagtail_network.W004",
            )
        )
    return found


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


@register(Tags.urls)
def check_url_include(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Without it the secret link of a registration is gone when its meeting is unpublished."""
    try:
        reverse("wagtail_network:registration", args=["x"])
    except NoReverseMatch:
        return [
            Warning(
                "The URLs of wagtail_network are not included.",
                hint='Add path("network/", include("wagtail_network.urls")) to your urlpatterns, '
                "before Wagtail's own.",
                id="wagtail_network.W005",
            )
        ]
    return []


@register(deploy=True)
def check_host_names(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Links in mails take the host name of the site, which is localhost where nobody set it."""
    try:
        names = list(Site.objects.filter(hostname__in=ONLY_HERE).values_list("hostname", flat=True))
    except DatabaseError:
        return []  # as while an image is built
    return [
        Warning(
            f"A site has the host name {name!r}, so links in mails lead nobody here.",
            hint="Set the name people know in the admin: Settings > Sites.",
            id="wagtail_network.W006",
        )
        for name in names
    ]
