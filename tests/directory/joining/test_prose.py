import pytest

from wagtail_network.directory.joining.prose import to_html, to_text


@pytest.mark.parametrize(
    "html",
    [
        "<p>Vi bygger af <b>træ</b> og <i>ler</i>.</p>",
        "<p>Først</p><ul><li>et</li><li>to <b>tre</b></li></ul><p>Sidst</p>",
        "<ol><li>mål</li><li>sav</li></ol>",
        '<p>Se <a href="https://firma.dk/a?b=1&amp;c=2">vores sager</a>.</p>',
        "<p>En linje<br/>en til</p>",
        "<p>5 &lt; 6 &amp; 7</p>",
    ],
)
def test_what_an_editor_wrote_comes_back_as_it_was(html: str) -> None:
    assert to_html(to_text(html)) == html


def test_markup_that_is_typed_is_shown_and_not_obeyed() -> None:
    html = to_html("<script>alert(1)</script> [klik](javascript:alert(1)) **fed**")
    assert "<script" not in html
    assert "href" not in html
    assert "<b>fed</b>" in html


def test_an_address_alone_becomes_a_link() -> None:
    assert to_html("Se https://firma.dk/om.") == (
        '<p>Se <a href="https://firma.dk/om">https://firma.dk/om</a>.</p>'
    )


def test_a_quote_in_an_address_ends_no_attribute() -> None:
    html = to_html('[x](https://a.dk/"onmouseover="alert(1))')
    assert "<a" not in html.replace('<a href="https://a.dk/">', "")


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "\x00", "- ", "**", "[](", "* *", "1."])
def test_odd_text_breaks_nothing(text: str) -> None:
    to_html(text)
    to_text(to_html(text))
