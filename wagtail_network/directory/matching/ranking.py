"""Who complements whom, and how much: numbers for an order, facts for a reason."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from wagtail_network.directory.matching.fitting import Above, best_fit
from wagtail_network.organisations.danish_distances import distance_km

# What somebody looks for that the other offers counts one. What the other looks for counts a little
# less, since it is they who must want it; each way makes the other likelier.
THEIR_WISH, BOTH_WAYS = 0.8, 1.0
# Near by counts at most half a competence, and nothing from 100 km on.
NEAR, FAR_KM = 0.5, 100
# A network in common a quarter of one, two of them or more a half.
NETWORK, MOST_NETWORKS = 0.25, 2


@dataclass(frozen=True)
class Side:
    """What a viewer may know of an organisation that bears on this. All are keys.

    ``municipality``: its official code, blank where it is not known.
    """

    offers: frozenset[str] = frozenset()
    seeks: frozenset[str] = frozenset()
    municipality: str = ""
    networks: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Match:
    """``gets``: what the first offers of what the second looks for; ``gives``: the other way round.

    ``km``: None where the distance is not known.
    """

    key: Any
    score: float
    gets: list[str] = field(default_factory=list)
    gives: list[str] = field(default_factory=list)
    km: int | None = None
    networks: int = 0


def match(own: Side, key: Hashable, other: Side, above: Above) -> Match | None:
    """How the other complements us, or None where neither offers what the other looks for."""
    wins, gets = _covered(other.offers, own.seeks, above)
    helps, gives = _covered(own.offers, other.seeks, above)
    if not gets and not gives:
        return None
    km = distance_km(own.municipality, other.municipality)
    networks = len(own.networks & other.networks)
    score = wins + THEIR_WISH * helps
    score += BOTH_WAYS if gets and gives else 0
    score += 0 if km is None else NEAR * max(0.0, 1 - km / FAR_KM)
    score += NETWORK * min(networks, MOST_NETWORKS)
    return Match(key, round(score, 4), gets, gives, km, networks)


def rank(own: Side, others: Mapping[Any, Side], above: Above) -> list[Match]:
    """Those who complement us, who does most first; of equal ones the nearest, then by key."""
    found = [match(own, key, other, above) for key, other in others.items()]
    return sorted(filter(None, found), key=_order)


def _order(one: Match) -> tuple[float, int, str]:
    return (-one.score, FAR_KM * FAR_KM if one.km is None else one.km, str(one.key))


def _covered(offers: Iterable[str], seeks: Iterable[str], above: Above) -> tuple[float, list[str]]:
    """How much of what is sought is offered, and by which offers, the best fitting first."""
    fits = sorted((best_fit(offers, sought, above) for sought in seeks), reverse=True)
    named = dict.fromkeys(offered for well, offered in fits if well)
    return sum(well for well, _ in fits), list(named)
