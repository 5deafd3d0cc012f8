"""A row's cells into what they say of an organisation, its membership and its contact person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_network.core.folding import fold_company
from wagtail_network.directory.transfer.columns import BY_NAME, LISTS, TERMS, About, label_of
from wagtail_network.directory.transfer.known import domain_of
from wagtail_network.directory.transfer.terms import LONGEST, Terms, kind_of
from wagtail_network.directory.transfer.values import names_in, value_of

# Columns that name a record of its own, with the field that refers to it.
REFERENCES = {"sector": "sector_id", "municipality": "municipality_id"}
COLUMN_OF = {"sector_id": "sector", "municipality_id": "municipality"} | {
    "contact_person": "contact_name"
}


@dataclass
class Parsed:
    """``values``: fields of the organisation, lists as keys of their terms. Only what is said.

    ``errors`` keep the row from being imported, ``remarks`` do not. ``unknown``: the kind of term
    and the name. ``partial``: the lists some of whose names are unknown.
    """

    values: dict[str, Any] = field(default_factory=dict)
    membership: dict[str, Any] = field(default_factory=dict)
    contact: dict[str, Any] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    unknown: list[tuple[str, str]] = field(default_factory=list)
    partial: set[str] = field(default_factory=set)

    @property
    def cvr(self) -> str:
        return str(self.values.get("cvr", ""))

    @property
    def folded(self) -> str:
        return fold_company(self.values.get("name", ""))

    @property
    def domain(self) -> str:
        return domain_of(self.values.get("website", ""))


def parse(cells: Mapping[str, str], terms: Terms, *, create: bool = False) -> Parsed:
    """``cells``: by the name of their column, those that are not empty. Never raises for them."""
    parsed = Parsed()
    for name, text in cells.items():
        try:
            value = value_of(name, text)
        except ValidationError as error:
            parsed.errors.append(f"{label_of(name)}: {' '.join(error.messages)}")
            continue
        if name in TERMS or name in REFERENCES:
            _put_terms(parsed, name, value, terms, create)
        else:
            _put(parsed, name, value)
    if parsed.contact and "name" not in parsed.contact:
        parsed.remarks.append(_("The contact person has no name and is left out."))
        parsed.contact = {}
    return parsed


def column_of(field: str) -> str:
    """The name of the column that fills a field."""
    return COLUMN_OF.get(field, field)


def _put(parsed: Parsed, name: str, value: Any) -> None:
    match BY_NAME[name].about:
        case About.CONTACT:
            parsed.contact[name.removeprefix("contact_")] = value
        case About.MEMBERSHIP:
            parsed.membership[name] = value
        case _:
            parsed.values[name] = value


def _put_terms(parsed: Parsed, name: str, text: str, terms: Terms, create: bool) -> None:
    found = {one: terms.find(name, one, create=create) for one in _names(name, text, terms)}
    if unknown := [one for one, key in found.items() if key is None]:
        remark = _("%(column)s: unknown and left out: %(names)s.")
        parsed.remarks.append(remark % {"column": label_of(name), "names": ", ".join(unknown)})
        parsed.unknown += [(kind_of(name), one[:LONGEST]) for one in unknown]
        parsed.partial.add(name)
    # Two names, of two languages, may be one.
    keys = list(dict.fromkeys(key for key in found.values() if key is not None))
    if keys:
        parsed.values[REFERENCES.get(name, name)] = keys[0] if name in REFERENCES else keys


def _names(name: str, text: str, terms: Terms) -> list[str]:
    """What is called so as a whole is one name, though there is a comma in it."""
    whole = " ".join(text.split())
    return [whole] if name not in LISTS or terms.find(name, whole) else names_in(text)
