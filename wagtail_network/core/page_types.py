"""Finds the concrete page model a site uses for each of the package's page types.

A site may use our concrete pages, subclass them, or (where it has swapped Wagtail's
base page) build its own from the mixins. Code that lists events or articles must work
for all three, so it asks here instead of importing ``EventPage``.
"""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from wagtail.models import get_page_models


def page_models_for(mixin: type[models.Model]) -> list[Any]:
    """The outermost concrete page models built on ``mixin``.

    Subclasses of a concrete page are left out: querying the parent returns them too.
    """
    found = [model for model in get_page_models() if issubclass(model, mixin)]
    return [
        model
        for model in found
        if not any(other is not model and issubclass(model, other) for other in found)
    ]


def page_model_for(mixin: type[models.Model]) -> Any:
    """The site's one page model built on ``mixin``.

    Raises ``ImproperlyConfigured`` where the site has none, or has two unrelated ones.
    """
    found = page_models_for(mixin)
    if len(found) == 1:
        return found[0]
    names = ", ".join(model._meta.label for model in found) or "none"
    raise ImproperlyConfigured(
        f"One concrete page model must be built on {mixin.__name__}; found: {names}. "
        "With a custom base page (WAGTAIL_PAGE_MODEL), define one that inherits from the mixin "
        "and from your base page; for variants, subclass that one."
    )


def closest(page: Any, mixin: type[models.Model]) -> Any | None:
    """``page`` itself or its nearest ancestor of the type, or None. At most one query."""
    if isinstance(page, mixin):
        return page
    if not page.path:
        return None
    paths = [page.path[:end] for end in range(page.steplen, len(page.path), page.steplen)]
    return page_model_for(mixin).objects.filter(path__in=paths).order_by("-depth").first()
