"""What the room hears of: a record that was published in the admin."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import published

from wagtail_network.directory.joining.deciding import settle_published
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.people import Person


@receiver(published, dispatch_uid="wagtail_network_profile_published")
def settle(sender: Any, instance: Any, revision: Any = None, **kwargs: Any) -> None:
    if issubclass(sender, (Organisation, Person)):
        settle_published(instance, getattr(revision, "user", None))
