"""Filling in the public forms as a browser would."""

import re
from typing import Any
from uuid import uuid4

from django.test import Client
from django.utils.translation import gettext, override

from wagtail_network.models import EventPage


def filled(name: str = "Åse Vinther", **fields: Any) -> dict[str, Any]:
    """What a person sends who gives no more than is required."""
    first = name.partition(" ")[0].lower().replace("å", "aa") or "nobody"
    address = fields.pop("email", f"{first}@example.org")
    return {"name": name, "email": address, "submission": str(uuid4()), **fields}


def post(client: Client, event: EventPage, **fields: Any) -> Any:
    return client.post(f"{event.url}register/", filled(**fields))


def said(text: str, language: str = "da", **values: Any) -> str:
    """What the pages say, in the language they speak."""
    with override(language):
        return gettext(text) % values if values else gettext(text)


def text_of(response: Any) -> str:
    """What is to be read on a page, spaces made even."""
    html = re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.S)
    plain = re.sub(r"<[^>]+>", " ", html)
    for name, sign in {"&#x27;": "'", "&quot;": '"', "&amp;": "&", "&lt;": "<"}.items():
        plain = plain.replace(name, sign)
    return " ".join(plain.split())
