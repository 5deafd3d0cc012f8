"""A member's change becomes a draft and a proposal; nobody loses what they have written."""

from collections.abc import Callable
from typing import Any

import pytest

from wagtail_network.directory.joining.deciding import approve, send_back
from wagtail_network.directory.joining.differences import differences
from wagtail_network.directory.joining.proposing import (
    Conflict,
    NotOpen,
    propose,
    values_now,
    withdraw,
)
from wagtail_network.directory.joining.values import digests
from wagtail_network.models import (
    Competence,
    Mail,
    Organisation,
    Person,
    ProfileAccess,
    ProfileChange,
)

Status = ProfileChange.Status


def change(access: ProfileAccess, item: Any, opened: Any = None, **values: Any) -> Any:
    now = values_now(item)
    opened = digests(now) if opened is None else opened
    return propose(access, item, {**now, **values}, opened)


def published(item: Any) -> Any:
    return type(item).objects.get(pk=item.pk)


def draft(item: Any) -> Any:
    return published(item).get_latest_revision_as_object()


def test_a_change_waits_as_a_draft(access: ProfileAccess, member: Organisation) -> None:
    outcome = change(access, member, phone="12 12 12 12", short_text="En ny bydel.")
    assert outcome.waiting.values == {"phone": "12 12 12 12", "short_text": "En ny bydel."}
    assert outcome.waiting.before["phone"] == "43 43 43 43"
    assert published(member).phone == "43 43 43 43"
    assert draft(member).phone == "12 12 12 12"
    assert Mail.objects.get(kind="joining.changed").to == "koordinator@netvaerk.dk"


def test_an_approved_change_is_published(
    access: ProfileAccess, member: Organisation, editor: Any, competences: list[Competence]
) -> None:
    reference = {
        "id": None,
        "title": "Badehus",
        "text": "",
        "year": 2024,
        "url": "",
        "picture": None,
    }
    keys = [one.pk for one in competences]
    waiting = change(access, member, competences=keys, references=[reference]).waiting
    approve(waiting, waiting.version, editor)
    now = published(member)
    assert list(now.competences.all().order_by("pk")) == competences
    assert now.references.get().title == "Badehus"
    assert not now.has_unpublished_changes
    waiting.refresh_from_db()
    assert waiting.status == Status.APPROVED
    assert Mail.objects.get(kind="joining.change_approved").to == access.email


def test_nobody_approves_what_they_have_not_seen(
    access: ProfileAccess, member: Organisation, editor: Any
) -> None:
    seen = change(access, member, phone="1").waiting.version
    waiting = change(access, member, phone="2").waiting
    with pytest.raises(NotOpen):
        approve(waiting, seen, editor)
    assert published(member).phone == "43 43 43 43"


def test_what_is_sent_back_is_no_draft_any_more(
    access: ProfileAccess, member: Organisation, editor: Any
) -> None:
    waiting = change(access, member, phone="1").waiting
    send_back(waiting, waiting.version, editor, "Skriv det hele nummer.")
    assert not published(member).has_unpublished_changes
    assert draft(member).phone == "43 43 43 43"
    assert Mail.objects.filter(kind="joining.change_sent_back").count() == 1


def test_what_is_withdrawn_leaves_no_draft(access: ProfileAccess, member: Organisation) -> None:
    change(access, member, phone="1")
    withdraw(access, member)
    assert not published(member).has_unpublished_changes
    with pytest.raises(NotOpen):
        withdraw(access, member)


def test_a_coordinators_own_draft_is_neither_shown_nor_published_nor_lost(
    access: ProfileAccess, member: Organisation, editor: Any
) -> None:
    theirs = published(member)
    theirs.short_text = "Halvfærdig kladde"
    theirs.save_revision(user=editor)
    assert values_now(published(member))["short_text"] == "Ny bydel ved Hedehusene."
    waiting = change(access, member, phone="1").waiting
    assert (draft(member).short_text, draft(member).phone) == ("Halvfærdig kladde", "1")
    approve(waiting, waiting.version, editor)
    assert (published(member).short_text, published(member).phone) == (
        "Ny bydel ved Hedehusene.",
        "1",
    )
    assert published(member).has_unpublished_changes
    assert (draft(member).short_text, draft(member).phone) == ("Halvfærdig kladde", "1")


def test_what_a_coordinator_has_written_since_is_kept_when_a_change_is_taken_back(
    access: ProfileAccess, member: Organisation, editor: Any
) -> None:
    change(access, member, phone="1", city="Hedehusene")
    theirs = draft(member)
    theirs.phone = "2"
    theirs.save_revision(user=editor)
    withdraw(access, member)
    assert (draft(member).phone, draft(member).city) == ("2", "")


