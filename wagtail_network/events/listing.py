"""What the views of a list of meetings have in common: its names, addresses and ways to follow."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from wagtail_network.events.calendar.links import ATOM_NAME, FEED_NAME, subscription
from wagtail_network.events.filters import EventFilterSet


def listing(
    index: Any,
    request: HttpRequest,
    filters: EventFilterSet,
    view: str,
    heading: str,
    args: tuple[int, ...] = (),
) -> dict[str, Any]:
    """What every template of a list needs; ``view`` and ``args`` name the route."""
    here = index.reverse_subpage(view, args=args)
    return {
        "view": view,
        "heading": heading,
        "filters": filters,
        "query": _query(filters),
        "this_month": timezone.localdate(),
        "feed_name": called(index, index.title, filters),
        "subscription": subscription(address(index, request, FEED_NAME, filters)),
        "calendar_name": FEED_NAME,
        "atom_name": ATOM_NAME,
        "shared_title": called(index, heading, filters),
        "shared_url": address(index, request, here, filters),
    }


def called(index: Any, title: str, filters: EventFilterSet) -> str:
    """The title among others: with what the list belongs to, and with what is chosen."""
    top = index.section_top
    name = f"{top.title}: {title}" if top else title
    chosen = ", ".join(str(choice.text) for choice in filters.chosen)
    return f"{name} ({chosen})" if chosen else name


def address(index: Any, request: HttpRequest, part: str, filters: EventFilterSet) -> str:
    """The full address of a part of the list, with what is chosen and nothing else."""
    return f"{index.get_full_url(request) or ''}{part}{_query(filters)}"


def tell_networks(events: Iterable[Any], networks: Sequence[Any]) -> None:
    """Gives each meeting the network it belongs to, as ``of_network``, if it is one of these."""
    by_path = {network.path: network for network in networks}
    lengths = {len(path) for path in by_path}
    for event in events:
        found = (by_path.get(event.path[:length]) for length in lengths)
        event.of_network = next((network for network in found if network), None)


def _query(filters: EventFilterSet) -> str:
    return f"?{filters.query}" if filters.query else ""
