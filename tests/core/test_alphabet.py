import pytest
from django.utils import translation

from wagtail_network.core.alphabet import in_alphabet, sort_key


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("da", ["Abe", "aber", "Zebra", "Ærø", "Ølby", "Aalborg", "Århus"]),
        ("nb", ["Abe", "aber", "Zebra", "Ærø", "Ølby", "Aalborg", "Århus"]),
        ("en", ["Aalborg", "Århus", "Abe", "aber", "Ærø", "Ølby", "Zebra"]),
    ],
)
def test_words_stand_as_the_readers_alphabet_has_them(language: str, expected: list[str]) -> None:
    with translation.override(language):
        assert sorted([*expected[3:], *expected[:3]], key=in_alphabet) == expected


@pytest.mark.parametrize(
    ("words", "language"),
    [
        # Aa as Å in Danish names and words, and not in those of other languages.
        ("Abe Saab Sabro Såby Zebra Aabenraa Aalborg Århus", "da"),
        ("Aaron Abel Isaac Ivar Kierkegaard Åse", "da"),
        # Nor where two words meet.
        ("Dataanalyse Databyg Datåb", "da"),
        ("Hav Håb Haandværk Håndværk", "da"),
        # Letters of other alphabets beside those they sound like.
        ("Müller Myre Ängelholm Ærø Ölund Østerby", "da"),
    ],
)
def test_aa_stands_for_a_ring_where_it_is_meant(words: str, language: str) -> None:
    ordered = words.split()
    keys = [sort_key(word, language) for word in ordered]
    assert keys == sorted(keys)


def test_a_short_word_comes_before_those_that_go_on() -> None:
    words = ["Byg", "Byg & Bo", "Byg Ø", "Bygma"]
    keys = [sort_key(word, "da") for word in words]
    assert keys == sorted(keys)
