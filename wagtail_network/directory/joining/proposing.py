"""A member changes a profile: as a draft, and as a proposal that waits for the coordinator."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from wagtail.log_actions import log

from wagtail_network.core.retrying import in_transaction
from wagtail_network.directory.joining.access import ProfileAccess
from wagtail_network.directory.joining.audit import CHANGE_PROPOSED, CHANGE_WITHDRAWN, HIDDEN
from wagtail_network.directory.joining.change import ProfileChange
from wagtail_network.directory.joining.drafts import forget_pictures, publish, put_into_draft
from wagtail_network.directory.joining.mail import tell_coordinators
from wagtail_network.directory.joining.values import Values, changed, digest, narrowed, read
from wagtail_network.organisations.visibility import kind_of


class Conflict(Exception):
    """Somebody else has changed the same fields since the form was opened.

    ``fields``: which. ``merged``: what to show in the form now, with what was typed in it.
    """

    def __init__(self, fields: list[str], merged: Values) -> None:
        super().__init__(", ".join(fields))
        self.fields, self.merged = fields, merged


class NotOpen(Exception):
    """There is nothing to change: the proposal is gone or decided, or the access has ended."""


@dataclass
class Outcome:
    """``waiting``: what waits for the coordinator now. ``hidden``: fields hidden at once.

    ``joined``: fields that somebody else had changed meanwhile, whose change is kept.
    """

    waiting: ProfileChange | None = None
    hidden: Values = field(default_factory=dict)
    joined: list[str] = field(default_factory=list)


def values_now(item: Any) -> Values:
    """What is published, with what has been proposed for it. What a member goes on from."""
    waiting = ProfileChange.objects.waiting().of(item).first()
    return {**read(item), **(waiting.values if waiting else {})}


def propose(
    access: ProfileAccess,
    item: Any,
    typed: Values,
    opened: Mapping[str, str],
    *,
    note: str = "",
    confirms: bool = False,
    uploads: Sequence[int] = (),
) -> Outcome:
    """Proposes what of ``typed`` is not as it was when the form was opened.

    ``opened``: the digest of each value then. What is made stricter is published at once. A
    profile that is not published yet is changed directly: nobody but the coordinator sees it.
    Raises ``Conflict``, with nothing done, and ``NotOpen`` where the access has ended.
    """

    def work() -> Outcome:
        row = _lock(item)
        if not ProfileAccess.objects.granted().filter(pk=access.pk).exists():
            raise NotOpen
        waiting = ProfileChange.objects.waiting().of(row).first()
        merged, joined = _merge(row, typed, opened, waiting)
        if not row.live:
            publish(row, changed(read(row), merged), _user(access))
            return Outcome(joined=joined)
        hidden = narrowed(read(row), merged)
        if hidden:
            publish(row, hidden, _user(access))
            log(row, HIDDEN, user=_user(access), data={"fields": sorted(hidden)})
            row = _lock(item)
        change = _keep(access, row, merged, waiting, note, confirms, uploads)
        return Outcome(change, hidden, joined)

    return in_transaction(work)


def withdraw(access: ProfileAccess, item: Any) -> ProfileChange:
    """Takes back what waits. Raises ``NotOpen`` where nothing does any more."""

    def work() -> ProfileChange:
        row = _lock(item)
        change = ProfileChange.objects.waiting().of(row).first()
        if change is None:
            raise NotOpen
        settle(change, ProfileChange.Status.WITHDRAWN)
        put_into_draft(row, {}, instead_of=change.values, user=_user(access))
        forget_pictures(change, read(row))
        log(row, CHANGE_WITHDRAWN, user=_user(access))
        return change

    return in_transaction(work)


def settle(change: ProfileChange, status: str, *, user: Any = None, answer: str = "") -> None:
    """Ends the waiting of a change. Raises ``NotOpen`` where it had been ended."""
    now = timezone.now()
    values = {"status": status, "decided_at": now, "decided_by": user, "answer": answer}
    mine = ProfileChange.objects.waiting().filter(pk=change.pk, version=change.version)
    if not mine.update(**values):
        raise NotOpen
    for name, value in values.items():
        setattr(change, name, value)


def _merge(
    row: Any, typed: Values, opened: Mapping[str, str], waiting: ProfileChange | None
) -> tuple[Values, list[str]]:
    """Of each field mine where I changed it, else theirs. Raises ``Conflict`` where both did."""
    now = {**read(row), **(waiting.values if waiting else {})}
    merged = dict(now)
    joined: list[str] = []
    clashing: list[str] = []
    for name, mine in typed.items():
        theirs_changed = name in opened and opened[name] != digest(now[name])
        mine_changed = opened.get(name) != digest(mine)
        if mine_changed:
            merged[name] = mine
        if theirs_changed and mine != now[name]:
            (clashing if mine_changed else joined).append(name)
    if clashing:
        raise Conflict(clashing, merged)
    return merged, joined


def _keep(
    access: ProfileAccess,
    row: Any,
    merged: Values,
    waiting: ProfileChange | None,
    note: str,
    confirms: bool,
    uploads: Sequence[int],
) -> ProfileChange | None:
    published = read(row)
    values = changed(published, merged)
    if not values:
        if waiting is not None:
            settle(waiting, ProfileChange.Status.WITHDRAWN)
            put_into_draft(row, {}, instead_of=waiting.values, user=_user(access))
        return None
    if waiting is not None and values == waiting.values:
        return waiting
    before = {name: published[name] for name in values}
    change = waiting or ProfileChange(**{kind_of(row): row})
    replaced = dict(change.values)
    change.access, change.before, change.values = access, before, values
    change.uploads = [*change.uploads, *uploads]
    change.note, change.confirms = note or change.note, confirms or change.confirms
    change.changed_at = timezone.now()
    change.version += 1 if waiting else 0
    change.save()
    put_into_draft(row, values, instead_of=replaced, user=_user(access))
    log(row, CHANGE_PROPOSED, user=_user(access), data={"fields": sorted(values)})
    tell_coordinators(change)
    return change


def _lock(item: Any) -> Any:
    """The record as it is published, which nobody else changes until we are done."""
    return type(item)._base_manager.select_for_update().get(pk=item.pk)


def _user(access: ProfileAccess) -> Any:
    return access.person.user if access.person else None
