"""Two records side by side, as an editor reads them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from wagtail_network.core.plain_text import plain_text
from wagtail_network.directory.merging.choosing import Side, is_empty, suggested
from wagtail_network.directory.merging.pairing import Pair
from wagtail_network.organisations.visibility import Audience

LONGEST = 60  # words of a text


@dataclass(frozen=True)
class Row:
    """A field, or some that belong together. ``same``: there is nothing to choose."""

    name: str
    label: Any
    kept: str
    other: str
    side: str
    same: bool
    is_list: bool


def rows(pair: Pair, choices: Mapping[str, str]) -> list[Row]:
    """In the order of the form; the lists last. A few queries."""
    kind, kept, other = pair.kind, pair.kept, pair.other
    found = []
    for name, (label, columns) in kind.groups.items():
        mine, others = kind.values(kept, name), kind.values(other, name)
        if is_empty(mine) and is_empty(others):
            continue
        one, two = _shown(kept, columns), _shown(other, columns)
        found.append(Row(name, label, one, two, choices[name], mine == others, False))
    for name, label in kind.lists.items():
        lists = [sorted(map(str, getattr(item, name).all())) for item in (kept, other)]
        if any(lists):
            one, two = map(", ".join, lists)
            found.append(Row(name, label, one, two, choices[name], one == two, True))
    return found


def choices_of(pair: Pair, data: Mapping[str, Any]) -> dict[str, str]:
    """What a form says, and what is suggested where it says nothing that can be chosen."""
    choices: dict[str, str] = {}
    for name, side in suggested(pair.kind, pair.kept, pair.other).items():
        allowed = Side.values if name in pair.kind.lists else [Side.KEPT, Side.OTHER]
        given = data.get(f"field-{name}")
        choices[name] = str(given) if given in allowed else str(side)
    return choices


def _shown(item: Any, columns: Any) -> str:
    return ", ".join(filter(None, (_one(item, column) for column in columns)))


def _one(item: Any, column: str) -> str:
    value = getattr(item, column)
    if value in (None, ""):
        return ""
    match column:
        case "long_text":
            return Truncator(plain_text(value)).words(LONGEST)
        case "audience":
            return str(Audience(value).label)
        case "logo" | "photo":
            return _("Picture “%(title)s”") % {"title": value.title}
        case "size":
            return str(item.get_size_display())
    return str(value)
