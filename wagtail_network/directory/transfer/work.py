"""A portion of rows: what each would change, and, unless it is a trial, the changes themselves."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from wagtail_network.directory.transfer.columns import label_of
from wagtail_network.directory.transfer.contacts import Contacts
from wagtail_network.directory.transfer.known import Entry, Known
from wagtail_network.directory.transfer.memberships import Memberships
from wagtail_network.directory.transfer.models import ImportJob, ImportRow
from wagtail_network.directory.transfer.parsing import Parsed, column_of, parse
from wagtail_network.directory.transfer.subjects import Subject, load_subjects, new_subject
from wagtail_network.directory.transfer.terms import Terms

Outcome = ImportRow.Outcome


@dataclass
class Task:
    """One row that can be imported, the organisation it is about, and what it does."""

    row: ImportRow
    parsed: Parsed
    entry: Entry
    before: dict[str, Any] | None = None
    person: Any = None
    person_before: dict[str, Any] | None = None
    membership: Any = None
    membership_before: dict[str, Any] | None = None
    makes: bool = False

    @property
    def changes(self) -> list[str]:
        """The names of columns, and "membership" for a place in the network."""
        names = [column_of(name) for name in self.before or {}]
        if self.person_before is not None:
            names += [f"contact_{name}" for name in self.person_before or self.parsed.contact]
        if self.membership_before is not None:
            names += map(column_of, self.membership_before or ["membership"])
        return list(dict.fromkeys(names))


@dataclass
class Portion:
    """What a portion of rows comes to. ``writing.py`` makes it true."""

    job: ImportJob
    tasks: list[Task] = field(default_factory=list)
    subjects: dict[UUID, Subject] = field(default_factory=dict)
    # What earlier portions said of each organisation.
    said: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    contacts: Any = None
    memberships: Any = None
    unknown: dict[str, Counter[str]] = field(default_factory=dict)


class Work:
    """What all portions of a job need, loaded once by each process that is at it."""

    def __init__(self, job: ImportJob) -> None:
        self.job = job
        self.terms = Terms(job.locale_id)
        self.known = Known(job.locale_id)
        self._recall()

    def plan(self, rows: Iterable[ImportRow]) -> Portion:
        """Sets outcome, message and changes of the rows. Some ten queries, however many rows."""
        portion = Portion(self.job)
        pairs = [(row, self._parsed(row)) for row in rows]
        self._recall_words(pairs)
        for row, parsed in pairs:
            self._assign(row, parsed, portion)
        self._load(portion)
        for task in portion.tasks:
            self._apply(task, portion)
        return portion

    def _assign(self, row: ImportRow, parsed: Parsed, portion: Portion) -> None:
        """Finds what the row is about; one that cannot be imported gets its errors."""
        row.cvr, row.folded, row.changes = parsed.cvr, parsed.folded, []
        for kind, name in parsed.unknown:
            portion.unknown.setdefault(kind, Counter())[name] += 1
        try:
            entry = None if parsed.errors else self._entry(row, parsed, portion)
        except ValidationError as error:
            parsed.errors += error.messages
            entry = None
        if entry is None:
            row.outcome, row.message = Outcome.FAILED, "\n".join(parsed.errors)
            return
        portion.tasks.append(Task(row, parsed, entry))

    def _parsed(self, row: ImportRow) -> Parsed:
        create = self.job.create_terms and self.job.status == ImportJob.Status.RUNNING
        return parse(row.named(self.job.columns), self.terms, create=create)

    def _entry(self, row: ImportRow, parsed: Parsed, portion: Portion) -> Entry:
        """Raises ``ValidationError`` where the row does not say which organisation it is about."""
        entry = self.known.find(parsed.cvr, parsed.folded, parsed.domain)
        if entry is None and not parsed.folded:
            raise ValidationError(
                _("No organisation here has this CVR number, and the row has no name.")
                if parsed.cvr
                else _("The row has neither a name nor a CVR number.")
            )
        if entry is None:
            entry = self.known.add(row.number)
        elif entry.row and entry.row != row.number:
            self._compare(entry, parsed)
        entry.row = entry.row or row.number
        portion.said.setdefault(entry.key, entry.said)
        entry.said = {**parsed.values, **entry.said}
        entry.heard.add(row.number)
        self.known.note(entry, parsed.cvr, parsed.folded, parsed.domain)
        return entry

    def _compare(self, entry: Entry, parsed: Parsed) -> None:
        """Several rows may name the contact people of one organisation, but not contradict."""
        differing = [
            name
            for name, value in parsed.values.items()
            if entry.said.get(name, value) != value and not self._is_name_of(entry, name, parsed)
        ]
        if differing:
            message = _(
                "Row %(row)d is about the same organisation and says otherwise: %(columns)s."
            )
            columns = ", ".join(label_of(column_of(name)) for name in differing)
            raise ValidationError(message % {"row": entry.row, "columns": columns})

    def _is_name_of(self, entry: Entry, name: str, parsed: Parsed) -> bool:
        return name == "name" and parsed.folded in entry.names

    def _recall_words(self, pairs: list[tuple[ImportRow, Parsed]]) -> None:
        """What rows that another process went through said of these organisations. One query."""
        cvrs = {parsed.cvr for _row, parsed in pairs} - {""}
        names = {parsed.folded for _row, parsed in pairs} - {""}
        rows = self._done().filter(Q(cvr__in=cvrs) | Q(folded__in=names)).order_by("-number")
        for row in rows.filter(number__lt=min((row.number for row, _parsed in pairs), default=0)):
            entry = self.known.find(row.cvr, row.folded)
            if entry is not None and row.number not in entry.heard:
                entry.heard.add(row.number)
                entry.said = {**entry.said, **self._parsed(row).values}

    def _recall(self) -> None:
        """What earlier portions of the job were about."""
        rows = self._done().order_by("number").values_list("number", "cvr", "folded")
        for number, cvr, folded in rows:
            try:
                entry = self.known.find(cvr, folded) or self.known.add(number)
            except ValidationError:
                continue
            entry.row = entry.row or number
            self.known.note(entry, cvr, folded)

    def _done(self) -> Any:
        return self.job.rows.exclude(outcome__in=[Outcome.WAITING, Outcome.FAILED])

    def _load(self, portion: Portion) -> None:
        entries = {task.entry.key: task.entry for task in portion.tasks}
        subjects = load_subjects(entry.pk for entry in entries.values() if entry.pk)
        portion.contacts = Contacts(entries, self.job.locale_id)
        portion.memberships = Memberships(self.job.network, entries)
        for key, entry in entries.items():
            subject = subjects.get(entry.pk) if entry.pk else None
            portion.subjects[key] = subject or self._made(
                entry, portion.said[key], portion.memberships
            )

    def _made(self, entry: Entry, said: dict[str, Any], memberships: Memberships) -> Subject:
        """One that is new; in a trial it may have been so in an earlier portion."""
        subject = new_subject(self.job.locale_id, self.job.audience, entry.key)
        if subject.put(said):
            memberships.assume(entry.key, subject.organisation)
        return subject

    def _apply(self, task: Task, portion: Portion) -> None:
        subject, row, parsed = portion.subjects[task.entry.key], task.row, task.parsed
        if obstacle := subject.obstacle:
            row.outcome, row.message = Outcome.FAILED, obstacle
            return
        task.makes = subject.is_new and task.entry.row == row.number
        task.before = subject.apply(parsed)
        self._apply_contact(task, portion, subject)
        row.changes = task.changes
        row.message = "\n".join(parsed.remarks)
        if task.makes:
            row.outcome = Outcome.NEW
        else:
            row.outcome = Outcome.CHANGED if row.changes else Outcome.UNCHANGED

    def _apply_contact(self, task: Task, portion: Portion, subject: Subject) -> None:
        key, parsed = task.entry.key, task.parsed
        if parsed.contact:
            task.person, task.person_before = portion.contacts.apply(
                key, subject.organisation, parsed.contact, parsed.remarks
            )
        found = portion.memberships.apply(
            key, subject.organisation, parsed.membership, task.person, parsed.remarks
        )
        if found:
            task.membership, task.membership_before = found
