"""Which of two values stays, field by field."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_network.directory.merging.kinds import Kind

EMPTY = (None, "")


class Side(models.TextChoices):
    KEPT = "kept", _("The one you keep")
    OTHER = "other", _("The other one")
    BOTH = "both", _("Both")


def is_empty(values: tuple[Any, ...]) -> bool:
    return all(value in EMPTY for value in values)


def suggested(kind: Kind, kept: Any, other: Any) -> dict[str, Side]:
    """What is kept where nobody chooses: what is there, both lists, and the stricter audience."""
    found = dict.fromkeys(kind.lists, Side.BOTH)
    for group in kind.groups:
        mine, others = kind.values(kept, group), kind.values(other, group)
        found[group] = Side.OTHER if is_empty(mine) and not is_empty(others) else Side.KEPT
    if other.audience > kept.audience:
        found["audience"] = Side.OTHER
    return found


def chosen_values(kind: Kind, couple: tuple[Any, Any], choices: Mapping[str, str]) -> dict:
    """The values the kept one of a language takes from the other, by the column's name.

    Of the groups with words of their own language what is empty over there is not taken.
    """
    _kept, other = couple
    values: dict[str, Any] = {}
    for group, (_label, names) in kind.groups.items():
        taken = kind.values(other, group)
        if choices[group] != Side.OTHER or (group in kind.worded and is_empty(taken)):
            continue
        columns = [kind.model._meta.get_field(name).attname for name in names]
        values |= dict(zip(columns, taken, strict=True))
    return values


def facts(kind: Kind, source: Any, choices: Mapping[str, str], side: Side) -> dict[str, Any]:
    """The values that are the same in every language, where those of ``side`` were chosen."""
    groups = [one for one in kind.groups if one not in kind.worded and choices[one] == side]
    return {
        kind.model._meta.get_field(name).attname: value
        for group in groups
        for name, value in zip(kind.groups[group][1], kind.values(source, group), strict=True)
    }


def stricter(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, int]:
    """The choice of audiences that hides what either of the two hides."""
    names = {*first, *second}
    return {name: max(int(first.get(name, 0)), int(second.get(name, 0))) for name in names}
