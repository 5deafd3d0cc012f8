"""The smallest team of members that can do all that a job needs."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from wagtail_network.core.images import LOGO, load_renditions
from wagtail_network.core.localized import localized
from wagtail_network.directory.matching.covering import Cover, abilities, cover
from wagtail_network.directory.matching.fitting import Above, with_descendants
from wagtail_network.directory.scope import scope_of
from wagtail_network.directory.vocabulary import Word
from wagtail_network.networks.membership import Membership
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.visibility import Profile, level_for, profile_of

MOST_NEEDS = 24
# So many are named beside the one that was picked, and so many are weighed for it.
MOST_NAMED, MOST_WEIGHED = 3, 60


@dataclass(frozen=True)
class Named:
    profile: Profile
    address: str


@dataclass(frozen=True)
class Seat:
    """One of the team: what it covers, and who else could take its place.

    ``more``: how many of these there are besides those named.
    """

    member: Named
    covers: list[Word]
    others: list[Named]
    more: int
    is_own: bool = False


@dataclass(frozen=True)
class Need:
    """One competence, and how many members offer it; ``some`` of them by name."""

    word: Word
    count: int
    some: list[Named]


@dataclass(frozen=True)
class Team:
    """``missing``: what no member offers. ``exact``: whether no smaller team could do as much."""

    seats: list[Seat]
    needs: list[Need]
    missing: list[Word]
    exact: bool


@dataclass(frozen=True)
class Job:
    """What is needed, in whose eyes, in which directory; ``own`` is in the team from the start."""

    directory: Any
    request: HttpRequest
    needs: Sequence[Word]
    above: Above
    own: Organisation | None = None


def team_for(job: Job) -> Team:
    """Of the members of the directory's networks who may be suggested, as the viewer sees them.

    At most eight queries, however many members and needs there are.
    """
    offers = _offers(job)
    keys = [word.key for word in job.needs]
    own = frozenset(_own_offers(job))
    left = [key for key in keys if key not in own]
    able = abilities({who: what for who, what in offers.items() if not _is_own(job, who)}, left)
    found = cover(able, left)
    places = _places(found, able)
    fitting = {key: [who for who, what in offers.items() if key in what] for key in keys}
    people = _Members(job, [*(group for place in places for group in place), *fitting.values()])
    words = {word.key: word for word in job.needs}
    seats = [
        _seat(people, place, [words[key] for key in left if key in what])
        for place, what in zip(places, found.sets, strict=True)
    ]
    return Team(
        seats=[*_own_seat(job, [words[key] for key in keys if key in own]), *seats],
        needs=[Need(words[key], len(who), people.some(who)) for key, who in fitting.items()],
        missing=[words[key] for key in found.missing],
        exact=found.exact,
    )


def _offers(job: Job) -> dict[UUID, set[str]]:
    """Which of the needs each member offers, itself or by a part of it. One query."""
    level = level_for(job.request)
    active = Membership.objects.filter(
        status=Membership.Status.ACTIVE,
        network__translation_key__in=scope_of(job.directory, job.request),
    )
    members = Organisation.objects.visible_to(job.request.user, level).showing("competences", level)
    members = members.filter(
        suggestible=True,
        translation_key__in=active.order_by().values("organisation__translation_key"),
    )
    needs_of = _needs_by_word(job)
    pairs = members.filter(competences__translation_key__in=needs_of).order_by()
    found: dict[UUID, set[str]] = {}
    for who, word in pairs.values_list("translation_key", "competences__translation_key"):
        found.setdefault(who, set()).update(needs_of[str(word)])
    return found


def _needs_by_word(job: Job) -> Mapping[str, list[str]]:
    """For each competence that is or is part of a need: which needs that are."""
    found: dict[str, list[str]] = {}
    for need in job.needs:
        for key in with_descendants({need.key}, job.above):
            found.setdefault(key, []).append(need.key)
    return found


def _own_offers(job: Job) -> set[str]:
    """What our own organisation covers. One query."""
    if job.own is None:
        return set()
    needs_of = _needs_by_word(job)
    held = job.own.competences.values_list("translation_key", flat=True)
    return {need for key in held for need in needs_of.get(str(key), ())}


def _is_own(job: Job, who: UUID) -> bool:
    return job.own is not None and job.own.translation_key == who


def _places(
    found: Cover, able: Mapping[frozenset, list[UUID]]
) -> list[tuple[list[UUID], list[UUID]]]:
    """For each of the team those who can do just that, and others who could take the place.

    These can do at least what nobody else in the team does.
    """
    places = []
    for place, what in enumerate(found.sets):
        rest = frozenset().union(*found.sets[:place], *found.sets[place + 1 :])
        groups = [who for can, who in able.items() if what - rest <= can and can != what]
        places.append((able[what], [one for group in groups for one in group]))
    return places


class _Members:
    """Those who are named, as the viewer sees them: three queries for all of them."""

    def __init__(self, job: Job, groups: Iterable[Collection[UUID]]) -> None:
        keys = {who for group in groups for who in list(group)[:MOST_WEIGHED]}
        level, base = level_for(job.request), job.directory.get_url(job.request)
        rows = Organisation.objects.filter(translation_key__in=keys, live=True)
        rows = rows.select_related("municipality").order_by("pk")
        seen = rows.visible_to(job.request.user, level)
        once = {one.translation_key: one for one in seen}
        profiles = [
            profile_of(one, level) for one in localized(once.values(), job.directory.locale_id)
        ]
        self.by_key = {
            profile.translation_key: Named(profile, f"{base}{profile.slug}/")
            for profile in profiles
        }
        load_renditions((profile.logo for profile in profiles), LOGO)

    def named(self, keys: Iterable[UUID]) -> list[Named]:
        """Those confirmed last first: of them one knows best that it is so."""
        found = [self.by_key[key] for key in keys if key in self.by_key]
        return sorted(found, key=lambda one: _staleness(one.profile))

    def some(self, keys: Iterable[UUID]) -> list[Named]:
        return self.named(keys)[:MOST_NAMED]


def _staleness(profile: Profile) -> tuple[float, str]:
    confirmed = profile.confirmed_at
    return (-confirmed.timestamp() if confirmed else 0.0, str(profile.name))


def _seat(people: _Members, place: tuple[list[UUID], list[UUID]], covers: list[Word]) -> Seat:
    same, others = place
    first, *rest = people.named(same)
    named = [*rest, *people.named(others)][:MOST_NAMED]
    return Seat(first, covers, named, len(same) - 1 + len(others) - len(named))


def _own_seat(job: Job, covers: list[Word]) -> list[Seat]:
    if job.own is None:
        return []
    base = job.directory.get_url(job.request)
    profile = profile_of(job.own, level_for(job.request))
    return [Seat(Named(profile, f"{base}{profile.slug}/"), covers, [], 0, is_own=True)]
