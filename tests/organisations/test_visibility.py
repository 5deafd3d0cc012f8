"""Who may see what: one rule, the stricter of the site's and the member's own."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from wagtail.models import Locale, PageViewRestriction

from wagtail_network.models import Membership, NetworkPage, Organisation, Person
from wagtail_network.organisations.visibility import (
    FIELDS,
    Audience,
    audience_of,
    level_of,
    profile_of,
)

EVERYONE, MEMBERS, COORDINATORS = Audience


@pytest.fixture
def member(organisation: Organisation, network: NetworkPage) -> Membership:
    return Membership.objects.create(network=network, organisation=organisation)


@pytest.fixture
def somebody(django_user_model: Any, db: None) -> Any:
    return django_user_model.objects.create_user("en@example.org", "adgang")


def test_a_visitor_is_everyone(somebody: Any) -> None:
    assert level_of(None) == level_of(AnonymousUser()) == level_of(somebody) == EVERYONE


@pytest.mark.parametrize("status", Membership.Status.values)
def test_who_works_at_an_active_organisation_is_a_member(
    somebody: Any, member: Membership, status: str
) -> None:
    Person.objects.create(name="En", organisation=member.organisation, user=somebody)
    Membership.objects.update(status=status)
    assert level_of(somebody) == (MEMBERS if status == "active" else EVERYONE)


def test_a_person_that_is_not_published_makes_nobody_a_member(
    somebody: Any, member: Membership
) -> None:
    Person.objects.create(name="En", organisation=member.organisation, user=somebody, live=False)
    assert level_of(somebody) == EVERYONE


def test_who_may_change_organisations_is_a_coordinator(somebody: Any, editor: Any) -> None:
    somebody.user_permissions.add(Permission.objects.get(codename="change_organisation"))
    assert level_of(somebody) == level_of(editor) == COORDINATORS


@pytest.mark.parametrize("own", Audience)
@pytest.mark.parametrize("site", Audience)
@pytest.mark.parametrize("whole", Audience)
def test_the_stricter_wins(
    organisation: Organisation, settings: Any, own: Audience, site: Audience, whole: Audience
) -> None:
    settings.WAGTAIL_NETWORK = {"FIELD_AUDIENCES": {"organisation.phone": site.name.lower()}}
    organisation.visibility = {"phone": int(own)}
    organisation.audience = whole
    assert audience_of(organisation, "phone") == max(own, site, whole)


@pytest.mark.parametrize("kind", ["organisation", "person"])
def test_every_field_is_hidden_from_who_may_not_see_it(
    kind: str, organisation: Organisation, speaker: Person
) -> None:
    item = organisation if kind == "organisation" else speaker
    item.visibility = dict.fromkeys(FIELDS[kind], int(COORDINATORS))
    profile = profile_of(item, MEMBERS)
    for field in FIELDS[kind]:
        assert not profile.shows(field)
        names = ("municipality", "address", "city") if field == "place" else (field,)
        for name in names if field != "people" else ():
            assert not getattr(profile, name), name
    assert profile.name == item.name


def test_a_profile_tells_nothing_that_has_no_rule(organisation: Organisation) -> None:
    profile = profile_of(organisation, EVERYONE)
    for name in ("visibility", "audience", "people", "memberships", "latest_revision", "save"):
        with pytest.raises(AttributeError):
            getattr(profile, name)
    with pytest.raises(KeyError):
        audience_of(organisation, "phonee")


def test_an_organisation_is_found_by_those_who_may_see_its_network(
    member: Membership, somebody: Any, editor: Any
) -> None:
    found = Organisation.objects.visible_to
    assert list(found(None)) == [member.organisation]
    PageViewRestriction.objects.create(
        page=member.network, restriction_type=PageViewRestriction.LOGIN
    )
    assert not found(None)
    assert list(found(somebody)) == [member.organisation]
    Membership.objects.update(status=Membership.Status.LEFT)
    assert not found(somebody)
    assert list(found(editor)) == [member.organisation]


@pytest.mark.parametrize("hidden", [{"live": False}, {"audience": MEMBERS}])
def test_an_organisation_that_is_a_draft_or_for_members_is_not_found_by_everyone(
    member: Membership, hidden: dict[str, Any]
) -> None:
    Organisation.objects.update(**hidden)
    assert not Organisation.objects.visible_to(None)


def test_nobody_is_listed_who_was_not_put_there(member: Membership) -> None:
    person = Person.objects.create(name="En", organisation=member.organisation)
    assert not Person.objects.visible_to(None)
    Person.objects.update(audience=EVERYONE)
    assert list(Person.objects.visible_to(None)) == [person]
    Organisation.objects.update(visibility={"people": int(MEMBERS)})
    assert not Person.objects.visible_to(None)


def test_the_site_can_close_all_profiles(member: Membership, editor: Any, settings: Any) -> None:
    settings.WAGTAIL_NETWORK = {"FIELD_AUDIENCES": {"organisation": "coordinators"}}
    assert not Organisation.objects.visible_to(None)
    assert Organisation.objects.visible_to(editor)


@pytest.mark.parametrize("kind", ["organisation", "person"])
def test_what_one_language_hides_another_does_not_tell(
    kind: str, organisation: Organisation, speaker: Person
) -> None:
    item: Any = organisation if kind == "organisation" else speaker
    english = item.copy_for_translation(Locale.objects.get_or_create(language_code="en")[0])
    english.live = True
    english.save()
    item.visibility, item.audience = {"email": int(COORDINATORS)}, MEMBERS
    item.save()
    english.refresh_from_db()
    assert (english.visibility, english.audience) == ({"email": int(COORDINATORS)}, MEMBERS)
    english.visibility = {}
    english.save()
    item.refresh_from_db()
    assert item.visibility == {}


def test_a_draft_changes_nobody_s_choice(organisation: Organisation) -> None:
    english = organisation.copy_for_translation(Locale.objects.get_or_create(language_code="en")[0])
    english.save()
    organisation.visibility = {"email": int(MEMBERS)}
    organisation.save_revision()
    english.refresh_from_db()
    assert english.visibility == {}
