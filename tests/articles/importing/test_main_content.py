from tests.articles.importing.making import SENTENCE, article_from, page, paragraphs


def test_the_article_under_the_title_wins_over_a_longer_one_below_it() -> None:
    article = article_from(
        page(
            f"<article><h1>Den jeg ville gemme</h1>{paragraphs(5)}</article>"
            f"<article><h1>Den næste på siden</h1>{f'<p>Andet. {SENTENCE * 3}</p>' * 20}</article>",
            "<title>Den jeg ville gemme | Avisen</title>",
        )
    )
    assert article.title == "Den jeg ville gemme"
    assert article.lead.startswith("Afsnit 1.")
    assert "Andet." not in str(article.blocks)


def test_a_table_with_most_of_the_text_is_kept_as_a_table() -> None:
    rows = "".join(f"<tr><td>{year}</td><td>{SENTENCE * 2}</td></tr>" for year in range(1990, 2000))
    article = article_from(
        page(
            f"<div><h1>Ti år</h1><p>Indledning. {SENTENCE}</p>"
            f"<table><tr><th>År</th><th>Hvad</th></tr>{rows}</table></div>"
        )
    )
    assert article.lead.startswith("Indledning.")
    table = article.blocks[0]
    assert table["type"] == "table"
    assert [column["heading"] for column in table["value"]["columns"]] == ["År", "Hvad"]
