"""Writes what is known of members into the index, in the transaction of what has changed.

What is written is not counted yet. That is done after the transaction, in one of its own, since
whoever counts lets nobody else count until it ends; until then everybody reads the entry anew.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from wagtail_network.core.alphabet import sort_key
from wagtail_network.core.retrying import in_transaction
from wagtail_network.directory.index.describing import organisation_drafts, person_drafts
from wagtail_network.directory.index.documents import Draft
from wagtail_network.directory.index.models import UNCOUNTED, DirectoryEntry, IndexVersion, Kind
from wagtail_network.directory.index.terms import Terms
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.people import Person

AT_A_TIME = 500
WRITTEN = ["name", "sort_key", "audience", "document", "updated", "version", "stamp"]


@dataclass(frozen=True)
class Described:
    model: Any
    drafts: Callable[[list[UUID], Terms], dict[UUID, Draft]]


KINDS = {
    Kind.ORGANISATION: Described(Organisation, organisation_drafts),
    Kind.PERSON: Described(Person, person_drafts),
}


def index_organisations(keys: Iterable[UUID]) -> int:
    """Writes the organisations with these translation keys, and their people.

    Those that are not published any more are taken out. Says how many entries have changed. About
    twenty queries for each 500.
    """
    changed = 0
    for portion in portions(keys):
        people = Person._base_manager.filter(organisation__translation_key__in=portion)
        changed += _index(Kind.ORGANISATION, portion)
        changed += index_people(people.values_list("translation_key", flat=True))
    return changed


def index_people(keys: Iterable[UUID]) -> int:
    return sum(_index(Kind.PERSON, portion) for portion in portions(keys))


def reindex_all() -> int:
    """Writes every entry that is not as it must be, and forgets those of whom there is nothing.

    Says how many were changed. Each portion in a transaction of its own.
    """
    changed = 0
    for kind in Kind:
        for portion in portions(all_keys(kind)):
            changed += in_transaction(partial(_index, kind, portion))
    count_up()
    if DirectoryEntry.objects.filter(document="").exists():
        in_transaction(_forget_what_is_gone)
    return changed


def all_keys(kind: str) -> set[UUID]:
    """Of what there is, and of what is in the index."""
    entries = DirectoryEntry.objects.filter(kind=kind).exclude(document="")
    there = KINDS[Kind(kind)].model._base_manager.order_by()
    return {
        *there.values_list("translation_key", flat=True),
        *entries.values_list("key", flat=True),
    }


def entries_of(kind: Kind, keys: list[UUID], terms: Terms) -> Iterator[DirectoryEntry]:
    """The entries as they must be; with an empty document where there is nothing to be found."""
    drafts = KINDS[kind].drafts(keys, terms)
    for key in keys:
        draft = drafts.get(key)
        entry = DirectoryEntry(kind=kind, key=key)
        if draft:
            entry.name, entry.audience = draft.name, draft.audience
            entry.sort_key = sort_key(draft.name, settings.LANGUAGE_CODE)[:600]
            entry.document, entry.updated = draft.as_text(), draft.updated
        yield entry


def differs(entry: DirectoryEntry, stored: DirectoryEntry | None) -> bool:
    """Whether the entry is to be written. When it was updated, an import may not have said."""
    if stored is None:
        return bool(entry.document)
    names = ["document", "audience", "name", "sort_key", *(["updated"] if entry.updated else [])]
    return any(getattr(entry, name) != getattr(stored, name) for name in names)


def count_up(pks: Iterable[int] | None = None) -> None:
    """Gives what has been written its version: the entries with these keys, or all.

    Not within a transaction, which would keep everybody from counting until it ends.
    """
    if connection.in_atomic_block:
        return
    uncounted = DirectoryEntry.objects.filter(version=UNCOUNTED)
    if pks is not None:
        uncounted = uncounted.filter(pk__in=list(pks))
    in_transaction(partial(_count, uncounted))


def _count(uncounted: Any) -> None:
    clock = _clock()
    # Who else has written an entry and not yet ended counts it afterwards.
    if connection.features.has_select_for_update_skip_locked:
        uncounted = uncounted.select_for_update(skip_locked=True)
    pks = list(uncounted.values_list("pk", flat=True))
    if pks:
        clock.number += 1
        clock.save(update_fields=["number"])
        for first in range(0, len(pks), AT_A_TIME):
            counted = DirectoryEntry.objects.filter(pk__in=pks[first : first + AT_A_TIME])
            counted.update(version=clock.number)


def _clock() -> IndexVersion:
    """The one row there is, which nobody else counts on until the transaction ends."""
    IndexVersion.objects.bulk_create([IndexVersion(pk=1)], ignore_conflicts=True)
    return IndexVersion.objects.select_for_update().get(pk=1)


def _index(kind: Kind, keys: list[UUID]) -> int:
    with transaction.atomic():
        made, stored = _held(kind, keys)
        found = list(entries_of(kind, keys, Terms()))
        changed = [entry for entry in found if differs(entry, stored[entry.key])]
        _write(changed, stored)
        if made:
            DirectoryEntry.objects.filter(stamp__in=made, document="").delete()
    return len(changed)


def _held(kind: Kind, keys: list[UUID]) -> tuple[list[UUID], Mapping[UUID, DirectoryEntry]]:
    """The stored entries, which nobody else writes until the transaction ends.

    Those that are missing are made first, so that there is something to hold: two who write the
    same member would each put down what they have seen of it, and the last would win. With their
    stamps, which go when they are written.
    """
    stored = DirectoryEntry.objects.filter(kind=kind, key__in=keys)
    there = set(stored.values_list("key", flat=True))
    missing = [DirectoryEntry(kind=kind, key=key) for key in keys if key not in there]
    DirectoryEntry.objects.bulk_create(missing, AT_A_TIME, ignore_conflicts=True)
    held = {entry.key: entry for entry in stored.select_for_update().order_by("pk")}
    return [entry.stamp for entry in missing], held


def _write(entries: list[DirectoryEntry], stored: Mapping[UUID, DirectoryEntry]) -> None:
    if not entries:
        return
    now = timezone.now()
    for entry in entries:
        entry.version, entry.stamp = UNCOUNTED, uuid4()
        entry.updated = entry.updated or now
    DirectoryEntry.objects.bulk_create(
        entries,
        AT_A_TIME,
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=WRITTEN,
    )
    pks = [stored[entry.key].pk for entry in entries]
    transaction.on_commit(partial(count_up, pks), robust=True)


def _forget_what_is_gone() -> None:
    """Who has read them before reads everything anew."""
    clock = _clock()
    clock.epoch = uuid4()
    clock.save(update_fields=["epoch"])
    DirectoryEntry.objects.filter(document="").delete()


def portions(keys: Iterable[UUID]) -> Iterator[list[UUID]]:
    """In an order, so that two who write the same do not wait for each other."""
    ordered = sorted(set(keys))
    for first in range(0, len(ordered), AT_A_TIME):
        yield ordered[first : first + AT_A_TIME]
