"""The smallest team that can do all that is asked: set cover, exactly where that is possible."""

from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TypeVar

Who = TypeVar("Who", bound=Hashable)
What = TypeVar("What", bound=Hashable)

# Up to so many needs the smallest team is found for certain: 2 to this power are the states.
MOST_EXACT = 12


@dataclass(frozen=True)
class Cover:
    """``sets``: of each member of the team, in the order they were picked, what it can do of what
    was needed. ``missing``: what nobody can. ``exact``: whether no smaller team can do as much.
    """

    sets: list[frozenset]
    missing: list
    exact: bool


def abilities(offers: Mapping[Who, Set[What]], needs: Sequence[What]) -> dict[frozenset, list[Who]]:
    """Who can do exactly which of the needs, those who can do none left out."""
    wanted = frozenset(needs)
    found: dict[frozenset, list[Who]] = {}
    for who, offered in offers.items():
        if able := wanted & offered:
            found.setdefault(frozenset(able), []).append(who)
    return found


def cover(able: Iterable[frozenset], needs: Sequence[What]) -> Cover:
    """The smallest number of the sets that together hold every need that any of them holds.

    Of equally small teams the one whose members can do most of it each. Up to 12 needs that is
    certain; beyond, the member who adds most is taken again and again, which can be one too many.
    """
    bits = {need: 1 << place for place, need in enumerate(needs)}
    masks = {sum(bits[need] for need in one & bits.keys()): one for one in able}
    reachable = _union(masks)
    missing = [need for need in needs if not bits[need] & reachable]
    exact = len(needs) <= MOST_EXACT
    picked = _smallest(masks, reachable) if exact else _greedy(masks, reachable)
    return Cover([masks[mask] for mask in picked], missing, exact)


def _union(masks: Iterable[int]) -> int:
    union = 0
    for mask in masks:
        union |= mask
    return union


def _greedy(masks: Iterable[int], wanted: int) -> list[int]:
    """Each time the one that adds most; at most ln(n) + 1 times as many as are needed."""
    sets, picked, done = sorted(masks, reverse=True), [], 0
    while done != wanted:
        best = max(sets, key=lambda mask: ((mask & ~done).bit_count(), mask.bit_count()))
        picked.append(best)
        done |= best
    return picked


def _smallest(masks: Iterable[int], wanted: int) -> list[int]:
    """Breadth first over what has been covered: the first time all is, it is with the fewest.

    Each step covers the lowest need that is left, which somebody must, so that teams are not
    tried in every order.
    """
    sets = _widest(masks)
    teams: dict[int, list[int]] = {0: []}
    while wanted not in teams:
        further: dict[int, list[int]] = {}
        for done, team in teams.items():
            lowest = (wanted & ~done) & -(wanted & ~done)
            for mask in sets:
                if mask & lowest and done | mask not in further:
                    further[done | mask] = [*team, mask]
        teams = further
    return sorted(teams[wanted], key=lambda mask: -mask.bit_count())


def _widest(masks: Iterable[int]) -> list[int]:
    """Without those that can do nothing another cannot do too; who can do most first."""
    kept: list[int] = []
    for mask in sorted(masks, key=lambda mask: (-mask.bit_count(), mask)):
        if not any(mask | other == other for other in kept):
            kept.append(mask)
    return kept
