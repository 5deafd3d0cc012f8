"""Asking for a place in a network, or for access to a profile: until the address is confirmed.

Whatever is known of an address is told to nobody but who reads the mails there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from wagtail_network.core.folding import fold_company, fold_email
from wagtail_network.core.rate_limits import count_hit
from wagtail_network.core.retrying import in_transaction
from wagtail_network.directory.joining.access import ProfileAccess
from wagtail_network.directory.joining.domains import domain_of_address, domain_of_site
from wagtail_network.directory.joining.mail import send_link, tell
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.visibility import may_see

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PER_ADDRESS, PER_VISITOR, PER_ACCESS = 5, 20, 20
# How long a request waits for its address to be confirmed.
CONFIRM_WITHIN = timedelta(days=14)
# How long it is remembered who was refused, so that they can be answered.
REFUSED_KEPT = timedelta(days=180)
MOST_COMPARED = 2000


@dataclass(frozen=True)
class Asker:
    """Who fills in the form. ``email`` is not known to be theirs yet."""

    name: str
    email: str
    title: str = ""
    note: str = ""


def count_request(email: str, visitor: str | None) -> None:
    """Counts a form that was sent. Raises ``TooMany``; outside of a transaction."""
    if visitor:
        count_hit("joining.visitor", visitor, PER_VISITOR, HOUR)
    count_hit("joining.address", fold_email(email), PER_ADDRESS, HOUR)


def apply_to_join(
    network: Any,
    asker: Asker,
    *,
    organisation_name: str,
    cvr: str,
    website: str,
    submission: UUID,
    language: str,
) -> None:
    """Writes to the address; the same form sent twice is one application."""
    _ask(
        ProfileAccess(
            kind=ProfileAccess.Kind.APPLICATION,
            network_id=network.pk,
            organisation_name=organisation_name,
            cvr=cvr,
            website=website,
            submission=submission,
            language=language,
            **vars(asker),
        )
    )


def claim(
    organisation: Organisation, network: Any, asker: Asker, *, submission: UUID, language: str
) -> None:
    """Asks for access to a profile that is here. Who has it already gets their link."""
    _ask(
        ProfileAccess(
            kind=ProfileAccess.Kind.CLAIM,
            organisation=organisation,
            network_id=network.pk if network else None,
            submission=submission,
            language=language,
            **vars(asker),
        )
    )


def send_links(email: str) -> None:
    """Writes to an address every link it has, if it has any."""
    found = ProfileAccess.objects.open().filter(email_key=fold_email(email))
    for access in found.exclude(organisation=None)[:20]:
        send_link(access)


def forget_unconfirmed(now: datetime | None = None) -> int:
    """Deletes what nobody has confirmed, and in time those who were refused or have ended.

    Returns how many.
    """
    moment = now or timezone.now()
    old = ProfileAccess.objects.filter(
        status=ProfileAccess.Status.UNCONFIRMED,
        created_at__lt=moment - CONFIRM_WITHIN,
        asked_at=None,
    )
    over = ProfileAccess.objects.filter(
        status__in=[ProfileAccess.Status.REFUSED, ProfileAccess.Status.ENDED],
        decided_at__lt=moment - REFUSED_KEPT,
    )
    return int(old.delete()[0] + over.delete()[0])


def like(
    user: Any, level: int, *, name: str, cvr: str = "", website: str = "", email: str = ""
) -> list[Organisation]:
    """Organisations the visitor may see and that may be the same one, the surest first.

    Compared is only what the visitor may see of each, so that nothing hidden can be guessed at.
    Two queries.
    """
    seen = Organisation.objects.visible_to(user, level)
    folded, domains = fold_company(name), {domain_of_site(website), domain_of_address(email)} - {""}
    found: list[tuple[int, Organisation]] = []
    for one in _candidates(seen, name, cvr, domains):
        if cvr and one.cvr == cvr and may_see(one, "cvr", level):
            found.append((0, one))
        elif fold_company(one.name) == folded:
            found.append((1, one))
        elif domain_of_site(one.website) in domains and may_see(one, "website", level):
            found.append((2, one))
    once = {one.translation_key: one for _rank, one in sorted(found, key=lambda pair: -pair[0])}
    return list(reversed(once.values()))[:5]


def _candidates(seen: Any, name: str, cvr: str, domains: Iterable[str]) -> list[Organisation]:
    first = fold_company(name).split(" ")[0][:3]
    query = Q(slug__startswith=first) if first else Q()
    if cvr:
        query |= Q(cvr=cvr)
    for domain in domains:
        query |= Q(website__icontains=domain)
    return list(seen.filter(query).order_by("pk")[:MOST_COMPARED])


def _ask(access: ProfileAccess) -> None:
    """Keeps the request and writes to the address, or writes its link where it has one."""

    def work() -> None:
        known = _known(access)
        if known is not None:
            send_link(known)
            return
        try:
            with transaction.atomic():
                access.save(force_insert=True)
        except IntegrityError:  # the same form, or the same address, at the same moment
            return
        tell(access, "confirm")

    in_transaction(work)


def _known(access: ProfileAccess) -> ProfileAccess | None:
    if access.organisation is None:
        return None
    found = ProfileAccess.objects.of(access.organisation).open()
    return found.filter(email_key=fold_email(access.email)).first()
