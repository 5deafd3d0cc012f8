"""What waits for a coordinator in the admin."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission

from wagtail_network.directory.joining.desk.finding import count_waiting, waiting_for
from wagtail_network.directory.joining.proposing import propose, values_now
from wagtail_network.directory.joining.values import digests
from wagtail_network.models import (
    Mail,
    Membership,
    NetworkPage,
    Organisation,
    ProfileAccess,
    ProfileChange,
)

Status = ProfileAccess.Status
LIST = "/admin/network/waiting/"


def at(item: ProfileAccess | ProfileChange) -> str:
    kind = "access" if isinstance(item, ProfileAccess) else "change"
    return f"{LIST}{kind}/{item.pk}/"


@pytest.fixture
def change(access: ProfileAccess, member: Organisation) -> ProfileChange:
    now = values_now(member)
    typed = {**now, "phone": "12 12 12 12", "visibility": {}, "long_text": "<p>Nyt</p>"}
    waiting = propose(access, member, typed, digests(now), note="Vi er flyttet.").waiting
    assert waiting is not None
    return waiting


@pytest.fixture
def request_(make_access: Callable[..., ProfileAccess]) -> ProfileAccess:
    return make_access("Bo Friis", "bo@gmail.com", status=Status.WAITING, note="Jeg er ny her.")


@pytest.fixture
def coordinator(client: Client, django_user_model: Any, network: NetworkPage) -> Callable[..., Any]:
    """Somebody who may publish organisations, and change the page of a network."""

    def make(page: Any, *codenames: str) -> Any:
        user = django_user_model.objects.create_user("k@netvaerk.dk", "adgang")
        group = Group.objects.create(name="Koordinatorer")
        names = ["access_admin", *(codenames or ("publish_organisation", "change_organisation"))]
        group.permissions.set(Permission.objects.filter(codename__in=names))
        change = Permission.objects.get(
            codename=f"change_{page._meta.pk.related_model._meta.model_name}"
        )
        GroupPagePermission.objects.create(group=group, page_id=page.pk, permission=change)
        user.groups.add(group)
        client.force_login(user)
        return user

    return make


def test_the_list_has_what_waits(
    admin: Client, change: ProfileChange, request_: ProfileAccess
) -> None:
    text = admin.get(LIST).content.decode()
    assert at(change) in text
    assert at(request_) in text
    home = admin.get("/admin/").content.decode()
    assert at(change) in home


def test_the_list_costs_the_same_for_many(
    editor: Any,
    make_access: Callable[..., ProfileAccess],
    request_: ProfileAccess,
    django_assert_num_queries: Any,
) -> None:
    with django_assert_num_queries(4):
        waiting_for(editor)
    for number in range(5):
        make_access(email=f"{number}@x.dk", status=Status.WAITING)
    with django_assert_num_queries(4):
        assert waiting_for(editor).count == 6


def test_a_change_is_shown_field_by_field_and_approved(
    admin: Client, change: ProfileChange, member: Organisation
) -> None:
    text = admin.get(at(change)).content.decode()
    assert "<del>43" in text
    assert "<ins>12" in text
    assert "Vi er flyttet." in text
    admin.post(at(change), {"act": "approve", "version": change.version})
    assert Organisation.objects.get().phone == "12 12 12 12"


def test_sending_back_needs_words(admin: Client, change: ProfileChange) -> None:
    answer = admin.post(at(change), {"act": "send_back", "version": change.version})
    assert "answer" in answer.context["form"].errors
    admin.post(
        at(change), {"act": "send_back", "version": change.version, "answer": "Hele nummeret."}
    )
    change.refresh_from_db()
    assert (change.status, change.answer) == ("sent_back", "Hele nummeret.")


def test_what_was_changed_meanwhile_is_not_approved(admin: Client, change: ProfileChange) -> None:
    admin.post(at(change), {"act": "approve", "version": change.version + 1})
    assert Organisation.objects.get().phone == "43 43 43 43"


def test_a_number_another_organisation_has_by_now_is_refused_with_words(
    admin: Client, access: ProfileAccess, member: Organisation
) -> None:
    now = values_now(member)
    waiting: Any = propose(access, member, {**now, "cvr": "10150817"}, digests(now)).waiting
    Organisation.objects.create(name="Anden", cvr="10150817", locale=member.locale)
    answer = admin.post(at(waiting), {"act": "approve", "version": waiting.version})
    assert "CVR" in str(answer.context["form"].non_field_errors())
    assert Organisation.objects.get(pk=member.pk).cvr == ""


def test_a_request_is_granted(admin: Client, request_: ProfileAccess) -> None:
    assert "Jeg er ny her." in admin.get(at(request_)).content.decode()
    for _time in range(2):
        admin.post(at(request_), {"act": "grant"})
    request_.refresh_from_db()
    assert request_.is_granted
    assert Mail.objects.filter(kind="joining.granted").count() == 1


def test_a_request_is_refused_with_words(admin: Client, request_: ProfileAccess) -> None:
    answer = admin.post(at(request_), {"act": "refuse"})
    assert "answer" in answer.context["form"].errors
    admin.post(at(request_), {"act": "refuse", "answer": "Vi kender dig ikke."})
    request_.refresh_from_db()
    assert request_.status == Status.REFUSED


def test_access_is_ended(admin: Client, access: ProfileAccess) -> None:
    admin.post(at(access), {"act": "end", "answer": "Du er stoppet."})
    access.refresh_from_db()
    assert access.status == Status.ENDED
    assert Mail.objects.filter(kind="joining.ended").count() == 1


def test_a_coordinator_decides_about_their_own_network(
    client: Client, coordinator: Any, network: NetworkPage, request_: ProfileAccess
) -> None:
    user = coordinator(network)
    assert count_waiting(user) == 1
    assert client.get(LIST).status_code == 200
    assert client.get(at(request_)).status_code == 200


def test_a_coordinator_of_another_network_sees_and_decides_nothing(
    client: Client,
    coordinator: Any,
    network_index: Any,
    request_: ProfileAccess,
    change: ProfileChange,
) -> None:
    other = network_index.add_child(instance=NetworkPage(title="Træ", slug="trae"))
    user = coordinator(other)
    assert count_waiting(user) == 0
    for item in (request_, change):
        assert client.get(at(item)).status_code == 404
        assert client.post(at(item), {"act": "grant", "version": 1}).status_code == 404
    membership = Membership.objects.get()
    Membership.objects.update(status="applied")
    assert client.post(LIST, {"act": f"admit:{membership.pk}"}).status_code == 404


def test_an_editor_who_may_not_publish_organisations_decides_nothing(
    client: Client, coordinator: Any, network: NetworkPage, request_: ProfileAccess
) -> None:
    coordinator(network, "change_organisation")
    assert client.get(LIST).status_code == 302
    assert client.post(at(request_), {"act": "grant"}).status_code == 302
    request_.refresh_from_db()
    assert request_.status == Status.WAITING


@pytest.mark.parametrize("path", ["access/9/", "change/9/", f"access/{10**30}/"])
def test_what_is_not_there_is_not_found(admin: Client, path: str) -> None:
    assert admin.get(LIST + path).status_code == 404


@pytest.mark.parametrize("act", ["", "admit", "admit:", "admit:x", f"admit:{10**30}", "drop:1"])
def test_an_act_that_is_none_is_not_found(admin: Client, act: str, member: Any) -> None:
    assert admin.post(LIST, {"act": act}).status_code == 404


def test_everybody_with_access_is_in_a_list(admin: Client, access: ProfileAccess) -> None:
    answer = admin.get("/admin/wagtail_network/profileaccess/")
    assert "Mette Holm" in answer.content.decode()
    assert "/admin/network/waiting/" in admin.get("/admin/").content.decode()
