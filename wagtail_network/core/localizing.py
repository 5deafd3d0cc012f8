"""For sites that translate with wagtail-localize, which we do not need ourselves."""

from typing import Any

try:
    from wagtail_localize.fields import SynchronizedField
except ImportError:
    SynchronizedField = None


def same_in_every_language(*names: str) -> list[Any]:
    """Text fields that are no text to translate, as ``override_translatable_fields`` has them."""
    return [SynchronizedField(name, overridable=False) for name in names if SynchronizedField]
