"""The list of memberships in the admin."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from wagtail_network.models import Membership, NetworkPage, Organisation

LIST = "/admin/wagtail_network/membership/"


@pytest.fixture
def membership(network: NetworkPage, organisation: Organisation) -> Membership:
    return Membership.objects.create(network=network, organisation=organisation)


@pytest.fixture
def page_editor(client: Client, django_user_model: Any, db: None) -> Any:
    user = django_user_model.objects.create_user("sider@example.org", "adgang")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return user


def test_memberships_are_listed_searched_and_filtered(
    admin: Client, membership: Membership
) -> None:
    for query in ("", "?q=Heden", "?status__exact=active"):
        assert "NærHeden" in admin.get(LIST + query).content.decode(), query
    for query in ("?q=findesikke", "?status__exact=left"):
        assert "NærHeden" not in admin.get(LIST + query).content.decode(), query


def test_a_membership_is_made_edited_and_ended(
    admin: Client, network: NetworkPage, organisation: Organisation
) -> None:
    given = {"network": network.pk, "organisation": organisation.pk, "status": "applied"}
    assert admin.get(f"{LIST}create/").status_code == 200
    admin.post(f"{LIST}create/", {**given, "since": "2023-11-21"})
    membership = Membership.objects.get()
    again = admin.post(f"{LIST}create/", given)
    assert again.status_code == 200
    assert Membership.objects.count() == 1

    edit = f"{LIST}edit/{membership.pk}/"
    assert admin.get(edit).status_code == 200
    admin.post(edit, {**given, "status": "active"})
    membership.refresh_from_db()
    assert membership.status == Membership.Status.ACTIVE
    admin.post(f"{LIST}delete/{membership.pk}/")
    assert not Membership.objects.exists()


@pytest.mark.parametrize("path", ["", "create/", "edit/{}/", "delete/{}/"])
def test_memberships_are_closed_to_an_editor_of_pages_only(
    client: Client, page_editor: Any, membership: Membership, path: str
) -> None:
    answer = client.get(LIST + path.format(membership.pk))
    assert answer.status_code in {302, 403}
    client.post(LIST + path.format(membership.pk))
    assert Membership.objects.count() == 1
    page_editor.user_permissions.set(Permission.objects.filter(content_type__model="membership"))
    assert client.get(LIST + path.format(membership.pk)).status_code == 200


def test_the_menu_shows_the_memberships_only_to_those_who_may_edit_them(
    client: Client, page_editor: Any
) -> None:
    start = reverse("wagtailadmin_home")
    assert LIST not in client.get(start).content.decode()
    page_editor.user_permissions.set(Permission.objects.filter(content_type__model="membership"))
    assert LIST in client.get(start).content.decode()


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"since__gte": "2026-01-01"}, 200),
        ({"since__gte": "nonsense"}, 404),
        ({"organisation__name__regex": "("}, 200),
        ({"nothing": "1"}, 200),
        ({"id": "nonsense"}, 200),
    ],
)
def test_a_filter_made_up_by_hand_is_no_error(
    admin: Client, query: dict[str, str], status: int
) -> None:
    assert admin.get(LIST, query).status_code == status
