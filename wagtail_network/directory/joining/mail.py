"""What members and coordinators are told, put into the outbox in the transaction that makes it so.

A mail names what it is about by keys alone; what it says, and the secret link, is written when it
is sent.
"""

from datetime import datetime
from typing import Any

from django.utils import timezone

from wagtail_network.core.mail.outbox import draft, post_many
from wagtail_network.core.page_types import page_model_for
from wagtail_network.directory.joining.access import ProfileAccess
from wagtail_network.directory.joining.change import ProfileChange
from wagtail_network.directory.joining.places import coordinators_addresses, networks_of
from wagtail_network.networks.models import NetworkPageMixin


def tell(access: ProfileAccess, kind: str, occasion: str = "", **facts: Any) -> None:
    """Writes to who has, wants or had access; once for each occasion."""
    letter = draft(
        f"joining.{kind}",
        access.email,
        language=access.language,
        key=":".join(filter(None, [f"joining.{kind}", str(access.pk), occasion])),
        facts={"access": access.pk, **facts},
    )
    post_many([letter])


def send_link(access: ProfileAccess, now: datetime | None = None) -> None:
    """Writes the link once more; at most once an hour."""
    tell(access, "link", (now or timezone.now()).strftime("%Y%m%d%H"))


def tell_of_request(access: ProfileAccess) -> None:
    """Tells the coordinators of an application or a claim that waits for them."""
    network = access.network and page_model_for(NetworkPageMixin).objects.filter(
        translation_key=access.network.translation_key
    )
    networks = list(network or []) or networks_of(access.organisation)
    _post("waiting", networks, f"{access.pk}", {"access": access.pk})


def tell_coordinators(change: ProfileChange) -> None:
    """Tells them of a proposed change, and what it is as it stands when the mail is sent.

    At most once an hour for one that is changed again and again.
    """
    hour = change.changed_at.strftime("%Y%m%d%H")
    about: Any = change.organisation or change.person
    networks = networks_of(change.organisation or about.organisation)
    _post("changed", networks, f"{change.pk}:{hour}", {"change": change.pk})


def tell_of_membership(kind: str, membership: Any, access: ProfileAccess | None) -> None:
    """Tells the coordinators of one network that somebody wants in ("joining") or has left."""
    networks = page_model_for(NetworkPageMixin).objects.filter(
        translation_key=membership.network.translation_key
    )
    facts = {"membership": membership.pk, "access": access.pk if access else None}
    _post(kind, list(networks), f"{membership.pk}:{timezone.now():%Y%m%d%H%M}", facts)


def _post(kind: str, networks: list[Any], occasion: str, facts: dict[str, Any]) -> None:
    kind = f"joining.{kind}"
    post_many(
        [
            draft(kind, address, language=language, key=f"{kind}:{occasion}:{address}", facts=facts)
            for address, language in coordinators_addresses(networks).items()
        ]
    )
