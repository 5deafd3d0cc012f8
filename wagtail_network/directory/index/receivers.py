"""Keeps the index true: hears of whatever changes something that is in it.

Django's own ``update`` and ``bulk_create`` tell nobody: who uses them calls ``writing`` afterwards.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model
from django.db.models.signals import (
    m2m_changed,
    post_delete,
    post_migrate,
    post_save,
    pre_delete,
    pre_save,
)

from wagtail_network.directory.index.models import DirectoryEntry
from wagtail_network.directory.index.terms import Terms
from wagtail_network.directory.index.writing import index_organisations, index_people, reindex_all
from wagtail_network.networks.membership import Membership
from wagtail_network.organisations.models import Organisation, Reference
from wagtail_network.organisations.people import Person
from wagtail_network.organisations.regions import Municipality
from wagtail_network.organisations.taxonomy import Certification, Competence, Sector

# What of a row is not in the index, and is often saved alone.
UNHEARD = frozenset(
    {
        *("latest_revision", "live_revision", "has_unpublished_changes", "first_published_at"),
        *("locked", "locked_at", "locked_by", "go_live_at", "expire_at", "expired"),
        *("confirmed_at", "suggestible", "user", "logo", "photo", "slug", "sort_order"),
    }
)
# Between the signals before and after something, on what it is about.
BEFORE = "_wagtail_network_index_before"
# On what is being deleted: how many go with it, and whom that affects.
GOING = "_wagtail_network_index_going"


class Affected:
    """The translation keys of those whose entries a change can touch."""

    def __init__(self, organisations: Any = (), people: Any = ()) -> None:
        self.organisations: set[UUID] = set(organisations)
        self.people: set[UUID] = set(people)

    def __or__(self, other: "Affected") -> "Affected":
        both = self.organisations | other.organisations, self.people | other.people
        return Affected(*both)

    def index(self) -> None:
        held = _HELD.get()
        if held is not None:
            held.organisations |= self.organisations
            held.people |= self.people
            return
        index_organisations(self.organisations)
        index_people(self.people)


_HELD: ContextVar[Affected | None] = ContextVar("held", default=None)


@contextmanager
def all_at_once() -> Iterator[None]:
    """Indexes what changes within it when it ends: one portion instead of one by one.

    For who saves or deletes hundreds of records, in a transaction.
    """
    held = Affected()
    token = _HELD.set(held)
    try:
        yield
    finally:
        _HELD.reset(token)
    held.index()


def affected_by(item: Any) -> Affected:
    match item:
        case Organisation():
            people = Person._base_manager.filter(organisation=item)
            return Affected([item.translation_key], _keys(people))
        case Person():
            return Affected(people=[item.translation_key])
        case Reference() | Membership():
            return Affected(_keys(Organisation._base_manager.filter(pk=item.organisation_id)))
        case Municipality():
            return Affected(_keys(Organisation._base_manager.filter(municipality=item)))
        case Sector():
            where = {"sector__translation_key": item.translation_key}
            return Affected(_keys(Organisation._base_manager.filter(**where)))
        case Certification():
            where = {"certifications__translation_key": item.translation_key}
            return Affected(_keys(Organisation._base_manager.filter(**where)))
        case Competence():
            return _with_competences(Terms().narrower([item.translation_key]))
    raise TypeError(item)


def _with_competences(keys: set[UUID]) -> Affected:
    """Who offers or seeks one of them."""
    found = Affected()
    for model, name in (
        (Organisation, "competences"),
        (Organisation, "competences_sought"),
        (Person, "competences"),
    ):
        rows = _keys(model._base_manager.filter(**{f"{name}__translation_key__in": keys}))
        found |= Affected(rows) if model is Organisation else Affected(people=rows)
    return found


def _keys(rows: Any) -> list[UUID]:
    return list(rows.order_by().values_list("translation_key", flat=True).distinct())


def on_save(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    names = kwargs.get("update_fields")
    if not raw and (names is None or not UNHEARD.issuperset(names)):
        (affected_by(instance) | _before(instance)).index()


def before_save(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """A membership or a reference that is given to somebody else was somebody's before."""
    if instance.pk and not raw:
        before = sender._base_manager.filter(pk=instance.pk).values("organisation")
        keys = _keys(Organisation._base_manager.filter(pk__in=before))
        setattr(instance, BEFORE, Affected(keys))


def before_delete(sender: Any, instance: Any, origin: Any = None, **kwargs: Any) -> None:
    """Afterwards nothing links to it any more. Called for all that go before the first has gone."""
    going = vars(origin or instance).setdefault(GOING, [0, Affected()])
    going[0] += 1
    going[1] |= affected_by(instance)


def on_delete(sender: Any, instance: Any, origin: Any = None, **kwargs: Any) -> None:
    """Once, with the last of them: with a network go its memberships, which may be thousands."""
    going = vars(origin or instance).get(GOING, [0, Affected()])
    going[0] -= 1
    if going[0] == 0:
        vars(origin or instance).pop(GOING)
        going[1].index()


def on_list_changed(
    sender: Any, instance: Any, action: str, reverse: bool, pk_set: Any, **kwargs: Any
) -> None:
    """Of a list of an organisation or a person; ``reverse``: it was changed from the other end."""
    if not reverse:
        if action.startswith("post_"):
            affected_by(instance).index()
        return
    if action == "pre_clear":
        setattr(instance, BEFORE, affected_by(instance))
    elif action == "post_clear":
        _before(instance).index()
    elif action.startswith("post_"):
        owner = Person if sender is Person.competences.through else Organisation
        for item in owner._base_manager.filter(pk__in=pk_set):
            affected_by(item).index()


def on_migrated(sender: Any, using: str, plan: Any = (), **kwargs: Any) -> None:
    """A site that has had organisations before there was an index gets it with the tables."""
    if not plan or using != DEFAULT_DB_ALIAS or _is_half_migrated():
        return
    if not DirectoryEntry.objects.exists() and Organisation.objects.exists():
        reindex_all()


def _is_half_migrated() -> bool:
    executor = MigrationExecutor(connection)
    wanted = executor.loader.graph.leaf_nodes("wagtail_network")
    return bool(executor.migration_plan(wanted))


def _before(instance: Any) -> Affected:
    return vars(instance).pop(BEFORE, None) or Affected()


def keep_true(app: Any) -> None:
    """``app``: the configuration of ours, after whose migrations the index is made."""
    post_migrate.connect(on_migrated, sender=app)
    models: tuple[type[Model], ...] = (
        *(Organisation, Person, Reference, Membership),
        *(Municipality, Sector, Certification, Competence),
    )
    for model in models:
        post_save.connect(on_save, sender=model)
        pre_delete.connect(before_delete, sender=model)
        post_delete.connect(on_delete, sender=model)
    for model in (Reference, Membership):
        pre_save.connect(before_save, sender=model)
    for model in (Organisation, Person):
        for relation in model._meta.local_many_to_many:
            m2m_changed.connect(on_list_changed, sender=relation.remote_field.through)
