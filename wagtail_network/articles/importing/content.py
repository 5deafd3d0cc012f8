"""The fields an import fills, and whether two contents are the same.

The digest is of what stands in the page, not of the source. Kept on the page, it answers
both questions of a second run: has somebody edited here, and would the import change anything?
"""

import datetime
import hashlib
import html
import json
import re
from dataclasses import dataclass
from typing import Any

from wagtail_network.articles.importing.result import Block

BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
TAG_SPELLINGS = (("strong>", "b>"), ("em>", "i>"), ("<br>", "<br/>"), ("<hr>", "<hr/>"))


@dataclass
class Content:
    title: str
    date: datetime.date
    lead: str
    body: list[Block]
    authors: list[Block]
    picture_id: int | None = None


def apply(content: Content, page: Any) -> None:
    page.title = content.title
    page.date = content.date
    page.lead = content.lead
    page.body = json.dumps(content.body)
    page.authors = json.dumps(content.authors)
    page.picture_id = content.picture_id


def digest_of(page: Any) -> str:
    """Sixty-four letters that change when an editor changes what was imported."""
    value = [
        page.title,
        page.date.isoformat(),
        page.lead,
        page.picture_id and str(page.picture_id),
        _plain(page.body.get_prep_value()),
        _plain(page.authors.get_prep_value()),
    ]
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Without ids and without what the editor's rich text writes differently."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items() if key != "id"}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, str):
        value = BLOCK_KEY.sub("", value)
        for other, ours in TAG_SPELLINGS:
            value = value.replace(other, ours)
        return html.unescape(value)
    return value
