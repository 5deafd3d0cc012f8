from tests.articles.importing.making import SENTENCE, article_from, page, paragraphs
from wagtail_network.core.blocks import BodyBlock


def table_in(html: str) -> dict:
    article = article_from(page(f"<main><h1>T</h1>{paragraphs(2)}{html}</main>"))
    return next(block["value"] for block in article.blocks if block["type"] == "table")


def test_a_table_keeps_its_headings_links_and_caption() -> None:
    table = table_in(
        "<table><caption>Puljer</caption><tr><th>Navn</th><th>Beløb</th></tr>"
        '<tr><td><a href="https://test.dk">TEST</a></td><td><b>5 mio.</b></td></tr></table>'
    )
    assert table == {
        "columns": [{"type": "text", "heading": "Navn"}, {"type": "text", "heading": "Beløb"}],
        "rows": [{"values": ['<p><a href="https://test.dk">TEST</a></p>', "<p><b>5 mio.</b></p>"]}],
        "caption": "Puljer",
    }
    block = BodyBlock().child_blocks["table"]
    assert block.get_prep_value(block.to_python(table)) == table


def test_cells_over_several_columns_and_rows_keep_the_grid() -> None:
    table = table_in(
        "<table><tr><th>A</th><th>B</th><th>C</th></tr>"
        "<tr><td rowspan=2>1</td><td colspan=2>2</td></tr><tr><td>3</td><td>4</td></tr></table>"
    )
    assert [row["values"] for row in table["rows"]] == [
        ["<p>1</p>", "<p>2</p>", ""],
        ["", "<p>3</p>", "<p>4</p>"],
    ]


def test_absurd_spans_are_capped() -> None:
    table = table_in(
        "<table><tr><th>A</th><th>B</th></tr>"
        "<tr><td colspan=99999999>1</td></tr>"
        "<tr><td rowspan=-1>2</td><td colspan=x>3</td></tr></table>"
    )
    assert len(table["columns"]) <= 3


def test_a_layout_table_is_text() -> None:
    html = f"<table><tr><td><p>{SENTENCE * 3}</p><p>{SENTENCE}</p></td><td>Menu</td></tr></table>"
    article = article_from(page(f"<h1>Titel på siden</h1>{html}"))
    assert article.lead.startswith("Deltagerne")
    assert all(block["type"] != "table" for block in article.blocks)


def test_a_huge_table_becomes_a_list_and_says_so() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>navn {n}</td></tr>" for n in range(1000))
    head = "<tr><th>Nr</th><th>Navn</th></tr>"
    article = article_from(
        page(f"<main><h1>T</h1>{paragraphs(2)}<table>{head}{rows}</table></main>")
    )
    assert "<li>999 – navn 999</li>" in article.blocks[-1]["value"]
    assert any("too many to edit" in warning for warning in article.warnings)
