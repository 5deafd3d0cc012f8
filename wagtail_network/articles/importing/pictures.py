"""Which picture an ``<img>`` shows."""

import re
from urllib.parse import unquote

from bs4.element import Tag

from wagtail_network.articles.importing.pieces import Piece
from wagtail_network.articles.importing.reading import local_path

# Where pages keep the real address while a script has not loaded the picture yet.
LAZY = ("data-src", "data-original", "data-lazy-src", "data-original-src", "data-image", "data-url")
TEXT_LENGTH = 250


def picture_piece(tag: Tag) -> Piece | None:
    """None for counters, spacers and pictures that are written into the page itself."""
    reference = picture_reference(tag)
    if not reference or _is_spacer(tag):
        return None
    alt = " ".join(str(tag.get("alt") or "").split())[:TEXT_LENGTH]
    return Piece("image", value={"image": reference, "alt": alt, "caption": ""})


def picture_reference(tag: Tag) -> str:
    for attribute in (*LAZY, "src"):
        reference = str(tag.get(attribute) or "").strip()
        if reference and not reference.lower().startswith(("data:", "javascript:", "blob:")):
            return reference
    return _largest(str(tag.get("data-srcset") or tag.get("srcset") or ""))


def _largest(srcset: str) -> str:
    best, width = "", -1.0
    for candidate in srcset.split(", "):
        address, _space, size = candidate.strip().partition(" ")
        number = re.match(r"\d+(\.\d+)?", size.strip())
        value = float(number[0]) if number else 0.0
        if address and not address.startswith("data:") and value > width:
            best, width = address.rstrip(","), value
    return best


def _is_spacer(tag: Tag) -> bool:
    for attribute in ("width", "height"):
        value = str(tag.get(attribute) or "").removesuffix("px").strip()
        if value.isascii() and value.isdigit() and int(value) <= 2:
            return True
    return False


def file_name(reference: str) -> str:
    """The last part of the path, for people to recognise the picture by."""
    return last_part(reference)[:80]


def last_part(reference: str) -> str:
    path = local_path(reference) or unquote(reference.partition("?")[0])
    return path.rstrip("/").rpartition("/")[2]


def title_from(alt: str, name: str) -> str:
    """What the picture is called in the image library."""
    words = name.rpartition(".")[0].replace("_", " ").replace("-", " ")
    return (alt or " ".join(words.split()) or name)[:200]
