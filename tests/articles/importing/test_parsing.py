from datetime import date

import pytest

from tests.articles.importing.making import (
    SENTENCE,
    article_from,
    every_picture,
    page,
    paragraphs,
)
from wagtail_network.articles.importing.result import UnreadableSource
from wagtail_network.core.blocks import BodyBlock

MENU = "<nav><ul><li><a href='/'>Forside</a></li><li><a href='/om'>Om os</a></li></ul></nav>"


def kinds(article: object) -> list[str]:
    return [block["type"] for block in article.blocks]


def everything(article: object) -> str:
    return f"{article.title} {article.lead} {article.blocks}"


def test_what_surrounds_the_article_goes() -> None:
    article = article_from(
        page(
            f"<header><a href='/'>InnoBYG</a>{MENU}</header>"
            "<div class='cookie-banner'>Vi bruger cookies på siden, accepter dem alle her.</div>"
            f"<div id='page'><div class='breadcrumb'>Forside » Nyt</div><h1>Nyt netværk</h1>"
            f"<div class='share-buttons'>Del på Facebook</div>{paragraphs(4)}"
            "<p><a href='https://www.facebook.com/sharer/sharer.php?u=x'>Facebook</a></p>"
            "<p>Læs også: <a href='/andet'>En anden artikel</a></p></div>"
            "<aside class='sidebar'>Seneste nyt</aside><footer>Cookies og vilkår</footer>",
            "<title>Nyt netværk | InnoBYG</title>",
        )
    )
    assert article.title == "Nyt netværk"
    assert article.lead.startswith("Afsnit 1.")
    assert kinds(article) == ["paragraph"]
    for gone in ("Forside", "cookies", "Facebook", "Læs også", "Seneste", "vilkår", "InnoBYG"):
        assert gone not in everything(article)


def test_the_article_element_wins_over_teasers() -> None:
    teasers = "".join(f"<article><h2>Andet {n}</h2><p>{SENTENCE}</p></article>" for n in range(3))
    article = article_from(
        page(f"<main><article><h1>Den rigtige</h1>{paragraphs(6)}</article>{teasers}</main>")
    )
    assert article.title == "Den rigtige"
    assert "Andet" not in everything(article)


def test_without_any_marking_the_largest_text_is_the_article() -> None:
    article = article_from(
        page(
            f"<div><div><ul>{'<li><a href=/x>Punkt i menuen</a></li>' * 9}</ul></div>"
            f"<div><div><h1>Titel</h1>{paragraphs(5)}</div></div><div><p>{SENTENCE}</p></div></div>"
        )
    )
    assert article.title == "Titel"
    assert "Afsnit 5" in everything(article)
    assert "Punkt" not in everything(article)


def test_a_selector_names_the_content() -> None:
    html = page(f"<h1>Titel</h1><main>{paragraphs(5)}</main><div id='it'><p>{SENTENCE}</p></div>")
    article = article_from(html, selector="#it")
    assert article.lead == SENTENCE.strip()
    assert "Afsnit" not in everything(article)


@pytest.mark.parametrize(
    ("selector", "message"), [("#nowhere", "matches"), ("p[", "not a CSS selector")]
)
def test_a_wrong_selector_is_explained(selector: str, message: str) -> None:
    with pytest.raises(UnreadableSource, match=message):
        article_from(page(paragraphs(2)), selector=selector)


def test_the_site_name_is_not_the_title() -> None:
    head = "<title>InnoBYG - Grønne firmaer mødes</title>"
    body = (
        f"<h1><a href='/'>InnoBYG</a></h1><main><h2>Grønne firmaer mødes</h2>{paragraphs(3)}</main>"
    )
    assert article_from(page(body, head)).title == "Grønne firmaer mødes"


def test_a_repeated_title_goes() -> None:
    head = "<meta property='og:title' content='Nyt netværk'>"
    body = f"<main><h1>Nyt netværk</h1><p>Nyt netværk</p><h2>NYT NETVÆRK</h2>{paragraphs(2)}</main>"
    article = article_from(page(body, head))
    assert article.lead.startswith("Afsnit 1")
    assert "NYT" not in everything(article).replace("Nyt netværk", "")


