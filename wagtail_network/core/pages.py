"""What every page of the package has in common."""

from typing import Any

from django.db import models
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from wagtail.models import PageViewRestriction

from wagtail_network.conf import network_settings


class SectionPageMixin(models.Model):
    """Renders inside the site's own base template."""

    # What the page always shows of other tables, joined when it is found by its address.
    routed_with: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc]
        context["network_base_template"] = network_settings.BASE_TEMPLATE
        return context

    def get_view_restrictions(self) -> Any:
        """As Wagtail's: those of the page and its ancestors, for an alias those of its source.

        One query instead of two.
        """
        with_ancestors = self.get_ancestors(inclusive=True).order_by()  # type: ignore[attr-defined]
        checked = with_ancestors.values(checked=Coalesce("alias_of_id", "pk"))
        return PageViewRestriction.objects.filter(page__in=checked)
