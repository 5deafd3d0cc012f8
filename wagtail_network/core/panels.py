"""Panels for the page editor."""

from typing import Any

from django.db import models
from wagtail.admin.panels import PageChooserPanel

from wagtail_network.core.page_types import page_models_for


class PageTypeChooserPanel(PageChooserPanel):
    """Chooses a page of the site's own model(s) for one of the package's page types.

    The models are found when the form is built: naming ours would be an error on a site
    that has swapped Wagtail's base page and built its own.
    """

    def __init__(self, field_name: str, mixin: type[models.Model], **kwargs: Any) -> None:
        super().__init__(field_name, **kwargs)
        self.mixin = mixin

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "mixin": self.mixin}

    def get_form_options(self) -> dict[str, Any]:
        self.page_type = [model._meta.label for model in page_models_for(self.mixin)]
        return super().get_form_options()