def test_markup_in_a_title_is_text() -> None:
    head = "<title>A <script>alert(1)</script> &lt;b&gt;</title>"
    article = article_from(page(f"<main>{paragraphs(2)}</main>", head))
    assert article.title.startswith("A ") and article.title.endswith("<b>")


def test_a_page_without_a_title_gets_its_file_name() -> None:
    article = article_from(page(paragraphs(2)), "nyt/moede-i-taastrup.html")
    assert article.title == "Moede i taastrup"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<meta property='article:published_time' content='2023-11-22T08:00:00Z'>", ""),
        ("<script type='application/ld+json'>{broken</script>", "<time>22. november 2023</time>"),
        (
            '<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},'
            '{"@type":"NewsArticle","datePublished":"2023-11-22"}]}</script>',
            "<time datetime='2020-01-01'>x</time>",
        ),
        ("<link rel=canonical href='https://a.dk/2023/11/22/nyt/'>", ""),
        ("", "<p class='dato'>22. nov. 2023</p>"),
        ("", "<p>Af Jens Hansen, 22/11/2023</p>"),
        ("", f"<p>Den 22. november 2023 mødtes vi. {SENTENCE}</p>"),
    ],
)
def test_the_date_is_found(head: str, body: str) -> None:
    article = article_from(page(f"<main><h1>Titel</h1>{body}{paragraphs(2)}</main>", head))
    assert article.date == date(2023, 11, 22)


def test_without_a_date_there_is_a_warning() -> None:
    article = article_from(page(f"<main><h1>Titel</h1>{paragraphs(2)}</main>"))
    assert article.date is None
    assert any("No date" in warning for warning in article.warnings)


def test_byline_and_date_are_not_the_lead() -> None:
    article = article_from(
        page(f"<main><h1>Titel</h1><p>Af Jens Hansen</p><p>22. nov. 2023</p>{paragraphs(2)}</main>")
    )
    assert article.authors == ["Jens Hansen"]
    assert article.date == date(2023, 11, 22)
    assert article.lead.startswith("Afsnit 1")


def test_blocks_come_in_reading_order() -> None:
    article = article_from(
        page(
            f"<main><h1>Titel</h1>{paragraphs(2)}<h3>Program</h3><ul><li>En<ul><li>Indeni</li></ul>"
            f"</li><li>To</li></ul><blockquote><p>Vi er stærkere.</p><footer>– Ole Møller</footer>"
            f"</blockquote><h4>Mindre</h4><p>{SENTENCE}</p><figure><img src='a.png' alt='Hus'>"
            "<figcaption>Huset</figcaption></figure></main>"
        ),
        find_picture=every_picture,
    )
    assert kinds(article) == [
        "paragraph",
        "heading",
        "paragraph",
        "quote",
        "heading",
        "paragraph",
        "image",
    ]
    assert article.blocks[1]["value"] == {"text": "Program", "level": "h2"}
    assert article.blocks[2]["value"] == "<ul><li>En<ul><li>Indeni</li></ul></li><li>To</li></ul>"
    assert article.blocks[3]["value"] == {"text": "Vi er stærkere.", "attribution": "Ole Møller"}
    assert article.blocks[4]["value"]["level"] == "h3"
    assert article.blocks[6]["value"] == {"image": "a.png", "alt": "Hus", "caption": "Huset"}
    BodyBlock().clean(BodyBlock().to_python([b for b in article.blocks if b["type"] != "image"]))


def test_bold_lines_before_text_are_headings() -> None:
    article = article_from(
        page(
            f"<main><h1>Titel</h1>{paragraphs(2)}<p><b>Oplæg fra NærHeden</b></p><p>{SENTENCE}</p>"
            f"<p><strong>Grupperne</strong><br>{SENTENCE * 2}</p><p><b>Slut.</b></p></main>"
        )
    )
    assert kinds(article) == ["paragraph", "heading", "paragraph", "heading", "paragraph"]
    assert article.blocks[3]["value"]["text"] == "Grupperne"


def test_old_pages_with_font_and_breaks_are_read() -> None:
    article = article_from(
        "<html><body bgcolor=white><center><font size=5>Referat</font></center>"
        f"<table width=100%><tr><td width=20%><a href=x>Menu</a>"
        f"<td><font face=Arial><p>{SENTENCE * 2}"
        f"<br><br>{SENTENCE}<p>{SENTENCE}</table>",
        "referat.htm",
    )
    assert article.lead.startswith("Deltagerne")
    assert article.blocks[0]["value"].count("<p>") == 2


