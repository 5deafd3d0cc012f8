"""Whether what one offers is what another looks for, in a tree of competences."""

from collections.abc import Collection, Iterable, Mapping

# Of each competence all that it is part of, by key.
Above = Mapping[str, frozenset[str]]

# "Reclaimed bricks" is what who looks for "Materials" wants; the other way round it may be.
WHOLLY, PARTLY = 1.0, 0.4


def ancestry(parents: Mapping[str, str]) -> Above:
    """From the key of each one's parent, blank or absent at the top.

    A tree that somebody has tied into a ring ends where it began.
    """
    return {key: frozenset(_up(key, parents)) for key in parents}


def with_ancestors(keys: Iterable[str], above: Above) -> set[str]:
    """The keys and all that they are part of."""
    keys = set(keys)
    return keys.union(*(above.get(key, frozenset()) for key in keys))


def with_descendants(keys: Collection[str], above: Above) -> set[str]:
    """The keys and all that is part of them."""
    wanted = set(keys)
    return wanted | {key for key, upper in above.items() if not upper.isdisjoint(wanted)}


def fit(offered: str, sought: str, above: Above) -> float:
    """From 0, not at all, to 1: it is the same, or a part of what is sought."""
    if offered == sought or sought in above.get(offered, ()):
        return WHOLLY
    return PARTLY if offered in above.get(sought, ()) else 0.0


def best_fit(offers: Iterable[str], sought: str, above: Above) -> tuple[float, str]:
    """How well, and which of the offers; 0 and blank where none fits.

    Of equally good ones the one that is sought itself, so that a reason says the same word.
    """
    fits = ((fit(offered, sought, above), offered == sought, offered) for offered in offers)
    well, _, offered = max(fits, default=(0.0, False, ""))
    return (well, offered) if well else (0.0, "")


def _up(key: str, parents: Mapping[str, str]) -> list[str]:
    found: list[str] = []
    upper = parents.get(key, "")
    while upper and upper != key and upper not in found:
        found.append(upper)
        upper = parents.get(upper, "")
    return found
