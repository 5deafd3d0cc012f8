"""What is found by words and by choices."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.directory.index.conftest import question
from wagtail_network.directory.index.searching import keys_of, total_without, totals_without
from wagtail_network.models import Competence, Municipality, NetworkPage, Organisation, Sector

Ask = Callable[..., Any]


@pytest.mark.parametrize("text", ["tømrer", "tomrer", "toemrer", "TØMRER", "tømreren", "Tømrer "])
def test_danish_letters_are_found_however_they_are_typed(
    make_member: Ask, ask: Ask, names: Ask, text: str
) -> None:
    make_member("Tømrerne i Køge")
    make_member("Toemrer Hansen")
    make_member("Tomrer Smed")
    make_member("Murer Holm")
    assert sorted(names(ask(text))) == ["Toemrer Hansen", "Tomrer Smed", "Tømrerne i Køge"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("arhus", "Århus Tagteknik"),
        ("aarhus", "Århus Tagteknik"),
        ("århus", "Århus Tagteknik"),
        ("aeroe", "Ærø Smedje"),
        ("ærø", "Ærø Smedje"),
        ("aro", "Ærø Smedje"),
        ("kærgaard", "Kærgård & Søn"),
        ("kaergård", "Kærgård & Søn"),
        ("son", "Kærgård & Søn"),
    ],
)
def test_names_are_found_with_or_without_danish_letters(
    make_member: Ask, ask: Ask, names: Ask, text: str, written: str
) -> None:
    for name in ("Århus Tagteknik", "Ærø Smedje", "Kærgård & Søn"):
        make_member(name)
    assert names(ask(text)) == [written]


def test_a_word_is_found_in_its_other_forms(make_member: Ask, ask: Ask, names: Ask) -> None:
    make_member("Grøn Byg", short_text="Vi renoverer tage og facader af genbrugte mursten.")
    for text in ("tagene", "tag", "facade", "facaderne", "renovere", "genbrugt"):
        assert names(ask(text)) == ["Grøn Byg"]


def test_every_word_must_be_found_but_those_that_say_nothing(
    make_member: Ask, ask: Ask, names: Ask, koege: Municipality, carpentry: Competence
) -> None:
    make_member("Hansen A/S", municipality=koege, competences=[carpentry])
    make_member("Jensen ApS", competences=[carpentry])
    assert names(ask("en tømrer i nærheden af Køge")) == []
    assert names(ask("en tømrer i Køge")) == ["Hansen A/S"]
    assert names(ask("træ")) == ["Hansen A/S", "Jensen ApS"]


def test_the_beginning_of_a_word_is_enough_from_three_letters(
    make_member: Ask, ask: Ask, names: Ask
) -> None:
    make_member("Byggefirmaet Ø")
    assert names(ask("byg")) == names(ask("byggef")) == ["Byggefirmaet Ø"]
    assert names(ask("by")) == []


def test_a_word_that_has_just_been_begun_takes_nothing_away(
    make_member: Ask, ask: Ask, names: Ask
) -> None:
    make_member("Murer Hansen")
    make_member("Murer Bak")
    assert names(ask("murer ha")) == ["Murer Bak", "Murer Hansen"]
    assert names(ask("murer hans")) == ["Murer Hansen"]


def test_what_fits_best_comes_first(make_member: Ask, ask: Ask, names: Ask, carpentry: Any) -> None:
    make_member("A nævner det", long_text="<p>Vi kender en <b>tømrer</b>.</p>")
    make_member("B kan det", competences=[carpentry])
    make_member("Tømrer Å")
    found = ask("tømrer", sort="relevance")
    assert names(found) == ["Tømrer Å", "B kan det", "A nævner det"]


def test_names_are_in_danish_order(make_member: Ask, ask: Ask, names: Ask) -> None:
    ordered = ["Abe", "Byg & Saab", "Zebra", "Ærø Byg", "Ølby", "Aalborg Tag", "Århus Tag"]
    for name in reversed(ordered):
        make_member(name)
    assert names(ask()) == ordered
    assert names(ask(offset=2, limit=3)) == ordered[2:5]


def test_who_joined_last_is_first_among_the_newest(make_member: Ask, ask: Ask, names: Ask) -> None:
    make_member("A", since="2026-01-01")
    make_member("B", since="2026-03-01")
    make_member("C")
    assert names(ask(sort="newest")) == ["B", "A", "C"]


def test_choices_of_one_kind_widen_and_of_several_narrow(
    make_member: Ask, ask: Ask, names: Ask, trade: Sector, koege: Municipality
) -> None:
    faxe = Municipality.objects.create(code="320", name="Faxe")
    make_member("A", municipality=koege, sector=trade, size="2")
    make_member("B", municipality=faxe, sector=trade, size="10")
    make_member("C", municipality=faxe, size="10")
    both = {"municipality": ["259", "320"]}
    assert names(ask(chosen=both)) == ["A", "B", "C"]
    assert names(ask(chosen={**both, "sector": [str(trade.translation_key)]})) == ["A", "B"]
    assert names(ask(chosen={"municipality": ["320"], "size": ["10"]})) == ["B", "C"]
    assert names(ask(chosen={"size": []})) == ["A", "B", "C"]


def test_counts_are_without_what_is_chosen_of_their_own_kind(
    make_member: Ask, ask: Ask, network: NetworkPage, trade: Sector, koege: Municipality
) -> None:
    faxe = Municipality.objects.create(code="320", name="Faxe")
    make_member("A", municipality=koege, sector=trade, size="2")
    make_member("B", municipality=faxe, sector=trade, size="10")
    make_member("C", municipality=faxe, size="10")
    counts = ask(chosen={"municipality": ["259"]}).counts
    assert counts["municipality"] == {"259": 1, "320": 2}
    assert counts["size"] == {"2": 1}
    assert counts["sector"] == {str(trade.translation_key): 1}
    assert counts["network"] == {str(network.translation_key): 1}


def test_a_competence_is_found_by_what_it_is_part_of(
    make_member: Ask, ask: Ask, names: Ask, carpentry: Competence
) -> None:
    make_member("A", competences=[carpentry])
    make_member("B", competences_sought=[carpentry])
    wood = carpentry.parent
    assert wood
    key = str(wood.translation_key)
    assert names(ask(chosen={"competence": [key]})) == ["A"]
    assert names(ask(chosen={"sought": [key]})) == ["B"]
    assert ask().counts["competence"][key] == ask().counts["sought"][key] == 1


def test_letting_go_of_one_thing_is_counted(
    make_member: Ask, network: NetworkPage, koege: Municipality
) -> None:
    make_member("Murer Holm", municipality=koege)
    make_member("Murer Bak")
    make_member("Tømrer Bak")
    asked = question(network, "murer", chosen={"municipality": ["259"], "size": ["2"]})
    assert total_without(asked, "size") == 1
    assert total_without(asked, "text") == 0
    assert totals_without(asked, ["size", "municipality"]) == {"size": 1, "municipality": 0}


def test_all_keys_are_in_the_order_of_the_pages(make_member: Ask, network: NetworkPage) -> None:
    made = [make_member(name).translation_key for name in ("A", "B", "C")]
    assert keys_of(question(network)) == made


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("tømre", ""),
        ("tmører", "tømrer"),
        ("tømrdr", "tømrer"),
        ("tomrar hansen", "tømrer hansen"),
        ("elektricker", "elektriker"),
        ("xyzzy", ""),
        ("hansen elektriker", ""),
    ],
)
def test_a_word_that_is_not_found_is_spelled_as_one_that_is(
    make_member: Ask, ask: Ask, text: str, meant: str
) -> None:
    make_member("Tømrer Hansen")
    make_member("Elektriker Bak")
    assert ask(text).suggestion == meant


@pytest.mark.parametrize(
    "text", ['"', "a" * 5000, "\x00", "%_*", "x " * 500, "og i af", "'; drop table", "🪵", "ﷺ" * 50]
)
def test_whatever_is_typed_gets_an_answer(make_member: Ask, ask: Ask, text: str) -> None:
    make_member("Tømrer Hansen")
    assert ask(text).total in (0, 1)


def test_what_is_chosen_and_does_not_exist_finds_nobody(make_member: Ask, ask: Ask) -> None:
    make_member("A")
    for kind in ("sector", "network", "nonsense"):
        found = ask(chosen={kind: ["nothing"]})
        assert (found.total, found.keys) == (0, [])


def test_the_number_of_queries_does_not_grow(make_member: Ask, ask: Ask) -> None:
    for number in range(12):
        make_member(f"Murer {number}")
        with CaptureQueriesContext(
            connection,
        ) as captured:
            ask("murer")
        assert len(captured) == 2


def test_who_is_in_no_network_is_found_where_none_is_asked_about(
    home: Any, make_member: Ask, ask: Ask, names: Ask
) -> None:
    make_member("A")
    Organisation.objects.create(name="B", locale=home.locale)
    assert names(ask()) == ["A"]
    assert names(ask(networks=None)) == ["A", "B"]
    assert names(ask(networks=frozenset())) == []
