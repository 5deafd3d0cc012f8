"""Which records are likely to be of one organisation, or of one person."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from wagtail_network.core.alphabet import in_alphabet
from wagtail_network.core.folding import fold, fold_company, fold_email
from wagtail_network.directory.joining.domains import (
    belongs_to_one,
    domain_of_address,
    domain_of_site,
)
from wagtail_network.directory.merging.kinds import Kind
from wagtail_network.directory.merging.models import KnownApart
from wagtail_network.organisations.models import Organisation

# What so many have in common says nothing of any two of them.
MOST_ALIKE = 20

REASONS: dict[str, Any] = {
    "cvr": _("the same CVR number"),
    "name": _("the same name"),
    "domain": _("the same web domain"),
    "email": _("the same e-mail"),
}


class Record(NamedTuple):
    """One row of either kind. ``where``: a person's organisation, or the website."""

    pk: int
    key: UUID
    locale: int
    name: str
    email: str
    cvr: str = ""
    where: Any = None


@dataclass
class Likeness:
    """Two that may be one, and what they have in common (keys of ``REASONS``)."""

    first: Record
    second: Record
    reasons: list[str] = field(default_factory=list)

    @property
    def said(self) -> list[Any]:
        return [REASONS[reason] for reason in self.reasons]


def likely_duplicates(kind: Kind) -> list[Likeness]:
    """Those alike in most ways first. Three queries, whatever the number of records.

    Of more than two that are alike each is paired with the oldest.
    """
    records = _records(kind)
    shown = _shown(records)
    apart = set(KnownApart.objects.values_list("first", "second"))
    found: dict[tuple[UUID, UUID], Likeness] = {}
    traits = _traits_of_organisation if kind.model is Organisation else _traits_of_person
    for reason, keys in _alike(records, traits):
        for other in keys[1:]:
            first, second = sorted([keys[0], other])
            if (first, second) not in apart:
                likeness = Likeness(shown[keys[0]], shown[other])
                found.setdefault((first, second), likeness).reasons.append(reason)
    return sorted(found.values(), key=lambda one: (-len(one.reasons), in_alphabet(one.first.name)))


def _records(kind: Kind) -> list[Record]:
    columns = ["pk", "translation_key", "locale_id", "name", "email"]
    columns += ["cvr", "website"] if kind.model is Organisation else ["user_id", "organisation_id"]
    rows = kind.model.objects.order_by("pk").values_list(*columns)
    return [Record._make((*row[:5], str(row[5] or ""), row[6])) for row in rows]


def _shown(records: list[Record]) -> dict[UUID, Record]:
    """Each once, in the site's own language where it is in it."""
    default = Locale.get_default().pk
    by_key: dict[UUID, Record] = {}
    for record in records:
        if record.key not in by_key or record.locale == default:
            by_key[record.key] = record
    return by_key


def _alike(records: Iterable[Record], traits: Any) -> Iterator[tuple[str, list[UUID]]]:
    """For each trait that several have, the keys of those who have it, the oldest first."""
    groups: dict[tuple[str, Any], dict[UUID, None]] = defaultdict(dict)
    for record in records:
        for trait in traits(record):
            groups[trait][record.key] = None
    for (reason, _value), keys in groups.items():
        if 1 < len(keys) <= MOST_ALIKE:
            yield reason, list(keys)


def _traits_of_organisation(record: Record) -> Iterator[tuple[str, Any]]:
    if record.cvr:
        yield "cvr", record.cvr
    if name := fold_company(record.name):
        yield "name", name
    domains = {domain_of_site(record.where or ""), domain_of_address(record.email)}
    for domain in filter(belongs_to_one, domains):
        yield "domain", domain


def _traits_of_person(record: Record) -> Iterator[tuple[str, Any]]:
    if record.email:
        yield "email", fold_email(record.email)
    if name := fold(record.name):
        yield "name", name
