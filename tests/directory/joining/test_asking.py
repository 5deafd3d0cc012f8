"""Applying and claiming, as anybody can, and what becomes of it once the address is confirmed."""

from typing import Any

import pytest
from django.test import Client

from tests.directory.joining.posting import human
from wagtail_network.directory.joining.granting import confirm, grant, refuse
from wagtail_network.directory.joining.proposing import NotOpen
from wagtail_network.models import (
    DirectoryPage,
    Mail,
    Membership,
    Organisation,
    Person,
    ProfileAccess,
)

Status = ProfileAccess.Status
APPLICATION = {
    "organisation_name": "Grønt Byg A/S",
    "cvr": "DK 10 15 08 17",
    "website": "groentbyg.dk",
    "name": "Åse Vinther",
    "title": "direktør",
    "email": "aase@groentbyg.dk",
    "note": "",
}
ASKER = {"name": "Mette Holm", "email": "mette@naerheden.dk", "title": "", "note": ""}


def test_an_application_waits_for_its_address_before_anybody_sees_it(
    client: Client, page: DirectoryPage, contact: str
) -> None:
    answer = client.post(f"{page.url}join/", human(**APPLICATION))
    assert answer.status_code == 302, answer.context["form"].errors
    assert answer.url == f"{page.url}join/sent/"
    access = ProfileAccess.objects.get()
    assert (access.status, access.cvr, access.website) == (
        Status.UNCONFIRMED,
        "10150817",
        "https://groentbyg.dk",
    )
    assert not Organisation.objects.exists()
    assert [mail.kind for mail in Mail.objects.all()] == ["joining.confirm"]


def test_the_same_form_sent_twice_is_one_application(client: Client, page: DirectoryPage) -> None:
    data = human(**APPLICATION)
    for _time in range(2):
        client.post(f"{page.url}join/", data)
    assert ProfileAccess.objects.count() == 1
    assert Mail.objects.count() == 1


@pytest.fixture
def applied(client: Client, page: DirectoryPage, contact: str) -> ProfileAccess:
    client.post(f"{page.url}join/", human(**APPLICATION))
    return confirm(ProfileAccess.objects.get())


def test_a_confirmed_application_waits_for_the_coordinator_as_a_draft(
    applied: ProfileAccess,
) -> None:
    assert applied.status == Status.WAITING
    organisation: Any = applied.organisation
    assert (organisation.live, organisation.slug) == (False, "groent-byg-as")
    assert Membership.objects.get().status == Membership.Status.APPLIED
    assert Mail.objects.filter(kind="joining.waiting").count() == 1


def test_confirming_twice_is_once(applied: ProfileAccess) -> None:
    again = confirm(applied)
    assert again.pk == applied.pk
    assert Organisation.objects.count() == Membership.objects.count() == 1
    assert Mail.objects.filter(kind="joining.waiting").count() == 1


def test_an_accepted_applicant_is_a_member_with_a_person(
    applied: ProfileAccess, editor: Any
) -> None:
    access = grant(applied, editor)
    membership = Membership.objects.get()
    assert (membership.status, membership.contact_person) == ("active", access.person)
    assert Organisation.objects.get().live
    assert Person.objects.get().email == "aase@groentbyg.dk"
    assert Mail.objects.filter(kind="joining.granted").count() == 1
    with pytest.raises(NotOpen):
        grant(applied, editor)


def test_of_a_refused_applicant_nothing_is_left_but_the_answer(
    applied: ProfileAccess, editor: Any
) -> None:
    refuse(applied, editor, "Vi tager kun imod virksomheder fra regionen.")
    assert not Organisation.objects.exists()
    assert not Membership.objects.exists()
    access = ProfileAccess.objects.get()
    assert (access.status, access.about) == (Status.REFUSED, "Grønt Byg A/S")
    assert Mail.objects.filter(kind="joining.refused").count() == 1


def test_a_company_that_is_here_is_asked_about_first(
    client: Client, page: DirectoryPage, member: Organisation
) -> None:
    data = human(**{**APPLICATION, "organisation_name": "nærheden aps"})
    answer = client.post(f"{page.url}join/", data)
    assert [one.pk for one in answer.context["alike"]] == [member.pk]
    assert not ProfileAccess.objects.exists()
    assert client.post(f"{page.url}join/", {**data, "is_new": "on"}).status_code == 302


def test_a_hidden_number_is_not_told_by_the_warning(
    client: Client, page: DirectoryPage, member: Organisation, settings: Any
) -> None:
    Organisation.objects.filter(pk=member.pk).update(
        cvr="10150817", website="https://groentbyg.dk", visibility={"cvr": 1, "website": 1}
    )
    assert client.post(f"{page.url}join/", human(**APPLICATION)).status_code == 302
    access = confirm(ProfileAccess.objects.get())
    assert access.organisation == member
    assert access.status == Status.WAITING


def test_a_claim_from_the_own_domain_is_granted_with_the_confirmation(
    client: Client, page: DirectoryPage, member: Organisation
) -> None:
    client.post(f"{page.url}{member.slug}/claim/", human(**ASKER))
    access = confirm(ProfileAccess.objects.get())
    assert (access.status, access.evidence) == (Status.GRANTED, "domain")


