"""Which organisations and people somebody may find."""

from typing import Any

import swapper
from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from wagtail_network.core.visibility import visible_pages
from wagtail_network.organisations.visibility import ACTIVE, Audience, level_of, site_audience

swapper.set_app_prefix("wagtailcore", "wagtail")


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, user: Any, level: Audience | None = None) -> "OrganisationQuerySet":
        """The published organisations whose profile ``user`` (or None) may open.

        Those active in a network the user may see; coordinators see the others too. ``level``
        saves asking for it again.
        """
        level = level_of(user) if level is None else level
        found = self.for_level(level)
        if level >= Audience.COORDINATORS:
            return found
        return found.filter(_active_for(user))

    def showing(self, field: str, level: Audience) -> "OrganisationQuerySet":
        """Those that show one of ``ORGANISATION_FIELDS`` to ``level``. As ``may_see``, in a query.

        Whether the profile as a whole is for that level is asked by ``visible_to``.
        """
        if site_audience(f"organisation.{field}") > level:
            return self.none()
        open_to_all = Q(**{f"visibility__{field}__isnull": True})
        return self.filter(open_to_all | Q(**{f"visibility__{field}__lte": int(level)}))

    def for_level(self, level: Audience) -> "OrganisationQuerySet":
        """The published ones whose profile is for ``level``, members of whatever or of nothing."""
        if site_audience("organisation") > level:
            return self.none()
        return self.filter(live=True, audience__lte=level)


class PersonQuerySet(models.QuerySet):
    def visible_to(self, user: Any, level: Audience | None = None) -> "PersonQuerySet":
        """The published people whom ``user`` (or None) may find in a directory.

        Those who are listed for the user's level, at an organisation whose people the user may see.
        """
        level = level_of(user) if level is None else level
        if site_audience("person") > level:
            return self.none()
        organisations = apps.get_model("wagtail_network", "Organisation").objects
        seen = organisations.visible_to(user, level).showing("people", level)
        own = seen.filter(pk=OuterRef("organisation"))
        return self.filter(Exists(own), live=True, audience__lte=level)


def _active_for(user: Any) -> Exists:
    """Active in a network the user may see, in whichever language that was noted.

    Asked of each organisation and not of all memberships first: most often few are looked for.
    """
    pages: Any = swapper.load_model("wagtailcore", "Page")
    networks = visible_pages(pages.objects.all(), user).values("translation_key")
    memberships = apps.get_model("wagtail_network", "Membership").objects
    return Exists(
        memberships.order_by().filter(
            status=ACTIVE,
            network__translation_key__in=networks,
            organisation__translation_key=OuterRef("translation_key"),
        )
    )
