"""What an entry of the index says, as it is written and as it is read.

A document is JSON: ``words`` by source and audience, each list of them one text; ``facets`` by kind
and audience; ``joined``, the networks with the day each was joined or "".
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wagtail_network.core.words import Word, telling_words, words_of
from wagtail_network.organisations.visibility import Audience

# How many words of one source of one member are kept.
MOST_WORDS = 400
BETWEEN = ">"


@dataclass
class Draft:
    """A document in the making. The same whatever the order in which things are added."""

    name: str
    audience: int
    updated: datetime | None = None
    words: dict[str, dict[int, set[Word]]] = field(default_factory=dict)
    facets: dict[str, dict[int, set[str]]] = field(default_factory=dict)
    joined: dict[str, str] = field(default_factory=dict)

    def add_text(self, source: str, text: str, language: str, level: int) -> None:
        """``level``: for whom it is, by the member's own choice."""
        if not text:
            return
        # A name is found by all of its words, a text by those that say something.
        found = words_of(text, language) if source == "name" else telling_words(text, language)
        words = self.words.setdefault(source, {}).setdefault(max(level, self.audience), set())
        words.update(found[: MOST_WORDS - len(words)] if len(words) < MOST_WORDS else ())

    def add_values(self, kind: str, values: Iterable[Any], level: int) -> None:
        found = {str(value) for value in values}
        if found:
            by_level = self.facets.setdefault(kind, {})
            by_level.setdefault(max(level, self.audience), set()).update(found)

    def as_text(self) -> str:
        """A word that is in the name is not repeated: a name is no secret, and weighs most."""
        named = {word for words in self.words.get("name", {}).values() for word in words}
        words = {
            source: {
                level: " ".join(sorted(map(_token, found if source == "name" else found - named)))
                for level, found in by_level.items()
            }
            for source, by_level in self.words.items()
        }
        facets = {
            kind: {level: sorted(values) for level, values in by_level.items()}
            for kind, by_level in self.facets.items()
        }
        document = {"words": words, "facets": facets, "joined": self.joined}
        return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def word_in(token: str) -> Word:
    """What ``_token`` has written."""
    text, _, rest = token.partition(BETWEEN)
    bones, _, stem = rest.partition(BETWEEN)
    bones = bones or text
    return Word(text, bones, stem or bones)


def strictest(levels: Collection[int]) -> int:
    """For whom something is that several translations say: nobody's choice is undone."""
    return max(levels, default=int(Audience.COORDINATORS))


def _token(word: Word) -> str:
    """A word in one piece, without repeating what is the same."""
    bones = "" if word.bones == word.text else word.bones
    stem = "" if word.stem == word.bones else word.stem
    return BETWEEN.join((word.text, bones, stem)).rstrip(BETWEEN)


def by_key(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
