"""All there is that points at some rows, moved to others: nothing that was linked is lost.

By foreign keys and lists of any model, also a site's own; by StreamFields, which Wagtail's index
of references knows; and by what is not published yet, which only revisions have.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    ReferenceIndex,
    Revision,
    RevisionMixin,
    TaskState,
)

from wagtail_network.core.relinking.content import Move, move_in_content, move_in_stream

AT_A_TIME = 200


class CannotMove(Exception):
    """Something points there that may not point to the other one, or that nobody can read."""

    def __init__(self, sources: list[Any]) -> None:
        super().__init__(", ".join(map(str, sources)))
        self.sources = sources


@dataclass
class Moved:
    """What was moved: how many rows of each model, and the things whose text linked there."""

    rows: Counter[type[models.Model]] = field(default_factory=Counter)
    sources: list[Any] = field(default_factory=list)
    drafts: int = 0


def move_links(move: Move) -> Moved:
    """Makes everything point to the new rows, in a transaction of the caller's.

    No signals are sent, so nobody is told that a page changed; what is computed from the links, the
    caller computes anew. Raises ``CannotMove``.
    """
    done = Moved()
    sources = list(_sources(move))
    for relation in _pointing_at(move.model):
        _move_rows(relation, move, done)
    for source in sources:
        _move_streams(source, move)
        ReferenceIndex.create_or_update_for_object(source)
    done.sources = sources
    done.drafts = sum(_move_in_revision(revision, move) for revision in _revisions(sources))
    if left := list(_sources(move)):
        raise CannotMove(left)
    return done


def _pointing_at(model: Any) -> Iterator[Any]:
    """Each foreign key to the model, without those of its own lists, which go with the row."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and not relation.concrete):
            continue
        if not (relation.one_to_many or relation.one_to_one) or _is_own_list(relation, model):
            continue
        if isinstance(relation.field, models.ForeignKey) and relation.field.model._meta.managed:
            yield relation


def _is_own_list(relation: Any, model: Any) -> bool:
    """Whether the rows say what this row has, and not who has this row."""
    table = relation.related_model
    if not table._meta.auto_created:
        return False
    lists = [one for one in model._meta.many_to_many if one.remote_field.through is table]
    return any(one.m2m_field_name() == relation.field.name for one in lists)


def _move_rows(relation: Any, move: Move, done: Moved) -> None:
    table, name = relation.related_model, relation.field.name
    rows = table._base_manager.filter(**{f"{name}__in": list(move.keys)})
    pks = list(rows.values_list("pk", flat=True))
    if not pks:
        return
    if table._meta.auto_created:
        _move_list(table, name, move)
    else:
        _move_each(table, name, pks, move)
    done.rows[table] += len(pks)
    if table in ReferenceIndex.indexed_models:
        for row in table._base_manager.filter(pk__in=pks).iterator(chunk_size=AT_A_TIME):
            ReferenceIndex.create_or_update_for_object(row)


def _move_each(table: Any, name: str, pks: list[Any], move: Move) -> None:
    for old, new in move.keys.items():
        try:
            with transaction.atomic():
                table._base_manager.filter(**{name: old}).update(**{name: new})
        except IntegrityError as error:
            raise CannotMove(list(table._base_manager.filter(**{name: old})[:10])) from error


def _move_list(table: Any, name: str, move: Move) -> None:
    """The rows of a list of many: whoever has both the old and the new keeps one."""
    [other] = [one.name for one in table._meta.fields if one.is_relation and one.name != name]
    for old, new in move.keys.items():
        have = table._base_manager.filter(**{name: new}).values_list(f"{other}_id", flat=True)
        rows = table._base_manager.filter(**{name: old})
        rows.filter(**{f"{other}__in": list(have)}).delete()
        rows.update(**{name: new})


def _sources(move: Move) -> Iterator[Any]:
    """The things whose content, as it is published, points at the old rows."""
    targets = ReferenceIndex.objects.filter(
        to_content_type=ReferenceIndex._get_base_content_type(move.model),
        to_object_id__in=list(move.keys),
    )
    # Where the row itself is one of the old ones, it goes.
    own = ContentType.objects.get_for_model(move.model)
    targets = targets.exclude(base_content_type=own, object_id__in=list(move.keys))
    named = targets.order_by().values_list("content_type", "object_id").distinct()
    for content_type, key in sorted(named):
        model: Any = ContentType.objects.get_for_id(content_type).model_class()
        found = model._base_manager.filter(pk=key).first() if model else None
        if found is not None:
            yield found


def _move_streams(source: Any, move: Move) -> None:
    model = type(source)
    changed: dict[str, Any] = {}
    for one in model._meta.get_fields():
        if isinstance(one, StreamField):
            text = one.value_to_string(source)
            moved = move_in_stream(one, text, move)
            if moved != text:
                changed[one.name] = one.to_python(moved)
    if changed:
        model._base_manager.filter(pk=source.pk).update(**changed)
    source.refresh_from_db()


def _move_in_revision(revision: Revision, move: Move) -> bool:
    model = revision.content_type.model_class()
    content = revision.content
    if model is None or not move_in_content(model, content, move):
        return False
    Revision.objects.filter(pk=revision.pk).update(content=content)
    return True


def _revisions(sources: list[Any]) -> Iterator[Revision]:
    """Those that are shown to an editor or may yet be published, whoever's they are."""
    wanted = Q(approved_go_live_at__isnull=False)
    wanted |= Q(pk__in=TaskState.objects.filter(status="in_progress").values("revision"))
    for model in _models_with_drafts():
        drafts = model._base_manager.filter(has_unpublished_changes=True)
        wanted |= Q(pk__in=drafts.values("latest_revision"))
    shown = {
        key
        for source in sources
        if isinstance(source, RevisionMixin)
        for key in (source.latest_revision_id, getattr(source, "live_revision_id", None))
    }
    wanted |= Q(pk__in=shown - {None})
    yield from Revision.objects.filter(wanted).iterator(chunk_size=AT_A_TIME)


def _models_with_drafts() -> Iterator[Any]:
    """Each table that has drafts, once: a page type's drafts are those of the base page."""
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin):
            field = model._meta.get_field("has_unpublished_changes")
            if field.model is model:
                yield model
