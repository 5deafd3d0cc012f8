import pytest

from wagtail_network.articles.importing.inline import InlineText, html_of, split_at_breaks, units
from wagtail_network.articles.importing.soup import parse_tree
from wagtail_network.articles.importing.walking import Walker


def inline(html: str) -> str:
    walker = Walker(lambda reference: reference if reference.startswith("https:") else "")
    return html_of(walker.runs_in(parse_tree(f"<p>{html}</p>")))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<strong>a</strong> <em>b</em>", "<b>a</b> <i>b</i>"),
        ("a<span style='font-weight:bold'>b</span>", "a<b>b</b>"),
        ("<b><i>x</i></b>", "<b><i>x</i></b>"),
        ("<b>a</b><b>b</b>", "<b>ab</b>"),
        ("a \n  b&nbsp;c", "a b c"),
        ("<font color=red>a</font><u>b</u>", "ab"),
        ("a<br>b", "a<br/>b"),
        ("CO<sub>2</sub>, m<sup>2</sup>", "CO₂, m²"),
        ("1 &lt; 2 &amp; 3", "1 &lt; 2 &amp; 3"),
        ("<q>ja</q>", "“ja”"),
        ('<a href="https://a.dk/?x=1&amp;y=2">a</a>', '<a href="https://a.dk/?x=1&amp;y=2">a</a>'),
        ('<a href="javascript:alert(1)">a</a>', "a"),
        ('<a name="top">a</a>', "a"),
        ("a<script>alert(1)</script><style>b{}</style><!-- c -->d", "ad"),
        ("<img src=x onerror=alert(1)>a", "a"),
        ("so\u00adft\u200b \u202ehyphen", "soft hyphen"),
    ],
)
def test_only_bold_italics_and_links_come_through(html: str, expected: str) -> None:
    assert inline(html) == expected


def test_a_quote_in_a_link_cannot_leave_its_attribute() -> None:
    text = InlineText(lambda _reference: 'https://a.dk/"onclick="x')
    text.hrefs.append(text.resolve(""))
    text.add("a")
    assert html_of(text.take()) == '<a href="https://a.dk/&quot;onclick=&quot;x">a</a>'


def test_two_breaks_part_two_paragraphs() -> None:
    walker = Walker(lambda reference: reference)
    walker.walk(parse_tree("<div>One<br>still one<br> <br>Two<b><br><br></b>Three</div>"))
    assert [piece.html for piece in walker.pieces] == [
        "<p>One<br/>still one</p>",
        "<p>Two</p>",
        "<p>Three</p>",
    ]
    assert split_at_breaks([]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("over 500.000 m2 etagemeter", "over 500.000 m² etagemeter"),
        ("3 km2 og 12m3", "3 km² og 12m³"),
        ("1.200 kr./m2", "1.200 kr./m²"),
        ("pr. m2", "pr. m²"),
        ("modul m2 og m25", "modul m2 og m25"),
        ("5 m2x", "5 m2x"),
    ],
)
def test_units_are_raised_only_where_they_are_units(text: str, expected: str) -> None:
    assert units(text) == expected
