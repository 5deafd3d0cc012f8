"""Takes back what rows did, where nobody has changed it since and nothing else rests on it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex, Revision

from wagtail_network.directory.index.receivers import all_at_once
from wagtail_network.directory.index.writing import index_organisations
from wagtail_network.directory.transfer import audit
from wagtail_network.directory.transfer.history import note_all, update_each
from wagtail_network.directory.transfer.models import ImportRow
from wagtail_network.directory.transfer.subjects import Subject, load_subjects
from wagtail_network.directory.transfer.work import Work
from wagtail_network.directory.transfer.writing import save_changed, write_lists
from wagtail_network.networks.membership import Membership
from wagtail_network.organisations.models import Organisation, Reference
from wagtail_network.organisations.old_slugs import OldSlug
from wagtail_network.organisations.people import Person

# What goes with an organisation without being missed.
BELONGINGS = (ImportRow, Reference, OldSlug)


def take_back(rows: list[ImportRow], work: Work) -> None:
    """Sets outcome and message of the rows; the last of the file come first. In a transaction."""
    for row in rows:
        row.outcome, row.message = ImportRow.Outcome.TAKEN_BACK, ""
    with all_at_once():
        _take_back_memberships(rows)
        _take_back_people(rows)
        _take_back_organisations(rows, work)


def _keep(row: ImportRow, reason: str) -> None:
    row.outcome = ImportRow.Outcome.KEPT
    row.message = "\n".join(filter(None, [row.message, reason]))


def _take_back_memberships(rows: list[ImportRow]) -> None:
    noted = {row.before["membership"]["pk"]: row for row in rows if "membership" in row.before}
    for membership in Membership.objects.filter(pk__in=noted):
        row = noted[membership.pk]
        before = row.before["membership"]
        if any(_now(membership, name) != value for name, value in before["written"].items()):
            _keep(row, _("The membership was changed since."))
        elif before["created"]:
            membership.delete()
        else:
            for name, value in before["replaced"].items():
                setattr(membership, _column(name), _value(name, value))
            membership.save()


def _now(membership: Membership, name: str) -> Any:
    value = getattr(membership, _column(name))
    return value.isoformat() if name == "since" and value else value


def _column(name: str) -> str:
    return "contact_person_id" if name == "contact_person" else name


def _value(name: str, value: Any) -> Any:
    return parse_date(value) if name == "since" and value else value


def _take_back_people(rows: list[ImportRow]) -> None:
    for row in rows:
        before = row.before.get("person")
        person = Person.objects.filter(pk=before["pk"]).first() if before else None
        if before is None or person is None:
            continue
        if person.latest_revision_id != before["revision"]:
            _keep(row, _("The contact person was changed since."))
        elif before["created"] and _is_used(person):
            _keep(row, _("The contact person is used elsewhere."))
        elif before["created"]:
            person.delete()
        else:
            _restore_person(person, before)


def _restore_person(person: Person, before: dict[str, Any]) -> None:
    """Where it was published, as a new revision: the history tells of both."""
    if person.has_unpublished_changes:
        _drop_draft(person, before["revision"], before["earlier"])
        return
    for name, value in before["replaced"].items():
        setattr(person, name, value)
    person.save_revision(clean=False).publish(log_action=False, skip_permission_checks=True)


def _drop_draft(record: Any, revision: int, earlier: int | None) -> None:
    values = {"latest_revision_id": earlier, "has_unpublished_changes": not record.live}
    update_each(type(record), [(record.pk, values)])
    Revision.objects.filter(pk=revision).delete()


def _take_back_organisations(rows: list[ImportRow], work: Work) -> None:
    noted = [
        (row, row.organisation_id)
        for row in rows
        if "organisation" in row.before and row.organisation_id
    ]
    subjects = load_subjects({pk for _row, pk in noted})
    ours = _our_revisions(work, subjects)
    restored: dict[int, Subject] = {}
    for row, pk in noted:
        subject, before = subjects.get(pk), row.before["organisation"]
        if subject is None:
            continue
        if subject.organisation.latest_revision_id not in ours[pk]:
            _keep(row, _("The profile was changed since."))
        elif before["created"]:
            restored.pop(pk, None)
            _delete(row, subject)
        elif before["draft"]:
            _drop_draft(subject.organisation, before["revision"], before["earlier"])
        else:
            subject.put(before["replaced"])
            restored[pk] = subject
    _restore(restored, rows, work)
    _forget_deleted(rows)


def _forget_deleted(rows: list[ImportRow]) -> None:
    """The rows are about to be written back, with what they point to."""
    pointed = {row.organisation_id for row in rows} - {None}
    there = set(Organisation.objects.filter(pk__in=pointed).values_list("pk", flat=True))
    for row in rows:
        row.organisation_id = row.organisation_id if row.organisation_id in there else None


def _restore(restored: dict[int, Subject], rows: list[ImportRow], work: Work) -> None:
    changed = [subject for subject in restored.values() if subject.changed]
    write_lists(changed)
    save_changed(changed, work)
    index_organisations(subject.organisation.translation_key for subject in changed)
    for row in rows:
        if row.organisation_id and row.organisation_id in restored:
            row.before["undone"] = restored[row.organisation_id].revision
    note_all(
        [subject.organisation for subject in changed],
        audit.TAKE_BACK,
        work.job.owner,
        lambda _record: {"file": work.job.name},
    )


def _our_revisions(work: Work, keys: Iterable[int]) -> dict[int, set[int | None]]:
    """The revisions that the job has written of each organisation, in either direction."""
    found: dict[int, set[int | None]] = defaultdict(set)
    rows = work.job.rows.filter(organisation__in=list(keys)).exclude(before={})
    for pk, before in rows.values_list("organisation", "before"):
        found[pk] |= {before.get("undone"), before.get("organisation", {}).get("revision")}
    return found


def _delete(row: ImportRow, subject: Subject) -> None:
    organisation = subject.organisation
    if _is_used(organisation):
        _keep(row, _("The organisation is used elsewhere; it stays."))
        return
    Organisation.objects.get(pk=organisation.pk).delete()


def _is_used(record: Any) -> bool:
    """Whether anything refers to it: another record, or the text of a page."""
    for relation in record._meta.related_objects:
        if relation.one_to_many and relation.related_model not in BELONGINGS:
            referring = relation.related_model._base_manager
            if referring.filter(**{relation.field.name: record.pk}).exists():
                return True
    kind = ContentType.objects.get_for_model(record, for_concrete_model=False)
    return ReferenceIndex.objects.filter(to_content_type=kind, to_object_id=str(record.pk)).exists()
