from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WagtailNetworkConfig(AppConfig):
    name = "wagtail_network"
    label = "wagtail_network"
    verbose_name = _("Business networks")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Imported for its side effect: the functions register themselves as system checks.
        from wagtail_network import checks  # noqa: F401
