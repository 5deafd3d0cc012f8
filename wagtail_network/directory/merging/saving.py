"""Values put into a record as it is published, and into the draft there is of it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Values:
    """``columns``: by the column's name. ``added`` and ``replaced``: what goes into a list, or
    becomes it. ``children``: the keys of references that are the record's now.
    """

    columns: dict[str, Any] = field(default_factory=dict)
    added: dict[str, list[Any]] = field(default_factory=dict)
    replaced: dict[str, list[Any]] = field(default_factory=dict)
    children: list[int] = field(default_factory=list)


def save_values(row: Any, values: Values, user: Any) -> None:
    """Saves the values with a revision, so that a later one does not put the old ones back.

    What is live stays live. Where there is a draft, it stays one, with the values in it as well.
    """
    row = type(row).objects.get(pk=row.pk)
    draft = row.latest_revision.as_object() if row.has_unpublished_changes and row.live else None
    _put(row, values)
    row.save()
    revision = row.save_revision(user=user, clean=False, changed=not row.live)
    if row.live:
        revision.publish(user=user, log_action=False, skip_permission_checks=True)
    if draft is not None:
        _put(draft, values)
        _add_children(draft, values.children)
        draft.latest_revision = revision
        draft.save_revision(user=user, clean=False)


def _put(row: Any, values: Values) -> None:
    for name, value in values.columns.items():
        setattr(row, name, value)
    for name, found in values.replaced.items():
        setattr(row, name, found)
    for name, found in values.added.items():
        mine = list(getattr(row, name).all())
        setattr(row, name, [*mine, *(one for one in found if one not in mine)])


def _add_children(draft: Any, keys: list[int]) -> None:
    """To a draft; what is published has them in the database already."""
    if keys:
        mine = {row.pk for row in draft.references.all()}
        model = draft.references.model
        draft.references.add(*model.objects.filter(pk__in=[key for key in keys if key not in mine]))
