import pytest

from wagtail_network.core.folding import fold, fold_company, fold_email


@pytest.mark.parametrize("text", ["Tømrer Ærø", "TOEMRER  AEROE", "tømrer\tærø ", "tømrer ＡERØ"])
def test_texts_that_mean_the_same_fold_to_the_same(text: str) -> None:
    assert fold(text) == "toemrer aeroe"


def test_accents_and_width_do_not_tell() -> None:
    assert fold("Café ＡＢＣ") == "cafe abc"


def test_an_address_keeps_its_letters() -> None:
    assert fold_email(" Ærø@Example.ORG") == "ærø@example.org"
    assert fold_email("a\u030a@example.org") == fold_email("å@example.org")
    assert fold_email("a@example.org") != fold_email("á@example.org")


@pytest.mark.parametrize(
    "name", ["Grønt Byg A/S", "GRØNT BYG", "Grønt Byg, ApS.", "Groent Byg a.m.b.a."]
)
def test_the_legal_form_of_a_company_does_not_tell(name: str) -> None:
    assert fold_company(name) == "groent byg"


def test_a_company_that_is_called_like_a_legal_form_keeps_its_name() -> None:
    assert fold_company("ApS") == "aps"
    assert fold_company("") == ""
