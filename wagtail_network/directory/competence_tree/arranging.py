"""A competence goes to another place in the tree, and its translations with it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_network.core.retrying import in_transaction
from wagtail_network.directory.competence_tree.tree import Tree, tree_of
from wagtail_network.organisations.taxonomy import Competence


class Step(models.TextChoices):
    """What one press of a button does."""

    UP = "up", _("Up")
    DOWN = "down", _("Down")
    IN = "in", _("Into the one above")
    OUT = "out", _("Out of the one it is part of")


class Place(models.TextChoices):
    """Where something is dropped."""

    BEFORE = "before", _("Before")
    AFTER = "after", _("After")
    INSIDE = "inside", _("Inside")


class Impossible(Exception):
    """There is no such place: above the first, or inside what is part of it."""


def step(competence: Competence, way: Step) -> None:
    """Moves a competence one step. Raises ``Impossible``."""

    def work() -> None:
        tree = tree_of(competence.locale_id)
        one = _found(tree, competence)
        parent, siblings = tree.parent_of(one), tree.siblings_of(one)
        index = siblings.index(one)
        match way:
            case Step.UP if index > 0:
                _put(tree, one, parent, index - 1)
            case Step.DOWN if index < len(siblings) - 1:
                _put(tree, one, parent, index + 1)
            case Step.IN if index > 0:
                above = siblings[index - 1]
                _put(tree, one, above, len(tree.children[above.pk]))
            case Step.OUT if parent is not None:
                outer = tree.siblings_of(parent)
                _put(tree, one, tree.parent_of(parent), outer.index(parent) + 1)
            case _:
                raise Impossible

    in_transaction(work)


def drop(competence: Competence, target: Competence, place: Place) -> None:
    """Moves a competence before, after or into another of its language. Raises ``Impossible``."""

    def work() -> None:
        tree = tree_of(competence.locale_id)
        one, other = _found(tree, competence), _found(tree, target)
        if one == other or other in tree.below(one):
            raise Impossible
        if place == Place.INSIDE:
            _put(tree, one, other, len(tree.children[other.pk]))
            return
        rest = [sibling for sibling in tree.siblings_of(other) if sibling != one]
        index = rest.index(other) + (place == Place.AFTER)
        _put(tree, one, tree.parent_of(other), index)

    in_transaction(work)


def _found(tree: Tree, competence: Competence) -> Competence:
    try:
        return tree.by_pk[competence.pk]
    except KeyError as error:
        raise Impossible from error


def _put(tree: Tree, one: Competence, parent: Competence | None, index: int) -> None:
    """At that place among the parts of ``parent``; in every language there is."""
    key = parent.pk if parent else None
    siblings = [sibling for sibling in tree.children[key] if sibling != one]
    siblings.insert(index, one)
    if one.parent_id != key:
        _give_parent(one, parent)
    _number(siblings)


def _give_parent(one: Competence, parent: Competence | None) -> None:
    """Saved one by one: whoever keeps what is above a competence hears of it."""
    translations = Competence.objects.filter(translation_key=one.translation_key)
    parents: dict[Any, int] = {}
    if parent is not None:
        named = Competence.objects.filter(translation_key=parent.translation_key)
        parents = dict(named.values_list("locale_id", "pk"))
    for each in translations:
        each.parent_id = parents.get(each.locale_id)
        if each.locale_id != one.locale_id and _makes_ring(each):
            each.parent_id = None
        each.save(update_fields=["parent"])


def _makes_ring(one: Competence) -> bool:
    """The tree of another language may have been another one before."""
    tree = tree_of(one.locale_id)
    return any(below.pk == one.parent_id for below in tree.below(tree.by_pk[one.pk]))


def _number(siblings: list[Competence]) -> None:
    numbers = {one.translation_key: number for number, one in enumerate(siblings, 1)}
    rows = list(Competence.objects.filter(translation_key__in=numbers))
    for row in rows:
        row.sort_order = numbers[row.translation_key]
    Competence.objects.bulk_update(rows, ["sort_order"])
