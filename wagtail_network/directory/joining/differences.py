"""What would become different in a profile, in words: for a coordinator, on a page or in a mail."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from re import findall
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.images import get_image_model

from wagtail_network.core.plain_text import plain_text
from wagtail_network.directory.joining.values import FIELDS, PICTURES, REFERENCES, Values, read
from wagtail_network.organisations.visibility import FIELDS as AUDIENCE_FIELDS
from wagtail_network.organisations.visibility import Audience, kind_of

# Longer texts are not compared word by word.
MOST_WORDS = 4000
LONGEST_IN_A_MAIL = 600
SAME, GONE, NEW = "same", "gone", "new"


@dataclass(frozen=True)
class Difference:
    """One field. ``before`` and ``after`` are what it says in plain text, "" for nothing.

    ``words``: the text as pieces ("same", "gone" or "new", text), for fields that are texts.
    ``old_picture`` and ``new_picture``: for fields that are pictures.
    ``pictures``: those of references that are new.
    ``clash``: what is published by now, where that is not what was to be changed.
    """

    name: str
    label: str
    before: str
    after: str
    words: Sequence[tuple[str, str]] = ()
    old_picture: Any = None
    new_picture: Any = None
    pictures: Sequence[Any] = field(default_factory=list)
    clash: str = ""


def differences(item: Any, before: Values, after: Values) -> list[Difference]:
    """Of each field of ``after`` in the order of the profile. A few queries for each.

    ``before`` is what was published when it was proposed; what is published now is read from
    ``item``.
    """
    now = read(item)
    names = [name for name in FIELDS[kind_of(item)] if name in after]
    return [_difference(item, name, before.get(name), after[name], now[name]) for name in names]


def in_words(found: Iterable[Difference]) -> list[tuple[str, str]]:
    """The same for a mail, each as a label and a text."""
    return [(one.label, _before_and_after(one)) for one in found]


def label_of(item: Any, name: str) -> str:
    if name == REFERENCES:
        return _("References")
    return str(capfirst(item._meta.get_field(name).verbose_name))


def text_of(item: Any, name: str, value: Any) -> str:
    """One value in plain text, several lines where it is a list."""
    if value in (None, "", [], {}):
        return ""
    if name == REFERENCES:
        return "\n".join(_reference_text(one) for one in value)
    if name == "visibility":
        return _visibility_text(item, value)
    if name == "long_text":
        return plain_text(value)
    field_ = item._meta.get_field(name)
    if field_.many_to_many:
        found = field_.related_model.objects.filter(pk__in=value)
        return "\n".join(sorted(str(one) for one in found))
    if field_.is_relation:
        return str(field_.related_model.objects.filter(pk=value).first() or _("deleted"))
    if field_.choices:
        return str(dict(field_.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return str(value)


def word_by_word(before: str, after: str) -> list[tuple[str, str]]:
    """Both texts as one, in pieces that stay, go or are new."""
    old, new = findall(r"\s+|\S+", before), findall(r"\s+|\S+", after)
    if len(old) + len(new) > MOST_WORDS:
        return [(GONE, before), (NEW, after)]
    pieces: list[tuple[str, str]] = []
    for what, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append((SAME, "".join(old[a:b])))
            continue
        pieces += [(GONE, "".join(old[a:b])), (NEW, "".join(new[c:d]))]
    return [(what, text) for what, text in pieces if text]


def _difference(item: Any, name: str, before: Any, after: Any, now: Any) -> Difference:
    old, new = text_of(item, name, before), text_of(item, name, after)
    found = Difference(
        name=name,
        label=label_of(item, name),
        before=old,
        after=new,
        words=word_by_word(old, new) if name not in PICTURES else (),
        clash=text_of(item, name, now) or _("nothing") if now != before and now != after else "",
    )
    return _with_pictures(found, before, after)


def _with_pictures(found: Difference, before: Any, after: Any) -> Difference:
    if found.name in PICTURES:
        images = get_image_model().objects.in_bulk([key for key in (before, after) if key])
        pictures = {"old_picture": images.get(before), "new_picture": images.get(after)}
        return Difference(**{**vars(found), **pictures})
    if found.name == REFERENCES:
        known = {one.get("picture") for one in before or []}
        keys = [one["picture"] for one in after or [] if one.get("picture") not in (None, *known)]
        return Difference(
            **{**vars(found), "pictures": list(get_image_model().objects.filter(pk__in=keys))}
        )
    return found


def _before_and_after(one: Difference) -> str:
    if one.name in PICTURES or (not one.before and not one.after):
        return _("A new picture") if one.after else _("Removed")
    if not one.before:
        return _cut(one.after)
    parts = {"before": _cut(one.before), "after": _cut(one.after) or _("nothing")}
    return _("Before: %(before)s\nNow: %(after)s") % parts


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_IN_A_MAIL else f"{text[:LONGEST_IN_A_MAIL].rstrip()} …"


def _reference_text(row: Mapping[str, Any]) -> str:
    head = f"{row['title']} ({row['year']})" if row.get("year") else row["title"]
    with_picture = _("with a picture") if row.get("picture") else ""
    return " – ".join(part for part in (head, row["text"], row["url"], with_picture) if part)


def _visibility_text(item: Any, value: Mapping[str, int]) -> str:
    labels = AUDIENCE_FIELDS[kind_of(item)]
    return "\n".join(
        f"{label}: {Audience(min(value[name], Audience.COORDINATORS)).label}"
        for name, label in labels.items()
        if value.get(name)
    )
