"""The sectors, competences and certifications there are, as the index needs them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, UUIDField, Value

from wagtail_network.organisations.taxonomy import Certification, Competence, Sector


class Named(NamedTuple):
    """A word by which something is described, in one language."""

    name: str
    language: str


class Terms:
    """All of them, read in one query. A term and its translations are one."""

    def __init__(self) -> None:
        self.names: dict[UUID, list[Named]] = defaultdict(list)
        self._keys: dict[tuple[str, int], UUID] = {}
        self._parents: dict[UUID, set[UUID]] = defaultdict(set)
        for kind, pk, key, name, language, parent in _rows():
            self._keys[kind, pk] = key
            self.names[key].append(Named(name, language))
            if parent:
                self._parents[key].add(parent)

    def keys(self, kind: str, pks: Iterable[int]) -> set[UUID]:
        return {key for pk in pks if (key := self._keys.get((kind, pk)))}

    def broader(self, keys: Iterable[UUID]) -> set[UUID]:
        """All above these competences in the tree, without themselves."""
        found: set[UUID] = set(keys)
        own, waiting = set(found), list(found)
        while waiting:
            for parent in self._parents.get(waiting.pop(), ()):
                if parent not in found:
                    found.add(parent)
                    waiting.append(parent)
        return found - own

    def narrower(self, keys: Iterable[UUID]) -> set[UUID]:
        """These competences and all below them."""
        children: dict[UUID, set[UUID]] = defaultdict(set)
        for child, parents in self._parents.items():
            for parent in parents:
                children[parent].add(child)
        found = set(keys)
        waiting = list(found)
        while waiting:
            for child in children.get(waiting.pop(), ()):
                if child not in found:
                    found.add(child)
                    waiting.append(child)
        return found


def _rows() -> Any:
    columns = ("kind", "pk", "translation_key", "name", "locale__language_code", "above")
    found = [
        model._base_manager.order_by()
        .annotate(
            kind=Value(kind),
            above=F("parent__translation_key")
            if model is Competence
            else Value(None, output_field=UUIDField()),
        )
        .values_list(*columns)
        for kind, model in (
            ("competence", Competence),
            ("sector", Sector),
            ("certification", Certification),
        )
    ]
    return found[0].union(*found[1:], all=True)
