"""Puts into force what an editor has published about registration."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published

from wagtail_network.core.retrying import in_transaction
from wagtail_network.events.registration import seats
from wagtail_network.events.registration.options import RegistrationOptionsMixin
from wagtail_network.events.registration.questions import store_questions
from wagtail_network.events.registration.waiting_list import fill


@receiver(page_published)
def put_into_force(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Publishing and not saving: what is in a draft holds for nobody yet."""
    # An alias repeats a page, and has no register of its own.
    if isinstance(instance, RegistrationOptionsMixin) and not getattr(instance, "alias_of_id", 0):
        in_transaction(lambda: _put_into_force(instance))


def _put_into_force(event: Any) -> None:
    held = seats.hold(event.pk)
    store_questions(event)
    if event.takes_registrations and not held:
        seats.open_seats(event)
        held = seats.hold(event.pk)
    if held:
        seats.set_limits(event)
        fill(event)
