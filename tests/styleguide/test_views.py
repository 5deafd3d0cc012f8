"""The style guide: every component, in both languages, on any site under development."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

import wagtail_network
from tests.test_templates import faults
from wagtail_network.styleguide.entries import entries
from wagtail_network.styleguide.views import styleguide_view

TEMPLATES = Path(wagtail_network.__file__).parent / "templates/wagtail_network"
# Shown as part of others, or nothing to look at.
NOT_SHOWN = {
    *("includes/breadcrumbs.html", "includes/human_fields.html", "includes/navigation.html"),
    *("includes/pagination.html", "includes/sharing.html"),
    *("blocks/heading.html", "blocks/paragraph.html", "blocks/picture.html", "blocks/table.html"),
}


def guide(language: str) -> str:
    request = RequestFactory().get("/styleguide/", {"language": language})
    request.user = AnonymousUser()
    return styleguide_view(request).content.decode()


@pytest.mark.parametrize(("language", "word"), [("da", "Kalenderblad"), ("en", "Calendar leaf")])
def test_it_shows_everything_without_a_fault(home: Any, language: str, word: str) -> None:
    html = guide(language)
    assert word in html
    assert f'<html lang="{language}">' in html
    assert faults(html) == []


def test_a_language_there_is_not_changes_nothing(home: Any) -> None:
    assert "Kalenderblad" in guide("x' onload='")


def test_it_needs_no_page_and_two_queries_for_a_picture(
    home: Any, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(6):
        guide("da")


def test_a_site_sees_it_only_in_debug(client: Client, home: Any, settings: Any) -> None:
    assert client.get("/network/styleguide/").status_code == 404
    settings.DEBUG = True
    assert client.get("/network/styleguide/").status_code == 200


def test_every_component_has_an_entry() -> None:
    shown = {entry.template for entry in entries()}
    parts = {
        str(path.relative_to(TEMPLATES))
        for folder in ("includes", "blocks", "styleguide")
        for path in (TEMPLATES / folder).glob("*.html")
    }
    assert parts - shown - NOT_SHOWN - {"styleguide/page.html"} == set()


def test_every_icon_is_shown() -> None:
    text = (TEMPLATES / "styleguide/icons.html").read_text()
    icons = {path.name for path in (TEMPLATES / "icons").glob("*.svg")}
    assert {name for name in icons if f"icons/{name}" not in text} == set()


def test_the_icons_are_drawn_in_one_style() -> None:
    for path in (TEMPLATES / "icons").glob("*.svg"):
        svg = path.read_text()
        style = 'fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"'
        assert style in svg, path.name
        assert 'viewBox="0 0 24 24"' in svg, path.name
        assert 'aria-hidden="true"' in svg, path.name
