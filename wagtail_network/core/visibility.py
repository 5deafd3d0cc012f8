"""Who may see which page: the one rule behind every list, count, feed and search."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length, Substr
from wagtail.models import PageManager, PageViewRestriction
from wagtail.query import PageQuerySet


def visible_pages(pages: Any, user: Any) -> Any:
    """Limit a page queryset to live pages ``user`` may open. No query of its own.

    Follows Wagtail's page privacy, inherited from ancestors and, for aliases, from the page
    they repeat: login and group restrictions are held against the user. A shared password
    belongs to a browser session and not to a user, so password pages are never listed.
    """
    base = PageViewRestriction._meta.get_field("page").related_model
    closed = _closed_to(user).values("page")
    shut = (
        base._default_manager.order_by()
        .filter(Q(pk__in=closed) | Q(alias_of__in=closed))
        .filter(path=Substr(OuterRef("path"), 1, Length("path")))
    )
    return pages.live().filter(~Exists(shut))


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


VisiblePageManager = PageManager.from_queryset(VisiblePageQuerySet)
