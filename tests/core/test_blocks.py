"""What running text becomes on the page."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from wagtail_network.core.blocks import BodyBlock


def shown(*blocks: tuple[str, Any]) -> BeautifulSoup:
    body = BodyBlock()
    return BeautifulSoup(str(body.render(body.normalize(list(blocks)))), "html.parser")


@pytest.fixture
def picture(db: None) -> Any:
    return get_image_model().objects.create(title="DSC_0042.JPG", file=get_test_image_file())


@pytest.mark.parametrize(("level", "tag"), [("h2", "h2"), ("h3", "h3"), ("h1", "h2"), ("", "h2")])
def test_a_heading_is_of_the_second_or_third_level(level: str, tag: str) -> None:
    html = shown(("heading", {"text": "<b>Tegl</b> & ler", "level": level}))
    assert [found.name for found in html.find_all(["h1", "h2", "h3", "h4"])] == [tag]
    assert html.find(tag).text == "<b>Tegl</b> & ler"


@pytest.mark.parametrize("kind", ["paragraph", "note"])
def test_what_an_editor_pastes_into_rich_text_is_cleaned_when_it_is_saved(
    kind: str, db: None
) -> None:
    html = (
        "<p>Før</p><script>alert(1)</script><p onclick='alert(2)' style='color:red'>"
        "<a href='javascript:alert(3)'>her</a> <b>fed</b></p><h1>Stor</h1><img src=x onerror=y>"
    )
    given = nested_form_data({"body": streamfield([(kind, rich_text(html))])})
    value = BodyBlock().value_from_datadict(given, {}, "body")
    page = BeautifulSoup(str(BodyBlock().render(BodyBlock().clean(value))), "html.parser")
    assert page.find(["script", "img", "h1"]) is None
    assert [tag for tag in page.find_all(True) if {"onclick", "style"} & set(tag.attrs)] == []
    assert not any("javascript" in link.get("href", "") for link in page.find_all("a"))
    assert page.b.text == "fed"


def test_a_picture_shows_its_alternative_text_and_caption(picture: Any) -> None:
    html = shown(("image", {"image": picture, "alt": 'En "væg"', "caption": "Halm"}))
    assert html.img["alt"] == 'En "væg"'
    assert html.figcaption.text == "Halm"


@pytest.mark.parametrize("alt", [{}, {"alt": ""}])
def test_a_picture_without_alternative_text_is_decoration_and_not_its_file_name(
    picture: Any, alt: dict[str, Any]
) -> None:
    html = shown(("image", {"image": picture, **alt}))
    assert html.img.get("alt") == ""
    assert html.figcaption is None


def test_a_picture_that_has_been_deleted_leaves_nothing_behind(picture: Any) -> None:
    body = BodyBlock()
    stored = [{"type": "image", "value": {"image": picture.pk, "alt": "Væg", "caption": "Halm"}}]
    picture.delete()
    html = BeautifulSoup(str(body.render(body.to_python(stored))), "html.parser")
    assert html.find(["img", "figure", "figcaption"]) is None


def test_a_table_names_its_columns_and_keeps_the_links_in_its_cells() -> None:
    body = BodyBlock()
    value = {
        "columns": [{"type": "text", "heading": "Støtte"}, {"type": "text", "heading": "Hvor"}],
        "rows": [{"values": ["<p>SMV:Grøn</p>", '<p><a href="https://example.org">her</a></p>']}],
        "caption": "Puljer",
    }
    stored = [{"type": "table", "value": value}]
    html = BeautifulSoup(str(body.render(body.to_python(stored))), "html.parser")
    assert [(th.text, th["scope"]) for th in html.find_all("th")] == [
        ("Støtte", "col"),
        ("Hvor", "col"),
    ]
    assert html.caption.text == "Puljer"
    assert html.td.find_next("a")["href"] == "https://example.org"