def test_comments_go_or_stay_as_a_note() -> None:
    html = page(
        f"<article><h1>Titel</h1>{paragraphs(3)}</article><section id='comments'>"
        "<h2>2 kommentarer</h2>"
        "<div><b>Anna</b><p>Tak for et rigtig godt møde i Taastrup!</p><a>Svar</a></div>"
        "<form><label>Navn</label><input></form></section>"
    )
    assert "Anna" not in everything(article_from(html))
    note = article_from(html, comments="note").blocks[-1]
    assert note["type"] == "note"
    assert "<p>Tak for et rigtig godt møde i Taastrup!</p>" in note["value"]
    assert "Svar" not in note["value"]


def test_relative_links_are_resolved_or_only_their_text_is_kept() -> None:
    body = (
        f"<main><h1>T</h1>{paragraphs(2)}<p>Se <a href='../om'>om os</a> og {SENTENCE}</p></main>"
    )
    known = article_from(page(body, "<link rel=canonical href='https://a.dk/nyt/et'>"))
    assert '<a href="https://a.dk/om">om os</a>' in known.blocks[0]["value"]
    assert known.source_id == "https://a.dk/nyt/et"
    assert "Se om os og" in article_from(page(body)).blocks[0]["value"]


def test_links_in_the_lead_are_named_in_a_warning() -> None:
    article = article_from(
        page(
            f"<main><h1>T</h1><p>{SENTENCE}<a href='https://x.dk/a'>x</a></p>{paragraphs(2)}</main>"
        )
    )
    assert any("https://x.dk/a" in warning for warning in article.warnings)


def test_unreachable_pictures_are_counted_and_their_captions_go() -> None:
    article = article_from(
        page(
            f"<main><h1>T</h1>{paragraphs(2)}<figure><img src='https://x.dk/a.jpg'><figcaption>Huset"
            "</figcaption></figure><img src='data:image/png;base64,AAAA'>"
            "<img width=1 src='t.gif'></main>"
        )
    )
    assert "Huset" not in everything(article)
    assert any("1 picture is not among the files: a.jpg" in text for text in article.warnings)


def test_lazy_and_repeated_pictures_are_taken_once() -> None:
    article = article_from(
        page(
            f"<main><h1>T</h1>{paragraphs(2)}<img src='data:image/gif;base64,R0' data-src='a.png'>"
            "<noscript><img src='a.png'></noscript><picture><source srcset='b.webp'>"
            "<img srcset='s.png 300w, l.png 900w'></picture><img src='a.png'></main>"
        ),
        find_picture=every_picture,
    )
    assert list(article.pictures) == ["a.png", "l.png"]


def test_embedded_content_is_left_out_with_a_warning() -> None:
    article = article_from(
        page(f"<main><h1>T</h1>{paragraphs(2)}<iframe src='https://video.dk/1'></iframe></main>")
    )
    assert any("video.dk" in warning for warning in article.warnings)


def test_a_page_of_pictures_only_is_an_article() -> None:
    article = article_from(
        page("<main><h1>Billeder</h1><img src='a.png'><img src='b.png'></main>"),
        find_picture=every_picture,
    )
    assert kinds(article) == ["image", "image"]
    assert article.lead == ""


@pytest.mark.parametrize(
    "html", ["<html></html>", page(MENU), page("<h1>Kun titel</h1>"), "<!-- -->"]
)
def test_a_page_without_text_is_reported(html: str) -> None:
    with pytest.raises(UnreadableSource, match="No text was found"):
        article_from(html)


def test_a_long_title_is_cut_at_a_word() -> None:
    article = article_from(page(f"<main><h1>{'Langt ord ' * 60}</h1>{paragraphs(2)}</main>"))
    assert len(article.title) <= 255
    assert article.title.endswith("…")


def test_old_aspx_pages_inside_one_form_are_read() -> None:
    article = article_from(
        page(f"<form id='aspnetForm'><div class='wrap'><h1>Titel</h1>{paragraphs(3)}</div></form>")
    )
    assert "Afsnit 3" in everything(article)
