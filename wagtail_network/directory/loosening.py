"""What to let go of when nothing is found, with how many that would give."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wagtail_network.core.alphabet import in_alphabet
from wagtail_network.directory.choices import NARROWING, PLACE, Choices
from wagtail_network.directory.index.searching import Question, totals_without

# What the index calls what an address says with these names.
KINDS: Mapping[str, tuple[str, ...]] = {
    "text": ("q",),
    "municipality": PLACE,
    **{name: (name,) for name in NARROWING if name not in ("q", *PLACE)},
}


@dataclass(frozen=True)
class Loosened:
    """``text`` is what is let go of, in words."""

    text: str
    total: int
    address: str


def loosened(
    question: Question, choices: Choices, names: Mapping[str, list[tuple[str, Any]]]
) -> list[Loosened]:
    """One thing at a time, what gives most first; only what gives anything. Two queries."""
    rests = {kind: choices.without(*parts) for kind, parts in KINDS.items()}
    worth = {kind: rest for kind, rest in rests.items() if rest != choices and rest.narrows}
    totals = totals_without(question, list(worth)) if worth else {}
    found = [
        Loosened(_in_words(choices, KINDS[kind], names), totals[kind], rest.address)
        for kind, rest in worth.items()
        if totals[kind]
    ]
    return sorted(found, key=lambda one: (-one.total, in_alphabet(one.text)))


def _in_words(
    choices: Choices, parts: tuple[str, ...], names: Mapping[str, list[tuple[str, Any]]]
) -> str:
    """ "Køge, Faxe"; that it is also about what is near them goes without saying."""
    named = [(part, dict(names.get(part, ()))) for part in parts if part != "near"]
    return ", ".join(str(texts.get(one, one)) for part, texts in named for one in choices.get(part))
