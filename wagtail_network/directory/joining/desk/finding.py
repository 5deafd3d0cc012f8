"""What waits for a coordinator: of the networks they decide about, and of no others."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from wagtail.models import ModelLogEntry

from wagtail_network.directory.joining.access import ProfileAccess
from wagtail_network.directory.joining.audit import LEFT
from wagtail_network.directory.joining.change import ProfileChange
from wagtail_network.directory.joining.places import deciding_keys, memberships_of
from wagtail_network.networks.membership import Membership

# How long who has left can be taken back from the list.
LEFT_SHOWN = timedelta(days=30)
SHOWN = 100


@dataclass(frozen=True)
class Waiting:
    """``left``: who has left lately, which waits for nothing but may be a mistake."""

    requests: list[ProfileAccess]
    changes: list[ProfileChange]
    applications: list[Membership]
    left: list[Membership]

    @property
    def count(self) -> int:
        return len(self.requests) + len(self.changes) + len(self.applications)


def waiting_for(user: Any) -> Waiting:
    """Everything, the oldest first, at most a hundred of each. At most six queries."""
    keys = deciding_keys(user)
    requests = accesses_for(user, keys).filter(status=ProfileAccess.Status.WAITING)
    changes = changes_for(user, keys).waiting()
    members = memberships_for(user, keys)
    asked = ProfileAccess.objects.filter(
        status=ProfileAccess.Status.WAITING,
        kind=ProfileAccess.Kind.APPLICATION,
        organisation__translation_key=OuterRef("organisation__translation_key"),
        network__translation_key=OuterRef("network__translation_key"),
    )
    applied = members.filter(~Exists(asked), status=Membership.Status.APPLIED)
    left = members.filter(pk__in=_left_lately(), status=Membership.Status.LEFT)
    return Waiting(
        list(requests.order_by("confirmed_at", "pk")[:SHOWN]),
        list(changes.order_by("changed_at", "pk")[:SHOWN]),
        list(applied.order_by("pk")[:SHOWN]),
        list(left.order_by("-pk")[:SHOWN]),
    )


def count_waiting(user: Any) -> int:
    """How much there is to decide. At most five queries."""
    keys = deciding_keys(user)
    if keys is not None and not keys:
        return 0
    requests = accesses_for(user, keys).filter(status=ProfileAccess.Status.WAITING)
    return int(requests.count() + changes_for(user, keys).waiting().count())


def accesses_for(user: Any, keys: set[Any] | None) -> Any:
    """``keys``: as ``deciding_keys`` gives them."""
    found = ProfileAccess.objects.select_related("organisation", "network", "person")
    if keys is None:
        return found
    in_network = _active_in(keys, "organisation__translation_key")
    return found.filter(Q(network__translation_key__in=keys) | Q(network=None) & Exists(in_network))


def changes_for(user: Any, keys: set[Any] | None) -> Any:
    related = ("organisation", "person__organisation", "access")
    found = ProfileChange.objects.select_related(*related)
    if keys is None:
        return found
    return found.filter(
        Exists(_active_in(keys, "organisation__translation_key"))
        | Exists(_active_in(keys, "person__organisation__translation_key"))
    )


def memberships_for(user: Any, keys: set[Any] | None) -> Any:
    found = Membership.objects.select_related("organisation", "network")
    return found if keys is None else found.filter(network__translation_key__in=keys)


def networks_text(access: ProfileAccess) -> str:
    found = memberships_of(access.organisation).exclude(status=Membership.Status.LEFT)
    return ", ".join(one.network.title for one in found)


def _active_in(keys: set[Any], field: str) -> Any:
    found = Membership.objects.filter(
        organisation__translation_key=OuterRef(field), network__translation_key__in=keys
    )
    return found.exclude(status=Membership.Status.LEFT)


def _left_lately() -> list[int]:
    """Keys of the memberships that members themselves have ended in the last thirty days."""
    since = timezone.now() - LEFT_SHOWN
    entries = ModelLogEntry.objects.filter(action=LEFT, timestamp__gte=since)
    found = entries.order_by("-timestamp")[:SHOWN]
    return [entry.data["membership"] for entry in found if "membership" in (entry.data or {})]
