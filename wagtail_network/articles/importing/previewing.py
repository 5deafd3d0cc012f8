"""How an article will look, before anything is made."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from wagtail_network.articles.importing.pictures import last_part
from wagtail_network.articles.importing.result import Block
from wagtail_network.articles.importing.running import ImportRow
from wagtail_network.articles.importing.saving import Status
from wagtail_network.core.blocks import BodyBlock


@dataclass
class PreviewBlock:
    """Either ready HTML, or a picture that is not in the library yet."""

    html: SafeString | None = None
    picture: str = ""
    alt: str = ""
    caption: str = ""


@dataclass
class Preview:
    row: ImportRow
    blocks: list[PreviewBlock] = field(default_factory=list)

    @property
    def will_change(self) -> bool:
        return self.row.status in (Status.CREATED, Status.UPDATED)


def preview_of(row: ImportRow, pending: Any) -> Preview:
    if row.article is None or row.status == Status.FAILED:
        return Preview(row)
    addresses = {
        file.name.lower(): reverse(
            "wagtail_network_article_import_picture", args=[pending.pk, file.pk]
        )
        for file in pending.files.defer("data")
    }
    return Preview(row, [_block(block, addresses) for block in row.article.blocks])


def _block(block: Block, addresses: dict[str, str]) -> PreviewBlock:
    value = block["value"]
    if block["type"] == "image":
        address = addresses.get(last_part(value["image"]).lower(), "")
        return PreviewBlock(picture=address, alt=value["alt"], caption=value["caption"])
    kind = BodyBlock().child_blocks[block["type"]]
    return PreviewBlock(html=kind.render(kind.to_python(value)))
