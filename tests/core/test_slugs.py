import pytest

from wagtail_network.core.slugs import danish_slug, spell_out


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Æblegrød på Ærø", "aeblegroed-paa-aeroe"),
        ("ÅBENT HUS", "aabent-hus"),
        ("A\u030aben ost", "aben-ost"),  # Å as two characters is at least an address
        ("Café Zoë & Søn", "cafe-zoe-soen"),
        ("Fluß", "fluss"),
        ("", ""),
        ("?! – …", ""),
        ("建築", ""),
    ],
)
def test_a_slug_is_plain_ascii_and_spells_the_danish_letters_out(text: str, slug: str) -> None:
    assert danish_slug(text) == slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("a" * 40 + " " + "b" * 39, "a" * 40 + "-" + "b" * 39),
        ("a" * 40 + " " + "b" * 40, "a" * 40),
        ("a" * 80 + " b", "a" * 80),
        ("a" * 255, "a" * 80),
    ],
)
def test_a_long_slug_ends_with_a_whole_word_if_there_is_one(text: str, slug: str) -> None:
    assert danish_slug(text) == slug


def test_spelling_out_changes_nothing_but_the_danish_letters() -> None:
    assert spell_out("Ørsted_é-2") == "Oersted_é-2"
