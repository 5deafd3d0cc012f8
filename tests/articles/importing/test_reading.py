import gzip
from pathlib import Path

import pytest

from tests.articles.importing.making import article_from, picture_bytes
from wagtail_network.articles.importing.reading import (
    decode,
    find_sources,
    picture_in_folder,
    read_text,
)
from wagtail_network.articles.importing.result import Source, UnreadableSource

DANISH = "<p>Æblegrød på Ærø, én à la carte</p>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_unicode_is_read_with_and_without_a_mark(encoding: str) -> None:
    assert decode((DANISH * 5).encode(encoding))[0].lstrip("\ufeff") == DANISH * 5


def test_windows_letters_are_read_without_a_declaration() -> None:
    assert decode(DANISH.encode("cp1252")) == (DANISH, [])


def test_a_declared_encoding_is_used() -> None:
    html = f'<meta charset="iso-8859-1">{DANISH}'
    assert decode(html.encode("cp1252")) == (html, [])


def test_utf_8_wins_over_a_wrong_declaration() -> None:
    html = f'<meta charset="iso-8859-1">{DANISH}'
    assert decode(html.encode())[0] == html


def test_a_page_that_says_utf_8_and_is_not_is_read_with_a_warning() -> None:
    html = f'<meta charset="utf-8">{DANISH}'
    text, remarks = decode(html.encode("cp1252"))
    assert text == html
    assert "Windows-1252" in remarks[0]


def test_double_encoded_letters_are_pointed_out() -> None:
    text = "Ærø og æbler på øen".encode().decode("cp1252", "replace")
    assert any("wrong encoding" in remark for remark in decode((text * 3).encode())[1])


@pytest.mark.parametrize("label", ["zip", "hex", "rot13", "no-such", "undefined", "idna"])
def test_strange_labels_do_no_harm(label: str) -> None:
    html = f'<meta charset="{label}">{DANISH}'
    assert decode(html.encode())[0] == html
    assert decode(html.encode("cp1252"))[0]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (gzip.compress(b"<p>x</p>"), "compressed"),
        (b"PK\x03\x04word/document.xml", "compressed"),
        (b"%PDF-1.7 ...", "PDF"),
        (picture_bytes(), "PNG"),
        (bytes(range(32)) * 200, "not text"),
        (b"\x00\x01\x02\x03" * 1000, "not text"),
    ],
)
def test_what_is_no_text_is_refused_with_advice(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableSource, match=message):
        decode(data)


def test_a_stray_nul_byte_does_not_cost_the_article() -> None:
    assert decode(b"<p>One\x00 two\x07</p>" + b"x" * 200)[0].startswith("<p>One two</p>")


def test_too_big_a_file_is_not_even_read() -> None:
    def never() -> bytes:
        raise AssertionError("read")

    source = Source("big.html", 50 * 1024 * 1024, never)
    with pytest.raises(UnreadableSource, match="50 MB; at most 5 MB"):
        read_text(source, 5 * 1024 * 1024)


def test_a_folder_gives_its_articles_by_relative_name(tmp_path: Path) -> None:
    for name in ("b.html", "a/c.HTM", "a/notes.txt", ".git/x.html", "a/photo.jpg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    found = list(find_sources([str(tmp_path), str(tmp_path / "b.html")]))
    assert [source.name for source in found if isinstance(source, Source)] == [
        "a/c.HTM",
        "a/notes.txt",
        "b.html",
    ]


def test_missing_and_empty_folders_are_reported(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    missing, empty = find_sources([str(tmp_path / "nowhere"), str(tmp_path / "empty")])
    assert "no such file" in str(missing[1])
    assert "holds no article" in str(empty[1])


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (outside / "secret.html").write_text("secret")
    (inside / "link.html").symlink_to(outside / "secret.html")
    (inside / "ok.html").write_text("ok")
    assert [source.name for source in find_sources([str(inside)])] == ["ok.html"]


def test_pictures_come_only_from_inside_the_folder(tmp_path: Path) -> None:
    root = tmp_path / "site"
    (root / "news").mkdir(parents=True)
    (root / "img").mkdir()
    (root / "img" / "house one.png").write_bytes(b"x")
    (tmp_path / "secret.png").write_bytes(b"x")
    (root / "img" / "link.png").symlink_to(tmp_path / "secret.png")

    def found(reference: str) -> bool:
        return picture_in_folder(reference, root / "news", root) is not None

    assert found("../img/house%20one.png?width=300#top")
    assert found("/img/house one.png")
    for reference in (
        "../../secret.png",
        "%2e%2e/%2e%2e/secret.png",
        "..\\..\\secret.png",
        str(tmp_path / "secret.png"),
        f"file://{tmp_path}/secret.png",
        "//host/secret.png",
        "C:/secret.png",
        "../img/link.png",
        "http://127.0.0.1/house.png",
        "../img",
        "../img/x\x00.png",
        "x" * 5000,
        "http://[broken",
        "",
    ):
        assert not found(reference), reference


def test_a_file_that_vanishes_is_reported() -> None:
    def gone() -> bytes:
        raise FileNotFoundError(2, "No such file or directory")

    with pytest.raises(UnreadableSource, match="No such file"):
        read_text(Source("x.html", 10, gone), 1000)


def test_lone_surrogates_never_come_through() -> None:
    article = article_from(f"<h1>T&#xD800;itel</h1><p>{'Tekst. ' * 30}</p>".encode())
    article.title.encode()
    raw = "<h1>Titel</h1><p>a\ud800b {}</p>".format("Tekst. " * 30)
    article_from(raw.encode("utf-8", "surrogatepass")).lead.encode()
