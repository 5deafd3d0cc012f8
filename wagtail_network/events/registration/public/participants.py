"""Who is on the list of participants: those with a seat who have said yes to it."""

from typing import Any

from wagtail_network.events.registration.models import Consent, Registration


def participants_listed(event: Any) -> list[Any]:
    """Name, title and organisation of each, by name. ``event``: the register page. One query."""
    found = Registration.objects.of(event).participants()
    consenting = Consent.objects.filter(purpose=Consent.Purpose.LIST, withdrawn_at=None)
    found = found.filter(pk__in=consenting.values("registration"))
    return list(found.order_by("name", "pk").only("name", "title", "organisation_name"))


def participants_shown(event: Any, *, to_participant: bool = False) -> list[Any]:
    """The same for whoever opens the page, or with ``to_participant`` for one of them."""
    audience = event.Audience
    seen_by = {audience.EVERYONE, audience.PARTICIPANTS if to_participant else audience.EVERYONE}
    if not event.takes_registrations or event.participants_shown_to not in seen_by:
        return []
    return participants_listed(event)
