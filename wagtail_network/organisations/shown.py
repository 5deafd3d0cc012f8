"""Organisations and people that an editor has put on a page, as a visitor may see them."""

from collections.abc import Iterable
from typing import Any

from wagtail_network.core.localized import localized
from wagtail_network.organisations.visibility import Profile, profile_of


def shown_in(items: Iterable[Any], locale_id: int, level: int) -> list[Profile | None]:
    """Each in the language where it is published in it; None for one that is not published.

    Keeps the order. At most one query for all of them.
    """
    found = localized(items, locale_id)
    return [profile_of(item, level) if item.live else None for item in found]


def profiles_in(items: Iterable[Any], locale_id: int, level: int) -> list[Profile]:
    """The same without those that are not published."""
    return [profile for profile in shown_in(items, locale_id, level) if profile]
