"""What was meant, where a word is not found: the nearest of the words the asker could find."""

from collections.abc import Sequence

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from wagtail_network.core.words import Word
from wagtail_network.directory.index.bitmaps import as_bytes
from wagtail_network.directory.index.matching import fitting, is_found
from wagtail_network.directory.index.snapshot import Vocabulary

# Of so many that are near, the first that may be found is it.
LOOKED_AT = 40


def respelled(
    vocabulary: Vocabulary, words: Sequence[Word], weights: Sequence[int], in_scope: int
) -> str:
    """The words with those replaced that are not found among ``in_scope``; "" where none can be."""
    allowed = as_bytes(in_scope)
    found = [_meant(vocabulary, word, weights, allowed) for word in words]
    changed = any(one != word.text for one, word in zip(found, words, strict=True))
    return " ".join(found) if changed else ""


def mistakes(word: str) -> int:
    """How many letters may be wrong."""
    return (len(word) + 3) // 4 if len(word) > 2 else 0


def _meant(vocabulary: Vocabulary, word: Word, weights: Sequence[int], allowed: bytes) -> str:
    if any(is_found(vocabulary, token, weights, allowed) for token in fitting(vocabulary, word)):
        return word.text
    near = extract(
        word.bones,
        vocabulary.bones,
        scorer=OSA.distance,
        score_cutoff=mistakes(word.bones),
        limit=LOOKED_AT,
    )
    for bones, _distance, _position in near:
        for token in vocabulary.by_bones[bones]:
            if is_found(vocabulary, token, weights, allowed):
                return token.partition(">")[0]
    return word.text
