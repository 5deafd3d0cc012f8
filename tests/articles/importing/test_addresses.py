import pytest

from wagtail_network.articles.importing.addresses import absolute, base_address, canonical_address
from wagtail_network.articles.importing.soup import parse_tree

BASE = "https://old.dk/news/one.html"


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("https://a.dk/x", "https://a.dk/x"),
        ("mailto:a@b.dk", "mailto:a@b.dk"),
        ("/om", "https://old.dk/om"),
        ("two.html", "https://old.dk/news/two.html"),
        ("//cdn.dk/x", "https://cdn.dk/x"),
        ("#top", ""),
        ("", ""),
        ("javascript:alert(1)", ""),
        ("JaVaScRiPt:alert(1)", ""),
        (" java\nscript:alert(1)", ""),
        ("\x01javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("vbscript:x", ""),
        ("file:///etc/passwd", ""),
        ("https:", ""),
        ("http://[broken", ""),
        ("tel:12345678", ""),
    ],
)
def test_only_web_and_mail_addresses_are_links(reference: str, expected: str) -> None:
    assert absolute(reference, BASE) == expected


def test_relative_links_need_a_known_base() -> None:
    assert absolute("two.html", "") == ""


def test_the_canonical_address_is_found() -> None:
    soup = parse_tree('<link rel="canonical" href="https://old.dk/a"><base href="/b/">')
    assert canonical_address(soup) == "https://old.dk/a"
    assert base_address(soup) == "https://old.dk/b/"


def test_a_canonical_address_that_is_none_is_ignored() -> None:
    soup = parse_tree(
        '<link rel="canonical" href="javascript:x"><meta property="og:url" content="/a">'
    )
    assert canonical_address(soup) == ""
