"""Who complements an organisation, and why, in one line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_network.core.images import LOGO, load_renditions
from wagtail_network.core.localized import localized
from wagtail_network.directory.matching.fitting import Above, ancestry
from wagtail_network.directory.matching.own import own_organisation
from wagtail_network.directory.matching.ranking import Match, Side, match, rank
from wagtail_network.directory.matching.sides import candidates_for, sides_of
from wagtail_network.directory.scope import scope_of
from wagtail_network.directory.vocabulary import Word, vocabulary
from wagtail_network.networks.membership import Membership
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.visibility import Audience, Profile, level_for, profile_of

Words = Mapping[str, Word]

# More words make no better reason.
MOST_NAMED = 3


@dataclass(frozen=True)
class Partner:
    """One who complements us: as we may see them, where their page is, and why them."""

    profile: Profile
    address: str
    reason: str


class Complements:
    """Of the organisation of somebody who is logged in, asked only for what is used."""

    def __init__(self, directory: Any, request: HttpRequest) -> None:
        self.directory, self.request = directory, request
        self.level = level_for(request)

    @cached_property
    def own(self) -> Organisation | None:
        """None for who is no member. At most one query."""
        if self.level < Audience.MEMBERS:
            return None
        return own_organisation(self.request.user, self.directory.locale_id)

    @cached_property
    def words(self) -> Words:
        return vocabulary(self.directory.locale_id)["competence"]

    @cached_property
    def above(self) -> Above:
        return ancestry({key: word.parent for key, word in self.words.items()})

    @cached_property
    def own_side(self) -> Side:
        return self._sides([])[0]

    def partners(self, most: int) -> list[Partner]:
        """The best of those who may be suggested. At most twelve queries, whatever there is."""
        if self.own is None or not (self.own_side.offers or self.own_side.seeks):
            return []
        key, others = self.own.translation_key, self._others()
        found = candidates_for(self.own_side, key, others, self.level, self.above)
        best = rank(self.own_side, self._sides(found)[1], self.above)[:most]
        return self._shown(best, {one.translation_key: one for one in found})

    def reason_for(self, other: Organisation) -> str:
        """How another organisation complements ours, or nothing. At most five queries."""
        if self.own is None or self.own.translation_key == other.translation_key:
            return ""
        own, sides = self._sides([other])
        side = sides[other.translation_key]
        found = other.suggestible and match(own, other.pk, side, self.above)
        return reason(found, self.words) if found else ""

    @cached_property
    def own_address(self) -> str:
        """Of our own page, where this directory has it."""
        scope = scope_of(self.directory, self.request)
        if self.own is None or scope.isdisjoint(self.own_side.networks):
            return ""
        return f"{self.directory.get_url(self.request)}{self.own.slug}/"

    def _others(self) -> Any:
        """Those whose pages are in this directory."""
        active = Membership.objects.filter(
            status=Membership.Status.ACTIVE,
            network__translation_key__in=scope_of(self.directory, self.request),
        )
        seen = Organisation.objects.visible_to(self.request.user, self.level)
        return seen.filter(
            translation_key__in=active.order_by().values("organisation__translation_key")
        )

    def _sides(self, others: Iterable[Organisation]) -> tuple[Side, dict[UUID, Side]]:
        """Our own, and those of others. Three queries."""
        if self.own is None:
            return Side(), {}
        key = self.own.translation_key
        sides = sides_of([self.own, *others], self.level, self.request.user, key)
        return sides.pop(key), sides

    def _shown(self, best: list[Match], found: dict[UUID, Any]) -> list[Partner]:
        organisations = localized([found[one.key] for one in best], self.directory.locale_id)
        profiles = [profile_of(organisation, self.level) for organisation in organisations]
        load_renditions((profile.logo for profile in profiles), LOGO)
        base = self.directory.get_url(self.request)
        return [
            Partner(profile, f"{base}{profile.slug}/", reason(one, self.words))
            for profile, one in zip(profiles, best, strict=True)
        ]


def reason(one: Match, words: Words) -> str:
    """Why, in one line: what goes which way, how far it is, which networks they share."""
    return " ".join(filter(None, [_exchange(one, words), _distance(one.km), _shared(one.networks)]))


def _exchange(one: Match, words: Words) -> str:
    told = {"gets": _named(one.gets, words), "gives": _named(one.gives, words)}
    if not one.gives:
        return _("Offers %(gets)s, which you look for.") % told
    if not one.gets:
        return _("Looks for %(gives)s, which you offer.") % told
    return (
        _("Offers %(gets)s, which you look for, and looks for %(gives)s, which you offer.") % told
    )


def _named(keys: list[str], words: Words) -> str:
    names = [words[key].name for key in keys if key in words]
    if len(names) > MOST_NAMED:
        rest = len(names) - MOST_NAMED + 1
        names = [*names[: MOST_NAMED - 1], _("%(count)d more") % {"count": rest}]
    return get_text_list(names, _("and"))


def _distance(km: int | None) -> str:
    if km is None:
        return ""
    return _("About %(km)d km away.") % {"km": km} if km else _("In your municipality.")


def _shared(networks: int) -> str:
    """One is the network they have met in."""
    if networks < 2:
        return ""
    text = ngettext("%(count)d network in common.", "%(count)d networks in common.", networks)
    return text % {"count": networks}
