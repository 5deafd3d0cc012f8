"""Sources that are made of strings."""

from datetime import date
from io import BytesIO
from typing import Any

from PIL import Image as PillowImage

from wagtail_network.articles.importing.parsing import parse
from wagtail_network.articles.importing.result import (
    ImportedArticle,
    ParsingOptions,
    PictureFile,
    Source,
    no_picture,
)

TODAY = date(2026, 11, 24)


def article_from(content: str | bytes, name: str = "page.html", **options: Any) -> ImportedArticle:
    data = content.encode() if isinstance(content, str) else content
    find_picture = options.pop("find_picture", no_picture)
    options.setdefault("reference", TODAY)
    return parse(Source(name, len(data), lambda: data, find_picture), ParsingOptions(**options))


def every_picture(reference: str) -> PictureFile:
    data = picture_bytes()
    return PictureFile(reference.rpartition("/")[2], len(data), lambda: data)


def picture_bytes(
    width: int = 640, height: int = 400, kind: str = "PNG", colour: str = "green"
) -> bytes:
    stream = BytesIO()
    PillowImage.new("RGB", (width, height), colour).save(stream, kind)
    return stream.getvalue()


SENTENCE = "Deltagerne diskuterede fordele og barrierer ved at bygge bæredygtigt i grupper. "


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html lang='da'><head>{head}</head><body>{body}</body></html>"


def paragraphs(count: int) -> str:
    return "".join(f"<p>Afsnit {number}. {SENTENCE * 2}</p>" for number in range(1, count + 1))
