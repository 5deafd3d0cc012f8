"""What an import does to organisations, people and memberships."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from wagtail.models import ModelLogEntry, ReferenceIndex
from wagtail.search.backends import get_search_backend

from wagtail_network.directory.transfer import jobs
from wagtail_network.models import (
    Competence,
    ImportJob,
    Membership,
    NetworkPage,
    Organisation,
    Person,
)

CVR, OTHER_CVR = "10150817", "13585628"
HANSEN = {
    "name": "Hansen Tømrer & Søn ApS",
    "cvr": "10 15 08 17",
    "short_text": "Vi bygger i træ.",
    "long_text": "Første afsnit.\n\nAndet <b>afsnit</b>.",
    "sector": "tømrer",
    "size": "12 ansatte",
    "municipality": "Køge Kommune",
    "website": "www.hansen.example",
    "email": "post@hansen.example",
    "phone": "+45 12 34 56 78",
    "competences": "Trækonstruktioner; Beton, armering",
    "since": "21-11-2025",
    "source": "Kick-off",
    "contact_name": "Mette Hansen",
    "contact_title": "Direktør",
    "contact_email": "mette@hansen.example",
}


def outcomes(job: ImportJob) -> list[tuple[str, str]]:
    return list(job.rows.values_list("outcome", "message"))


@pytest.mark.usefixtures("words")
def test_a_row_becomes_an_organisation_with_all_that_it_says(
    imported: Callable[..., ImportJob], network: NetworkPage
) -> None:
    job = imported(HANSEN)
    assert outcomes(job) == [("new", "")]
    organisation = Organisation.objects.get()
    assert organisation.cvr == CVR
    assert organisation.slug == "hansen-toemrer-soen-aps"
    assert organisation.long_text == (
        "<p>Første afsnit.</p><p>Andet &lt;b&gt;afsnit&lt;/b&gt;.</p>"
    )
    assert organisation.sector.name == "Tømrer"
    assert organisation.municipality.name == "Køge"
    assert organisation.size == "10"
    assert organisation.website == "https://www.hansen.example"
    assert {one.name for one in organisation.competences.all()} == {
        "Trækonstruktioner",
        "Beton, armering",
    }
    membership = Membership.objects.get(organisation=organisation)
    assert membership.network_id == network.pk
    assert (membership.status, membership.source) == ("active", "Kick-off")
    assert membership.since == date(2025, 11, 21)
    person = Person.objects.get()
    assert (person.name, person.title) == ("Mette Hansen", "Direktør")
    assert membership.contact_person == person


@pytest.mark.usefixtures("words")
def test_what_is_imported_has_a_history_and_is_published(
    imported: Callable[..., ImportJob], editor: Any
) -> None:
    imported(HANSEN)
    organisation = Organisation.objects.get()
    assert organisation.live
    assert organisation.live_revision == organisation.latest_revision
    assert organisation.live_revision.user == editor
    kept = organisation.live_revision.as_object()
    assert [one.name for one in kept.competences.all()] == [
        one.name for one in organisation.competences.all()
    ]
    assert not organisation.has_unpublished_changes
    assert organisation.first_published_at
    entry = ModelLogEntry.objects.for_instance(organisation).get()
    assert entry.message == "Imported from medlemmer.csv, row 2"
    assert ReferenceIndex.get_references_for_object(organisation).exists()
    assert list(get_search_backend().search("Tømrer", Organisation)) == [organisation]


@pytest.mark.usefixtures("words")
def test_a_trial_changes_nothing_and_says_what_would_happen(
    tried: Callable[..., ImportJob],
) -> None:
    job = tried(HANSEN, {"name": ""} | {"email": "x"}, {"name": "Møller", "cvr": "12345678"})
    assert job.status == ImportJob.Status.CHECKED
    assert not Organisation.objects.exists()
    assert not Person.objects.exists()
    assert [outcome for outcome, _message in outcomes(job)] == ["new", "failed", "failed"]


@pytest.mark.usefixtures("words")
def test_importing_the_same_again_changes_nothing(imported: Callable[..., ImportJob]) -> None:
    imported(HANSEN)
    revision = Organisation.objects.get().latest_revision_id
    job = imported(HANSEN)
    assert outcomes(job) == [("unchanged", "")]
    assert Organisation.objects.get().latest_revision_id == revision
    assert Person.objects.count() == Membership.objects.count() == 1


@pytest.mark.usefixtures("words")
@pytest.mark.parametrize(
    "row",
    [
        {"name": "Helt nyt navn", "cvr": CVR, "phone": "11111111"},
        {"name": "HANSEN TØMRER & SØN", "phone": "11111111"},
        {"cvr": CVR, "phone": "11111111"},
    ],
    ids=["number", "name", "number only"],
)
def test_an_organisation_is_found_by_its_number_or_its_name(
    imported: Callable[..., ImportJob], row: dict[str, str]
) -> None:
    imported(HANSEN)
    job = imported(row)
    assert outcomes(job)[0][0] == "changed"
    organisation = Organisation.objects.get()
    assert organisation.phone == "11111111"
    # What the row does not say stays.
    assert organisation.email == "post@hansen.example"
    assert organisation.competences.count() == 2
    assert organisation.latest_revision.as_object().phone == "11111111"


def test_two_of_one_name_are_told_apart_by_their_numbers(
    imported: Callable[..., ImportJob],
) -> None:
    imported({"name": "Byg ApS", "cvr": CVR}, {"name": "Byg", "cvr": OTHER_CVR})
    assert Organisation.objects.count() == 2
    assert sorted(Organisation.objects.values_list("slug", flat=True)) == ["byg", "byg-aps"]
    [(outcome, message)] = outcomes(imported({"name": "Byg A/S", "phone": "1"}))
    assert outcome == "failed"
    assert message == "2 organisations have this name. Add the CVR number."


def test_a_number_is_added_to_who_had_none(imported: Callable[..., ImportJob]) -> None:
    imported({"name": "Byg ApS"})
    imported({"name": "Byg", "cvr": CVR})
    assert Organisation.objects.get().cvr == CVR


def test_rows_of_one_organisation_give_it_their_contact_people(
    imported: Callable[..., ImportJob],
) -> None:
    job = imported(
        {"name": "Byg ApS", "contact_name": "Mette"},
        {"name": "Andre"},
        {"name": "Byg", "contact_name": "Jens", "phone": "11"},
        {"name": "Byg", "phone": "22"},
    )
    assert [outcome for outcome, _ in outcomes(job)] == ["new", "new", "changed", "failed"]
    assert "Row 2 is about the same organisation and says otherwise: Phone." in outcomes(job)[3][1]
    organisation = Organisation.objects.get(slug="byg-aps")
    assert {person.name for person in organisation.people.all()} == {"Mette", "Jens"}
    assert organisation.phone == "11"


@pytest.mark.parametrize("portion", [1, 2, 500])
def test_portions_make_no_difference(
    tried: Callable[..., ImportJob], portion: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "PORTION", portion)
    rows = [
        {"name": "Byg ApS", "cvr": CVR, "phone": "11"},
        {"name": "Byg", "contact_name": "Jens"},
        {"name": "Byg", "email": "x@example.org"},
        {"name": "Byg", "phone": "22"},
        {"name": "Byg", "email": "x@example.org"},
    ]
    job = tried(*rows)
    expected = ["new", "changed", "changed", "failed", "unchanged"]
    assert [outcome for outcome, _ in outcomes(job)] == expected
    jobs.run(job)
    while job.is_working:
        # Each portion as if by another process.
        jobs.advance(job, seconds=0)
    assert [outcome for outcome, _ in outcomes(job)] == expected
    organisation = Organisation.objects.get()
    assert (organisation.phone, organisation.email) == ("11", "x@example.org")


@pytest.mark.usefixtures("words")
def test_what_is_unknown_is_told_and_made_only_where_that_was_asked(
    tried: Callable[..., ImportJob], imported: Callable[..., ImportJob]
) -> None:
    row = HANSEN | {"competences": "Trækonstruktioner; Solceller", "municipality": "Atlantis"}
    job = tried(row)
    assert job.unknown == {"competence": {"Solceller": 1}, "municipality": {"Atlantis": 1}}
    [(outcome, message)] = outcomes(job)
    assert outcome == "new"
    assert "Competences offered: unknown and left out: Solceller." in message
    imported(row, create_terms=True)
    assert Competence.objects.filter(name="Solceller").count() == 1
    assert Organisation.objects.get().competences.count() == 2


@pytest.mark.usefixtures("words")
def test_an_unknown_name_takes_nothing_away(imported: Callable[..., ImportJob]) -> None:
    imported(HANSEN)
    imported({"cvr": CVR, "competences": "Trækonstruktioner; Solceller"})
    assert Organisation.objects.get().competences.count() == 2
    imported({"cvr": CVR, "competences": "Trækonstruktioner"})
    assert Organisation.objects.get().competences.count() == 1


def test_a_profile_with_a_draft_or_a_lock_is_left_alone(
    imported: Callable[..., ImportJob], organisation: Organisation
) -> None:
    organisation.phone = "99"
    organisation.save_revision()
    [(outcome, message)] = outcomes(imported({"name": "NærHeden", "phone": "11"}))
    assert (outcome, message.split(".")[0]) == (
        "failed",
        "The profile has a draft that is not published",
    )
    organisation.get_latest_revision().publish()
    Organisation.objects.update(locked=True)
    [(outcome, message)] = outcomes(imported({"name": "NærHeden", "phone": "11"}))
    assert (outcome, message) == ("failed", "The profile is locked.")
    organisation.refresh_from_db()
    assert organisation.phone == "99"


def test_an_import_never_widens_who_sees_a_profile(
    imported: Callable[..., ImportJob], organisation: Organisation
) -> None:
    organisation.audience, organisation.visibility = 2, {"email": 2}
    organisation.save()
    imported(
        {"name": "NærHeden", "email": "a@example.org", "contact_name": "Ole"},
        {"name": "Ny ApS"},
        audience=1,
    )
    organisation.refresh_from_db()
    assert (organisation.audience, organisation.visibility) == (2, {"email": 2})
    assert Organisation.objects.get(name="Ny ApS").audience == 1
    # Who was named in somebody's list has not been asked.
    assert Person.objects.get().audience == 2


def test_without_publishing_new_profiles_and_changes_are_drafts(
    imported: Callable[..., ImportJob], organisation: Organisation
) -> None:
    imported({"name": "NærHeden", "phone": "11"}, {"name": "Ny ApS", "phone": "22"}, publish=False)
    organisation.refresh_from_db()
    assert organisation.live
    assert organisation.phone == ""
    assert organisation.has_unpublished_changes
    assert organisation.latest_revision.as_object().phone == "11"
    new = Organisation.objects.get(name="Ny ApS")
    assert (new.live, new.phone, new.has_unpublished_changes) == (False, "22", True)


def test_who_has_left_is_not_brought_back(
    imported: Callable[..., ImportJob], organisation: Organisation, network: NetworkPage
) -> None:
    Membership.objects.create(network=network, organisation=organisation, status="left")
    job = imported({"name": "NærHeden"})
    assert outcomes(job) == [
        ("unchanged", "The organisation has left the network, and stays outside it.")
    ]
    imported({"name": "NærHeden", "status": "Aktiv"})
    assert Membership.objects.get().status == "active"


def test_a_broken_row_does_not_cost_the_others(
    tried: Callable[..., ImportJob], organisation: Organisation
) -> None:
    job = tried({"name": "A"}, {"name": "B"}, {"name": "C"})
    # As if the table had been damaged since: a list is what nobody foresaw.
    job.rows.filter(number=3).update(cells=[["B"]])
    jobs.run(job)
    jobs.advance(job)
    assert job.status == ImportJob.Status.DONE
    assert [outcome for outcome, _ in outcomes(job)] == ["new", "failed", "new"]
    assert "Unexpected error" in outcomes(job)[1][1]
    assert job.claimed_until is None


def test_nobody_works_at_a_job_another_process_has(tried: Callable[..., ImportJob]) -> None:
    job = tried({"name": "A"})
    jobs.run(job)
    ImportJob.objects.update(claimed_until="2999-01-01T00:00Z")
    assert jobs.advance(job).status == ImportJob.Status.RUNNING
    # It was killed.
    ImportJob.objects.update(claimed_until="2000-01-01T00:00Z")
    assert jobs.advance(job).status == ImportJob.Status.DONE


def test_a_job_is_begun_once_and_stopped_in_between(
    tried: Callable[..., ImportJob], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "PORTION", 1)
    job = tried({"name": "A"}, {"name": "B"})
    assert jobs.run(job)
    assert not jobs.run(job)
    jobs.advance(job, seconds=0)
    assert jobs.stop(job)
    job.refresh_from_db()
    assert jobs.advance(job).status == ImportJob.Status.STOPPED
    assert Organisation.objects.count() == 1
    assert jobs.undo(job)
    while job.is_working:
        jobs.advance(job)
    assert job.status == ImportJob.Status.TAKEN_BACK
    assert not Organisation.objects.exists()
