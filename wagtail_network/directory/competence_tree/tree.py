"""The tree of competences in one language, and where each of them may go."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from wagtail.models import Locale

from wagtail_network.core.alphabet import in_alphabet
from wagtail_network.organisations.taxonomy import Competence


@dataclass(frozen=True)
class Node:
    """``index``: the place among ``siblings``, as many as have the same parent. ``uses``: how many
    organisations offer or seek it, and how many people have it.
    """

    competence: Competence
    depth: int
    index: int
    siblings: int
    uses: int
    has_children: bool

    @property
    def may_go_up(self) -> bool:
        return self.index > 0

    @property
    def may_go_down(self) -> bool:
        return self.index < self.siblings - 1

    @property
    def may_go_in(self) -> bool:
        """Whether there is one above it to be part of."""
        return self.index > 0

    @property
    def may_go_out(self) -> bool:
        return self.depth > 0


class Tree:
    """All competences of one language; a few queries, whatever there is."""

    def __init__(self, competences: Iterable[Competence]) -> None:
        self.by_pk = {one.pk: one for one in competences}
        self.children: dict[int | None, list[Competence]] = defaultdict(list)
        for one in self.by_pk.values():
            self.children[self._parent_of(one)].append(one)
        for siblings in self.children.values():
            siblings.sort(key=_order)

    def _parent_of(self, one: Competence) -> int | None:
        """None too where the parent is of another language, or part of a ring."""
        seen, above = {one.pk}, one.parent_id
        while above in self.by_pk:
            if above in seen:
                return None
            seen.add(above)
            above = self.by_pk[above].parent_id
        return one.parent_id if one.parent_id in self.by_pk else None

    def parent_of(self, one: Competence) -> Competence | None:
        found = self._parent_of(one)
        return self.by_pk[found] if found else None

    def siblings_of(self, one: Competence) -> list[Competence]:
        return self.children[self._parent_of(one)]

    def below(self, one: Competence) -> Iterator[Competence]:
        """All that are part of it, at whatever depth."""
        for child in self.children.get(one.pk, ()):
            yield child
            yield from self.below(child)

    def nodes(self, parent: int | None = None, depth: int = 0) -> Iterator[Node]:
        """From top to bottom, each followed by its parts."""
        siblings = self.children.get(parent, [])
        for index, one in enumerate(siblings):
            parts = bool(self.children.get(one.pk))
            uses = getattr(one, "uses", 0)
            yield Node(one, depth, index, len(siblings), uses, parts)
            yield from self.nodes(one.pk, depth + 1)


def tree_of(locale: Locale | int) -> Tree:
    """One query."""
    return Tree(Competence.objects.filter(locale=locale))


def counted_tree_of(locale: Locale | int) -> Tree:
    """With how many use each. Four queries."""
    tree = tree_of(locale)
    for relation in ("organisations", "sought_by", "people"):
        found = Competence.objects.filter(locale=locale).order_by()
        for pk, number in found.values_list("pk").annotate(Count(relation)):
            one: Any = tree.by_pk.get(pk)
            if one is not None:
                one.uses = getattr(one, "uses", 0) + number
    return tree


def _order(one: Competence) -> Any:
    return (one.sort_order, in_alphabet(one.name), one.pk)
