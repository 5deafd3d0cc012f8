"""The list of memberships: filtered by network, changed several at a time, exported."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Locale, ModelLogEntry
from wagtail.users.models import UserProfile

from wagtail_network.models import Membership, NetworkPage, Organisation, Person

LIST = "/admin/wagtail_network/membership/"


@pytest.fixture(autouse=True)
def in_english(editor: Any) -> None:
    UserProfile.objects.create(user=editor, preferred_language="en")


@pytest.fixture
def other_network(network: NetworkPage) -> NetworkPage:
    return network.get_parent().add_child(instance=NetworkPage(title="Nord", slug="nord"))


@pytest.fixture
def memberships(
    network: NetworkPage, other_network: NetworkPage, organisation: Organisation, speaker: Person
) -> list[Membership]:
    """NærHeden is active here and has applied there; Grønt Byg has applied here."""
    builder = Organisation.objects.create(
        name="=Grønt Byg", cvr="10150817", locale=organisation.locale
    )
    status = Membership.Status
    return [
        Membership.objects.create(
            network=network,
            organisation=organisation,
            since=date(2023, 11, 21),
            contact_person=speaker,
            source="Opstartsmødet",
        ),
        Membership.objects.create(network=network, organisation=builder, status=status.APPLIED),
        Membership.objects.create(
            network=other_network, organisation=organisation, status=status.APPLIED
        ),
    ]


def listed(answer: Any) -> list[str]:
    rows = BeautifulSoup(answer.content, "html.parser").select("tbody tr")
    return [row.select("td")[1].find(string=True, recursive=True).strip() for row in rows]


def statuses(memberships: list[Membership]) -> list[str]:
    return [Membership.objects.get(pk=one.pk).status for one in memberships]


def test_they_are_filtered_by_network_whatever_its_language(
    admin: Client, memberships: list[Membership], network: NetworkPage
) -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    network.get_parent().copy_for_translation(english, copy_parents=True)
    copy = network.copy_for_translation(english)
    Membership.objects.create(
        network=copy, organisation=Organisation.objects.create(name="Abroad", locale=english)
    )
    filtered = admin.get(LIST, {"network": str(network.translation_key)})
    assert sorted(listed(filtered)) == ["=Grønt Byg", "Abroad", "NærHeden"]
    soup = BeautifulSoup(filtered.content, "html.parser")
    links = [link.text.strip() for link in soup.select(".changelist-filter a")]
    assert links.count(network.title) == 1
    assert len(listed(admin.get(LIST, {"network": "made-up"}))) == 4


def test_several_become_active_and_it_is_noted(
    admin: Client, memberships: list[Membership]
) -> None:
    answer = admin.post(
        LIST, {"chosen": [one.pk for one in memberships], "status": "active"}, follow=True
    )
    assert statuses(memberships) == ["active"] * 3
    said = answer.content.decode()
    assert "2 memberships have the status “Active” now." in said
    assert "1 had it already." in said
    assert Membership.objects.get(pk=memberships[0].pk).since == date(2023, 11, 21)
    assert Membership.objects.get(pk=memberships[1].pk).since == timezone.localdate()
    assert (
        ModelLogEntry.objects.filter(
            action="wagtail.edit", content_type__model="membership"
        ).count()
        == 2
    )


def test_everyone_means_those_the_filters_leave(
    admin: Client, memberships: list[Membership], network: NetworkPage
) -> None:
    url = f"{LIST}?status__exact=applied&network={network.translation_key}"
    answer = admin.post(url, {"everyone": "1", "status": "left"})
    assert answer["Location"] == url
    assert statuses(memberships) == ["active", "left", "applied"]


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({}, 404),
        ({"status": "gone", "chosen": "1"}, 404),
        ({"status": "left", "chosen": "x"}, 404),
        ({"status": "left", "chosen": "9" * 30}, 404),
        ({"status": "left", "chosen": "999999"}, 302),
        ({"status": "left"}, 302),
        ({"export": "exe"}, 404),
    ],
)
def test_nonsense_changes_nothing(
    admin: Client, memberships: list[Membership], data: dict[str, str], status: int
) -> None:
    assert admin.post(LIST, data).status_code == status
    assert statuses(memberships) == ["active", "applied", "applied"]


def test_who_may_only_look_ticks_and_changes_nothing(
    client: Client, django_user_model: Any, memberships: list[Membership]
) -> None:
    user = django_user_model.objects.create_user("laeser@example.org", "adgang")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    given = {"chosen": [one.pk for one in memberships], "status": "left"}
    assert client.post(LIST, given).status_code == 302
    assert client.post(LIST, {"export": "csv"}).status_code == 302
    user.user_permissions.set(Permission.objects.filter(codename="view_membership"))
    assert client.post(LIST, given).status_code == 302
    assert statuses(memberships) == ["active", "applied", "applied"]
    soup = BeautifulSoup(client.get(LIST).content, "html.parser")
    assert not soup.select("[name=chosen], [name=status]")


def table(answer: Any) -> list[list[str]]:
    text = answer.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";" if ";" in text else ","))


def test_what_is_filtered_is_exported_without_formulas(
    admin: Client, memberships: list[Membership], network: NetworkPage
) -> None:
    url = f"{LIST}?network={network.translation_key}"
    head, *rows = table(admin.post(url, {"export": "csv"}))
    assert len(head) == 8
    assert {row[0] for row in rows} == {"'=Grønt Byg", "NærHeden"}
    assert ["NærHeden", "", network.title] == next(r for r in rows if r[0] == "NærHeden")[:3]
    book = load_workbook(io.BytesIO(admin.post(url, {"export": "xlsx"}).content))
    values = [row[0].value for row in book.active.iter_rows(min_row=2)]
    assert set(values) == {"=Grønt Byg", "NærHeden"}


def test_the_file_has_only_what_the_exporter_may_see(
    admin: Client,
    client: Client,
    django_user_model: Any,
    memberships: list[Membership],
    speaker: Person,
) -> None:
    Organisation.objects.filter(cvr="10150817").update(visibility={"cvr": 2})
    Person.objects.filter(pk=speaker.pk).update(email="kanarie@example.org")
    seen = admin.post(LIST, {"export": "csv"}).content.decode()
    assert "10150817" in seen and "kanarie@example.org" in seen
    user = django_user_model.objects.create_user("laeser@example.org", "adgang")
    codes = ["view_membership", "access_admin"]
    user.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client.force_login(user)
    seen = client.post(LIST, {"export": "csv"}).content.decode()
    assert "NærHeden" in seen
    assert "10150817" not in seen and "kanarie@example.org" not in seen


def test_list_and_file_take_as_many_queries_whatever_there_is(
    admin: Client, memberships: list[Membership], network: NetworkPage, speaker: Person
) -> None:
    def queries() -> list[int]:
        numbers = []
        for ask in (lambda: admin.get(LIST), lambda: admin.post(LIST, {"export": "csv"})):
            with CaptureQueriesContext(connection) as captured:
                ask()
            numbers.append(len(captured))
        return numbers

    queries()
    few = queries()
    for number in range(10):
        organisation = Organisation.objects.create(name=f"O {number}", locale=speaker.locale)
        Membership.objects.create(
            network=network, organisation=organisation, contact_person=speaker
        )
    assert queries() == few
