"""The right translation of what a page refers to."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Case, Q, Value, When
from wagtail.models import DraftStateMixin

Translatable = TypeVar("Translatable", bound=Any)


def localized(objects: Iterable[Translatable], locale_id: int) -> list[Translatable]:
    """Each object in the given locale where it has been translated, else as it is.

    A translation that is only a draft is none yet. Keeps the order. One query for the whole list,
    none where nothing needs translating; Wagtail's own ``.localized`` costs a query for each
    object.
    """
    found = list(objects)
    keys = [item.translation_key for item in found if item.locale_id != locale_id]
    if not keys:
        return found
    model = type(found[0])
    rows = model.objects.filter(locale_id=locale_id, translation_key__in=keys)
    if issubclass(model, DraftStateMixin):
        rows = rows.filter(live=True)
    translations = {item.translation_key: item for item in rows}
    return [translations.get(item.translation_key, item) for item in found]


def localized_page(pages: Any, chosen: int, locale_id: int) -> Any | None:
    """Of a page queryset the page an editor chose, in the given locale where it is there.

    One query. None where neither is among ``pages``.
    """
    key = pages.model.objects.filter(pk=chosen).values("translation_key")
    translation_first = Case(When(locale_id=locale_id, then=Value(0)), default=Value(1))
    found = pages.filter(Q(pk=chosen) | Q(translation_key__in=key, locale_id=locale_id))
    return found.order_by(translation_first).first()
