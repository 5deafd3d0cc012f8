"""Conditions on where in the page tree a page is."""

from collections.abc import Collection

from django.db.models import Q
from django.db.models.functions import Substr
from django.db.models.lookups import In


def at_or_below(paths: Collection[str]) -> Q:
    """The pages at these paths and all below them. Nothing where there are no paths.

    A list for each level of the tree, so that the number of paths hardly matters.
    """
    found = Q(pk__in=[])
    for length in sorted({len(path) for path in paths}):
        tops = sorted(path for path in paths if len(path) == length)
        found |= Q(In(Substr("path", 1, length), tops))
    return found
