import pytest

from tests.articles.importing.making import article_from, page, paragraphs
from wagtail_network.articles.importing.metadata import names_in_byline


@pytest.mark.parametrize(
    "heading",
    [
        "<span>Byggeri</span><span>Genbrug af mursten bliver til et marked</span>",
        "<span>Byggeri<i> : </i></span> Genbrug af mursten bliver til et marked",
    ],
)
def test_a_section_name_inside_the_heading_is_no_part_of_the_title(heading: str) -> None:
    article = article_from(
        page(
            f"<main><h1>{heading}</h1>{paragraphs(4)}</main>",
            "<title>Genbrug af mursten bliver til et marked | Avisen</title>",
        )
    )
    assert article.title == "Genbrug af mursten bliver til et marked"
    assert article.lead.startswith("Afsnit 1.")


def test_a_heading_that_only_ends_like_the_page_title_is_kept_whole() -> None:
    article = article_from(
        page(
            f"<main><h1>Hvem betaler for mursten i fremtiden?</h1>{paragraphs(4)}</main>",
            "<title>Mursten i fremtiden?</title>",
        )
    )
    assert article.title == "Hvem betaler for mursten i fremtiden?"


def test_the_sites_name_in_a_heading_is_not_the_title() -> None:
    article = article_from(
        page(
            f"<h2>Avisen</h2><div><h1>Mursten</h1>{paragraphs(4)}</div>",
            "<title>Genbrug af mursten bliver til et marked | Avisen</title>",
        )
    )
    assert article.title == "Mursten"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Af Anna Holm", ["Anna Holm"]),
        ("Von Felix Sommer und Jörg Winter, dpa", ["Felix Sommer", "Jörg Winter"]),
        ("By Anna Holm, Bo Lind and Eva Ek / The Paper", ["Anna Holm", "Bo Lind", "Eva Ek"]),
        ("Af alle de huse der blev bygget", []),
        ("By then it was over", []),
    ],
)
def test_a_byline_may_name_several(line: str, names: list[str]) -> None:
    assert [name for name in names_in_byline(line) if name != "The Paper"] == names
