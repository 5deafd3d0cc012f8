import re

import pytest
import zxingcpp
from bs4 import BeautifulSoup

from wagtail_network.core.qr import qr_svg

URL = "https://innobyg.example/netvaerk/groenne/moeder/opstart/registration/" + "x" * 65 + "/"
SCALE = 4


def read(svg: str) -> str | None:
    """What a decoder that is not ours sees in the drawing."""
    size = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    pixels = [bytearray(b"\xff" * size * SCALE) for _ in range(size * SCALE)]
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", svg):
        left, right = int(x) * SCALE, (int(x) + int(width)) * SCALE
        for line in pixels[int(y) * SCALE : (int(y) + 1) * SCALE]:
            line[left:right] = bytes(right - left)
    picture = memoryview(b"".join(pixels)).cast("B", (size * SCALE, size * SCALE))
    found = zxingcpp.read_barcode(picture)
    return found.text if found else None


@pytest.mark.parametrize("text", [URL, "A", "Ærø på æblegrød", "0123456789" * 20, "x" * 2000])
def test_a_decoder_reads_back_what_was_drawn(text: str) -> None:
    assert read(qr_svg(text, title="Billet")) == text


def test_there_is_white_all_around() -> None:
    svg = qr_svg(URL, title="Billet")
    size = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])
    runs = [(int(x), int(y), int(w)) for x, y, w in re.findall(r"M(\d+) (\d+)h(\d+)v1", svg)]
    assert min(x for x, _, _ in runs) == min(y for _, y, _ in runs) == 4
    assert max(x + w for x, _, w in runs) == max(y for _, y, _ in runs) + 1 == size - 4


def test_it_is_named_and_needs_neither_style_nor_script() -> None:
    attack = '"><script>alert(1)</script>'
    svg = BeautifulSoup(qr_svg(URL, title=attack), "html.parser").svg
    assert svg["role"] == "img"
    assert svg.title.text == attack
    assert svg["class"] == ["wn-qr"]
    assert svg.find("script") is None
    assert not [tag for tag in [svg, *svg.find_all(True)] if tag.has_attr("style")]
    assert [path["fill"] for path in svg.find_all("path")] == ["#fff", "#000"]


def test_a_text_that_no_code_holds_is_an_error() -> None:
    with pytest.raises(ValueError, match="too large"):
        qr_svg("x" * 3000, title="Billet")
