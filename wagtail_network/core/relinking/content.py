"""Links to one thing made links to another, in what a model keeps as JSON.

A StreamField, and a revision with everything in it, name what they link to by its key and nothing
else; no foreign key finds them.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, Block, ListBlock
from wagtail.blocks.field_block import ChooserBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.fields import StreamField


@dataclass(frozen=True)
class Move:
    """What each row of ``model`` is replaced by: its key as text, to the key of the other row."""

    model: type[models.Model]
    keys: Mapping[str, Any]

    def of(self, model: Any, key: Any) -> Any:
        """The key that stands for ``key``: the same where nothing replaces it."""
        return self.keys.get(str(key), key) if model is self.model else key


def move_in_content(model: type[models.Model], content: dict[str, Any], move: Move) -> bool:
    """Changes a revision's content, in place; says whether there was anything to change."""
    before = json.dumps(content, default=str)
    for field in model._meta.get_fields():
        if field.name in content:
            content[field.name] = _moved(field, content[field.name], move)
    for name, child in _children(model):
        for row in content.get(name) or ():
            move_in_content(child, row, move)
    return json.dumps(content, default=str) != before


def move_in_stream(field: StreamField, text: str, move: Move) -> str:
    """The JSON of a StreamField with the links moved; the same text where there is none."""
    raw = json.loads(text or "[]")
    before = json.dumps(raw)
    moved = _in_block(field.stream_block, raw, move)
    return text if json.dumps(moved) == before else json.dumps(moved)


def _moved(field: Any, value: Any, move: Move) -> Any:
    if isinstance(field, StreamField):
        # Wagtail keeps it as text; what was made by hand may be a list.
        text = value if isinstance(value, str) else json.dumps(value)
        return move_in_stream(field, text, move) if value else value
    if not field.is_relation or field.auto_created:
        return value
    if field.many_to_many and isinstance(value, list):
        return list(dict.fromkeys(move.of(field.related_model, key) for key in value))
    return move.of(field.related_model, value) if field.concrete else value


def _children(model: type[models.Model]) -> Iterator[tuple[str, Any]]:
    if issubclass(model, ClusterableModel):
        for relation in get_all_child_relations(model):
            yield relation.get_accessor_name(), relation.related_model


def _in_block(block: Block, value: Any, move: Move) -> Any:
    """``value`` is as the database has it, and any part of it may be missing or of another kind."""
    match block:
        case ChooserBlock():
            return move.of(block.model_class, value) if value is not None else None
        case BaseStreamBlock() if isinstance(value, list):
            return [_typed(block.child_blocks.get(item.get("type")), item, move) for item in value]
        case BaseStructBlock() if isinstance(value, dict):
            named = block.child_blocks
            return {k: _in_block(named[k], v, move) if k in named else v for k, v in value.items()}
        case ListBlock() if isinstance(value, list):
            return [_in_list(block, item, move) for item in value]
        case BaseTypedTableBlock() if isinstance(value, dict):
            return _in_table(block, value, move)
    return value


def _typed(block: Block | None, item: dict[str, Any], move: Move) -> dict[str, Any]:
    if block is None or "value" not in item:
        return item
    return {**item, "value": _in_block(block, item["value"], move)}


def _in_list(block: ListBlock, item: Any, move: Move) -> Any:
    if block._item_is_in_block_format(item):
        return _typed(block.child_block, item, move)
    return _in_block(block.child_block, item, move)


def _in_table(block: BaseTypedTableBlock, value: dict[str, Any], move: Move) -> dict[str, Any]:
    kinds = [block.child_blocks.get(column.get("type")) for column in value.get("columns", [])]

    def row(cells: list[Any]) -> list[Any]:
        pairs = zip(kinds, cells, strict=False)
        return [_in_block(kind, cell, move) if kind else cell for kind, cell in pairs]

    rows = [{**one, "values": row(one.get("values", []))} for one in value.get("rows", [])]
    return {**value, "rows": rows}
