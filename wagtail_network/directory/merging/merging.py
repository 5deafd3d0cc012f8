"""Two records of one organisation, or of one person, become one, and nothing is lost on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex

from wagtail_network.core.relinking.links import CannotMove, Moved, move_links
from wagtail_network.core.retrying import in_transaction
from wagtail_network.directory.index.writing import index_organisations, index_people
from wagtail_network.directory.merging.accesses import unite_accesses
from wagtail_network.directory.merging.audit import MERGE
from wagtail_network.directory.merging.choosing import Side, chosen_values, facts, stricter
from wagtail_network.directory.merging.pairing import Pair
from wagtail_network.directory.merging.saving import Values, save_values
from wagtail_network.events.registration.counting_as_one import count_as_one
from wagtail_network.networks.membership import Membership
from wagtail_network.networks.uniting import unite_memberships
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.old_slugs import keep_old_slug


class Gone(Exception):
    """Somebody else has deleted or merged one of the two meanwhile."""


@dataclass
class Outcome:
    """What becomes, or would become, of what pointed at the other one."""

    moved: Moved = field(default_factory=Moved)
    united: list[Membership] = field(default_factory=list)  # of networks that both were in
    counted: int = 0  # registrations that count as the kept one's now
    blocked_by: list[Any] = field(default_factory=list)

    @property
    def pages(self) -> list[Any]:
        """In the content of which a link is moved."""
        return self.moved.sources

    @property
    def counts(self) -> dict[str, int]:
        """By model label, for the log."""
        rows = {model._meta.label: number for model, number in self.moved.rows.items()}
        return {**rows, "pages": len(self.moved.sources)}


def foresee(pair: Pair) -> Outcome:
    """What merging would do: it is done, and taken back before anybody has seen it."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                outcome = _move(pair)
        except CannotMove as error:
            outcome = Outcome(blocked_by=error.sources)
        transaction.set_rollback(True)
    return outcome


def merge(pair: Pair, choices: Mapping[str, str], user: Any) -> Outcome:
    """Makes the two one, with of each group and list of fields what ``choices`` says.

    All or nothing. Raises ``CannotMove`` where something points at the other one that cannot be
    made to point elsewhere, and ``Gone``.
    """

    def work() -> Outcome:
        _hold(pair)
        values = _values(pair, choices)
        outcome = _move(pair)
        _end_the_other(pair, user)
        for row, given in values:
            save_values(row, given, user)
        _index(pair)
        data = {"other": str(pair.other), "key": str(pair.other.translation_key)}
        log(pair.kept, MERGE, user=user, data={**data, "counts": outcome.counts})
        return outcome

    return in_transaction(work)


def _hold(pair: Pair) -> None:
    """Keeps everybody else from the records until the transaction ends."""
    keys = sorted(row.pk for row in pair.everything)
    held = pair.kind.model._base_manager.select_for_update().filter(pk__in=keys).order_by("pk")
    if list(held.values_list("pk", flat=True)) != keys:
        raise Gone


def _move(pair: Pair) -> Outcome:
    outcome = Outcome()
    if pair.kind.model is Organisation:
        key = pair.kept.translation_key
        outcome.united = unite_memberships(key, [pair.other.translation_key])
        outcome.counted = count_as_one(pair.other.name, pair.kept.name)
        for kept, other in pair.couples:
            unite_accesses(kept, other)
    outcome.moved = move_links(pair.move)
    for row in pair.loose:
        type(row).objects.filter(pk=row.pk).update(translation_key=pair.kept.translation_key)
    return outcome


def _index(pair: Pair) -> None:
    """What was moved without a signal, and under the key that is no more."""
    keys = [pair.kept.translation_key, pair.other.translation_key]
    if pair.kind.model is Organisation:
        index_organisations(keys)
    else:
        index_people(keys)


def _values(pair: Pair, choices: Mapping[str, str]) -> list[tuple[Any, Values]]:
    """What each row that stays is given, read before the other one is gone."""
    given = [(kept, _of_couple(pair, (kept, other), choices)) for kept, other in pair.couples]
    strict = {"visibility": stricter(pair.kept.visibility, pair.other.visibility)}
    for side, source, rows in (
        (Side.OTHER, pair.other, pair.alone),
        (Side.KEPT, pair.kept, pair.loose),
    ):
        same = facts(pair.kind, source, choices, side)
        given += [(row, Values(columns={**same, **strict})) for row in rows]
    return given


def _of_couple(pair: Pair, couple: tuple[Any, Any], choices: Mapping[str, str]) -> Values:
    kept, other = couple
    columns = chosen_values(pair.kind, couple, choices)
    columns["visibility"] = stricter(kept.visibility, other.visibility)
    if hasattr(kept, "suggestible"):
        columns["suggestible"] = kept.suggestible and other.suggestible
    lists = {name: list(getattr(other, name).all()) for name in pair.kind.lists}
    return Values(
        columns=columns,
        added={name: found for name, found in lists.items() if choices[name] == Side.BOTH},
        replaced={name: found for name, found in lists.items() if choices[name] == Side.OTHER},
        children=[row.pk for row in other.references.all()] if hasattr(other, "references") else [],
    )


def _end_the_other(pair: Pair, user: Any) -> None:
    """Deletes what nothing points at any more; its addresses lead to the one that is kept."""
    for kept, other in pair.couples:
        log(other, "wagtail.delete", user=user, deleted=True)
        ReferenceIndex.remove_for_object(other)
        # Read anew: what was its own belongs to the other one now, and would go with it.
        type(other).objects.get(pk=other.pk).delete()
        if isinstance(other, Organisation):
            keep_old_slug(kept, other.slug)
