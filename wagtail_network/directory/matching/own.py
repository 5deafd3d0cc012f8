"""The organisation that somebody with a login works at."""

from typing import Any

from django.db.models import Exists, OuterRef

from wagtail_network.networks.membership import Membership
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.people import Person


def own_organisation(user: Any, locale_id: int) -> Organisation | None:
    """The member organisation of the person the user is, in the language if it is there.

    None for visitors, and for who is linked to no published person or organisation, or to one that
    is active in no network. Of several the first. At most one query.
    """
    if user is None or not user.is_authenticated:
        return None
    people = Person.objects.filter(user=user, live=True)
    active = Membership.objects.filter(
        status=Membership.Status.ACTIVE, organisation__translation_key=OuterRef("translation_key")
    )
    found = Organisation.objects.filter(
        Exists(active),
        live=True,
        translation_key__in=people.values("organisation__translation_key"),
    )
    rows = list(found.select_related("municipality").order_by("pk"))
    same = [row for row in rows if row.translation_key == rows[0].translation_key]
    return next((row for row in same if row.locale_id == locale_id), rows[0] if rows else None)
