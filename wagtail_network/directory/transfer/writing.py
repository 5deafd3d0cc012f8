"""Makes a portion of an import true: organisations, people and memberships, in bulk."""

from collections.abc import Sequence
from typing import Any

from wagtail.models import Revision

from wagtail_network.directory.index.writing import index_organisations
from wagtail_network.directory.transfer import audit
from wagtail_network.directory.transfer.columns import LISTS
from wagtail_network.directory.transfer.contacts import FIELDS
from wagtail_network.directory.transfer.history import (
    begun,
    drafted,
    index_records,
    note_all,
    point_to_revisions,
    republished,
    update_each,
    write_revisions,
)
from wagtail_network.directory.transfer.models import ImportJob, ImportRow
from wagtail_network.directory.transfer.subjects import Subject, give_slug, through
from wagtail_network.directory.transfer.work import Portion, Task, Work
from wagtail_network.networks.membership import Membership
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.people import Person

AT_A_TIME = 500


def carry_out(portion: Portion, work: Work) -> None:
    """In a transaction. The number of queries grows with what is new and changed, not with the
    rows that say what is known.
    """
    tasks = [task for task in portion.tasks if task.row.outcome != ImportRow.Outcome.FAILED]
    subjects = {task.entry.key: portion.subjects[task.entry.key] for task in tasks}
    _write_organisations(list(subjects.values()), tasks, work)
    for task in tasks:
        task.entry.pk = subjects[task.entry.key].organisation.pk
        task.row.organisation_id = task.entry.pk
    _write_people(portion, work)
    _write_memberships(portion)
    index_organisations({task.entry.key for task in tasks if task.row.changes or task.makes})
    for task in tasks:
        task.row.before = before_of(task, subjects[task.entry.key], work.job)


def _write_organisations(subjects: list[Subject], tasks: list[Task], work: Work) -> None:
    new = [subject for subject in subjects if subject.is_new]
    changed = [subject for subject in subjects if subject.changed and not subject.is_new]
    _create(new, work)
    # What waits as a draft changes nothing but the revision.
    shown = [one for one in changed if work.job.publish or not one.organisation.live]
    write_lists(shown, new)
    save_changed(shown, work)
    save_changed([one for one in changed if one not in shown], work, drafts=True)
    rows = {task.entry.key: task.row.number for task in reversed(tasks)}
    _note(new + changed, rows, work.job)


def _create(new: list[Subject], work: Work) -> None:
    records = [subject.organisation for subject in new]
    for record in records:
        give_slug(record, work.known)
        begun(record, live=work.job.publish)
    Organisation.objects.bulk_create(records, batch_size=AT_A_TIME)
    _write_revisions(new, work)
    point_to_revisions(records, live=work.job.publish)
    index_records(records)


def save_changed(subjects: list[Subject], work: Work, *, drafts: bool = False) -> None:
    """Writes the revisions and, unless they are drafts, the columns that have changed.

    The lists have been written. One query for each, and a handful.
    """
    revisions = _write_revisions(subjects, work)
    columns = []
    for subject, revision in zip(subjects, revisions, strict=True):
        one = subject.organisation
        values = drafted(revision) if drafts or not one.live else republished(revision)
        if not drafts:
            values |= {name: getattr(one, name) for name in subject.changed if name not in LISTS}
        columns.append((one.pk, values))
    update_each(Organisation, columns)
    if not drafts:
        index_records([subject.organisation for subject in subjects])


def _write_revisions(subjects: list[Subject], work: Work) -> list[Revision]:
    for subject in subjects:
        subject.load_lists(work.terms)
        subject.earlier_revision = subject.organisation.latest_revision_id
    revisions = write_revisions([one.organisation for one in subjects], work.job.owner)
    for subject, revision in zip(subjects, revisions, strict=True):
        subject.revision = revision.pk
    return revisions


def write_lists(changed: Sequence[Subject], new: Sequence[Subject] = ()) -> None:
    for name in LISTS:
        _write_list(name, [one for one in changed if name in one.changed], new)


def _write_list(name: str, changed: Sequence[Subject], new: Sequence[Subject]) -> None:
    model, organisation, term = through(name)
    keys = [subject.organisation.pk for subject in changed]
    if keys:
        model.objects.filter(**{f"{organisation}__in": keys}).delete()
    rows = [
        model(**{organisation: subject.organisation.pk, term: key})
        for subject in [*changed, *new]
        for key in subject.lists[name]
    ]
    model.objects.bulk_create(rows, batch_size=AT_A_TIME)


def _note(subjects: list[Subject], rows: dict[Any, int], job: ImportJob) -> None:
    def data(record: Any) -> dict[str, Any]:
        return {"file": job.name, "row": rows.get(record.translation_key)}

    note_all([one.organisation for one in subjects], audit.IMPORT, job.owner, data)


def _write_people(portion: Portion, work: Work) -> None:
    contacts, publish = portion.contacts, work.job.publish
    for person in contacts.new:
        # The organisation was saved since.
        person.organisation = person.organisation
        begun(person, live=publish)
    Person.objects.bulk_create(contacts.new, batch_size=AT_A_TIME)
    changed = list(contacts.changed.values())
    people = [*contacts.new, *changed]
    for person in people:
        person.earlier_revision = person.latest_revision_id
        person.competences = work.terms.objects("competences", contacts.competences[person.pk])
    for person, revision in zip(people, write_revisions(people, work.job.owner), strict=True):
        person.revision_written = revision
    point_to_revisions(contacts.new, live=publish)
    update_each(Person, ((person.pk, _columns_of(person, publish)) for person in changed))
    index_records(people)
    note_all(people, audit.IMPORT, work.job.owner, lambda _person: {"file": work.job.name})


def _columns_of(person: Any, publish: bool) -> dict[str, Any]:
    if not publish:
        return drafted(person.revision_written)
    fields = {name: getattr(person, name) for name in FIELDS}
    return fields | (republished if person.live else drafted)(person.revision_written)


def _write_memberships(portion: Portion) -> None:
    found = portion.memberships
    for membership in [*found.new, *found.changed]:
        # Both were saved since.
        membership.organisation = membership.organisation
        membership.contact_person = membership.contact_person
    Membership.objects.bulk_create(found.new, batch_size=AT_A_TIME)
    Membership.objects.bulk_update(
        found.changed, ["status", "since", "source", "contact_person"], batch_size=AT_A_TIME
    )
    index_records(list(found.new))


def before_of(task: Task, subject: Subject, job: ImportJob) -> dict[str, Any]:
    """What a row has made and replaced, for taking it back; JSON can hold it.

    ``revision``: the one written; ``earlier``: the latest before it; ``draft``: whether it waits.
    """
    found: dict[str, Any] = {}
    if task.makes or task.before:
        found["organisation"] = {
            "created": task.makes,
            "replaced": task.before,
            "revision": subject.revision,
            "earlier": subject.earlier_revision,
            "draft": not task.makes and subject.organisation.live and not job.publish,
        }
    if task.person_before is not None:
        found["person"] = {
            "pk": task.person.pk,
            "created": not task.person_before,
            "replaced": task.person_before,
            "revision": task.person.revision_written.pk,
            "earlier": task.person.earlier_revision,
        }
    if task.membership_before is not None:
        found["membership"] = {
            "pk": task.membership.pk,
            "created": not task.membership_before,
            "replaced": task.membership_before,
            "written": _written(task.membership),
        }
    return found


def _written(membership: Membership) -> dict[str, Any]:
    return {
        "status": membership.status,
        "since": membership.since,
        "source": membership.source,
        "contact_person": membership.contact_person_id,
    }
