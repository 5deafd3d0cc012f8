"""The words that members are described by, in the language of the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, UUIDField, Value

from wagtail_network.core.alphabet import in_alphabet
from wagtail_network.organisations.taxonomy import Certification, Competence, Sector


@dataclass(frozen=True)
class Word:
    """A sector, a competence or a certification; ``parent`` is the key of the one it is part of."""

    key: str
    name: str
    parent: str = ""
    order: int = 0


# By kind and by translation key, in the order in which they are read.
Vocabulary = Mapping[str, Mapping[str, Word]]


def vocabulary(locale_id: int) -> Vocabulary:
    """All words there are, each in the page's language where it has been translated. One query."""
    found: dict[str, dict[str, Word]] = {"competence": {}, "sector": {}, "certification": {}}
    for kind, key, name, locale, parent, order in _rows():
        words = found[kind]
        if locale == locale_id or str(key) not in words:
            words[str(key)] = Word(str(key), name, str(parent or ""), order)
    return {kind: _in_order(words) for kind, words in found.items()}


def _rows() -> Any:
    competences = Competence.objects.order_by().annotate(
        kind=Value("competence"), above=F("parent__translation_key"), place=F("sort_order")
    )
    columns = ("kind", "translation_key", "name", "locale_id", "above", "place")
    others = [
        model.objects.order_by()
        .annotate(kind=Value(kind), above=Value(None, output_field=UUIDField()), place=Value(0))
        .values_list(*columns)
        for model, kind in ((Sector, "sector"), (Certification, "certification"))
    ]
    return competences.values_list(*columns).union(*others, all=True)


def _in_order(words: dict[str, Word]) -> dict[str, Word]:
    ordered = sorted(words.values(), key=lambda word: (word.order, in_alphabet(word.name)))
    return {word.key: word for word in ordered}
