"""Each competence goes where it is put, with all that is part of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from wagtail_network.directory.competence_tree.arranging import (
    Impossible,
    Place,
    Step,
    drop,
    step,
)
from wagtail_network.directory.competence_tree.tree import counted_tree_of, tree_of
from wagtail_network.models import Competence, Organisation, Person

Words = dict[str, Competence]


def drawn(locale: Locale) -> list[str]:
    """ "Træ", "- Genbrugstræ" and so on."""
    nodes = tree_of(locale).nodes()
    return [f"{'-' * node.depth} {node.competence}".strip() for node in nodes]


BEFORE = ["Træ", "- Genbrugstræ", "- Massivtræ", "-- CLT", "Ler"]


@pytest.mark.parametrize(
    ("name", "way", "after"),
    [
        ("Ler", Step.UP, ["Ler", *BEFORE[:4]]),
        ("Træ", Step.DOWN, ["Ler", *BEFORE[:4]]),
        ("Massivtræ", Step.UP, ["Træ", "- Massivtræ", "-- CLT", "- Genbrugstræ", "Ler"]),
        ("Massivtræ", Step.IN, ["Træ", "- Genbrugstræ", "-- Massivtræ", "--- CLT", "Ler"]),
        ("Ler", Step.IN, [*BEFORE[:4], "- Ler"]),
        ("Massivtræ", Step.OUT, ["Træ", "- Genbrugstræ", "Massivtræ", "- CLT", "Ler"]),
        ("CLT", Step.OUT, ["Træ", "- Genbrugstræ", "- Massivtræ", "- CLT", "Ler"]),
    ],
)
def test_a_step_moves_it(tree: Words, danish: Locale, name: str, way: Step, after: list) -> None:
    assert drawn(danish) == BEFORE
    step(tree[name], way)
    assert drawn(danish) == after


@pytest.mark.parametrize(
    ("name", "way"),
    [("Træ", Step.UP), ("Ler", Step.DOWN), ("Træ", Step.OUT), ("Træ", Step.IN), ("CLT", Step.IN)],
)
def test_there_is_no_step_out_of_the_tree(
    tree: Words, danish: Locale, name: str, way: Step
) -> None:
    with pytest.raises(Impossible):
        step(tree[name], way)
    assert drawn(danish) == BEFORE


@pytest.mark.parametrize(
    ("name", "target", "place", "after"),
    [
        ("Ler", "Genbrugstræ", Place.BEFORE, ["Træ", "- Ler", *BEFORE[1:4]]),
        ("Ler", "Genbrugstræ", Place.AFTER, ["Træ", "- Genbrugstræ", "- Ler", *BEFORE[2:4]]),
        ("Ler", "CLT", Place.INSIDE, [*BEFORE[:4], "--- Ler"]),
        ("CLT", "Træ", Place.BEFORE, ["CLT", *BEFORE[:3], "Ler"]),
        ("Genbrugstræ", "Massivtræ", Place.AFTER, ["Træ", *BEFORE[2:4], "- Genbrugstræ", "Ler"]),
        ("Genbrugstræ", "Massivtræ", Place.BEFORE, BEFORE),
    ],
)
def test_it_goes_where_it_is_dropped(
    tree: Words, danish: Locale, name: str, target: str, place: Place, after: list
) -> None:
    drop(tree[name], tree[target], place)
    assert drawn(danish) == after


@pytest.mark.parametrize("target", ["Træ", "Massivtræ", "CLT"])
def test_nothing_becomes_part_of_itself(tree: Words, danish: Locale, target: str) -> None:
    with pytest.raises(Impossible):
        drop(tree["Træ"], tree[target], Place.INSIDE)
    assert drawn(danish) == BEFORE


def test_nothing_goes_into_another_language(tree: Words, translated: Words) -> None:
    with pytest.raises(Impossible):
        drop(tree["Ler"], translated["Wood"], Place.INSIDE)


def test_translations_go_along(tree: Words, translated: Words, english: Locale) -> None:
    step(tree["Ler"], Step.UP)
    assert drawn(english)[0] == "Clay"
    drop(tree["Genbrugstræ"], tree["Ler"], Place.INSIDE)
    assert drawn(english) == ["Clay", "- Reclaimed wood", "Wood", "CLT"]
    # What it is part of is not in English: it is at the top there.
    drop(tree["Genbrugstræ"], tree["Massivtræ"], Place.INSIDE)
    assert "Reclaimed wood" in drawn(english)


def test_a_ring_in_the_data_is_shown_and_can_be_taken_apart(tree: Words, danish: Locale) -> None:
    Competence.objects.filter(pk=tree["Træ"].pk).update(parent=tree["CLT"])
    assert {word.lstrip("- ") for word in drawn(danish)} == set(tree)
    drop(tree["Træ"], tree["Ler"], Place.AFTER)
    assert drawn(danish) == ["Ler", *BEFORE[:4]]


def test_it_counts_who_has_each(tree: Words, danish: Locale) -> None:
    organisation = Organisation.objects.create(name="Grønt Byg", locale=danish)
    organisation.competences.set([tree["CLT"]])
    organisation.competences_sought.set([tree["CLT"], tree["Ler"]])
    organisation.save()
    person = Person.objects.create(name="Signe", locale=danish)
    person.competences.set([tree["CLT"]])
    person.save()
    nodes = {node.competence.name: node.uses for node in counted_tree_of(danish).nodes()}
    assert nodes == {"Træ": 0, "Genbrugstræ": 0, "Massivtræ": 0, "CLT": 3, "Ler": 1}


def test_a_move_takes_as_many_queries_however_large_the_tree_is(
    tree: Words, danish: Locale
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            step(tree["Ler"], Step.UP)
            step(tree["Ler"], Step.DOWN)
        return len(captured)

    few = queries()
    for number in range(30):
        Competence.objects.create(name=f"C {number}", locale=danish, parent=tree["Ler"])
        Competence.objects.create(name=f"T {number}", locale=danish, sort_order=90)
    assert queries() == few
