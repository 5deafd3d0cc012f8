from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _


class WagtailNetworkConfig(AppConfig):
    name = "wagtail_network"
    label = "wagtail_network"
    verbose_name = _("Business networks")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Imported for their side effect: checks, receivers and letters register themselves.
        from wagtail_network import checks  # noqa: F401
        from wagtail_network.core.secret_links import keep_out_of_logs
        from wagtail_network.directory.index.receivers import keep_true
        from wagtail_network.directory.joining import letters as _letters  # noqa: F401
        from wagtail_network.directory.joining import receivers as _receivers  # noqa: F401
        from wagtail_network.directory.profile import letters  # noqa: F401
        from wagtail_network.events.calendar import publishing  # noqa: F401
        from wagtail_network.events.calendar.addresses import let_pages_serve_them
        from wagtail_network.events.registration import changes  # noqa: F401
        from wagtail_network.events.registration import publishing as _registration  # noqa: F401
        from wagtail_network.events.registration.letters import (  # noqa: F401
            addresses,
            leaving,
            meeting,
            occasions,
            status,
        )

        # Before the index, which is to read what it has written.
        from wagtail_network.organisations import languages  # noqa: F401

        if apps.is_installed("wagtail.api.v3"):
            from wagtail_network.directory.api.v3 import mount

            mount()
        keep_out_of_logs()
        let_pages_serve_them()
        keep_true(self)
