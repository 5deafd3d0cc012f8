"""A small tree: Træ (Genbrugstræ, Massivtræ (CLT)), Ler."""

from typing import Any

import pytest
from wagtail.models import Locale

from wagtail_network.models import Competence


@pytest.fixture
def danish(home: Any) -> Locale:
    return Locale.objects.get(language_code="da")


@pytest.fixture
def english(home: Any) -> Locale:
    return Locale.objects.get_or_create(language_code="en")[0]


@pytest.fixture
def tree(danish: Locale) -> dict[str, Competence]:
    made: dict[str, Competence] = {}
    for number, (name, parent) in enumerate(
        [
            ("Træ", None),
            ("Genbrugstræ", "Træ"),
            ("Massivtræ", "Træ"),
            ("CLT", "Massivtræ"),
            ("Ler", None),
        ]
    ):
        above = made[parent] if parent else None
        made[name] = Competence.objects.create(
            name=name, parent=above, locale=danish, sort_order=number
        )
    return made


@pytest.fixture
def translated(tree: dict[str, Competence], english: Locale) -> dict[str, Competence]:
    """All but Massivtræ, in English."""
    words = {"Træ": "Wood", "Genbrugstræ": "Reclaimed wood", "CLT": "CLT", "Ler": "Clay"}
    made: dict[str, Competence] = {}
    for danish_word, word in words.items():
        copy = tree[danish_word].copy_for_translation(english)
        copy.name, copy.parent = word, None
        if danish_word == "Genbrugstræ":
            copy.parent = made["Wood"]
        copy.save()
        made[word] = copy
    return made
