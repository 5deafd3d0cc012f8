"""Texts as the words by which they are found, however these are spelled or inflected."""

import html
import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import snowballstemmer

from wagtail_network.core.folding import LEGAL_FORMS, fold

WORD = re.compile(r"[^\W_]+")
TAG = re.compile(r"<[^>]*>")
LONGEST_WORD = 40
# "A/S" is one word, as "ApS" is.
LEGAL_FORM = re.compile(r"\b([aikp])/s\b")
# Danish letters that are written as two, and those who have no Danish keyboard write as one.
ONE_LETTER = re.compile("ae|oe|aa")
# What says nothing of what a text is about, in Danish and in English.
EMPTY_WORDS = frozenset(
    """
    af alle at blev bliver da de dem den der deres det dig din disse dog du efter eller en end er et
    for fra få går ham han har havde hende her hos hun hvad hver hvis hvor i ikke ind jeg jer jo kan
    man mange med meget men mig min mod mine nogle noget nu når og også om op os over på sig sin
    sine sit skal skulle som så sådan til ud under var ved vi vil ville vor være været
    a about all an and any are as at be been but by can do does for from had has have he her his
    how in into is it its me my no nor of off on or our out she so that the their them then there
    these they this those to up us was we were what when where which who why will with you your
    near nær
    """.split()
) | {form.replace("/", "") for form in LEGAL_FORMS}
STEMMERS = {"da": "danish", "en": "english", "nb": "norwegian", "no": "norwegian", "sv": "swedish"}


class Stemmers(threading.local):
    """Each thread has its own: a stemmer works in what it keeps of the word."""

    def __init__(self) -> None:
        self.made: dict[str, Any] = {}

    def stemmer(self, name: str) -> Any:
        if name not in self.made:
            self.made[name] = snowballstemmer.stemmer(name)
        return self.made[name]


_own = Stemmers()


class Word(NamedTuple):
    """``text`` as it is written, in small letters; ``bones`` and ``stem`` to be found by."""

    text: str
    bones: str
    stem: str

    @property
    def is_empty(self) -> bool:
        return self.text in EMPTY_WORDS


def words_of(text: str, language: str) -> list[Word]:
    """The words of a text in the order of their first appearance, each once.

    >>> [word.bones for word in words_of("Tømrer på Århusgade", "da")]
    ['tomrer', 'pa', 'arhusgade']
    """
    return [_word(small, language) for small in dict.fromkeys(_split(text))]


def telling_words(text: str, language: str) -> list[Word]:
    """The words that say something; all where none does."""
    found = words_of(text, language)
    return [word for word in found if not word.is_empty] or found


def text_of(rich: str) -> str:
    """Rich text without its tags, quickly: for finding, not for showing."""
    return html.unescape(TAG.sub(" ", rich))


@lru_cache(maxsize=50_000)
def skeleton(text: str) -> str:
    """What "tømrer", "toemrer" and "tomrer" have in common: "tomrer"."""
    return ONE_LETTER.sub(lambda found: found.group()[0], fold(text))


def _split(text: str) -> Iterator[str]:
    # Composed first, so that a letter and its accent are one word's.
    small = unicodedata.normalize("NFKC", text).casefold()
    for found in WORD.finditer(LEGAL_FORM.sub(r"\1s", small)):
        yield found.group()[:LONGEST_WORD]


@lru_cache(maxsize=50_000)
def _word(small: str, language: str) -> Word:
    bones = skeleton(small)
    return Word(small, bones, stem(bones, language))


@lru_cache(maxsize=50_000)
def stem(bones: str, language: str) -> str:
    """The stem of a word's skeleton; in a language without stemmer the word itself."""
    name = STEMMERS.get(language.partition("-")[0])
    return str(_own.stemmer(name).stemWord(bones)) if name and not bones.isdigit() else bones
