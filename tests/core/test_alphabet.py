import pytest
from django.utils import translation

from wagtail_network.core.alphabet import in_alphabet


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
