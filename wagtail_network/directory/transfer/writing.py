"""Makes a portion of an import true: organisations, people and memberships, in bulk."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from wagtail_network.directory.transfer import audit
from wagtail_network.directory.transfer.columns import LISTS
from wagtail_network.directory.transfer.contacts import FIELDS
from wagtail_network.directory.transfer.history import (
    drafted,
    index_records,
    note_all,
    published,
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
    for task in tasks:
        task.row.before = before_of(task, subjects[task.entry.key])


def _write_organisations(subjects: list[Subject], tasks: list[Task], work: Work) -> None:
    new = [subject for subject in subjects if subject.is_new]
    changed = [subject for subject in subjects if subject.changed and not subject.is_new]
    for subject in new:
        give_slug(subject.organisation, work.known)
    Organisation.objects.bulk_create([one.organisation for one in new], batch_size=AT_A_TIME)
    # What waits as a draft changes nothing but the revision.
    shown = [one for one in changed if work.job.publish or not one.organisation.live]
    write_lists(shown, new)
    save_subjects(new, shown, [one for one in changed if one not in shown], work)
    rows = {task.entry.key: task.row.number for task in reversed(tasks)}
    _note(new + changed, rows, work.job)


def save_subjects(
    new: list[Subject], shown: list[Subject], drafts: list[Subject], work: Work
) -> None:
    """Writes the revisions, and the columns that go with them.

    ``shown``: changed in their own columns too; ``drafts``: in nothing but the revision. New ones
    have been created, and the lists written.
    """
    touched = [*new, *shown, *drafts]
    for subject in touched:
        subject.load_lists(work.terms)
    records = [subject.organisation for subject in touched]
    earlier = [record.latest_revision_id for record in records]
    revisions = write_revisions(records, work.job.owner)
    now, columns = timezone.now(), []
    for subject, revision, latest in zip(touched, revisions, earlier, strict=True):
        one = subject.organisation
        subject.revision, subject.earlier_revision = revision.pk, latest
        goes_live = one.live or (subject in new and work.job.publish)
        is_draft = subject in drafts or not goes_live
        values = drafted(revision) if is_draft else published(one, revision, now)
        if subject in shown:
            values |= {name: getattr(one, name) for name in subject.changed if name not in LISTS}
        columns.append((one.pk, values))
    update_each(Organisation, columns)
    for subject, (_pk, values) in zip(touched, columns, strict=True):
        for name, value in values.items():
            setattr(subject.organisation, name, value)
    index_records([subject.organisation for subject in [*new, *shown]])


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
        person.organisation, person.live = person.organisation, publish
    Person.objects.bulk_create(contacts.new, batch_size=AT_A_TIME)
    people = [*contacts.new, *contacts.changed.values()]
    for person in people:
        person.competences = work.terms.objects("competences", contacts.competences[person.pk])
    revisions = write_revisions(people, work.job.owner)
    now, columns = timezone.now(), []
    for person, revision in zip(people, revisions, strict=True):
        person.revision_written, person.earlier_revision = revision.pk, person.latest_revision_id
        values = published(person, revision, now) if publish else drafted(revision)
        if publish and person.pk in contacts.changed:
            values |= {name: getattr(person, name) for name in FIELDS}
        columns.append((person.pk, values))
    update_each(Person, columns)
    index_records(people)
    note_all(people, audit.IMPORT, work.job.owner, lambda _person: {"file": work.job.name})


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


def before_of(task: Task, subject: Subject) -> dict[str, Any]:
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
            "draft": subject.organisation.latest_revision_id
            != subject.organisation.live_revision_id,
        }
    if task.person_before is not None:
        found["person"] = {
            "pk": task.person.pk,
            "created": not task.person_before,
            "replaced": task.person_before,
            "revision": task.person.revision_written,
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
