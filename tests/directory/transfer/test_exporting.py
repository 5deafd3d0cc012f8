"""What leaves the site: only what whoever takes it may see, and nothing a spreadsheet computes."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from openpyxl import load_workbook
from wagtail.models import Locale, ModelLogEntry, PageLogEntry
from wagtail.users.models import UserProfile

from tests.directory.transfer.conftest import finished
from wagtail_network.directory.transfer.columns import guess
from wagtail_network.directory.transfer.exporting import MemberSheet, words_of
from wagtail_network.directory.transfer.jobs import check, keep, run
from wagtail_network.directory.transfer.tables import read_table
from wagtail_network.models import (
    Competence,
    DirectoryPage,
    ImportJob,
    Membership,
    NetworkPage,
    Organisation,
    Person,
)
from wagtail_network.organisations.visibility import Audience

SECRET = "kanariefugl"


@pytest.fixture
def directory(network: NetworkPage) -> DirectoryPage:
    return network.add_child(instance=DirectoryPage(title="Medlemmer", slug="medlemmer"))


@pytest.fixture
def member(network: NetworkPage) -> Organisation:
    """A member that hides everything it can from those who are not coordinators."""
    locale = Locale.get_default()
    competence = Competence.objects.create(name=f"{SECRET}-kompetence", locale=locale)
    hidden = [
        *("short_text", "long_text", "cvr", "place", "website", "linkedin_url", "email", "phone"),
        *("competences", "competences_sought", "sector", "size", "certifications"),
    ]
    organisation = Organisation.objects.create(
        name="=Hansen ApS",
        locale=locale,
        cvr="10150817",
        short_text=SECRET,
        long_text=f"<p>{SECRET}</p><p>=1+1</p>",
        city=SECRET,
        website=f"https://{SECRET}.example",
        email=f"{SECRET}@example.org",
        phone="+45 12 34 56 78",
        size="10",
        competences=[competence],
        visibility=dict.fromkeys(hidden, int(Audience.COORDINATORS)),
    )
    contact = Person.objects.create(
        name=f"{SECRET} Person", organisation=organisation, locale=locale, email="p@example.org"
    )
    Membership.objects.create(
        network=network, organisation=organisation, contact_person=contact, since=date(2025, 1, 2)
    )
    return organisation


@pytest.fixture
def colleague(network: NetworkPage, django_user_model: Any) -> Any:
    """A member: somebody of another organisation of the network."""
    locale = Locale.get_default()
    own = Organisation.objects.create(name="Ærø Byg", locale=locale)
    Membership.objects.create(network=network, organisation=own)
    user = django_user_model.objects.create_user("medlem@example.org", "adgang")
    Person.objects.create(name="Medlem", organisation=own, user=user, locale=locale)
    return user


def rows_of(response: Any) -> list[list[str]]:
    text = response.content.decode("utf-8-sig")
    between = ";" if ";" in text.splitlines()[0] else ","
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=between))


def export(client: Client, page: DirectoryPage, user: Any, **query: str) -> Any:
    client.force_login(user)
    with override("en"):
        return client.get(f"{page.url}export/", {"format": "csv", **query})


def test_a_member_gets_what_a_member_may_see(
    client: Client, directory: DirectoryPage, member: Organisation, colleague: Any
) -> None:
    response = export(client, directory, colleague)
    assert response.status_code == 200
    assert SECRET not in response.content.decode()
    assert "10150817" not in response.content.decode()
    _headings, *rows = rows_of(response)
    assert [row[0] for row in rows] == ["'=Hansen ApS", "Ærø Byg"]
    # Nor can what is hidden be asked for.
    assert len(rows_of(export(client, directory, colleague, q=SECRET))) == 1


def test_a_coordinator_gets_all_of_it(
    client: Client, directory: DirectoryPage, member: Organisation, editor: Any
) -> None:
    headings, row = rows_of(export(client, directory, editor))
    told = dict(zip(headings, row, strict=True))
    assert f"{SECRET}-kompetence" in row
    assert f"{SECRET} Person" in row
    assert "'+45 12 34 56 78" in row
    assert "2025-01-02" in row
    assert told[headings[0]] == "'=Hansen ApS"
    entry = PageLogEntry.objects.get(page=directory.pk, action="wagtail_network.export_members")
    assert (entry.user, entry.data) == (editor, {"count": 1})


def test_who_is_no_member_gets_nothing(
    client: Client, directory: DirectoryPage, member: Organisation, django_user_model: Any
) -> None:
    assert client.get(f"{directory.url}export/").status_code == 403
    stranger = django_user_model.objects.create_user("fremmed@example.org", "adgang")
    assert export(client, directory, stranger).status_code == 403


def test_only_what_is_filtered_is_exported(
    client: Client, directory: DirectoryPage, member: Organisation, colleague: Any, editor: Any
) -> None:
    rows = rows_of(export(client, directory, editor, q="ærø"))
    assert [row[0] for row in rows[1:]] == ["Ærø Byg"]
    assert export(client, directory, editor, format="exe").status_code == 404


def test_formulas_are_texts_in_excel(
    client: Client, directory: DirectoryPage, member: Organisation, editor: Any
) -> None:
    response = export(client, directory, editor, format="xlsx")
    sheet = load_workbook(io.BytesIO(response.content)).active
    assert sheet["A2"].value == "=Hansen ApS"
    assert "f" not in {cell.data_type for cell in sheet[2]}


def test_an_export_that_is_imported_again_changes_nothing(
    client: Client,
    directory: DirectoryPage,
    member: Organisation,
    network: NetworkPage,
    editor: Any,
) -> None:
    for kind in ("csv", "xlsx"):
        table = read_table(export(client, directory, editor, format=kind).content)
        job = ImportJob(name="x", owner=editor, locale=Locale.get_default(), network=network)
        keep(table, job)
        with override("da"):
            columns = guess(table.headings)
        # Only the names of the networks say nothing to an import.
        assert columns.count("") == 1
        check(job, columns)
        finished(job)
        run(job)
        assert list(finished(job).rows.values_list("outcome", "message")) == [("unchanged", "")]


def test_the_list_in_the_admin_is_exported_as_it_is_filtered(
    client: Client, member: Organisation, colleague: Any, editor: Any
) -> None:
    UserProfile.objects.create(user=editor, preferred_language="en")
    client.force_login(editor)
    address = "/admin/snippets/wagtail_network/organisation/"
    assert "export=xlsx" in client.get(address).content.decode()
    rows = rows_of(client.get(address, {"export": "csv", "q": "Ærø"}))
    assert [row[0] for row in rows[1:]] == ["Ærø Byg"]
    rows = rows_of(client.get(address, {"export": "csv"}))
    assert "'=Hansen ApS" in [row[0] for row in rows]
    assert client.get(address, {"export": "xlsx"}).content.startswith(b"PK")
    assert ModelLogEntry.objects.filter(action="wagtail_network.export_members").count() == 3


def test_the_queries_do_not_grow_with_the_organisations(
    network: NetworkPage, editor: Any, django_assert_num_queries: Any
) -> None:
    def asked(count: int) -> int:
        for number in range(count):
            one = Organisation.objects.create(
                name=f"Firma {count} {number}", locale=Locale.get_default()
            )
            Membership.objects.create(network=network, organisation=one)
        keys = list(Organisation.objects.values_list("pk", flat=True))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            sheet = MemberSheet(
                keys, editor, Audience.COORDINATORS, network.locale_id, [network.translation_key]
            )
            assert len(list(sheet.rows())) == len(keys)
        return len(queries)

    assert asked(2) == asked(30)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("", ""),
        ("<p>A &amp; B</p><p>C<br/>D</p>", "A & B\nC\nD"),
        ("<p>A</p><ul><li>B</li></ul>", "A\n– B"),
        ('<p><a href="https://x.example">A</a></p>', "A (https://x.example)"),
    ],
)
def test_a_formatted_text_is_exported_as_its_words(html: str, words: str) -> None:
    assert words_of(html) == words
