"""Who may see what of an organisation or a person is one choice, whatever the language."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.people import Person

CHOICE = ("audience", "visibility")


@receiver(post_save, sender=Organisation)
@receiver(post_save, sender=Person)
def choose_in_all_languages(
    sender: Any, instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """What was saved last holds: what one translation hides, the others do not tell. One query.

    Drafts are not touched, nor do they touch anything until they are published.
    """
    if raw or (update_fields is not None and not set(CHOICE) & set(update_fields)):
        return
    others = sender._base_manager.filter(translation_key=instance.translation_key)
    chosen = {name: getattr(instance, name) for name in CHOICE}
    others.exclude(pk=instance.pk).update(**chosen)
