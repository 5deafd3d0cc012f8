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
    """What was moved: how many rows of each model, and the things in whose content a link was, as
    it is published or in a draft.
    """

    rows: Counter[type[models.Model]] = field(default_factory=Counter)
    sources: list[Any] = field(default_factory=list)


def move_links(move: Move) -> Moved:
    """Makes everything point to the new rows, in a transaction of the caller's.

    No signals are sent, so nobody is told that a page changed; what is computed from the links, the
    caller computes anew. As many queries whatever the number of rows, and a few for each page.
    Raises ``CannotMove``.
    """
    done = Moved()
    shown = Q(pk__in=[])
    for relation in _pointing_at(move.model):
        shown |= _move_rows(relation, move, done)
    sources = list(_sources(move))
    for source in sources:
        if _move_streams(source, move):
            done.sources.append(source)
        ReferenceIndex.create_or_update_for_object(source)
    _move_in_revisions(_to_come() | shown | _shown_of(sources), move, done)
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


def _move_rows(relation: Any, move: Move, done: Moved) -> Q:
    """Says which revisions show the rows to an editor."""
    table, name = relation.related_model, relation.field.name
    rows = table._base_manager.filter(**{f"{name}__in": list(move.keys)})
    count = rows.count()
    if not count:
        return Q(pk__in=[])
    # After the move; with those that pointed to the new one before, which does no harm.
    there = table._base_manager.filter(**{f"{name}__in": list(move.keys.values())})
    done.rows[table] += count
    if table._meta.auto_created:
        other = _move_list(table, name, move)
        return _revisions_of(other.related_model, there.values(other.name))
    _move_each(table, name, move)
    if table in ReferenceIndex.indexed_models:
        _move_in_index(table, name, move)
    return _revisions_of(table, there.values("pk"))


def _move_in_index(table: Any, name: str, move: Move) -> None:
    """Of a foreign key, without looking at each row; as Wagtail would find it itself."""
    entries = ReferenceIndex.objects.filter(
        base_content_type=ReferenceIndex._get_base_content_type(table),
        to_content_type=ReferenceIndex._get_base_content_type(move.model),
        model_path=name,
    )
    for old, new in move.keys.items():
        entries.filter(to_object_id=old).update(to_object_id=str(new))


def _move_each(table: Any, name: str, move: Move) -> None:
    for old, new in move.keys.items():
        try:
            with transaction.atomic():
                table._base_manager.filter(**{name: old}).update(**{name: new})
        except IntegrityError as error:
            raise CannotMove(list(table._base_manager.filter(**{name: old})[:10])) from error


def _move_list(table: Any, name: str, move: Move) -> Any:
    """The rows of a list of many: whoever has both the old and the new keeps one.

    Returns the field that says whose list it is.
    """
    [other] = [one for one in table._meta.fields if one.is_relation and one.name != name]
    for old, new in move.keys.items():
        have = table._base_manager.filter(**{name: new}).values(other.name)
        rows = table._base_manager.filter(**{name: old})
        rows.filter(**{f"{other.name}__in": have}).delete()
        rows.update(**{name: new})
    return other


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


def _move_streams(source: Any, move: Move) -> bool:
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
    return bool(changed)


def _move_in_revisions(wanted: Q, move: Move, done: Moved) -> None:
    pks = list(Revision.objects.filter(wanted).values_list("pk", flat=True))
    for start in range(0, len(pks), AT_A_TIME):
        batch = Revision.objects.filter(pk__in=pks[start : start + AT_A_TIME])
        changed = [revision for revision in batch if _move_in_revision(revision, move)]
        Revision.objects.bulk_update(changed, ["content"])
        for revision in changed:
            _note(revision, done)


def _move_in_revision(revision: Revision, move: Move) -> bool:
    model = revision.content_type.model_class()
    return model is not None and move_in_content(model, revision.content, move)


def _note(revision: Revision, done: Moved) -> None:
    """Names what had the link in a draft only; what has a row of its own has been counted by it."""
    model = revision.content_type.model_class()
    known = any((type(one), str(one.pk)) == (model, revision.object_id) for one in done.sources)
    if not known and not any(_is_row_of(table, model) for table in done.rows):
        done.sources.append(revision.content_object)


def _is_row_of(table: Any, model: Any) -> bool:
    if not table._meta.auto_created:
        return bool(table is model)
    return any(one.is_relation and one.related_model is model for one in table._meta.fields)


def _to_come() -> Q:
    """The revisions that may yet be published, whoever's they are."""
    wanted = Q(approved_go_live_at__isnull=False)
    wanted |= Q(pk__in=TaskState.objects.filter(status="in_progress").values("revision"))
    for model in _models_with_drafts():
        drafts = model._base_manager.filter(has_unpublished_changes=True)
        wanted |= Q(pk__in=drafts.values("latest_revision"))
    return wanted


def _shown_of(sources: list[Any]) -> Q:
    """The revisions in which editors see the things."""
    wanted = Q(pk__in=[])
    for source in sources:
        wanted |= _revisions_of(type(source), [source.pk])
    return wanted


def _revisions_of(table: Any, pks: Any) -> Q:
    wanted = Q(pk__in=[])
    for name in ("latest_revision", "live_revision"):
        if issubclass(table, RevisionMixin) and any(f.name == name for f in table._meta.fields):
            wanted |= Q(pk__in=table._base_manager.filter(pk__in=pks).values(name))
    return wanted


def _models_with_drafts() -> Iterator[Any]:
    """Each table that has drafts, once: a page type's drafts are those of the base page."""
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin):
            field = model._meta.get_field("has_unpublished_changes")
            if field.model is model:
                yield model
