"""What a client of the API asks for, as a question to the index of the directory.

Filters, order and search go through the index alone: it knows what each viewer may see, and so
nothing hidden is matched, counted or sorted by.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from wagtail.models import Locale

from wagtail_network.core.page_types import page_models_for
from wagtail_network.core.search import clean_query
from wagtail_network.core.visibility import visible_pages
from wagtail_network.directory.index.searching import Question
from wagtail_network.networks.models import NetworkPageMixin
from wagtail_network.organisations.regions import Region
from wagtail_network.organisations.visibility import Audience, level_of

# Keys are those that the answers have; a municipality's is its code, a size's its letter.
FILTERS: Mapping[str, tuple[str, ...]] = {
    "organisation": (
        *("network", "sector", "competence", "sought", "municipality", "region", "size"),
        "certification",
    ),
    "person": ("network", "sector", "competence", "municipality", "region"),
}
ORDERS = ("name", "newest", "updated", "relevance")
MOST_VALUES = 50


class BadParameter(Exception):
    """A parameter that makes no sense, in words."""


@dataclass(frozen=True)
class Viewer:
    """Who asks. Not what a page of the same request remembers: an API may know another user."""

    user: Any

    @cached_property
    def level(self) -> Audience:
        return level_of(self.user)

    @cached_property
    def networks(self) -> dict[str, list[Any]]:
        """The pages of the networks the viewer may open, by translation key. Few queries."""
        found: dict[str, list[Any]] = {}
        for model in page_models_for(NetworkPageMixin):
            for page in visible_pages(model.objects.defer_streamfields(), self.user):
                found.setdefault(str(page.translation_key), []).append(page)
        return found


def question_of(
    kind: str, viewer: Viewer, parameters: Mapping[str, Collection[str]], locale: Locale
) -> Question:
    """``parameters``: the values given for each name. Raises ``BadParameter``."""
    text = clean_query(" ".join(parameters.get("search", ())))
    order = next(iter(parameters.get("order", ())), "relevance" if text else "name")
    if order not in ORDERS or (order == "relevance" and not text):
        raise BadParameter(f"order must be one of {', '.join(ORDERS)}; relevance needs search")
    chosen = {name: parameters[name] for name in FILTERS[kind] if parameters.get(name)}
    for name, values in chosen.items():
        if len(values) > MOST_VALUES:
            raise BadParameter(f"{name} takes at most {MOST_VALUES} values")
    asked = chosen.pop("network", None)
    return Question(
        kind=kind,
        networks=_scope(viewer, asked),
        level=viewer.level,
        text=text,
        chosen=_with_regions(chosen),
        sort=order,
        language=locale.language_code,
    )


def _scope(viewer: Viewer, asked: Collection[str] | None) -> frozenset[str] | None:
    """The networks asked about that the viewer may see. Coordinators see members of none, too."""
    if asked is None and viewer.level >= Audience.COORDINATORS:
        return None
    seen = frozenset(viewer.networks)
    return seen if asked is None else seen & frozenset(asked)


def _with_regions(chosen: dict[str, Collection[str]]) -> dict[str, Collection[str]]:
    """A region is the municipalities it is made of. One query, where one is asked for."""
    if "region" not in chosen:
        return chosen
    keys = {str(key) for key in chosen["region"]}
    regions = Region.objects.order_by().values_list("translation_key", "municipalities__code")
    codes = {code for key, code in regions if str(key) in keys and code}
    if "municipality" in chosen:
        codes &= set(chosen["municipality"])
    rest = {name: values for name, values in chosen.items() if name != "region"}
    # Of none there is none: a value that nobody has, rather than no filter.
    return {**rest, "municipality": sorted(codes) or ["-"]}
