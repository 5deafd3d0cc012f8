from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "example_site.home"
    label = "example_home"
    verbose_name = _("InnoBYG")
    default_auto_field = "django.db.models.BigAutoField"
