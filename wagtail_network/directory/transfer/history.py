"""Revisions, notes in the history and search entries for many records at once.

Wagtail makes them one by one as a record is saved; what is written in bulk has to bring them along.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast
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


def begun(record: Any, *, live: bool) -> None:
    """Puts into a record that is about to be created what goes with being published, or a draft."""
    now = timezone.now() if live else None
    record.live, record.has_unpublished_changes = live, not live
    record.first_published_at = record.last_published_at = now


def point_to_revisions(records: Sequence[Any], *, live: bool) -> None:
    """Of records just created, each with one revision, that it is the latest. One query."""
    if not records:
        return
    model = type(records[0])
    kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
    own = Revision.objects.filter(content_type=kind, object_id=Cast(OuterRef("pk"), CharField()))
    latest = Subquery(own.order_by().values("pk")[:1])
    values = {"latest_revision": latest} | ({"live_revision": latest} if live else {})
    model._base_manager.filter(pk__in=[record.pk for record in records]).update(**values)


def republished(revision: Revision) -> dict[str, Any]:
    """What a live record's columns are once the revision is live."""
    return {
        "latest_revision": revision,
        "live_revision": revision,
        "last_published_at": timezone.now(),
        "has_unpublished_changes": False,
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
    """Wagtail's own search, and what each record refers to. In a transaction."""
    if not records:
        return
    if class_is_indexed(type(records[0])):
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(type(records[0]), records)
    _index_references(records)


def _index_references(records: Sequence[Any]) -> None:
    """As ``ReferenceIndex.create_or_update_for_object`` does for one, in two queries for all.

    One by one they would take longer than all the rest. What a record refers to only Wagtail
    knows, and says in a method it has not promised: a test sees when it goes.
    """
    kind = ContentType.objects.get_for_model(records[0], for_concrete_model=False)
    keys = [str(record.pk) for record in records]
    ReferenceIndex.objects.filter(base_content_type=kind, object_id__in=keys).delete()
    ReferenceIndex.objects.bulk_create(
        [
            ReferenceIndex(
                content_type=kind,
                base_content_type=kind,
                object_id=str(record.pk),
                to_content_type_id=to_kind,
                to_object_id=to_key,
                model_path=model_path,
                content_path=content_path,
                content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
            )
            for record in records
            for to_kind, to_key, model_path, content_path in set(
                ReferenceIndex._extract_references_from_object(record)
            )
        ],
        batch_size=AT_A_TIME,
    )
