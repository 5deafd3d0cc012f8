"""Whoever had one of two words for the same has the other afterwards."""

from typing import Any

import pytest
from django.core.management import call_command
from wagtail.models import Locale, ModelLogEntry

from wagtail_network.directory.competence_tree.arranging import Impossible
from wagtail_network.directory.competence_tree.merging import foresee, merge
from wagtail_network.directory.competence_tree.tree import tree_of
from wagtail_network.directory.index.searching import Question, search
from wagtail_network.models import Competence, Organisation, Person, ProfileChange
from wagtail_network.organisations.visibility import Audience

Words = dict[str, Competence]


@pytest.fixture
def reused(tree: Words, danish: Locale) -> Competence:
    """Another word for Genbrugstræ, with a part of its own."""
    made = Competence.objects.create(name="Brugt træ", locale=danish, sort_order=9)
    Competence.objects.create(name="Drivtømmer", locale=danish, parent=made)
    return made


@pytest.fixture
def builder(tree: Words, reused: Competence, danish: Locale) -> Organisation:
    made = Organisation.objects.create(name="Grønt Byg", locale=danish)
    made.competences.set([tree["Genbrugstræ"], reused])
    made.competences_sought.set([reused])
    made.save()
    made.save_revision().publish()
    return Organisation.objects.get(pk=made.pk)


def names(found: Any) -> list[str]:
    return sorted(one.name for one in found.all())


def test_who_offered_or_sought_it_has_the_other_once(
    tree: Words, reused: Competence, builder: Organisation, editor: Any
) -> None:
    foreseen = foresee(reused, tree["Genbrugstræ"])
    assert (foreseen.organisations, foreseen.people, foreseen.parts) == (1, 0, 1)
    assert names(builder.competences) == ["Brugt træ", "Genbrugstræ"]
    merge(reused, tree["Genbrugstræ"], editor)
    builder = Organisation.objects.get()
    assert names(builder.competences) == ["Genbrugstræ"]
    assert names(builder.competences_sought) == ["Genbrugstræ"]
    assert names(tree["Genbrugstræ"].children) == ["Drivtømmer"]
    assert not Competence.objects.filter(name="Brugt træ").exists()


def test_an_edit_of_what_was_published_before_loses_nothing(
    tree: Words, reused: Competence, builder: Organisation, editor: Any
) -> None:
    merge(reused, tree["Genbrugstræ"], editor)
    draft = Organisation.objects.get().get_latest_revision_as_object()
    assert names(draft.competences) == ["Genbrugstræ"]
    draft.save_revision().publish()
    assert names(Organisation.objects.get().competences_sought) == ["Genbrugstræ"]


def test_a_draft_has_the_other_too(
    tree: Words, reused: Competence, danish: Locale, editor: Any
) -> None:
    person = Person.objects.create(name="Signe", locale=danish)
    person.competences.set([reused])
    person.save_revision()
    assert names(Person.objects.get().competences) == []
    merge(reused, tree["Genbrugstræ"], editor)
    Person.objects.get().latest_revision.publish()
    assert names(Person.objects.get().competences) == ["Genbrugstræ"]


def test_translations_are_merged_with_each_other_or_handed_on(
    tree: Words,
    translated: Words,
    reused: Competence,
    english: Locale,
    editor: Any,
) -> None:
    copy = reused.copy_for_translation(english)
    copy.name = "Used wood"
    copy.save()
    builder = Organisation.objects.create(name="Green Build", locale=english)
    builder.competences.set([copy])
    builder.save()
    merge(reused, tree["Genbrugstræ"], editor)
    assert names(Organisation.objects.get().competences) == ["Reclaimed wood"]
    # Massivtræ is not in English: what is merged into it brings its translation.
    merge(tree["Ler"], tree["Massivtræ"], editor)
    clay = Competence.objects.get(name="Clay")
    assert clay.translation_key == tree["Massivtræ"].translation_key
    assert not Competence.objects.filter(name="Ler").exists()


def test_it_can_be_merged_into_one_of_its_parts(tree: Words, danish: Locale, editor: Any) -> None:
    merge(tree["Træ"], tree["CLT"], editor)
    drawn = [f"{'-' * node.depth}{node.competence}" for node in tree_of(danish).nodes()]
    assert sorted(drawn) == ["-Genbrugstræ", "-Massivtræ", "CLT", "Ler"]


def test_it_is_not_merged_into_itself_or_into_another_language(
    tree: Words, translated: Words, editor: Any
) -> None:
    for into in (tree["Ler"], translated["Clay"], translated["Wood"]):
        with pytest.raises(Impossible):
            merge(tree["Ler"], into, editor)


def test_it_is_noted(tree: Words, editor: Any) -> None:
    merge(tree["Ler"], tree["Træ"], editor)
    entry = ModelLogEntry.objects.get(action="wagtail_network.merge")
    assert (entry.object_id, entry.data["other"]) == (str(tree["Træ"].pk), "Ler")
    assert ModelLogEntry.objects.get(action="wagtail.delete").label == "Ler"


def test_what_a_member_has_proposed_has_the_other_too(
    tree: Words, reused: Competence, builder: Organisation, editor: Any
) -> None:
    kept, ended = tree["Genbrugstræ"], reused
    change = ProfileChange.objects.create(
        organisation=builder,
        before={"competences": sorted([kept.pk, ended.pk])},
        values={"competences": sorted([kept.pk, ended.pk, tree["Ler"].pk]), "name": "Nyt"},
    )
    merge(ended, kept, editor)
    change.refresh_from_db()
    assert change.before == {"competences": [kept.pk]}
    assert change.values == {"competences": sorted([kept.pk, tree["Ler"].pk]), "name": "Nyt"}


def test_the_directory_finds_them_by_the_other_word(
    tree: Words, reused: Competence, builder: Organisation, editor: Any
) -> None:
    def found(competence: Competence) -> list[Any]:
        chosen = {"competence": [str(competence.translation_key)]}
        return search(
            Question(kind="organisation", networks=None, level=Audience.COORDINATORS, chosen=chosen)
        ).keys

    builder.competences.set([reused])
    builder.save()
    assert (found(reused), found(tree["Træ"])) == ([builder.translation_key], [])
    merge(reused, tree["Genbrugstræ"], editor)
    assert found(reused) == []
    assert found(tree["Genbrugstræ"]) == found(tree["Træ"]) == [builder.translation_key]
    call_command("network_check")
