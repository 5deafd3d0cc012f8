"""Values put into a record and its draft, so that neither loses what somebody else is at."""

from collections.abc import Mapping
from typing import Any

from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex

from wagtail_network.directory.joining.change import ProfileChange
from wagtail_network.directory.joining.values import (
    PICTURES,
    REFERENCES,
    Values,
    changed,
    put,
    read,
    same_in_all_languages,
    translated,
)


def draft_of(row: Any) -> Any:
    """The record with what has not been published, in the admin or by a member."""
    return row.latest_revision.as_object() if row.has_unpublished_changes else _again(row)


def publish(row: Any, values: Mapping[str, Any], user: Any) -> None:
    """Changes the values and no others, in each language what is the same in all of them.

    What is live stays live, what is not stays so. A draft stays one, with the values in it.
    """
    if not values:
        return
    _publish_one(row, values, user)
    shared = same_in_all_languages(values)
    if shared:
        others = type(row)._base_manager.filter(translation_key=row.translation_key)
        for other in others.exclude(pk=row.pk):
            _publish_one(other, translated(other, shared), user)


def put_into_draft(
    row: Any, values: Mapping[str, Any], *, instead_of: Mapping[str, Any], user: Any
) -> None:
    """Puts proposed values into the draft of a record, in the place of those proposed before.

    Of these what has been changed since in the admin is left alone. Where nothing is left that
    differs from what is published, there is no draft any more.
    """
    published, draft = read(row), draft_of(row)
    own = read(draft)
    back = {
        name: published[name]
        for name, value in instead_of.items()
        if name not in values and own.get(name) == value
    }
    put(draft, {**back, **values})
    differs = _differs(draft, row)
    draft.save_revision(user=user, clean=False, changed=differs)
    if not differs:
        type(row)._base_manager.filter(pk=row.pk).update(has_unpublished_changes=False)


def forget_pictures(change: ProfileChange, published: Values) -> None:
    """Deletes what was uploaded with a change and is not shown anywhere."""
    used = {published.get(name) for name in PICTURES}
    used |= {one.get("picture") for one in published.get(REFERENCES, [])}
    for image in get_image_model().objects.filter(pk__in=set(change.uploads) - used):
        if not ReferenceIndex.get_references_to(image).exists():
            image.delete()


def _publish_one(row: Any, values: Mapping[str, Any], user: Any) -> None:
    draft = draft_of(row) if row.has_unpublished_changes and row.live else None
    row = _again(row)
    if not changed(read(row), values):
        return
    put(row, values)
    row.save()
    revision = row.save_revision(user=user, clean=False, changed=not row.live)
    if row.live:
        revision.publish(user=user, log_action=False, skip_permission_checks=True)
    if draft is None:
        return
    put(draft, values)
    if _differs(draft, _again(row)):
        draft.latest_revision = revision
        draft.save_revision(user=user, clean=False)


def _differs(draft: Any, row: Any) -> bool:
    """Whether a draft says anything else than what is published, in whatever field."""
    return _content(draft) != _content(row)


# What a draft carries along and says nothing.
BOOKKEEPING = (
    *("latest_revision", "live_revision", "has_unpublished_changes", "last_published_at"),
    *("first_published_at", "live", "expired", "confirmed_at", "locked", "locked_at", "locked_by"),
    *("go_live_at", "expire_at"),
)


def _content(row: Any) -> dict[str, Any]:
    content = {k: v for k, v in row.serializable_data().items() if k not in BOOKKEEPING}
    for name, value in content.items():
        if isinstance(value, list) and value and not isinstance(value[0], dict):
            content[name] = sorted(value, key=str)
        elif isinstance(value, list):
            content[name] = [{k: v for k, v in one.items() if k != "pk"} for one in value]
    return content


def _again(row: Any) -> Any:
    return type(row)._base_manager.get(pk=row.pk)
