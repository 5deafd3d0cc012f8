import pytest

from wagtail_network.core.plain_text import plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p></p>", ""),
        ("Uden afsnit", "Uden afsnit"),
        ("<p>Tog til <b>Køge</b>.</p><p>Så  bus\n 5.</p>", "Tog til Køge.\nSå bus 5."),
        ("<p>Port A<br>Port B</p>", "Port A\nPort B"),
        ("<p>Vej:</p><ul><li>ad <i>havnen</i></li><li>ud</li></ul>", "Vej:\n– ad havnen\n– ud"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "– a\n– b"),
        ("<p>&lt;b&gt; &amp; æ</p><hr/>", "<b> & æ"),
        ('<p><a href="https://kort.example">Kort</a></p>', "Kort (https://kort.example)"),
        ('<p><a href="https://k.example">https://k.example</a></p>', "https://k.example"),
        ('<p><a linktype="page" id="3">Lukket side</a></p>', "Lukket side"),
        ('<p><a href="mailto:a@b.dk">a@b.dk</a></p>', "a@b.dk"),
    ],
)
def test_rich_text_reads_as_plain_text(html: str, text: str) -> None:
    assert plain_text(html) == text
