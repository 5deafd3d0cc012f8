"""Why two records cannot be made one just now, in words that say what to do."""

from typing import Any

from django.utils.translation import gettext as _

from wagtail_network.directory.joining.change import ProfileChange
from wagtail_network.directory.merging.pairing import Pair


def obstacles(pair: Pair, user: Any) -> list[str]:
    """What has to be settled first. A few queries."""
    return [text for row in pair.everything for text in _of(row, user)]


def _of(row: Any, user: Any) -> list[str]:
    name = {"name": str(row)}
    if row.workflow_in_progress or ProfileChange.objects.of(row).waiting().exists():
        text = _("A change of “%(name)s” is waiting for approval. Approve or reject it first.")
    elif row.revisions.filter(approved_go_live_at__isnull=False).exists():
        text = _("A change of “%(name)s” is scheduled. Publish it or cancel the schedule first.")
    elif (lock := row.get_lock()) is not None and lock.for_user(user):
        text = _("“%(name)s” is locked. Unlock it first.")
    else:
        return []
    return [text % name]


def notes(pair: Pair) -> list[str]:
    """What to think of before going on, though it hinders nothing."""
    found = []
    for _kept, other in pair.couples:
        if other.has_unpublished_changes and other.live:
            text = _("“%(name)s” has changes that were never published. They are not kept.")
            found.append(text % {"name": str(other)})
    if not pair.kept.live and pair.other.live:
        text = _("“%(name)s” is not published, and stays so. Publish it afterwards.")
        found.append(text % {"name": str(pair.kept)})
    return found
