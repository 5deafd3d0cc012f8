"""Two words for one competence become one, and whoever had either has it."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex

from wagtail_network.core.relinking.content import Move
from wagtail_network.core.relinking.links import Moved, move_links
from wagtail_network.core.retrying import in_transaction
from wagtail_network.directory.competence_tree.arranging import Impossible
from wagtail_network.directory.competence_tree.tree import tree_of
from wagtail_network.directory.index.receivers import affected_by
from wagtail_network.directory.joining.change import ProfileChange
from wagtail_network.directory.merging.audit import MERGE
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.people import Person
from wagtail_network.organisations.taxonomy import Competence


@dataclass(frozen=True)
class Merged:
    """How many have, or would have, the other competence now."""

    organisations: int
    people: int
    parts: int
    moved: Moved


def merge(one: Competence, into: Competence, user: Any) -> Merged:
    """``one`` ends, in all its languages; its parts, and all who had it, go to ``into``.

    All or nothing. Raises ``Impossible`` where they are one already, and ``CannotMove``.
    """

    def work() -> Merged:
        done = _move(one, into)
        for row in Competence.objects.filter(translation_key=one.translation_key):
            log(row, "wagtail.delete", user=user, deleted=True)
            ReferenceIndex.remove_for_object(row)
            row.delete()
        affected_by(into).index()
        log(into, MERGE, user=user, data={"other": str(one), "key": str(one.translation_key)})
        return done

    return in_transaction(work)


def foresee(one: Competence, into: Competence) -> Merged:
    """What merging would do: it is done, and taken back before anybody has seen it."""
    with transaction.atomic():
        done = _move(one, into)
        transaction.set_rollback(True)
    return done


def _move(one: Competence, into: Competence) -> Merged:
    if one.translation_key == into.translation_key or one.locale_id != into.locale_id:
        raise Impossible
    _lift(one, into)
    targets = {
        row.locale_id: row
        for row in Competence.objects.filter(translation_key=into.translation_key)
    }
    rows = list(Competence.objects.filter(translation_key=one.translation_key))
    keys = {str(row.pk): targets[row.locale_id].pk for row in rows if row.locale_id in targets}
    before = _counts(one)
    move = Move(Competence, keys)
    moved = move_links(move)
    _move_proposed(move)
    loose = [row.pk for row in rows if row.locale_id not in targets]
    Competence.objects.filter(pk__in=loose).update(translation_key=into.translation_key)
    return Merged(*before, moved)


def _move_proposed(move: Move) -> None:
    """In changes that members have proposed, which keep competences by their keys."""
    for change in ProfileChange.objects.waiting():
        changed = False
        for values in (change.before, change.values):
            for name in {"competences", "competences_sought"} & set(values):
                moved = sorted({move.of(Competence, key) for key in values[name]})
                changed |= moved != values[name]
                values[name] = moved
        if changed:
            change.save(update_fields=["before", "values"])


def _lift(one: Competence, into: Competence) -> None:
    """Where it goes into one of its own parts, that one takes its place first."""
    if into in tree_of(one.locale_id).below(one):
        for row in Competence.objects.filter(translation_key=into.translation_key):
            mine = Competence.objects.filter(
                translation_key=one.translation_key, locale=row.locale_id
            ).first()
            row.parent_id = mine.parent_id if mine else None
            row.save(update_fields=["parent"])


def _counts(one: Competence) -> tuple[int, int, int]:
    key = one.translation_key
    offering = Organisation.objects.filter(competences__translation_key=key)
    seeking = Organisation.objects.filter(competences_sought__translation_key=key)
    organisations = {*_keys(offering), *_keys(seeking)}
    people = set(_keys(Person.objects.filter(competences__translation_key=key)))
    parts = set(_keys(Competence.objects.filter(parent__translation_key=key)))
    return len(organisations), len(people), len(parts)


def _keys(found: Any) -> Any:
    return found.order_by().values_list("translation_key", flat=True)
