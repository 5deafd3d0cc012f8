import pytest

from wagtail_network.core.search import clean_query
from wagtail_network.models import ArticlePage

ASKED = [
    ('"', ""),
    ('grøn" mur', "grøn mur"),
    ('"grøn mur" tegl', '"grøn mur" tegl'),
    ("grøn\0mur", "grøn mur"),
    ("grøn\ud800mur", "grøn mur"),
    ("  grøn \n\t mur ", "grøn mur"),
    ("", ""),
    ("x" * 5000, "x" * 200),
    ("ord " * 30, " ".join(["ord"] * 20)),
    # Cut in the middle of what stood in quotation marks.
    ('"' + "y" * 300 + '"', "y" * 199),
]


@pytest.mark.parametrize(("asked", "cleaned"), ASKED)
def test_a_query_keeps_its_words_and_loses_what_breaks_a_search(asked: str, cleaned: str) -> None:
    assert clean_query(asked) == cleaned


@pytest.mark.parametrize("asked", [*(asked for asked, _ in ASKED), "a* OR (", "NEAR(", "-:^{}"])
def test_any_query_can_be_searched_for_once_it_is_cleaned(asked: str, make_article: object) -> None:
    assert list(ArticlePage.objects.visible_to(None).search(clean_query(asked))) == []
