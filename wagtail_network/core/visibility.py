"""Who may see which page: the one rule behind every list, count, feed and search."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce, Length, Substr
from wagtail.models import PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

# How many aliases of aliases are followed: a translated site syncs its trees from language to
# language. Longer chains have not been seen.
ALIAS_CHAIN = 4
# The page an alias repeats, at the end of the chain; a page that is no alias itself.
ALIAS_SOURCE = Coalesce(*("alias_of__" * links + "id" for links in range(ALIAS_CHAIN, -1, -1)))


def visible_pages(pages: Any, user: Any) -> Any:
    """Limit a page queryset to live pages ``user`` may open. No query of its own.

    Follows Wagtail's page privacy, inherited from ancestors and, for aliases, from the page
    they repeat: login and group restrictions are held against the user. A shared password
    belongs to a browser session and not to a user, so password pages are never listed.
    """
    # From the restrictions, which are few, to the pages: the other way the database would
    # compare every page with every other one.
    tops = ("page__" + "aliases__" * links + "path" for links in range(ALIAS_CHAIN + 1))
    closed = _closed_to(user).filter(page__alias_of=None)
    return pages.live().filter(~Exists(closed.filter(reduce(or_, map(_begins_with, tops)))))


def _begins_with(path: str) -> Q:
    """Whether the path of the page in question begins with the one named here."""
    return Q(**{path: Substr(OuterRef("path"), 1, Length(path))})


def _closed_to(user: Any) -> Any:
    """The page restrictions this user does not pass."""
    closed = PageViewRestriction.objects.all()
    if user is None or not user.is_authenticated:
        return closed
    closed = closed.exclude(restriction_type=PageViewRestriction.LOGIN)
    if user.is_superuser:
        return closed.exclude(restriction_type=PageViewRestriction.GROUPS)
    return closed.exclude(restriction_type=PageViewRestriction.GROUPS, groups__in=user.groups.all())


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
