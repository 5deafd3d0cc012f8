"""Who is found by the words of a question, and how well."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from wagtail_network.core.words import Word, telling_words
from wagtail_network.directory.index.snapshot import MARK_BITS, Vocabulary

MARK = (1 << MARK_BITS) - 1
# How well a word fits: as it is, another form of it, or the beginning of it.
SAME, FORM, BEGINNING = 4, 3, 2
# A shorter word is the beginning of too many.
SHORTEST_BEGINNING = 3


def asked_words(text: str, language: str) -> list[Word]:
    return telling_words(text, language)


def scores(
    vocabulary: Vocabulary, words: Sequence[Word], weights: Sequence[int]
) -> dict[int, int] | None:
    """The places where each word is found, with how well they fit. None where nothing is asked.

    ``weights`` by mark (``sources.weights``): 0 for what may not be found.
    """
    found: dict[int, int] | None = None
    for word in words:
        here = _scores_of(vocabulary, word, weights)
        if not here and found is not None and len(word.bones) < SHORTEST_BEGINNING:
            continue  # somebody has begun to type it
        if found is None:
            found = here
        else:
            found = {place: one + here[place] for place, one in found.items() if place in here}
        if not found:
            return {}
    return found


def is_found(vocabulary: Vocabulary, token: str, weights: Sequence[int], allowed: bytes) -> bool:
    """Whether a word is anywhere among those who may be found."""
    end = len(allowed) << 3
    for number in vocabulary.found[token]:
        place = number >> MARK_BITS
        if weights[number & MARK] and place < end and allowed[place >> 3] >> (place & 7) & 1:
            return True
    return False


def fitting(vocabulary: Vocabulary, word: Word) -> dict[str, int]:
    """The words there are that one fits, and how well."""
    found: dict[str, int] = {}
    if len(word.bones) >= SHORTEST_BEGINNING:
        for bones in _beginning_with(vocabulary.bones, word.bones):
            found |= dict.fromkeys(vocabulary.by_bones[bones], BEGINNING)
    found |= dict.fromkeys(vocabulary.by_stem.get(word.stem, ()), FORM)
    return found | dict.fromkeys(vocabulary.by_bones.get(word.bones, ()), SAME)


def _scores_of(vocabulary: Vocabulary, word: Word, weights: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    get = found.get
    for token, how_well in fitting(vocabulary, word).items():
        worth = [weight * how_well for weight in weights]
        for number in vocabulary.found[token]:
            score = worth[number & MARK]
            if score and score > get(number >> MARK_BITS, 0):
                found[number >> MARK_BITS] = score
    return found


def _beginning_with(bones: Sequence[str], beginning: str) -> Iterator[str]:
    position = bisect_left(bones, beginning)
    while position < len(bones) and bones[position].startswith(beginning):
        yield bones[position]
        position += 1
