"""The organisations of the register, found by what people type."""

from typing import Any

from django.core.cache import cache

from wagtail_network.core.folding import fold, fold_company
from wagtail_network.core.localized import localized
from wagtail_network.core.page_types import page_model_for
from wagtail_network.networks.membership import Membership
from wagtail_network.networks.models import NetworkPageMixin
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.visibility import Audience

KEPT_SECONDS = 5 * 60
SHORTEST, MOST = 2, 8


def suggestions(typed: str, page: Any) -> list[str]:
    """The names of at most eight members of networks that fit, those that begin with it first.

    Those of networks open to everybody, and of the page's own. However it is spelled: "aeble"
    finds "Æble". Names change rarely, so they are read every five minutes.
    """
    wanted = fold(typed)
    if len(wanted) < SHORTEST:
        return []
    found = [(folded, name) for folded, name in _members(page) if wanted in folded]
    found.sort(key=lambda one: (not one[0].startswith(wanted), one[0]))
    return [name for _folded, name in found[:MOST]]


def organisation_called(name: str, locale_id: int) -> int | None:
    """The key of the one organisation of that name, legal form aside, in the locale if it is there.

    None where there is none, or several. At most one query where the names are at hand.
    """
    if not (wanted := fold_company(name)):
        return None
    found: dict[str, dict[int, int]] = _by_name().get(wanted, {})
    if len(found) != 1:
        return None
    (translations,) = found.values()
    key = translations.get(locale_id) or min(translations.values())
    # It may have been deleted since the names were read.
    return key if Organisation.objects.filter(pk=key).exists() else None


def _members(page: Any) -> list[tuple[str, str]]:
    """Folded name and name of each member, in the page's language."""
    network = page.network_link
    key = f"wagtail_network.members.{page.locale_id}.{network.pk if network else 0}"
    found: Any = cache.get_or_set(key, lambda: _read_members(network, page.locale_id), KEPT_SECONDS)
    return list(found)


def _read_members(network: Any, locale_id: int) -> list[tuple[str, str]]:
    pages = page_model_for(NetworkPageMixin).objects.visible_to(None)
    keys = set(pages.values_list("translation_key", flat=True))
    if network is not None:
        keys.add(network.translation_key)
    active = Membership.objects.filter(
        status=Membership.Status.ACTIVE, network__translation_key__in=keys
    )
    # Kept for whoever asks next, so only those that everybody finds.
    everybodys = Organisation.objects.for_level(Audience.EVERYONE)
    members = everybodys.filter(translation_key__in=active.values("organisation__translation_key"))
    names = {member.name for member in localized(members, locale_id)}
    return sorted((fold(name), name) for name in names)


def _by_name() -> dict[str, dict[str, dict[int, int]]]:
    """The keys of organisations by folded name, by translation key, by locale."""
    found: Any = cache.get_or_set("wagtail_network.organisations", _read_names, KEPT_SECONDS)
    return dict(found)


def _read_names() -> dict[str, dict[str, dict[int, int]]]:
    found: dict[str, dict[str, dict[int, int]]] = {}
    rows = Organisation.objects.order_by().values_list("name", "translation_key", "locale", "pk")
    for name, key, locale, pk in rows:
        found.setdefault(fold_company(name), {}).setdefault(str(key), {})[locale] = pk
    return found
