"""A run is taken back, but for what somebody has changed since."""

from collections.abc import Callable

import pytest

from tests.directory.transfer.conftest import finished
from wagtail_network.directory.index.models import DirectoryEntry
from wagtail_network.directory.transfer.jobs import undo
from wagtail_network.models import Competence, ImportJob, Membership, Organisation, Person

pytestmark = pytest.mark.usefixtures("words")
ROW = {
    "name": "NærHeden",
    "phone": "11",
    "competences": "Trækonstruktioner",
    "since": "2025-01-02",
    "contact_name": "Ole Møller",
    "contact_title": "Direktør",
}


def taken_back(job: ImportJob) -> list[tuple[str, str]]:
    assert undo(job)
    finished(job)
    assert job.status == ImportJob.Status.TAKEN_BACK
    return list(job.rows.order_by("number").values_list("outcome", "message"))


def test_what_was_new_is_gone_from_everywhere(imported: Callable[..., ImportJob]) -> None:
    job = imported(ROW, {"name": "NærHeden", "contact_name": "Mette"})
    assert DirectoryEntry.objects.exclude(document="").exists()
    assert taken_back(job) == [("taken_back", "")] * 2
    assert not Organisation.objects.exists()
    assert not Person.objects.exists()
    assert not Membership.objects.exists()
    assert not DirectoryEntry.objects.exclude(document="").exists()
    assert not undo(job)


def test_what_was_changed_has_its_old_values_with_a_revision(
    imported: Callable[..., ImportJob], organisation: Organisation, speaker: Person
) -> None:
    organisation.competences = [Competence.objects.get(name="Beton, armering")]
    organisation.phone = "99"
    organisation.save_revision().publish()
    job = imported(ROW, {"name": "NærHeden", "email": "a@example.org"})
    organisation = Organisation.objects.get()
    assert (organisation.phone, organisation.email) == ("11", "a@example.org")
    assert [outcome for outcome, _ in taken_back(job)] == ["taken_back"] * 2
    organisation = Organisation.objects.get()
    assert (organisation.phone, organisation.email) == ("99", "")
    assert [one.name for one in organisation.competences.all()] == ["Beton, armering"]
    assert organisation.latest_revision.as_object().phone == "99"
    assert (organisation.live, organisation.has_unpublished_changes) == (True, False)
    person = Person.objects.get()
    assert person.title == "projektdirektør"
    assert person.latest_revision.as_object().title == "projektdirektør"
    assert not Membership.objects.exists()


def test_what_was_a_draft_is_withdrawn(
    imported: Callable[..., ImportJob], organisation: Organisation
) -> None:
    organisation.save_revision().publish()
    before = Organisation.objects.get().latest_revision_id
    job = imported({"name": "NærHeden", "phone": "11"}, publish=False)
    assert [outcome for outcome, _ in taken_back(job)] == ["taken_back"]
    organisation = Organisation.objects.get()
    assert organisation.latest_revision_id == before
    assert not organisation.has_unpublished_changes


def test_what_somebody_changed_since_stays(
    imported: Callable[..., ImportJob], organisation: Organisation
) -> None:
    job = imported({"name": "NærHeden", "phone": "11"}, {"name": "Ny"}, {"name": "Uberørt"})
    for name in ("NærHeden", "Ny"):
        one = Organisation.objects.get(name=name)
        one.short_text = "Vi har selv skrevet det."
        one.save_revision().publish()
    reasons = [("kept", "The profile was changed since.")] * 2
    assert taken_back(job) == [*reasons, ("taken_back", "")]
    assert Organisation.objects.get(name="NærHeden").phone == "11"
    assert not Organisation.objects.filter(name="Uberørt").exists()


def test_what_is_used_elsewhere_stays(imported: Callable[..., ImportJob], home: object) -> None:
    job = imported({"name": "Ny"})
    new = Organisation.objects.get()
    Person.objects.create(name="Ansat siden", organisation=new, locale=new.locale)
    assert taken_back(job) == [("kept", "The organisation is used elsewhere; it stays.")]
    assert Organisation.objects.exists()


def test_a_membership_that_was_changed_since_stays(
    imported: Callable[..., ImportJob], organisation: Organisation
) -> None:
    job = imported({"name": "NærHeden"})
    Membership.objects.update(status="paused")
    assert taken_back(job) == [("kept", "The membership was changed since.")]
    assert Membership.objects.exists()
