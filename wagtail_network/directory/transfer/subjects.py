"""Organisations as they are and as an import would have them, in memory.

One is read with its lists in a handful of queries for all of a portion, so that neither comparing
nor writing a revision asks the database again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from wagtail_network.core.folding import fold_company
from wagtail_network.directory.transfer.columns import LISTS
from wagtail_network.directory.transfer.known import Known
from wagtail_network.directory.transfer.parsing import Parsed
from wagtail_network.directory.transfer.terms import Terms
from wagtail_network.directory.transfer.values import same_value
from wagtail_network.organisations.models import Organisation, Reference
from wagtail_network.organisations.slugs import free_slug


@dataclass(eq=False)
class Subject:
    """``lists``: keys of the terms by the name of the field. ``changed``: names of fields.

    ``revision``: the one written of it here; ``earlier_revision``: the latest before.
    """

    organisation: Any
    lists: dict[str, list[int]]
    references: list[Reference] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)
    revision: int | None = None
    earlier_revision: int | None = None

    @property
    def is_new(self) -> bool:
        return self.organisation.pk is None

    @property
    def obstacle(self) -> str:
        """Why nothing of it may be changed here, or ""."""
        if self.is_new:
            return ""
        if self.organisation.locked:
            return _("The profile is locked.")
        if self.organisation.live and self.organisation.has_unpublished_changes:
            return _(
                "The profile has a draft that is not published. Publish or discard it, then "
                "import the row again."
            )
        return ""

    def apply(self, parsed: Parsed) -> dict[str, Any]:
        """Puts the values in; returns what they replaced, by the name of the field.

        A name that differs in no more than "ApS" or capitals is no new name.
        """
        values = dict(parsed.values)
        if parsed.folded and parsed.folded == fold_company(self.organisation.name):
            del values["name"]
        return self.put(values, adding=parsed.partial)

    def put(self, values: Mapping[str, Any], adding: Iterable[str] = ()) -> dict[str, Any]:
        before = {}
        for name, value in values.items():
            old = self.lists[name] if name in LISTS else getattr(self.organisation, name)
            if name in adding:
                value = [*old, *(key for key in value if key not in old)]
            if name in LISTS and set(old) == set(value):
                continue
            if name not in LISTS and same_value(name, old, value):
                continue
            before[name] = old
            self._set(name, value)
        self.changed |= before.keys()
        return before

    def _set(self, name: str, value: Any) -> None:
        if name in LISTS:
            self.lists[name] = list(value)
        else:
            setattr(self.organisation, name, value)

    def load_lists(self, terms: Terms) -> None:
        """Gives the organisation its lists as objects, for a revision to be written without asking
        the database.
        """
        for name, keys in self.lists.items():
            setattr(self.organisation, name, terms.objects(name, keys))
        self.organisation.references = self.references


def new_subject(locale_id: int, audience: int, key: Any) -> Subject:
    organisation = Organisation(
        locale_id=locale_id, audience=audience, translation_key=key, live=False
    )
    return Subject(organisation, {name: [] for name in LISTS})


def load_subjects(keys: Iterable[int]) -> dict[int, Subject]:
    """By primary key, with their lists and references. Five queries."""
    found = Organisation.objects.select_related(None).in_bulk(list(keys))
    lists = {name: _lists(name, found) for name in LISTS}
    references = defaultdict(list)
    for reference in Reference.objects.filter(organisation__in=found):
        references[reference.organisation_id].append(reference)
    return {
        pk: Subject(one, {name: lists[name][pk] for name in LISTS}, references[pk])
        for pk, one in found.items()
    }


def through(name: str) -> tuple[Any, str, str]:
    """The table of a list, with the names of its columns for the organisation and the term."""
    field: Any = Organisation._meta.get_field(name)
    model = field.remote_field.through
    return (
        model,
        model._meta.get_field(field.m2m_field_name()).attname,
        model._meta.get_field(field.m2m_reverse_field_name()).attname,
    )


def _lists(name: str, keys: Iterable[int]) -> dict[int, list[int]]:
    model, organisation, term = through(name)
    found = defaultdict(list)
    rows = model.objects.filter(**{f"{organisation}__in": list(keys)}).order_by("pk")
    for pk, key in rows.values_list(organisation, term):
        found[pk].append(key)
    return found


def give_slug(organisation: Organisation, known: Known) -> None:
    organisation.slug = free_slug(organisation.name, known.slugs)
    known.slugs.add(organisation.slug)
