"""Words by which texts are found."""

import pytest

from wagtail_network.core.words import skeleton, telling_words, text_of, words_of


@pytest.mark.parametrize(
    "written", ["tømrer", "tomrer", "toemrer", "TØMRER", "tömrer", "to\u0308mrer"]
)
def test_what_is_one_word_in_danish_has_one_skeleton(written: str) -> None:
    assert skeleton(written) == "tomrer"


def test_a_word_and_its_other_forms_have_one_stem() -> None:
    stems = {word.stem for word in words_of("tømrer tømreren toemrer tømrere", "da")}
    assert stems == {"tomr"}
    assert {word.stem for word in words_of("building buildings", "en")} == {"build"}


def test_each_word_is_there_once_and_a_legal_form_is_one_word() -> None:
    found = [word.text for word in words_of("Byg A/S, byg: A/S 2-4 CO2", "da")]
    assert found == ["byg", "as", "2", "4", "co2"]


def test_words_that_say_nothing_are_left_out_unless_there_are_no_others() -> None:
    assert [word.text for word in telling_words("en tømrer i nærheden", "da")] == [
        "tømrer",
        "nærheden",
    ]
    assert [word.text for word in telling_words("til og fra", "da")] == ["til", "og", "fra"]


def test_an_unknown_language_has_no_stems() -> None:
    assert [word.stem for word in words_of("bygninger", "xx")] == ["bygninger"]


def test_tags_are_no_words() -> None:
    assert text_of("<p>Vi &amp; <b>jer</b></p>").split() == ["Vi", "&", "jer"]
