"""What the base template shows around every page, in three queries."""

from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page, Site

from example_site.home.models import Footer
from wagtail_network.core.visibility import visible_pages

register = template.Library()


class Frame(NamedTuple):
    home: Page | None
    menu: list[dict[str, Any]]
    versions: list[dict[str, Any]]
    footer: Footer | None


@register.simple_tag(takes_context=True)
def site_frame(context: dict[str, Any]) -> Frame:
    """The front page in the reader's language, the menu, the languages and the footer.

    An error page has no ``page``, and its request may have no user.
    """
    request, page = context.get("request"), context.get("page")
    user = getattr(request, "user", None)
    site = Site.find_for_request(request) if request else None
    homes, versions = translations(site, page, user)
    home = homes.get(get_language() or "") or (site.root_page if site else None)
    footer = Footer.objects.filter(locale__language_code=get_language()).first()
    return Frame(home, menu(home, page, user), language_versions(homes, versions), footer)


def translations(site: Site | None, page: Any, user: Any) -> tuple[dict[str, Page], ...]:
    """The front page and this page by language."""
    keys = [getattr(site and site.root_page, "translation_key", None)]
    keys.append(getattr(page, "translation_key", None))
    found = visible_pages(Page.objects.filter(translation_key__in=keys), user)
    pages = list(found.select_related("locale"))
    return tuple(
        {found.locale.language_code: found for found in pages if found.translation_key == key}
        for key in keys
    )


def menu(home: Page | None, page: Any, user: Any) -> list[dict[str, Any]]:
    """The pages right below the front page that are marked for the menu."""
    if home is None:
        return []
    path = getattr(page, "path", "") or ""
    return [
        {"page": child, "is_here": path.startswith(child.path), "is_this": path == child.path}
        for child in visible_pages(home.get_children().in_menu(), user)
    ]


def language_versions(homes: dict[str, Page], versions: dict[str, Page]) -> list[dict[str, Any]]:
    """Each language of the site, with this page's address in it, or else that of its front page.

    ``is_same`` tells whether it is a translation of this page, for ``hreflang``.
    """
    return [
        {"code": code, "page": versions.get(code) or homes[code], "is_same": code in versions}
        for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES
        if code in homes or code in versions
    ]
