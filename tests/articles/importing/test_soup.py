import time

import pytest

from wagtail_network.articles.importing.result import UnreadableSource
from wagtail_network.articles.importing.soup import parse_tree


def test_paragraphs_and_items_without_end_tags_stand_side_by_side() -> None:
    soup = parse_tree("<p>One<p>Two<ul><li>a<li>b<ul><li>c</ul><li>d</ul><p>Three")
    assert [p.get_text() for p in soup.find_all("p")] == ["One", "Two", "Three"]
    assert len(soup.ul.find_all("li", recursive=False)) == 3


def test_cells_without_end_tags_stay_in_their_rows() -> None:
    soup = parse_tree("<table><tr><td>1<td>2<tr><td>3<td>4</table><p>After")
    rows = [[cell.get_text() for cell in row.find_all("td")] for row in soup.find_all("tr")]
    assert rows == [["1", "2"], ["3", "4"]]
    assert soup.find("p").find_parent("table") is None


def test_a_stray_end_tag_in_a_cell_does_not_close_the_table() -> None:
    soup = parse_tree("<div><table><tr><td>1</div></td><td>2</td></tr></table></div>")
    assert len(soup.find_all("td")) == 2
    assert soup.find_all("td")[1].find_parent("tr") is soup.find("tr")


def test_too_deep_a_page_is_refused() -> None:
    start = time.perf_counter()
    with pytest.raises(UnreadableSource, match="nested"):
        parse_tree("<div>" * 500_000)
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    "html", ["<![if IE]><p>x", "<!DOCTYPE [", "<![CDATA[x", "<!", "<", "&#xFFFFFFFF;", "</p></div>"]
)
def test_broken_markup_is_read_or_refused_but_never_crashes(html: str) -> None:
    try:
        parse_tree(html)
    except UnreadableSource:
        pass
