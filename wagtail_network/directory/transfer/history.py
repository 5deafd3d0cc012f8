"""Revisions, notes in the history and search entries for many records at once.

Wagtail makes them one by one as a record is saved; what is written in bulk has to bring them along.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backends
from wagtail.search.index import class_is_indexed

AT_A_TIME = 500


def write_revisions(records: Sequence[Any], user: Any) -> list[Revision]:
    """One for each record as it is in memory, in their order. The records do not point to them."""
    if not records:
        return []
    now = timezone.now()
    kind = ContentType.objects.get_for_model(records[0], for_concrete_model=False)
    made = [
        Revision(
            content_type=kind,
            base_content_type=records[0].get_base_content_type(),
            object_id=str(record.pk),
            user=user,
            created_at=now,
            content=record.serializable_data(),
            object_str=str(record),
        )
        for record in records
    ]
    return list(Revision.objects.bulk_create(made, batch_size=AT_A_TIME))


def published(record: Any, revision: Revision, now: datetime) -> dict[str, Any]:
    """What a record's columns are once the revision is live."""
    return {
        "live": True,
        "has_unpublished_changes": False,
        "latest_revision": revision,
        "live_revision": revision,
        "first_published_at": record.first_published_at or now,
        "last_published_at": now,
    }


def drafted(revision: Revision) -> dict[str, Any]:
    """What a record's columns are once the revision waits to be published."""
    return {"has_unpublished_changes": True, "latest_revision": revision}


def update_each(model: Any, columns: Iterable[tuple[int, dict[str, Any]]]) -> None:
    """A statement for each record, which is quicker than one statement of cases for all."""
    for pk, values in columns:
        model._base_manager.filter(pk=pk).update(**values)


def note_all(
    records: Sequence[Any],
    action: str,
    user: Any,
    data: Callable[[Any], dict[str, Any]],
    revisions: Sequence[Revision] = (),
) -> None:
    """An entry in the history of each record, with what ``data`` says of it."""
    if not records:
        return
    now = timezone.now()
    kind = ContentType.objects.get_for_model(records[0], for_concrete_model=False)
    of = {revision.object_id: revision for revision in revisions}
    ModelLogEntry.objects.bulk_create(
        [
            ModelLogEntry(
                content_type=kind,
                object_id=str(record.pk),
                label=str(record)[:255],
                action=action,
                timestamp=now,
                data=data(record),
                user=user,
                revision=of.get(str(record.pk)),
                content_changed=True,
            )
            for record in records
        ],
        batch_size=AT_A_TIME,
    )


def index_records(records: Sequence[Any]) -> None:
    """Wagtail's own search, and where each record is used. In a transaction."""
    if not records:
        return
    if class_is_indexed(type(records[0])):
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(type(records[0]), records)
    for record in records:
        ReferenceIndex.create_or_update_for_object(record)
