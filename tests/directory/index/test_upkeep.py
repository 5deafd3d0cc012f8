"""The index is true after whatever changes what is in it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.models.signals import post_migrate
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from wagtail_network.directory.index.checking import wrong_entries
from wagtail_network.directory.index.models import DirectoryEntry
from wagtail_network.directory.index.writing import index_organisations, reindex_all
from wagtail_network.models import (
    Certification,
    Competence,
    Membership,
    Municipality,
    NetworkPage,
    Organisation,
    Person,
    Reference,
    Sector,
)
from wagtail_network.organisations.visibility import Audience

Ask = Callable[..., Any]


@pytest.fixture(autouse=True)
def true_at_the_end(db: None) -> Any:
    yield
    assert [str(problem) for problem in wrong_entries()] == []


def test_what_is_changed_is_found_at_once(make_member: Ask, ask: Ask) -> None:
    member = make_member("Murer Holm")
    assert ask("murer").total == 1
    member.name = "Tømrer Holm"
    member.save()
    assert (ask("murer").total, ask("tømrer").total) == (0, 1)


def test_a_draft_changes_nothing_until_it_is_published(make_member: Ask, ask: Ask) -> None:
    member = make_member("Murer Holm")
    member.name, member.short_text = "Tømrer Holm", "lerpuds"
    revision = member.save_revision()
    assert ask("lerpuds").total == ask("tømrer").total == 0
    revision.publish()
    assert ask("lerpuds").total == ask("tømrer").total == 1


def test_who_is_unpublished_is_gone_with_the_people(make_member: Ask, ask: Ask) -> None:
    member = make_member("Murer Holm")
    Person.objects.create(
        name="Bo", organisation=member, audience=Audience.EVERYONE, locale=member.locale
    )
    assert ask(kind="person").total == 1
    member.unpublish()
    assert ask().total == ask(kind="person").total == 0
    member.save_revision().publish()
    assert ask().total == ask(kind="person").total == 1


def test_who_is_deleted_is_gone_with_the_people(make_member: Ask, ask: Ask) -> None:
    member = make_member("Murer Holm")
    Person.objects.create(
        name="Bo", organisation=member, audience=Audience.EVERYONE, locale=member.locale
    )
    member.delete()
    assert ask().total == ask(kind="person").total == 0
    assert ask().counts["network"] == {}


@pytest.mark.parametrize("status", ["applied", "paused", "left"])
def test_only_who_is_active_is_found(make_member: Ask, ask: Ask, status: str) -> None:
    make_member("Murer Holm")
    membership = Membership.objects.get()
    membership.status = status
    membership.save()
    assert ask().total == 0
    membership.status = "active"
    membership.save()
    assert ask().total == 1
    membership.delete()
    assert ask().total == 0


def test_a_membership_that_is_given_to_another_is_no_longer_the_firsts(
    make_member: Ask, ask: Ask, names: Ask, home: Any
) -> None:
    make_member("A")
    membership = Membership.objects.get()
    membership.organisation = Organisation.objects.create(name="B", locale=home.locale)
    membership.save()
    assert names(ask()) == ["B"]


def test_references_and_lists_are_followed(
    make_member: Ask, ask: Ask, carpentry: Competence, iso: Certification
) -> None:
    member = make_member("A")
    reference = Reference.objects.create(organisation=member, title="Svanemølleskolen")
    assert ask("svanemolle").total == 1
    reference.delete()
    assert ask("svanemolle").total == 0
    member.competences.add(carpentry)
    member.certifications.add(iso)
    member.save()
    assert ask("tømrerarbejde iso").total == 1
    carpentry.organisations.remove(member)
    assert ask("tømrerarbejde").total == 0
    carpentry.organisations.add(member)
    assert ask("tømrerarbejde").total == 1
    carpentry.organisations.clear()
    assert ask("tømrerarbejde").total == 0


def test_words_that_are_renamed_moved_or_deleted_are_followed(
    make_member: Ask, ask: Ask, carpentry: Competence, trade: Sector, iso: Certification
) -> None:
    make_member("A", competences=[carpentry], sector=trade, certifications=[iso])
    trade.name, iso.name = "Entreprise", "Svanemærket"
    trade.save()
    iso.save()
    wood: Any = carpentry.parent
    wood.name = "Trækonstruktion"
    wood.save()
    assert ask("entreprise svanemaerket trækonstruktion").total == 1
    assert ask("håndværk").total == 0
    other = Competence.objects.create(name="Nedrivning", locale=wood.locale)
    carpentry.parent = other
    carpentry.save()
    assert ask("trækonstruktion").total == 0
    assert ask("nedrivning").total == 1
    other.delete()
    assert ask("nedrivning").total == 0
    trade.delete()
    iso.delete()
    carpentry.delete()
    counts = ask().counts
    assert not counts["sector"] and not counts["certification"] and not counts["competence"]


def test_a_municipality_that_is_renamed_is_followed(
    make_member: Ask, ask: Ask, koege: Municipality
) -> None:
    make_member("A", municipality=koege)
    koege.name = "Stevns"
    koege.save()
    assert (ask("køge").total, ask("stevns").total) == (0, 1)
    koege.delete()
    assert ask("stevns").total == 0 and ask().counts["municipality"] == {}


def test_a_person_follows_to_another_organisation(make_member: Ask, ask: Ask, koege: Any) -> None:
    person = Person.objects.create(
        name="Bo", organisation=make_member("A"), audience=0, locale=Locale.get_default()
    )
    person.organisation = make_member("B", municipality=koege)
    person.save()
    assert ask("bo køge", kind="person").total == 1
    person.organisation = None
    person.save()
    assert ask("bo", kind="person").total == 0
    person.delete()
    assert ask("bo", kind="person").total == 0


def test_members_in_several_languages_are_one(make_member: Ask, ask: Ask, trade: Sector) -> None:
    danish = make_member("Firma", short_text="tegl", sector=trade)
    english = danish.copy_for_translation(Locale.objects.get_or_create(language_code="en")[0])
    english.name, english.short_text, english.live = "Company", "bricks and pottery", False
    english.save()
    assert ask("bricks").total == 0, "a draft"
    english.live = True
    english.save()
    assert ask().total == 1
    assert ask("brick", language="en").keys == ask("tegl").keys == [danish.translation_key]
    danish.unpublish()
    assert ask("tegl").total == 0
    assert ask("brick", language="en").keys == [danish.translation_key]


def test_a_network_in_several_languages_has_the_same_members(
    make_member: Ask, ask: Ask, network: NetworkPage
) -> None:
    make_member("A")
    network.get_parent().copy_for_translation(
        Locale.objects.get_or_create(language_code="en")[0], True
    )
    english = network.copy_for_translation(
        Locale.objects.get_or_create(language_code="en")[0], True
    )
    Membership.objects.update(network=english)
    reindex_all()
    assert ask().total == 1


def test_what_was_changed_past_django_is_put_right(make_member: Ask, ask: Ask, capsys: Any) -> None:
    member = make_member("Murer Holm")
    Organisation.objects.update(name="Tømrer Holm")
    [problem] = list(wrong_entries())
    assert "Tømrer Holm" in str(problem)
    call_command("network_reindex")
    assert "1" in capsys.readouterr().out
    assert ask("tømrer").total == 1
    assert reindex_all() == 0
    DirectoryEntry.objects.all().delete()
    assert len(list(wrong_entries())) == 1
    index_organisations([member.translation_key])


def test_who_is_gone_is_forgotten_by_writing_everything(make_member: Ask) -> None:
    make_member("Murer Holm").delete()
    assert DirectoryEntry.objects.get().document == ""
    reindex_all()
    assert not DirectoryEntry.objects.exists()


def test_nothing_is_written_where_nothing_has_changed(make_member: Ask) -> None:
    member = make_member("Murer Holm")
    before = DirectoryEntry.objects.get().stamp
    member.email = "post@example.org"
    member.save()
    assert DirectoryEntry.objects.get().stamp == before


def test_people_without_an_organisation_leave_nothing_in_the_index(home: Any) -> None:
    Person.objects.create(name="Bo", audience=0, locale=home.locale)
    assert not DirectoryEntry.objects.exists()


def test_the_queries_for_a_batch_do_not_grow_with_it(
    make_member: Ask, django_assert_max_num_queries: Any
) -> None:
    keys = [make_member(f"Murer {number}").translation_key for number in range(30)]
    DirectoryEntry.objects.all().delete()
    with django_assert_max_num_queries(24):
        index_organisations(keys)


def test_a_site_that_has_members_already_gets_the_index_with_its_tables(
    make_member: Ask, ask: Ask
) -> None:
    make_member("Murer Holm")
    DirectoryEntry.objects.all().delete()
    app = apps.get_app_config("wagtail_network")
    told = {"sender": app, "using": "default", "app_config": app}
    post_migrate.send(**told, plan=[])
    assert ask().total == 0, "nothing was migrated"
    post_migrate.send(**told, plan=["something"])
    assert ask().total == 1


def test_who_was_in_a_network_that_is_deleted_is_written_at_once(
    make_member: Ask, ask: Ask, network: NetworkPage
) -> None:
    def queries_to_delete(members: int) -> int:
        other = network.get_parent().add_child(instance=NetworkPage(title=f"Andet {members}"))
        for number in range(members):
            member = make_member(f"Murer {members} {number}")
            Membership.objects.create(network=other, organisation=member)
        key = frozenset([str(other.translation_key)])
        assert ask(networks=key).total == members
        with CaptureQueriesContext(connection) as captured:
            other.delete()
        assert ask(networks=key).total == 0
        return sum("directoryentry" in query["sql"] for query in captured.captured_queries)

    assert queries_to_delete(2) == queries_to_delete(12)


@pytest.mark.parametrize("how", ["one by one", "together"])
def test_many_that_are_deleted_are_gone(make_member: Ask, ask: Ask, how: str) -> None:
    for number in range(3):
        make_member(f"Murer {number}")
    if how == "together":
        Organisation.objects.all().delete()
    else:
        for member in Organisation.objects.all():
            member.delete()
    assert ask().total == 0
