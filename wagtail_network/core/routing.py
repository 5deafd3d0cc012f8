"""Finds a page deep in a section with one query instead of two for each level."""

from typing import Any

import swapper
from django.db import models
from django.http import HttpRequest
from django.urls import Resolver404
from wagtail.contrib.routable_page.models import RoutablePageMixin

from wagtail_network.core.visibility import read_restrictions

swapper.set_app_prefix("wagtailcore", "wagtail")


class DeepRoutingMixin(models.Model):
    """Lets the top page of a section route straight to the deepest page of the address.

    Wagtail asks each page on the way for its child, two queries a level. What a page does with
    the rest of the address (the routes of a list of meetings) is still its own affair, and as in
    Wagtail such a route wins over a child page of the same address.
    """

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        chain = self._pages_along(path_components)
        if not chain:
            self.restrictions_read = read_restrictions(request)
            return super().route(request, path_components)  # type: ignore[misc]
        found = _specific(chain[-1])
        found.pages_above = [self, *chain[:-1]]
        found.restrictions_read = read_restrictions(request)
        return found.route(request, path_components[len(chain) :])

    def _pages_along(self, path_components: list[str]) -> list[Any]:
        """The pages the address leads through, from the child of this page on. One query."""
        if not path_components:
            return []
        page_model: Any = swapper.load_model("wagtailcore", "Page")
        deepest = self.depth + len(path_components)  # type: ignore[attr-defined]
        candidates = page_model.objects.descendant_of(self).filter(
            slug__in=path_components, depth__lte=deepest
        )
        by_address = {page.url_path: page for page in candidates}
        chain: list[Any] = []
        address = self.url_path  # type: ignore[attr-defined]
        for component in path_components:
            address = f"{address}{component}/"
            if address not in by_address:
                break
            chain.append(by_address[address])
            if has_route(by_address[address].specific_class, path_components[len(chain) :]):
                break
        return chain


def has_route(model: Any, rest: list[str]) -> bool:
    """Whether a page of this type answers the rest of an address itself."""
    if not rest or not issubclass(model, RoutablePageMixin):
        return False
    try:
        model.get_resolver().resolve(f"/{'/'.join(rest)}/")
    except Resolver404:
        return False
    return True


def _specific(page: Any) -> Any:
    """The page as its own type, with what that type always shows joined in. One query."""
    model = page.specific_class
    joined = getattr(model, "routed_with", ())
    if not joined:
        return page.specific
    return model.objects.select_related(*joined).get(pk=page.pk)
