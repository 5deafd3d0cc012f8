"""Two organisations become one: so does the number of seats it may take at a meeting."""

from typing import Any

from django.utils import timezone

from wagtail_network.core.folding import LONGEST_COMPANY, fold_company
from wagtail_network.core.page_types import page_models_for
from wagtail_network.events.registration import seats
from wagtail_network.events.registration.models import Registration
from wagtail_network.events.registration.options import RegistrationOptionsMixin


def count_as_one(old: str, new: str) -> int:
    """Whoever wrote the old name counts with those who wrote the new one, where seats are counted.

    That is at meetings to come with so many seats per organisation; elsewhere what somebody wrote
    stays as it is. In a transaction of the caller's. Returns how many registrations changed.
    """
    old_key, new_key = fold_company(old), fold_company(new)
    if not old_key or old_key == new_key:
        return 0
    return sum(_rename(event, old_key, new) for event in _counting(old_key))


def _counting(key: str) -> list[Any]:
    named = Registration.objects.filter(organisation_key=key).values("event")
    return [
        event
        for model in page_models_for(RegistrationOptionsMixin)
        for event in model.objects.filter(
            pk__in=named, seats_per_organisation__gt=0, end__gte=timezone.now()
        ).order_by("pk")
    ]


def _rename(event: Any, key: str, name: str) -> int:
    seats.hold(event.pk)
    found = Registration.objects.of(event).filter(organisation_key=key)
    changed = found.update(
        organisation_name=name[:LONGEST_COMPANY], organisation_key=fold_company(name)
    )
    seats.count_organisations(event)
    return changed
