"""What the base template shows around every page."""

from typing import Any

from django import template
from django.utils.translation import get_language
from wagtail.models import Locale, Page, Site

from example_site.home.models import Footer

register = template.Library()


def root_page(context: dict[str, Any]) -> Page | None:
    """The front page in the language of the request, which may not have been translated."""
    site = Site.find_for_request(context["request"])
    return site.root_page.localized if site else None


@register.simple_tag(takes_context=True)
def main_menu(context: dict[str, Any]) -> dict[str, Any]:
    """The front page and the pages right below it that are marked for the menu."""
    home = root_page(context)
    if home is None:
        return {"home": None, "entries": []}
    page = context.get("page")
    path = getattr(page, "path", "") or ""
    entries = [
        {"page": child, "is_here": path.startswith(child.path), "is_this": path == child.path}
        for child in home.get_children().live().in_menu().public()
    ]
    return {"home": home, "entries": entries}


@register.simple_tag(takes_context=True)
def language_versions(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Each language of the site, with this page's address in it, or else that of its front page.

    ``is_same`` tells whether it is a translation of this page, for ``hreflang``.
    """
    page = context.get("page")
    found = versions_of(page) if getattr(page, "pk", None) else {}
    site = Site.find_for_request(context["request"])
    homes = versions_of(site.root_page) if site else {}
    return [
        {"code": code, "page": found.get(code) or homes[code], "is_same": code in found}
        for code in Locale.objects.values_list("language_code", flat=True).order_by("pk")
        if code in homes or code in found
    ]


def versions_of(page: Page) -> dict[str, Page]:
    translations = page.get_translations(inclusive=True).live().public().select_related("locale")
    return {version.locale.language_code: version for version in translations}


@register.simple_tag
def site_footer() -> Footer | None:
    return Footer.objects.filter(locale__language_code=get_language()).first()
