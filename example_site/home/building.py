"""Puts InnoBYG's own pages in place; run again, it adds what is missing and no more."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Locale, Page, Site

from example_site.home.models import ContentPage, Footer, HomePage
from example_site.home.texts import ABOUT, CONTACT, FOOTER, HOME

LANGUAGES = ("da", "en")
DEVELOPMENT_HOSTS = {"localhost", "127.0.0.1", "testserver"}


def build_site() -> int:
    """Returns the number of pages and footers made."""
    locales = [Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES]
    site = Site.objects.filter(is_default_site=True).first()
    home = site.root_page.specific if site else None
    made = 0
    if not isinstance(home, HomePage):
        home = add_home(locales[0], instead_of=home)
        made += 1
    point_site_at(home, site)
    made += add_translations(home, HOME, locales)
    for texts in (ABOUT, CONTACT):
        page = home.get_children().type(ContentPage).filter(slug=texts["da"]["slug"]).first()
        if page is None:
            page = home.add_child(instance=ContentPage(locale=locales[0], **texts["da"]))
            made += 1
        made += add_translations(page.specific, texts, locales)
    return made + add_footers(locales)


def add_home(locale: Locale, instead_of: Page | None) -> HomePage:
    """A new front page, with what stood below the old one; Wagtail's welcome page goes."""
    welcome: Any = instead_of if type(instead_of) is Page else None
    if welcome is not None:
        welcome.slug = "wagtail-welcome"  # it may have the address the new page needs
        welcome.save()
    home = Page.get_first_root_node().add_child(instance=HomePage(locale=locale, **HOME["da"]))
    if welcome is not None:
        for child in welcome.get_children():
            child.move(Page.objects.get(pk=home.pk), "last-child")
        Site.objects.filter(root_page=welcome).update(root_page=home.pk)
        Page.objects.get(pk=welcome.pk).delete()
    return HomePage.objects.get(pk=home.pk)


def point_site_at(home: HomePage, site: Site | None) -> None:
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    site = site or Site(is_default_site=True, hostname="localhost")
    site.root_page = home
    site.site_name = site.site_name or "InnoBYG"
    if site.hostname in DEVELOPMENT_HOSTS:
        # So that the addresses in feeds and mails are those of the demo, whatever its port.
        site.hostname = address.hostname or "localhost"
        site.port = address.port or (443 if address.scheme == "https" else 80)
    site.save()


def add_translations(page: Any, texts: dict[str, dict[str, Any]], locales: list[Locale]) -> int:
    made = 0
    for locale in locales:
        if page.get_translations(inclusive=True).filter(locale=locale).exists():
            continue
        version = page.copy_for_translation(locale)
        for name, value in texts[locale.language_code].items():
            setattr(version, name, value)
        version.save()  # the new address first, or publishing leaves a redirect from the old
        version.save_revision().publish()
        made += 1
    return made


def add_footers(locales: list[Locale]) -> int:
    made = 0
    for locale in locales:
        if not Footer.objects.filter(locale=locale).exists():
            source = Footer.objects.first()
            same = {"translation_key": source.translation_key} if source else {}
            Footer.objects.create(locale=locale, **same, **FOOTER[locale.language_code])
            made += 1
    return made