def test_a_claim_waits_where_somebody_looks_after_the_profile_already(
    client: Client, page: DirectoryPage, member: Organisation, access: ProfileAccess
) -> None:
    data = {**ASKER, "email": "bo@naerheden.dk"}
    client.post(f"{page.url}{member.slug}/claim/", human(**data))
    claimed = confirm(ProfileAccess.objects.exclude(pk=access.pk).get())
    assert (claimed.status, claimed.evidence) == (Status.WAITING, "domain")


def test_a_claim_from_anywhere_else_waits(
    client: Client, page: DirectoryPage, member: Organisation
) -> None:
    data = {**ASKER, "email": "mette@gmail.com"}
    client.post(f"{page.url}{member.slug}/claim/", human(**data))
    assert confirm(ProfileAccess.objects.get()).status == Status.WAITING


def test_a_refused_claim_leaves_the_organisation_alone(
    client: Client, page: DirectoryPage, member: Organisation, editor: Any
) -> None:
    data = {**ASKER, "email": "mette@gmail.com"}
    client.post(f"{page.url}{member.slug}/claim/", human(**data))
    refuse(confirm(ProfileAccess.objects.get()), editor, "Nej")
    assert Organisation.objects.get(pk=member.pk).live
    assert Membership.objects.get().status == "active"


def test_the_answer_is_the_same_whether_an_address_is_known_or_not(
    client: Client, page: DirectoryPage, member: Organisation, access: ProfileAccess
) -> None:
    answers = [
        client.post(f"{page.url}{member.slug}/claim/", human(**{**ASKER, "email": email}))
        for email in (access.email, "ukendt@firma.dk")
    ]
    links = [
        client.post(f"{page.url}join/link/", human(email=email))
        for email in (access.email, "ingen@firma.dk")
    ]
    for first, second in (answers, links):
        assert (first.status_code, first.url) == (second.status_code, second.url)
    assert Mail.objects.filter(kind="joining.link", to=access.email).count() == 1
    assert not Mail.objects.filter(kind="joining.link").exclude(to=access.email).exists()


def test_one_address_is_not_written_to_again_and_again(
    client: Client, page: DirectoryPage, member: Organisation
) -> None:
    for _time in range(8):
        answer = client.post(f"{page.url}join/", human(**APPLICATION))
    assert Mail.objects.count() <= 5
    assert answer.context["form"].non_field_errors()
    assert b"aase@groentbyg.dk" in answer.content


def test_a_hidden_organisation_cannot_be_claimed(
    client: Client, page: DirectoryPage, member: Organisation
) -> None:
    Organisation.objects.filter(pk=member.pk).update(audience=1)
    assert client.get(f"{page.url}{member.slug}/claim/").status_code == 404
    assert client.post(f"{page.url}{member.slug}/claim/", human(**ASKER)).status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [("cvr", "12345678"), ("cvr", "x\x00"), ("email", "nej"), ("name", ""), ("website", "::")],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    client: Client, page: DirectoryPage, field: str, value: str
) -> None:
    answer = client.post(f"{page.url}join/", human(**{**APPLICATION, field: value}))
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert "Grønt Byg A/S" in answer.content.decode()


def test_who_is_logged_in_and_linked_gets_to_their_own_page(
    client: Client, page: DirectoryPage, access: ProfileAccess, django_user_model: Any
) -> None:
    user = django_user_model.objects.create_user("mette@naerheden.dk", "adgang")
    Person.objects.filter(pk=access.person_id).update(user=user)
    client.force_login(user)
    answer = client.get(f"{page.url}{access.organisation.slug}/edit/")
    assert answer.url.endswith(f"/profile/{access.token}/")
    ProfileAccess.objects.update(status=Status.ENDED)
    assert client.get(f"{page.url}{access.organisation.slug}/edit/").url.endswith("/claim/")


def test_who_is_not_logged_in_is_asked_to_claim(
    client: Client, page: DirectoryPage, member: Organisation
) -> None:
    assert client.get(f"{page.url}{member.slug}/edit/").url.endswith("/claim/")


def test_two_who_apply_for_one_company_end_at_one_organisation(
    client: Client, page: DirectoryPage, contact: str
) -> None:
    for email in ("aase@groentbyg.dk", "bo@groentbyg.dk"):
        client.post(f"{page.url}join/", human(**{**APPLICATION, "email": email}))
    both = [confirm(one) for one in ProfileAccess.objects.all()]
    assert both[0].organisation == both[1].organisation
    assert Membership.objects.count() == 1


def test_one_who_applies_twice_has_one_access(
    client: Client, page: DirectoryPage, contact: str
) -> None:
    for _time in range(2):
        client.post(f"{page.url}join/", human(**APPLICATION))
    for one in list(ProfileAccess.objects.order_by("pk")):
        confirmed = confirm(one)
    assert ProfileAccess.objects.get() == confirmed
    assert confirmed.status == Status.WAITING
