"""What a link to a page shows elsewhere: title, text and picture (Open Graph, ogp.me)."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import get_language, to_locale
from wagtail.models import Site

from wagtail_network.core.images import SHARED

LONGEST = 200
# Open Graph wants a territory, which the language of a page seldom names.
TERRITORIES = {
    "da": "da_DK",
    "de": "de_DE",
    "en": "en_GB",
    "fi": "fi_FI",
    "fo": "fo_FO",
    "is": "is_IS",
    "kl": "kl_GL",
    "nb": "nb_NO",
    "nn": "nn_NO",
    "sv": "sv_SE",
}


@dataclass(frozen=True)
class SharedPicture:
    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class SharedPage:
    """``locale`` is empty where no territory is known; ``url`` where the page has no site."""

    kind: str
    title: str
    description: str
    url: str
    locale: str
    site_name: str
    picture: SharedPicture | None


def shared_page(
    page: Any, request: HttpRequest, title: str = "", url: str = "", description: str | None = None
) -> SharedPage:
    """What to tell of a page, or of the part of it that has this title, address and description.

    No query where the picture's rendition has been loaded.
    """
    url = url or page.get_full_url(request) or ""
    site = Site.find_for_request(request)
    return SharedPage(
        kind=page.shared_kind,
        title=title or getattr(page, "seo_title", "") or page.title,
        description=description_of(page) if description is None else in_short(description),
        url=url,
        locale=locale_name(get_language() or ""),
        site_name=(site and site.site_name) or getattr(settings, "WAGTAIL_SITE_NAME", ""),
        picture=_picture(getattr(page, "picture", None), url),
    )


def description_of(page: Any) -> str:
    """What an editor has written for it, else the summary; one paragraph of 200 characters."""
    # Not every base page has the fields of Wagtail's own.
    return in_short(getattr(page, "search_description", "") or page.summary())


def in_short(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(LONGEST)


def locale_name(language: str) -> str:
    """ "da" as ``da_DK``, "en-us" as ``en_US``; empty where no territory is known."""
    name = to_locale(language)
    territory = name.partition("_")[2]
    return TERRITORIES.get(language) or (name if len(territory) == 2 else "")


def _picture(image: Any | None, base: str) -> SharedPicture | None:
    # The services that show links draw no SVG.
    if image is None or image.is_svg():
        return None
    try:
        found = image.get_rendition(SHARED)
    except OSError:
        return None  # the file is gone; the page shows that where the picture is
    return SharedPicture(
        urljoin(base, found.url), found.width, found.height, image.default_alt_text
    )
