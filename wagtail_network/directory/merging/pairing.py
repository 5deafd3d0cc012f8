"""The two records that are made one, in each of the languages they are in."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q

from wagtail_network.core.relinking.content import Move
from wagtail_network.directory.merging.kinds import Kind


@dataclass(frozen=True)
class Pair:
    """``kept`` stays, with its address and its history; what ``other`` has goes to it."""

    kind: Kind
    kept: Any
    other: Any

    @cached_property
    def rows(self) -> dict[Any, list[Any]]:
        """All translations by translation key. One query."""
        keys = [self.kept.translation_key, self.other.translation_key]
        found: dict[Any, list[Any]] = {key: [] for key in keys}
        query = self.kind.model.objects.filter(translation_key__in=keys)
        for row in query.select_related("locale").order_by("locale__language_code"):
            found[row.translation_key].append(row)
        return found

    @cached_property
    def couples(self) -> list[tuple[Any, Any]]:
        """The kept and the other one of each language that both are in."""
        kept = {row.locale_id: row for row in self.rows[self.kept.translation_key]}
        others = self.rows[self.other.translation_key]
        return [(kept[row.locale_id], row) for row in others if row.locale_id in kept]

    @cached_property
    def loose(self) -> list[Any]:
        """Those of the other that become the kept one's translation into one more language."""
        coupled = {other.pk for _, other in self.couples}
        return [row for row in self.rows[self.other.translation_key] if row.pk not in coupled]

    @cached_property
    def alone(self) -> list[Any]:
        """Those of the kept one in a language the other is not in."""
        coupled = {kept.pk for kept, _ in self.couples}
        return [row for row in self.rows[self.kept.translation_key] if row.pk not in coupled]

    @property
    def everything(self) -> list[Any]:
        return [row for rows in self.rows.values() for row in rows]

    @property
    def move(self) -> Move:
        keys = {str(other.pk): kept.pk for kept, other in self.couples}
        return Move(self.kind.model, keys)

    @property
    def mark(self) -> str:
        """Changes when a record does, so that nobody merges what they have not seen."""
        found = sorted((row.pk, row.latest_revision_id or 0) for row in self.everything)
        return "-".join(f"{pk}.{revision}" for pk, revision in found)


def pair(kind: Kind, kept: int, other: int) -> Pair | None:
    """The two, or None where one is gone or both are one already (in two languages). One query."""
    found = {row.pk: row for row in kind.model.objects.filter(Q(pk=kept) | Q(pk=other))}
    if len(found) != 2:
        return None
    first, second = found[kept], found[other]
    return None if first.translation_key == second.translation_key else Pair(kind, first, second)
