"""Wagtail's page privacy, read in one go: which parts of the page tree are closed to whom."""

from typing import Any, NamedTuple

from wagtail.models import PageViewRestriction

# How many aliases of aliases are followed: a translated site syncs its trees from language to
# language. Longer chains have not been seen.
ALIAS_CHAIN = 4


class _Top(NamedTuple):
    restriction: int
    kind: str
    path: str


class PageRestrictions:
    """All restrictions of the site as they are now. One query.

    A restriction holds for its page and all below it, and the same from each alias of that page:
    an alias is as closed as what it repeats, and has no restriction of its own.
    """

    def __init__(self) -> None:
        paths = ["page__" + "aliases__" * links + "path" for links in range(ALIAS_CHAIN + 1)]
        found = PageViewRestriction.objects.filter(page__alias_of=None)
        rows = found.values_list("pk", "restriction_type", *paths)
        self._tops = {_Top(pk, kind, path) for pk, kind, *row in rows for path in row if path}

    def of(self, page: Any) -> Any:
        """Those that hold for a page, as a queryset. No query where there are none."""
        holding = {top.restriction for top in self._tops if page.path.startswith(top.path)}
        return PageViewRestriction.objects.filter(pk__in=holding)

    def closed_to(self, user: Any) -> set[str]:
        """The paths below which the user, or None, may open nothing.

        Login and group restrictions are held against the user. A shared password belongs to a
        browser session and not to a user, so what it protects is closed to everybody. A query
        only where there are groups to look up.
        """
        passed = self._passed_by(user)
        return {top.path for top in self._tops if top.restriction not in passed}

    def _passed_by(self, user: Any) -> set[int]:
        if user is None or not user.is_authenticated:
            return set()
        of_login = self._of_kind(PageViewRestriction.LOGIN)
        of_groups = self._of_kind(PageViewRestriction.GROUPS)
        if not of_groups or user.is_superuser:
            return of_login | of_groups
        own = PageViewRestriction.objects.filter(groups__in=user.groups.all())
        return of_login | (of_groups & set(own.values_list("pk", flat=True)))

    def _of_kind(self, kind: str) -> set[int]:
        return {top.restriction for top in self._tops if top.kind == kind}
