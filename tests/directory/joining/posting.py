"""Sending the forms as a browser does."""

from html.parser import HTMLParser
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from wagtail_network.core.robots import shown_stamp


def human(**fields: Any) -> dict[str, Any]:
    """With what a form that was shown a while ago sends along."""
    return {"homepage": "", "shown": shown_stamp(60), "submission": str(uuid4()), **fields}


class _Inputs(HTMLParser):
    """What a form of the page would send, as it stands there."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self._select = self._text = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        kind = given.get("type", "text")
        if tag == "input" and kind in ("checkbox", "radio"):
            if "checked" in given:
                self.sent.setdefault(name, []).append(given.get("value", "on"))
        elif tag == "input" and name and kind != "file":
            self.sent.setdefault(name, []).append(given.get("value") or "")
        elif tag == "select":
            self._select = name
            self.sent.setdefault(name, [])
        elif tag == "option" and self._select and "selected" in given:
            self.sent[self._select].append(given.get("value") or "")
        elif tag == "textarea":
            self._text = name
            self.sent[name] = [""]

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        if tag == "textarea":
            self.sent[self._text][0] = self.sent[self._text][0].removeprefix("\n")
            self._text = ""

    def handle_data(self, data: str) -> None:
        if self._text:
            self.sent[self._text][0] += data


def as_shown(response: Any, **changed: Any) -> dict[str, Any]:
    """The fields of the page's forms, with those that are typed anew."""
    inputs = _Inputs()
    inputs.feed(response.content.decode())
    inputs.sent.pop("csrfmiddlewaretoken", None)
    return {**inputs.sent, **changed}


def picture(name: str = "logo.png", size: tuple[int, int] = (40, 30)) -> SimpleUploadedFile:
    from io import BytesIO

    file = BytesIO()
    Image.new("RGB", size, "green").save(file, "PNG")
    return SimpleUploadedFile(name, file.getvalue(), "image/png")
