"""Input nobody would write by hand."""

import re
import time
from html.parser import HTMLParser

import pytest

from tests.articles.importing.making import SENTENCE, article_from, page, paragraphs
from wagtail_network.articles.importing.result import UnreadableSource

ALLOWED = {"p", "b", "i", "a", "ul", "ol", "li", "br"}

EVIL = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='https://a.dk/' onclick='alert(1)' style='position:fixed' target=_top>x</a>",
    '<a href="https://a.dk/&quot;><script>alert(1)</script>">x</a>',
    "<p style='position:fixed'>x</p>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<form action='javascript:x'><input autofocus onfocus=alert(1)></form>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<base href='javascript:alert(1)//'><a href='x'>x</a>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<textarea></textarea><script>alert(1)</script>",
    "<template><script>alert(1)</script></template>",
    "<embed type='linktype' id='1'><a linktype='page' id='1'>x</a>",
    "<embed embedtype='image' id='1' alt='x'>",
    "<b>{{ 7|add:7 }}{% load x %}</b>",
]


class Strict(HTMLParser):
    """Python's own parser, which the importer's tree had no hand in."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        for name, value in attrs:
            assert (tag, name) == ("a", "href")
            assert re.match(r"https?://|mailto:", value or "")


def rich_texts(article: object) -> list[str]:
    texts = []
    for block in article.blocks:
        value = block["value"]
        if isinstance(value, str):
            texts.append(value)
        elif block["type"] == "table":
            texts += [cell for row in value["rows"] for cell in row["values"]]
    return texts


@pytest.mark.parametrize("evil", EVIL)
@pytest.mark.parametrize(
    "place",
    [
        "<p>{0} {1}</p>",
        "<ul><li>{0} {1}</li></ul>",
        "<table><tr><th>A</th><th>B</th></tr><tr><td>{0} {1}</td><td>2</td></tr></table>",
        "<section id='comments'><p>{0} {1} and some more words of a comment</p></section>",
    ],
)
def test_stored_rich_text_holds_only_what_is_allowed(evil: str, place: str) -> None:
    html = page(f"<article><h1>T</h1>{paragraphs(3)}{place.format(evil, SENTENCE)}</article>")
    for text in rich_texts(article_from(html, comments="note")):
        Strict().feed(text)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 5000 + SENTENCE,
        "<b>" * 900 + SENTENCE * 5 + "</b>" * 900,
        "<ul><li>" * 450 + SENTENCE * 5,
        "<blockquote>" * 900 + SENTENCE * 5,
        "<table><tr><td>" * 300 + SENTENCE * 5,
        "<a href='/x'>" * 2000 + SENTENCE * 5,
        "<p>" * 50_000 + SENTENCE * 5,
        "<font size=1>" * 990 + SENTENCE * 5,
        "<article>" * 900 + SENTENCE * 5,
        "<h1>" * 3000 + SENTENCE,
    ],
)
def test_deep_pages_are_read_or_refused_in_time(html: str) -> None:
    start = time.perf_counter()
    try:
        article_from(page(html))
    except UnreadableSource:
        pass
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    "html",
    [
        "<p>" + "a" * 3_000_000,
        "<p>" + "a " * 1_500_000,
        "x <br> " * 300_000,
        f"<p>{SENTENCE}</p>" * 20_000,
        "<a href=https://x.dk>x</a> " * 50_000,
        "<span class='" + "a-" * 500_000 + "'>" + SENTENCE,
        "<table>" + "<tr>" + "<td>1" * 20 + "</tr>" * 1 + "<tr><td>1" * 50_000 + "</table>",
        "&" * 500_000,
        "<!--" * 300_000,
        "<" * 300_000,
        "<p>" + "(" * 100_000 + ")" * 100_000,
        "<h2>x</h2>" * 50_000,
        "<img src=a.png>" * 50_000,
        "<table>" + ("<tr>" + "<td colspan=50 rowspan=50>x" * 40) * 200 + "</table>",
        "<div class=share>" * 900 + f"<p>{SENTENCE * 2}</p>" * 3 + "<i>x</i>" * 20_000,
    ],
)
def test_big_pages_end_in_time(html: str) -> None:
    start = time.perf_counter()
    try:
        article_from(page(html))
    except UnreadableSource:
        pass
    assert time.perf_counter() - start < 20


def test_broken_metadata_does_no_harm() -> None:
    heads = [
        '<script type="application/ld+json">[[[{"@type":["NewsArticle"],'
        '"author":[{"name":["x"]},7,null],'
        '"headline":["x"],"datePublished":{"a":1}}]]]</script>',
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
        '<meta property="article:published_time" content="99999-99-99">',
        "<base href='http://[x'><link rel=canonical href='http://[x'>",
        "<html lang='\x00'><title></title><meta><link><base>",
        '<meta name="author" content="https://facebook.com/x">'
        '<meta name="date" content="\u0661\u0662">',
    ]
    for head in heads:
        article = article_from(page(f"<main><h1>Titel</h1>{paragraphs(2)}</main>", head))
        assert article.title == "Titel"
        assert article.authors in ([], ["x"])


def test_characters_no_database_takes_are_replaced() -> None:
    head = (
        '<script type="application/ld+json">{"@type":"Article","headline":"T\\u0000i\\ud800",'
        '"author":"Jens \\u0000Hansen"}</script><link rel=canonical href="https://a.dk/&#1;x">'
    )
    body = (
        f"<main><p>{SENTENCE}&#x1;&#0;&#xDFFF;</p><p><a href='https://a.dk/&#1;'>x</a></p></main>"
    )
    article = article_from(page(body, head))
    text = f"{article.title}{article.authors}{article.source_id}{article.lead}{article.blocks}"
    text.encode()
    assert not re.search("[\x00-\x08\ud800-\udfff]", text)