def test_publishing_the_draft_in_the_admin_approves_the_change(
    access: ProfileAccess, member: Organisation, editor: Any
) -> None:
    change(access, member, phone="1")
    draft(member).save_revision(user=editor).publish(user=editor)
    assert ProfileChange.objects.get().status == Status.APPROVED
    assert Mail.objects.filter(kind="joining.change_approved").count() == 1


def test_two_colleagues_who_change_different_fields_both_get_through(
    access: ProfileAccess, member: Organisation, make_access: Callable[..., ProfileAccess]
) -> None:
    other = make_access("Bo", "bo@naerheden.dk")
    opened, typed = digests(values_now(member)), values_now(member)
    propose(access, member, {**typed, "phone": "1"}, opened)
    outcome = propose(other, member, {**typed, "city": "Taastrup"}, opened)
    assert outcome.waiting.values == {"phone": "1", "city": "Taastrup"}
    assert outcome.joined == ["phone"]


def test_two_colleagues_who_change_the_same_field_are_told(
    access: ProfileAccess, member: Organisation, make_access: Callable[..., ProfileAccess]
) -> None:
    other = make_access("Bo", "bo@naerheden.dk")
    opened, typed = digests(values_now(member)), values_now(member)
    propose(access, member, {**typed, "phone": "1"}, opened)
    with pytest.raises(Conflict) as refused:
        propose(other, member, {**typed, "phone": "2", "city": "Taastrup"}, opened)
    assert refused.value.fields == ["phone"]
    assert refused.value.merged["phone"] == "2"
    assert refused.value.merged["city"] == "Taastrup"
    assert ProfileChange.objects.get().values == {"phone": "1"}


def test_what_is_hidden_is_hidden_at_once_and_what_is_opened_waits(
    access: ProfileAccess, member: Organisation
) -> None:
    Organisation.objects.filter(pk=member.pk).update(visibility={"email": 2})
    outcome = change(access, published(member), visibility={"phone": 1}, audience=1)
    assert published(member).visibility == {"email": 2, "phone": 1}
    assert published(member).audience == 1
    assert outcome.waiting.values == {"visibility": {"phone": 1}}


def test_a_change_in_one_language_reaches_what_is_the_same_in_the_other(
    access: ProfileAccess, member: Organisation, editor: Any
) -> None:
    from wagtail.models import Locale

    english = member.copy_for_translation(Locale.objects.get_or_create(language_code="en")[0])
    english.short_text = "A new district."
    english.save()
    english.save_revision().publish()
    waiting = change(access, member, phone="1", short_text="Bydel.").waiting
    approve(waiting, waiting.version, editor)
    assert published(english).phone == "1"
    assert published(english).short_text == "A new district."


def test_a_change_that_takes_everything_back_waits_no_longer(
    access: ProfileAccess, member: Organisation
) -> None:
    change(access, member, phone="1")
    outcome = change(access, member, phone="43 43 43 43")
    assert outcome.waiting is None
    assert not published(member).has_unpublished_changes


def test_who_has_no_access_any_more_changes_nothing(
    access: ProfileAccess, member: Organisation
) -> None:
    ProfileAccess.objects.update(status="ended")
    with pytest.raises(NotOpen):
        change(access, member, phone="1")
    assert not ProfileChange.objects.exists()


def test_a_person_changes_their_own_details(access: ProfileAccess, editor: Any) -> None:
    person: Any = access.person
    waiting = change(access, person, title="Projektleder", audience=0).waiting
    approve(waiting, waiting.version, editor)
    now = Person.objects.get(pk=person.pk)
    assert (now.title, now.audience) == ("Projektleder", 0)


def test_the_differences_are_told_in_words(
    access: ProfileAccess, member: Organisation, competences: list[Competence]
) -> None:
    waiting = change(
        access,
        member,
        short_text="Ny by ved Hedehusene.",
        competences=[competences[0].pk],
        visibility={"phone": 1},
        audience=0,
    ).waiting
    text, skills = differences(member, waiting.before, waiting.values)
    assert ("gone", "bydel") in text.words
    assert ("new", "by") in text.words
    assert (skills.before, skills.after) == ("", "Træ")


def test_when_it_was_confirmed_is_not_put_back_by_a_draft(
    member: Organisation, editor: Any
) -> None:
    from django.utils import timezone

    old = draft(member)
    revision = old.save_revision()
    now = timezone.now()
    Organisation.objects.filter(pk=member.pk).update(confirmed_at=now)
    type(revision).objects.get(pk=revision.pk).publish()
    assert published(member).confirmed_at == now
