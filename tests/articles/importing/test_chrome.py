import pytest

from tests.articles.importing.making import SENTENCE, article_from, page, paragraphs


@pytest.mark.parametrize("name", ["paywall-article", "sidebar-grid", "toc-title", "latest"])
def test_several_long_paragraphs_are_text_whatever_their_class_says(name: str) -> None:
    # Each holds less than a quarter of the text, so its share alone does not save it.
    parts = "".join(f"<div class='{name}'>{paragraphs(3)}</div>" for _number in range(5))
    article = article_from(page(f"<div><h1>Titel</h1><p>Først. {SENTENCE}</p>{parts}</div>"))
    assert str(article.blocks).count("Afsnit 3.") == 5


def test_long_lists_of_links_are_still_taken_for_menus() -> None:
    links = "".join(f"<p><a href='/{number}'>{SENTENCE * 2}</a></p>" for number in range(4))
    article = article_from(
        page(f"<div><h1>Titel</h1>{paragraphs(9)}<div class='related'>{links}</div></div>")
    )
    assert "Deltagerne" in str(article.blocks)
    assert "href" not in str(article.blocks)
