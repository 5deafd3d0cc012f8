"""The way through the admin, for who may and for who may not."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests.directory.transfer.making import csv_of
from wagtail_network.directory.transfer.views import NAME
from wagtail_network.models import ImportJob, Membership, NetworkPage, Organisation

UPLOAD = "/admin/network/import/"
FILE = (
    "Firma;CVR-nr.;Ansatte;Kontaktperson;Bemærkning\n"
    "Hansen ApS;10150817;12;Mette;vigtig\n"
    "Møller;12345678;mange;;\n"
    "<script>alert(1)</script>;;;;\n"
).encode()


@pytest.fixture(autouse=True)
def english_admin(editor: Any) -> None:
    UserProfile.objects.create(user=editor, preferred_language="en")


@pytest.fixture
def upload(admin: Client, network: NetworkPage) -> Callable[..., Any]:
    def post(content: bytes = FILE, name: str = "medlemmer.csv", **data: Any) -> Any:
        file = SimpleUploadedFile(name, content)
        return admin.post(UPLOAD, {"file": file, "network": network.pk, **data})

    return post


def address(step: str, job: ImportJob, *more: str) -> str:
    return reverse(f"{NAME}_{step}", args=[job.pk, *more])


def test_members_are_imported_step_by_step(
    admin: Client, upload: Callable[..., Any], network: NetworkPage
) -> None:
    response = upload()
    job = ImportJob.objects.get()
    assert response.url == address("columns", job)
    page = admin.get(response.url).content.decode()
    assert "vigtig" in page
    assert job.columns == ["name", "cvr", "size", "contact_name", ""]
    chosen = {f"column_{number}": name for number, name in enumerate(job.columns)}
    response = admin.post(address("columns", job), chosen)
    assert response.url == address("job", job)
    working = admin.get(response.url).content.decode()
    assert "0 of 3 rows" in working
    # The page looks again by itself.
    response = admin.post(address("job", job), headers={"HX-Request": "true"})
    assert response["HX-Refresh"] == "true"
    trial = admin.get(address("job", job)).content.decode()
    assert "This is what would happen" in trial
    assert "This is not a CVR number" in trial
    assert "&lt;script&gt;" in trial
    assert "<script>alert" not in trial
    assert not Organisation.objects.exists()
    response = admin.post(address("confirm", job), {"publish": "on", "audience": "1"})
    assert response.url == address("job", job)
    # Without JavaScript a button does it.
    assert admin.post(address("job", job)).url == address("job", job)
    assert "The import is done" in admin.get(address("job", job)).content.decode()
    organisation = Organisation.objects.get(cvr="10150817")
    assert (organisation.audience, organisation.live) == (1, True)
    assert Membership.objects.count() == 2
    assert "medlemmer.csv" in admin.get(UPLOAD).content.decode()


def test_errors_are_a_file_that_can_be_imported_again(
    admin: Client, upload: Callable[..., Any]
) -> None:
    upload()
    job = ImportJob.objects.get()
    admin.post(address("columns", job), {"column_0": "name", "column_1": "cvr"})
    admin.post(address("job", job))
    content = admin.get(address("errors", job), {"format": "csv"}).content.decode("utf-8-sig")
    heading, row, *rest = content.splitlines()
    assert heading.startswith("Row,What is wrong,Firma,CVR-nr.")
    assert "This is not a CVR number" in row
    assert row.startswith("3,")
    assert row.endswith("Møller,12345678,mange,,")
    assert not rest
    assert admin.get(address("errors", job), {"format": "exe"}).status_code == 404
    upload(content.encode())
    assert ImportJob.objects.first().columns[2:4] == ["name", "cvr"]


def test_columns_that_say_nothing_of_who_it_is_are_asked_for(
    admin: Client, upload: Callable[..., Any]
) -> None:
    upload()
    job = ImportJob.objects.get()
    page = admin.post(address("columns", job), {"column_2": "size"}).content.decode()
    assert "Choose which column has the names" in page
    page = admin.post(address("columns", job), {"column_0": "name", "column_1": "name"})
    assert "is chosen for more than one column" in page.content.decode()
    job.refresh_from_db()
    assert job.status == ImportJob.Status.MATCHING


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "This is a PDF"),
        (b"PK\x03\x04", "damaged"),
        (b"Navn\n" + b"x;\x00\n" * 10, "not text"),
    ],
)
def test_a_file_that_cannot_be_read_is_answered_in_words(
    upload: Callable[..., Any], content: bytes, words: str
) -> None:
    response = upload(content)
    assert response.status_code == 200
    assert words in response.content.decode()
    assert not ImportJob.objects.exists()


def test_a_file_is_thrown_away_before_it_is_imported_and_taken_back_after(
    admin: Client, upload: Callable[..., Any], imported: Callable[..., ImportJob]
) -> None:
    upload()
    job = ImportJob.objects.get()
    assert admin.post(address("act", job, "discard")).url == UPLOAD
    assert not ImportJob.objects.exists()
    job = imported({"name": "Hansen"})
    admin.post(address("act", job, "discard"))
    assert ImportJob.objects.exists()
    admin.post(address("act", job, "undo"))
    admin.post(address("job", job))
    assert "The import was taken back" in admin.get(address("job", job)).content.decode()
    assert not Organisation.objects.exists()
    assert admin.post(address("act", job, "else")).status_code == 404
    assert admin.get(address("act", job, "undo")).status_code == 405


@pytest.fixture
def colleague(client: Client, django_user_model: Any, db: None) -> Callable[..., Client]:
    """Somebody in the admin with the rights named."""

    def log_in(*rights: str) -> Client:
        user = django_user_model.objects.create_user("kollega@example.org", "adgang")
        group = Group.objects.create(name="Kolleger")
        group.permissions.set(Permission.objects.filter(codename__in=["access_admin", *rights]))
        user.groups.add(group)
        UserProfile.objects.create(user=user, preferred_language="en")
        client.force_login(user)
        return client

    return log_in


RIGHTS = [
    f"{action}_{model}" for action in ("add", "change") for model in ("organisation", "person")
]


@pytest.mark.parametrize("step", ["job", "columns", "confirm", "errors"])
def test_who_may_not_import_sees_nothing_of_it(
    imported: Callable[..., ImportJob], colleague: Callable[..., Client], step: str
) -> None:
    job = imported({"name": "Hansen"})
    client = colleague(*RIGHTS[1:])
    for response in (client.get(address(step, job)), client.post(address(step, job))):
        assert response.status_code in (302, 405)
        assert "import" not in response.headers.get("Location", "")
    assert client.get(UPLOAD).status_code == 302
    assert client.post(address("act", job, "undo")).status_code == 302
    job.refresh_from_db()
    assert job.status == ImportJob.Status.DONE


def test_who_may_not_publish_imports_drafts_and_takes_nothing_back(
    network: NetworkPage, colleague: Callable[..., Client]
) -> None:
    client = colleague(*RIGHTS)
    page = client.get(UPLOAD).content.decode()
    assert "Members of" not in page
    file = SimpleUploadedFile("a.csv", csv_of({"name": "Hansen", "sector": "Ny"}))
    client.post(UPLOAD, {"file": file, "network": network.pk})
    job = ImportJob.objects.get()
    assert job.network is None
    client.post(address("columns", job), {"column_0": "name", "column_4": "sector"})
    client.post(address("job", job))
    page = client.get(address("job", job)).content.decode()
    assert "Publish at once" not in page
    assert "Create the sectors" not in page
    client.post(address("confirm", job), {"audience": "0", "publish": "on", "create_terms": "on"})
    client.post(address("job", job))
    organisation = Organisation.objects.get()
    assert (organisation.live, organisation.sector) == (False, None)
    assert not Membership.objects.exists()
    assert client.post(address("act", job, "undo")).status_code == 302
    assert Organisation.objects.exists()


def test_addresses_of_what_is_not_there_are_not_found(admin: Client, home: Any) -> None:
    for number in ("1", "99999999999999999999999"):
        assert admin.get(f"{UPLOAD}{number}/").status_code == 404
        assert admin.post(f"{UPLOAD}{number}/undo/").status_code == 404
