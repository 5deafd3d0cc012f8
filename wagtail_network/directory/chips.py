"""What is chosen, in words, each with the address that lets go of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from wagtail_network.directory.choices import FACETS, Choices
from wagtail_network.directory.places import NEAR_KM


@dataclass(frozen=True)
class Chip:
    text: Any
    address: str


def chips_of(choices: Choices, names: Mapping[str, list[tuple[str, Any]]]) -> list[Chip]:
    """In the order of the address; ``names`` has values and names for each facet."""
    found = [Chip(f"“{choices.text}”", choices.without("q").address)] if choices.text else []
    for facet in FACETS:
        texts = dict(names.get(facet, ()))
        for value in choices.get(facet):
            text = texts[value] if facet != "sought" else _sought(texts[value])
            found.append(Chip(text, choices.less(facet, value).address))
    if choices.get("near"):
        found.append(Chip(near_text(), choices.without("near").address))
    return found


def near_text() -> str:
    return _("Within %(number)s km as well") % {"number": NEAR_KM}


def _sought(name: Any) -> str:
    return _("Looking for: %(competence)s") % {"competence": name}
