"""Which organisation an address below a directory is about, for whoever asks."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest

from wagtail_network.core.localized import localized
from wagtail_network.core.page_types import page_model_for
from wagtail_network.directory.scope import scope_of
from wagtail_network.networks.membership import Membership
from wagtail_network.networks.models import NetworkPageMixin
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.old_slugs import organisation_for_old_slug
from wagtail_network.organisations.visibility import Audience, Profile, level_for, profile_of


class Moved(Exception):
    """The organisation is at another address now, the last part of which is ``slug``."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


@dataclass(frozen=True)
class MemberOf:
    """An active membership: of which network, and since when as far as is known."""

    network: Any
    since: date | None


@dataclass(frozen=True)
class Shown:
    """An organisation as a visitor of a directory may see it.

    ``memberships``: those in networks the visitor may open, also outside this directory.
    """

    directory: Any
    request: HttpRequest
    profile: Profile
    memberships: list[MemberOf]

    @property
    def user(self) -> Any:
        return self.request.user

    @property
    def item(self) -> Organisation:
        return self.profile.item

    @property
    def level(self) -> int:
        return self.profile.level

    @cached_property
    def address(self) -> str:
        """The path of its page."""
        return f"{self.directory.get_url(self.request)}{self.item.slug}/"

    @cached_property
    def full_url(self) -> str:
        """With the site's own host, whatever host the visitor named."""
        return f"{self.directory.get_full_url(self.request)}{self.item.slug}/"


def find_profile(directory: Any, request: HttpRequest, slug: str) -> Shown:
    """The organisation at that address, in the language of the directory where it is published.

    Members of the directory's networks; coordinators find the others too. Raises ``Moved`` for an
    address it had once or has in another language, and ``Http404`` where there is none, which is
    the same answer as for one that is hidden. Five queries.
    """
    level = level_for(request)
    seen = Organisation.objects.visible_to(request.user, level)
    found = list(seen.filter(slug=slug).select_related("sector", "municipality"))
    found.sort(key=lambda one: (one.locale_id != directory.locale_id, one.pk))
    if not found:
        raise _moved(directory, seen, slug)
    (organisation,) = localized(found[:1], directory.locale_id)
    if organisation.slug != slug:
        raise Moved(organisation.slug)
    shown = _shown(directory, request, organisation, level)
    if not _is_in_scope(shown):
        raise Http404
    return shown


def _moved(directory: Any, seen: Any, slug: str) -> Exception:
    """Where the organisation has gone; nowhere for who may not see it."""
    former = organisation_for_old_slug(slug, directory.locale_id)
    former = former and seen.filter(pk=former.pk).first()
    return Moved(former.slug) if former and former.slug != slug else Http404()


def _shown(directory: Any, request: HttpRequest, organisation: Any, level: int) -> Shown:
    memberships = memberships_of(organisation, directory.locale_id, request.user)
    return Shown(directory, request, profile_of(organisation, level), memberships)


def _is_in_scope(shown: Shown) -> bool:
    if shown.level >= Audience.COORDINATORS:
        return True
    scope = scope_of(shown.directory, shown.request)
    return any(str(one.network.translation_key) in scope for one in shown.memberships)


def memberships_of(organisation: Any, locale_id: int, user: Any) -> list[MemberOf]:
    """Those in networks that ``user`` may open, in the given language if they have it, by title.

    Two queries.
    """
    active = Membership.objects.filter(
        organisation__translation_key=organisation.translation_key,
        status=Membership.Status.ACTIVE,
    )
    since = dict(active.order_by().values_list("network__translation_key", "since"))
    pages = page_model_for(NetworkPageMixin).objects.visible_to(user).defer_streamfields()
    found = list(pages.filter(translation_key__in=since))
    found.sort(key=lambda page: page.locale_id == locale_id)
    by_key = {page.translation_key: page for page in found}  # the last, in the language, stays
    networks = sorted(by_key.values(), key=lambda page: page.title)
    return [MemberOf(page, since[page.translation_key]) for page in networks]
