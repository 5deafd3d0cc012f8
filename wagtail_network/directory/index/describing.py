"""Reads members from the database as the index knows them, many in a few queries."""

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Q

from wagtail_network.core.words import text_of
from wagtail_network.directory.index.documents import Draft, by_key, strictest
from wagtail_network.directory.index.terms import Terms
from wagtail_network.networks.membership import Membership
from wagtail_network.organisations.models import Organisation, Reference
from wagtail_network.organisations.people import Person
from wagtail_network.organisations.visibility import own_audience_of

TEXTS = ("name", "short_text", "cvr")


def organisation_drafts(keys: Collection[UUID], terms: Terms) -> dict[UUID, Draft]:
    """Those that are published in any language. Six queries."""
    rows = Organisation._base_manager.filter(live=True, translation_key__in=keys).order_by("pk")
    translations = by_key(
        (row.translation_key, row) for row in rows.select_related("locale", "municipality")
    )
    lists = _Lists(Organisation, [row.pk for found in translations.values() for row in found])
    joined = _joined(translations)
    return {
        key: _organisation(found, lists, joined[key], terms) for key, found in translations.items()
    }


def person_drafts(keys: Collection[UUID], terms: Terms) -> dict[UUID, Draft]:
    """Those that are published, and belong to an organisation that is. Three queries."""
    rows = Person._base_manager.filter(
        live=True, organisation__live=True, translation_key__in=keys
    ).order_by("pk")
    related = ("locale", "organisation__municipality", "organisation__locale")
    translations = by_key((row.translation_key, row) for row in rows.select_related(*related))
    lists = _Lists(Person, [row.pk for found in translations.values() for row in found])
    employers = {row.organisation.translation_key for one in translations.values() for row in one}
    joined = _joined(employers)
    return {key: _person(found, lists, joined, terms) for key, found in translations.items()}


class _Lists:
    """The many-valued fields of some rows, by field and by the row's key."""

    def __init__(self, model: Any, pks: list[int]) -> None:
        self._found: dict[str, dict[int, list[int]]] = {}
        for relation in model._meta.local_many_to_many:
            through, owner = relation.remote_field.through, relation.m2m_column_name()
            pairs = through._base_manager.filter(**{f"{owner}__in": pks})
            self._found[relation.name] = by_key(
                pairs.values_list(owner, relation.m2m_reverse_name())
            )
        self._references = (
            by_key((one.organisation_id, one) for one in _references(pks))
            if model is Organisation
            else {}
        )

    def of(self, row: Any, name: str) -> list[int]:
        return self._found[name].get(row.pk, [])

    def references(self, row: Any) -> list[Any]:
        return self._references.get(row.pk, [])


def _references(pks: list[int]) -> Any:
    return Reference.objects.filter(organisation__in=pks).only("organisation_id", "title", "text")


def _joined(keys: Collection[UUID]) -> dict[UUID, dict[str, str]]:
    """The networks each organisation is active in, with the latest day it joined."""
    found: dict[UUID, dict[str, str]] = {key: {} for key in keys}
    active = Membership.objects.filter(
        Q(organisation__translation_key__in=keys), status=Membership.Status.ACTIVE
    ).order_by()
    for key, network, since in active.values_list(
        "organisation__translation_key", "network__translation_key", "since"
    ):
        days = found[key]
        day = since.isoformat() if since else ""
        days[str(network)] = max(days.get(str(network), ""), day)
    return found


def _organisation(rows: list[Any], lists: _Lists, joined: dict[str, str], terms: Terms) -> Draft:
    draft = Draft(rows[0].name, max(row.audience for row in rows), _updated(rows), joined=joined)
    for row in rows:
        language = row.locale.language_code
        for name in TEXTS:
            draft.add_text(name, getattr(row, name), language, _level(rows, name))
        draft.add_text("long_text", text_of(row.long_text), language, _level(rows, "long_text"))
        for one in lists.references(row):
            words = f"{one.title} {one.text}"
            draft.add_text("references", words, language, _level(rows, "references"))
        if row.size:
            draft.add_values("size", [row.size], _level(rows, "size"))
    _add_place(draft, rows, _level(rows, "place"))
    _add_competences(draft, rows, lists, terms)
    sought = {pk for row in rows for pk in lists.of(row, "competences_sought")}
    keys = terms.keys("competence", sought)
    draft.add_values("sought", keys | terms.broader(keys), _level(rows, "competences_sought"))
    held = {pk for row in rows for pk in lists.of(row, "certifications")}
    keys, level = terms.keys("certification", held), _level(rows, "certifications")
    draft.add_values("certification", keys, level)
    _add_names(draft, "certifications", keys, terms, level)
    _add_sector(draft, rows, terms, _level(rows, "sector"))
    return draft


def _person(
    rows: list[Any], lists: _Lists, joined: dict[UUID, dict[str, str]], terms: Terms
) -> Draft:
    """What a person has of the organisation, it has no more openly than the organisation."""
    employers = [row.organisation for row in rows]
    listed = [row.audience for row in rows]
    networks = {
        network: day
        for employer in employers
        for network, day in joined[employer.translation_key].items()
    }
    audience = max(*listed, _level(employers, "people"))
    draft = Draft(rows[0].name, audience, _updated(rows), joined=networks)
    for row in rows:
        language = row.locale.language_code
        draft.add_text("name", row.name, language, audience)
        draft.add_text("title", row.title, language, _level(rows, "title"))
        employer = row.organisation
        draft.add_text("organisation", employer.name, employer.locale.language_code, audience)
    _add_place(draft, employers, _level(employers, "place"))
    _add_competences(draft, rows, lists, terms)
    _add_sector(draft, employers, terms, _level(employers, "sector"))
    return draft


def _add_place(draft: Draft, rows: list[Any], level: int) -> None:
    for row in rows:
        language = row.locale.language_code
        draft.add_text("place", f"{row.postal_code} {row.city}", language, level)
        if row.municipality:
            draft.add_text("place", row.municipality.name, language, level)
            draft.add_values("municipality", [row.municipality.code], level)


def _add_competences(draft: Draft, rows: list[Any], lists: _Lists, terms: Terms) -> None:
    own = terms.keys("competence", {pk for row in rows for pk in lists.of(row, "competences")})
    broader, level = terms.broader(own), _level(rows, "competences")
    draft.add_values("competence", own | broader, level)
    _add_names(draft, "competences", own, terms, level)
    _add_names(draft, "broader", broader, terms, level)


def _add_sector(draft: Draft, rows: list[Any], terms: Terms, level: int) -> None:
    keys = terms.keys("sector", {row.sector_id for row in rows if row.sector_id})
    draft.add_values("sector", keys, level)
    _add_names(draft, "sector", keys, terms, level)


def _add_names(draft: Draft, source: str, keys: set[UUID], terms: Terms, level: int) -> None:
    for named in _names(keys, terms):
        draft.add_text(source, named.name, named.language, level)


def _names(keys: set[UUID], terms: Terms) -> Iterator[Any]:
    for key in sorted(keys):
        yield from terms.names[key]


def _level(rows: list[Any], name: str) -> int:
    """The strictest of all translations: what one of them hides, another does not tell."""
    if name == "name":
        return 0
    return strictest([int(own_audience_of(row, name)) for row in rows])


def _updated(rows: list[Any]) -> Any:
    return max((row.last_published_at for row in rows if row.last_published_at), default=None)
