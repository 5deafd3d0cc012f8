"""The competences to choose from, as the tree they are."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from wagtail_network.directory.vocabulary import Word


@dataclass(frozen=True)
class Branch:
    """A competence with what is part of it. ``is_open``: something below is chosen."""

    word: Word
    parts: "list[Branch]"
    is_chosen: bool
    is_open: bool


def branches(words: Mapping[str, Word], chosen: Collection[str]) -> list[Branch]:
    """The whole tree, each in the order of ``words``.

    What hangs in a ring, or on a parent that is gone, stands at the top.
    """
    parts: dict[str, list[Word]] = {}
    for word in words.values():
        parts.setdefault(word.parent if _has_top(word, words) else "", []).append(word)

    def below(key: str) -> list[Branch]:
        return [_branch(word, below(word.key), chosen) for word in parts.get(key, ())]

    return below("")


def _branch(word: Word, parts: list[Branch], chosen: Collection[str]) -> Branch:
    return Branch(
        word, parts, word.key in chosen, any(part.is_chosen or part.is_open for part in parts)
    )


def _has_top(word: Word, words: Mapping[str, Word]) -> bool:
    """Whether going up from it ends at the top, and at a parent that is there."""
    seen, above = {word.key}, word.parent
    while above in words and above not in seen:
        seen.add(above)
        above = words[above].parent
    return word.parent in words and above not in seen
