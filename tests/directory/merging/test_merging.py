"""Whatever pointed at the one that goes points at the one that stays."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import signals
from django.utils import timezone
from wagtail.models import Locale, ModelLogEntry, ReferenceIndex

from tests.directory.merging.conftest import by_default
from wagtail_network.core.relinking.links import CannotMove, move_links
from wagtail_network.directory.index.searching import Question, search
from wagtail_network.directory.merging.choosing import Side
from wagtail_network.directory.merging.kinds import ORGANISATION, PERSON
from wagtail_network.directory.merging.merging import Gone, foresee, merge
from wagtail_network.directory.merging.obstacles import notes, obstacles
from wagtail_network.directory.merging.pairing import Pair, pair
from wagtail_network.models import (
    ArticlePage,
    Competence,
    EventPage,
    Membership,
    NetworkPage,
    Organisation,
    OrganisationSeats,
    Person,
    ProfileAccess,
    ProfileChange,
    Reference,
    Registration,
)
from wagtail_network.organisations.old_slugs import keep_old_slug, organisation_for_old_slug
from wagtail_network.organisations.visibility import Audience


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def partner_of(page: NetworkPage) -> Any:
    return page.partners[0].value["organisation"]


def test_people_references_memberships_and_addresses_go_along(
    both: Pair, carpenter: Person, network: NetworkPage, editor: Any
) -> None:
    Reference.objects.create(organisation=both.other, title="Skolen i Køge")
    Membership.objects.create(network=network, organisation=both.other, contact_person=carpenter)
    keep_old_slug(both.other, "toemrerne-i-koege")
    merge(both, by_default(both), editor)

    kept = Organisation.objects.get()
    assert kept.pk == both.kept.pk
    assert [person.name for person in kept.people.all()] == ["Signe Holm"]
    assert [reference.title for reference in kept.references.all()] == ["Skolen i Køge"]
    assert Membership.objects.get().organisation == kept
    assert Membership.objects.get().contact_person == carpenter
    for slug in ("koege-toemrerne-aps", "toemrerne-i-koege"):
        assert organisation_for_old_slug(slug) == kept


def test_what_is_empty_is_filled_and_lists_are_joined(both: Pair, editor: Any) -> None:
    merge(both, by_default(both), editor)
    kept = Organisation.objects.get()
    assert (kept.name, kept.cvr, kept.email) == (
        "Køge Tømrerne",
        "10150817",
        "mail@koegetoemrerne.example",
    )
    assert {one.name for one in kept.competences.all()} == {"Genbrugstræ", "Lerpuds"}


def test_the_choice_is_the_editors(both: Pair, editor: Any, clay: Competence) -> None:
    choices = by_default(both)
    choices |= {"name": Side.OTHER, "email": Side.KEPT, "competences": Side.KEPT}
    merge(both, choices, editor)
    kept = Organisation.objects.get()
    assert (kept.name, kept.email) == ("Køge Tømrerne ApS", "")
    assert [one.name for one in kept.competences.all()] == ["Genbrugstræ"]


def test_what_either_hides_stays_hidden(both: Pair, editor: Any) -> None:
    both.kept.visibility = {"email": 2, "cvr": 1}
    both.kept.save()
    merge(both, by_default(both), editor)
    assert Organisation.objects.get().visibility == {"email": 2, "cvr": 2}


def test_two_memberships_of_a_network_become_the_stronger_one(
    both: Pair, carpenter: Person, network: NetworkPage, editor: Any
) -> None:
    status = Membership.Status
    own = Membership.objects.create(
        network=network, organisation=both.kept, status=status.LEFT, since=date(2024, 5, 1)
    )
    Membership.objects.create(
        network=network,
        organisation=both.other,
        status=status.ACTIVE,
        since=date(2023, 11, 21),
        contact_person=carpenter,
        source="Opstartsmødet",
    )
    outcome = foresee(both)
    assert [str(row.network) for row in outcome.united] == [network.title]
    merge(both, by_default(both), editor)
    united = Membership.objects.get()
    assert (united.pk, united.status, united.since) == (own.pk, "active", date(2023, 11, 21))
    assert (united.contact_person, united.source) == (carpenter, "Opstartsmødet")


def test_links_in_pages_are_moved_with_nobody_told(
    both: Pair,
    editor: Any,
    with_partners: Callable[..., NetworkPage],
    make_article: Callable[..., ArticlePage],
) -> None:
    page = with_partners(both.other)
    outcome = foresee(both)
    assert [source.title for source in outcome.pages] == [page.title]
    assert partner_of(fresh(page)) == both.other
    merge(both, by_default(both), editor)
    page = fresh(page)
    assert partner_of(page) == both.kept
    assert partner_of(page.latest_revision.as_object()) == both.kept
    assert not page.has_unpublished_changes
    assert page.latest_revision_id == page.live_revision_id
    assert ReferenceIndex.get_references_to(both.kept).filter(
        object_id=page.pk, model_path="partners.partner.organisation"
    )


def test_a_link_that_is_only_in_a_draft_is_moved_too(
    both: Pair, editor: Any, with_partners: Callable[..., NetworkPage]
) -> None:
    page = with_partners(both.other, publish=False)
    assert not page.partners
    assert [source.pk for source in foresee(both).pages] == [page.pk]
    merge(both, by_default(both), editor)
    draft = fresh(page).latest_revision.as_object()
    assert partner_of(draft) == both.kept
    assert not fresh(page).partners


def test_a_draft_of_a_person_keeps_the_organisation(
    both: Pair, editor: Any, carpenter: Person
) -> None:
    carpenter.title = "tømrermester"
    carpenter.save_revision()
    merge(both, by_default(both), editor)
    carpenter = fresh(carpenter)
    assert carpenter.organisation == both.kept
    carpenter.latest_revision.publish()
    carpenter = fresh(carpenter)
    assert (carpenter.organisation, carpenter.title) == (both.kept, "tømrermester")


def test_a_draft_of_the_kept_one_loses_nothing_when_it_is_published_later(
    both: Pair, editor: Any
) -> None:
    Reference.objects.create(organisation=both.other, title="Skolen i Køge")
    both.kept.short_text = "Vi bygger med brugt træ."
    both.kept.save_revision()
    merge(both, by_default(both), editor)
    kept = Organisation.objects.get()
    assert (kept.short_text, kept.has_unpublished_changes) == ("", True)
    kept.latest_revision.publish()
    kept = Organisation.objects.get()
    assert (kept.short_text, kept.cvr) == ("Vi bygger med brugt træ.", "10150817")
    assert kept.references.count() == 1
    assert kept.competences.count() == 2


def test_an_edit_after_the_merge_starts_from_what_was_merged(both: Pair, editor: Any) -> None:
    Reference.objects.create(organisation=both.other, title="Skolen i Køge")
    both.kept.save_revision().publish()
    merge(both, by_default(both), editor)
    draft = Organisation.objects.get().get_latest_revision_as_object()
    assert (draft.cvr, draft.references.count()) == ("10150817", 1)


def test_registrations_follow_and_seats_are_counted_together(
    both: Pair, make_event: Callable[..., EventPage], editor: Any
) -> None:
    event = make_event(takes_registrations=True, seats_per_organisation=2, capacity=10)
    event.save_revision().publish()
    past = make_event("Før", days=-7)
    other, kept = "Grønt Byg", "Groent Byg og Søn"
    for target, name in ((event, other), (event, kept), (past, other)):
        Registration.objects.create(
            event=target, name=name, organisation_name=name, status="registered", language="da"
        )
    Registration.objects.filter(organisation_name=other).update(organisation=both.other)
    Organisation.objects.filter(pk=both.other.pk).update(name=other)
    Organisation.objects.filter(pk=both.kept.pk).update(name=kept)
    again = pair(ORGANISATION, both.kept.pk, both.other.pk)
    assert again
    assert foresee(again).counted == 1
    merge(again, by_default(again), editor)
    counted = OrganisationSeats.objects.get(event=event)
    assert (counted.key, counted.taken) == ("groent byg og soen", 2)
    assert set(Registration.objects.filter(event=past).values_list("organisation_name")) == {
        (other,)
    }
    moved = Registration.objects.filter(organisation=both.kept)
    assert moved.count() == 2


@pytest.fixture
def in_english(both: Pair, english: Locale) -> Organisation:
    copy = both.other.copy_for_translation(english)
    copy.name = "The Køge Carpenters"
    copy.save()
    return copy


def test_a_translation_of_the_other_one_becomes_one_of_the_kept_one(
    both: Pair, in_english: Organisation, network: NetworkPage, editor: Any
) -> None:
    Membership.objects.create(network=network, organisation=in_english)
    again = pair(ORGANISATION, both.kept.pk, both.other.pk)
    assert again and [row.pk for row in again.loose] == [in_english.pk]
    merge(again, {**by_default(again), "email": Side.KEPT}, editor)
    english = Organisation.objects.get(pk=in_english.pk)
    kept = Organisation.objects.get(pk=both.kept.pk)
    assert english.translation_key == kept.translation_key
    # What is the same in every language is what was chosen, and its words are its own.
    assert (english.name, english.email) == ("The Køge Carpenters", "")
    assert Membership.objects.get().organisation == english


def test_translations_of_both_are_merged_language_by_language(
    both: Pair, in_english: Organisation, english: Locale, editor: Any
) -> None:
    mine = both.kept.copy_for_translation(english)
    mine.save()
    jane = Person.objects.create(name="Jane", organisation=in_english, locale=english)
    again = pair(ORGANISATION, both.kept.pk, both.other.pk)
    assert again
    merge(again, {**by_default(again), "name": Side.OTHER}, editor)
    assert set(Organisation.objects.values_list("pk", "name")) == {
        (both.kept.pk, "Køge Tømrerne ApS"),
        (mine.pk, "The Køge Carpenters"),
    }
    assert fresh(jane).organisation_id == mine.pk


def test_it_is_noted_in_the_history_of_the_one_that_stays(
    both: Pair, carpenter: Person, editor: Any
) -> None:
    merge(both, by_default(both), editor)
    entry = ModelLogEntry.objects.get(action="wagtail_network.merge")
    assert entry.object_id == str(both.kept.pk)
    assert entry.user == editor
    assert entry.data["other"] == "Køge Tømrerne ApS"
    assert entry.data["counts"]["wagtail_network.Person"] == 1
    assert ModelLogEntry.objects.filter(action="wagtail.delete", object_id=str(both.other.pk))
    assert "Tømrerne ApS" in entry.message


def test_nothing_has_happened_where_it_fails_half_way(
    both: Pair, carpenter: Person, network: NetworkPage, editor: Any
) -> None:
    Membership.objects.create(network=network, organisation=both.other)

    def refuse(**kwargs: Any) -> None:
        assert fresh(carpenter).organisation == both.kept, "the links have been moved"
        raise RuntimeError

    signals.pre_delete.connect(refuse, sender=Organisation)
    try:
        with pytest.raises(RuntimeError):
            merge(both, by_default(both), editor)
    finally:
        signals.pre_delete.disconnect(refuse, sender=Organisation)
    assert Organisation.objects.count() == 2
    assert fresh(carpenter).organisation == both.other
    assert Membership.objects.get().organisation == both.other
    assert fresh(both.kept).cvr == ""


def test_what_cannot_point_to_the_other_one_is_named_and_nothing_moved(
    both: Pair, carpenter: Person, network: NetworkPage
) -> None:
    for organisation in (both.kept, both.other):
        Membership.objects.create(network=network, organisation=organisation)
    # Without what makes one membership of two.
    with pytest.raises(CannotMove) as error, transaction.atomic():
        move_links(both.move)
    assert error.value.sources == [Membership.objects.get(organisation=both.other)]
    assert fresh(carpenter).organisation == both.other


def test_who_comes_too_late_is_told_and_changes_nothing(
    both: Pair, carpenter: Person, editor: Any
) -> None:
    again = pair(ORGANISATION, both.other.pk, both.kept.pk)
    assert again and again.everything
    merge(both, by_default(both), editor)
    with pytest.raises(Gone):
        merge(again, by_default(again), editor)
    assert fresh(carpenter).organisation == both.kept


def test_foreseeing_changes_nothing(both: Pair, carpenter: Person, network: NetworkPage) -> None:
    Membership.objects.create(network=network, organisation=both.other)
    outcome = foresee(both)
    assert outcome.moved.rows[Person] == 1
    assert outcome.moved.rows[Membership] == 1
    assert fresh(carpenter).organisation == both.other
    assert Membership.objects.get().organisation == both.other


def test_who_looks_after_both_profiles_has_one_access_left(both: Pair, editor: Any) -> None:
    def make(organisation: Organisation, email: str, status: str) -> ProfileAccess:
        return ProfileAccess.objects.create(
            organisation=organisation,
            name="Signe",
            email=email,
            status=status,
            kind="claim",
            language="da",
        )

    asked = make(both.kept, "signe@example.org", "waiting")
    granted = make(both.other, "Signe@example.org", "granted")
    alone = make(both.other, "mads@example.org", "granted")
    merge(both, by_default(both), editor)
    found = {one.pk: (one.status, one.organisation_id) for one in ProfileAccess.objects.all()}
    assert found == {
        asked.pk: ("ended", both.kept.pk),
        granted.pk: ("granted", both.kept.pk),
        alone.pk: ("granted", both.kept.pk),
    }


def test_a_change_that_a_member_proposed_is_decided_first(both: Pair, editor: Any) -> None:
    ProfileChange.objects.create(organisation=both.other, values={"name": "Nyt"})
    [text] = obstacles(both, editor)
    assert "Køge Tømrerne ApS" in text


def test_what_is_scheduled_waits_for_approval_or_is_locked_hinders(
    both: Pair, editor: Any, django_user_model: Any
) -> None:
    assert obstacles(both, editor) == []
    later = timezone.now() + timedelta(days=3)
    both.kept.go_live_at = later
    both.kept.save_revision(approved_go_live_at=later)
    again = pair(ORGANISATION, both.kept.pk, both.other.pk)
    assert again
    [text] = obstacles(again, editor)
    assert "Køge Tømrerne" in text
    owner = django_user_model.objects.create_user("laas@example.org", "adgang")
    Organisation.objects.filter(pk=both.other.pk).update(
        locked=True, locked_by=owner, locked_at=timezone.now()
    )
    again = pair(ORGANISATION, both.kept.pk, both.other.pk)
    assert again and len(obstacles(again, editor)) == 2


def test_an_unpublished_change_of_the_one_that_goes_is_told_of(both: Pair) -> None:
    assert notes(both) == []
    both.other.short_text = "Nyt"
    both.other.save_revision()
    again = pair(ORGANISATION, both.kept.pk, both.other.pk)
    assert again and len(notes(again)) == 1


def test_two_records_of_a_person_are_merged_wherever_they_speak(
    carpenter: Person,
    both: Pair,
    network: NetworkPage,
    make_event: Callable[..., EventPage],
    editor: Any,
) -> None:
    twin = Person.objects.create(
        name="Signe Holm", email="signe@example.org", locale=carpenter.locale, audience=0
    )
    Membership.objects.create(network=network, organisation=both.kept, contact_person=twin)
    speaker = {"type": "item", "id": "1", "value": {"person": twin.pk, "title": ""}}
    item = {"title": "Tale", "kind": "keynote", "day": 1, "minutes": 30, "speakers": [speaker]}
    event = make_event(programme=[{"type": "item", "value": item}])
    two = pair(PERSON, carpenter.pk, twin.pk)
    assert two
    merge(two, by_default(two), editor)
    assert Membership.objects.get().contact_person == carpenter
    assert fresh(event).programme[0].value["speakers"][0]["person"] == carpenter
    assert fresh(carpenter).email == "signe@example.org"
    # Who was not to be found in the directory is not put there by a merge.
    assert fresh(carpenter).audience == 2


def test_one_organisation_in_two_languages_is_no_pair(both: Pair, in_english: Organisation) -> None:
    assert pair(ORGANISATION, both.other.pk, in_english.pk) is None
    assert pair(ORGANISATION, both.other.pk, both.other.pk) is None
    assert pair(ORGANISATION, both.other.pk, 10**9) is None


def by_search(text: str, kind: str = "organisation") -> list[Any]:
    question = Question(kind=kind, networks=None, level=Audience.COORDINATORS, text=text)
    return search(question).keys


def test_the_directory_finds_the_one_that_stays_by_what_both_had(
    both: Pair, carpenter: Person, network: NetworkPage, editor: Any
) -> None:
    Membership.objects.create(network=network, organisation=both.other)
    assert by_search("Lerpuds") == [both.other.translation_key]
    merge(both, by_default(both), editor)
    assert by_search("Lerpuds") == by_search("Køge") == [both.kept.translation_key]
    question = Question(
        kind="person",
        networks=frozenset([str(network.translation_key)]),
        level=Audience.COORDINATORS,
    )
    assert search(question).keys == [carpenter.translation_key]
    call_command("network_check")
