"""Who may see which page: the one rule behind every list, count, feed and search."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from wagtail_network.core.restrictions import PageRestrictions
from wagtail_network.core.tree import at_or_below

# On the user of a request, for as long as the request lasts.
REMEMBERED = "_wagtail_network_closed"


def visible_pages(pages: Any, user: Any) -> Any:
    """Limit a page queryset to live pages ``user`` (or None) may open.

    Follows Wagtail's page privacy, inherited from ancestors and, for aliases, from the page
    they repeat. The restrictions are read first, in a query of their own as Wagtail's
    ``public()`` does; on a page of the package that has been done when the page was opened.
    """
    closed = getattr(user, REMEMBERED, None)
    if closed is None:
        closed = PageRestrictions().closed_to(user)
    return pages.filter(~at_or_below(closed)).live()


def read_restrictions(request: HttpRequest) -> PageRestrictions:
    """Reads them for a whole request, which spares ``visible_pages`` its own query."""
    restrictions = PageRestrictions()
    user = getattr(request, "user", None)
    if user is not None:
        setattr(user, REMEMBERED, restrictions.closed_to(user))
    return restrictions


class VisiblePageQuerySet(PageQuerySet):
    def visible_to(self, user: Any) -> "VisiblePageQuerySet":
        """The live pages this user (or None, or an anonymous one) may open."""
        return visible_pages(self, user)

    def search(self, *args: Any, **kwargs: Any) -> Any:
        """As Wagtail's, but under any condition: search backends know only plain comparisons."""
        found = self.model._default_manager.filter(pk__in=self.order_by().values("pk"))
        return super(VisiblePageQuerySet, found.order_by(*self.query.order_by)).search(
            *args, **kwargs
        )


VisiblePageManager = PageManager.from_queryset(VisiblePageQuerySet)
