"""A profile as plain values that can be kept, compared and put back.

``read`` gives {field: value} of what a member may change: texts and numbers as they are, a
reference to something as its key, a list of such as sorted keys, and references to jobs as a list
of {"id", "title", "text", "year", "url", "picture"}. All of it is JSON.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from json import dumps
from typing import Any

from wagtail_network.organisations.models import Reference
from wagtail_network.organisations.visibility import Audience, kind_of

Values = dict[str, Any]
REFERENCES = "references"
REFERENCE_FIELDS = ("title", "text", "year", "url", "picture")
# In the order they are shown in.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "organisation": (
        *("name", "short_text", "long_text", "logo", "sector", "size", "cvr"),
        *("address", "postal_code", "city", "municipality"),
        *("website", "linkedin_url", "email", "phone"),
        *("competences", "competences_sought", "certifications", REFERENCES),
        *("audience", "visibility", "suggestible"),
    ),
    "person": (
        *("name", "title", "photo", "email", "phone", "linkedin_url", "competences"),
        *("audience", "visibility"),
    ),
}
PICTURES = frozenset({"logo", "photo"})
# What each language has its own words for; the rest is the same in all of them.
WORDED = frozenset({"name", "title", "short_text", "long_text", REFERENCES})
DIGEST_LENGTH = 12


def read(item: Any) -> Values:
    """The values of an organisation or a person. A query for each list, none for a draft."""
    return {name: _read(item, name) for name in FIELDS[kind_of(item)]}


def put(item: Any, values: Mapping[str, Any]) -> None:
    """Sets the values on a record or a draft of it, which is not saved.

    What a key refers to and is gone by now is left out.
    """
    for name, value in values.items():
        if name == REFERENCES:
            _put_references(item, value)
            continue
        field = item._meta.get_field(name)
        if field.many_to_many:
            setattr(item, name, list(field.related_model.objects.filter(pk__in=value)))
        elif field.is_relation:
            there = value and field.related_model.objects.filter(pk=value).exists()
            setattr(item, field.attname, value if there else None)
        else:
            setattr(item, name, value)


def digest(value: Any) -> str:
    """A short mark of one value, by which one sees later whether it is still the same."""
    text = dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return sha256(text.encode(errors="surrogatepass")).hexdigest()[:DIGEST_LENGTH]


def digests(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: digest(value) for name, value in values.items()}


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> Values:
    """What of ``after`` is not as it was."""
    return {name: value for name, value in after.items() if value != before.get(name)}


def narrowed(before: Mapping[str, Any], after: Mapping[str, Any]) -> Values:
    """The audiences of ``before`` with what ``after`` makes stricter, where it makes anything so.

    What somebody hides is hidden at once; what they open waits for the coordinator.
    """
    found: Values = {}
    if (own := after.get("audience")) is not None and own > before["audience"]:
        found["audience"] = own
    if (own := after.get("visibility")) is not None:
        strict = _stricter(before["visibility"] or {}, own)
        if strict != (before["visibility"] or {}):
            found["visibility"] = strict
    return found


def same_in_all_languages(values: Mapping[str, Any]) -> Values:
    return {name: value for name, value in values.items() if name not in WORDED}


def translated(item: Any, values: Mapping[str, Any]) -> Values:
    """The values with what they refer to in the language of ``item`` where it is there.

    A query for each list that is not empty.
    """
    found = dict(values)
    for name, value in values.items():
        field = None if name == REFERENCES else item._meta.get_field(name)
        model = field.related_model if field is not None and field.is_relation else None
        if not value or not hasattr(model, "translation_key"):
            continue
        keys = value if isinstance(value, list) else [value]
        there = _in_language(model, keys, item.locale_id)
        found[name] = sorted(there) if isinstance(value, list) else next(iter(there), None)
    return found


def _in_language(model: Any, keys: Iterable[int], locale_id: int) -> list[int]:
    """A translation where there is one, else the same."""
    chosen = dict(model.objects.filter(pk__in=keys).values_list("translation_key", "pk"))
    own = model.objects.filter(translation_key__in=chosen, locale=locale_id)
    return list({**chosen, **dict(own.values_list("translation_key", "pk"))}.values())


def _read(item: Any, name: str) -> Any:
    if name == REFERENCES:
        return [_read_reference(one) for one in item.references.all()]
    field = item._meta.get_field(name)
    if field.many_to_many:
        return sorted(one.pk for one in getattr(item, name).all())
    value = getattr(item, field.attname)
    if name == "visibility":
        return {key: int(level) for key, level in (value or {}).items() if level}
    return value


def _read_reference(reference: Any) -> Values:
    values = {
        name: getattr(reference, reference._meta.get_field(name).attname)
        for name in REFERENCE_FIELDS
    }
    return {"id": reference.pk, **values}


def _put_references(item: Any, rows: Iterable[Mapping[str, Any]]) -> None:
    """The rows in their order, those that are there already with their keys."""
    own = {one.pk for one in item.references.all()} if item.pk else set()
    images: Any = Reference._meta.get_field("picture").related_model
    rows = list(rows)
    pictures = {row["picture"] for row in rows if row.get("picture")}
    there = set(images.objects.filter(pk__in=pictures).values_list("pk", flat=True))
    item.references = [
        Reference(
            pk=row["id"] if row.get("id") in own else None,
            sort_order=position,
            title=row["title"],
            text=row["text"],
            year=row["year"],
            url=row["url"],
            picture_id=row["picture"] if row.get("picture") in there else None,
        )
        for position, row in enumerate(rows)
    ]


def _stricter(before: Mapping[str, int], own: Mapping[str, int]) -> dict[str, int]:
    levels = {name: max(before.get(name, 0), own.get(name, 0)) for name in {*before, *own}}
    return {name: level for name, level in levels.items() if level > Audience.EVERYONE}
