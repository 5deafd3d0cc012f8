from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImagesConfig(AppConfig):
    name = "example_site.images"
    label = "example_images"
    verbose_name = _("The site's pictures")
    default_auto_field = "django.db.models.BigAutoField"
