"""What somebody looks after, as their page shows it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from wagtail_network.core.page_types import page_model_for
from wagtail_network.directory.joining.access import ProfileAccess
from wagtail_network.directory.joining.change import ProfileChange
from wagtail_network.directory.joining.differences import (
    Difference,
    differences,
    label_of,
    text_of,
)
from wagtail_network.directory.joining.links import secret_path
from wagtail_network.directory.joining.places import memberships_of
from wagtail_network.directory.joining.routes import JoiningRoutes
from wagtail_network.directory.joining.values import FIELDS, PICTURES, read
from wagtail_network.directory.profile.freshness import Freshness, freshness_of
from wagtail_network.networks.membership import Membership
from wagtail_network.networks.models import NetworkPageMixin
from wagtail_network.organisations.visibility import (
    ORGANISATION_FIELDS,
    PERSON_FIELDS,
    PLACE,
    Audience,
    audience_of,
    kind_of,
)

Status = ProfileChange.Status


class Line(NamedTuple):
    """One field as it is published. ``audience``: who sees it, where it is not everybody."""

    label: str
    text: str
    audience: str


@dataclass(frozen=True)
class Own:
    """``access`` may be of any status; what it opens is asked by the view."""

    access: ProfileAccess

    @property
    def address(self) -> str:
        return secret_path(self.access)

    @property
    def organisation(self) -> Any:
        return self.access.organisation

    @property
    def person(self) -> Any:
        person = self.access.person
        return person if person is not None and person.live else None

    @cached_property
    def waiting(self) -> list[tuple[str, ProfileChange, list[Difference]]]:
        """What is with the coordinator: of which, the change, and field by field."""
        found = []
        for item in self.items:
            change = ProfileChange.objects.waiting().of(item).select_related("access").first()
            if change is not None:
                found.append(
                    (kind_of(item), change, differences(item, change.before, change.values))
                )
        return found

    @cached_property
    def sent_back(self) -> list[tuple[str, ProfileChange]]:
        """What came back and has not been sent again."""
        latest = [
            (kind_of(item), ProfileChange.objects.of(item).order_by("-pk").first())
            for item in self.items
        ]
        return [(kind, one) for kind, one in latest if one and one.status == Status.SENT_BACK]

    @property
    def items(self) -> list[Any]:
        return [item for item in (self.organisation, self.person) if item is not None]

    @cached_property
    def freshness(self) -> Freshness:
        return freshness_of(self.organisation.confirmed_at if self.organisation else None)

    @cached_property
    def memberships(self) -> list[Membership]:
        found = memberships_of(self.organisation)
        return list(found.exclude(status=Membership.Status.LEFT))

    @property
    def is_member(self) -> bool:
        return any(one.status == Membership.Status.ACTIVE for one in self.memberships)

    @cached_property
    def other_networks(self) -> list[Any]:
        """Networks everybody can see that the organisation is not in, in its own language."""
        keys = {one.network.translation_key for one in self.memberships}
        if self.organisation is None:
            return []
        pages = page_model_for(NetworkPageMixin).objects.visible_to(None)
        pages = pages.filter(locale=self.organisation.locale_id)
        return list(pages.exclude(translation_key__in=keys).order_by("title"))

    @property
    def colleagues(self) -> list[ProfileAccess]:
        found = ProfileAccess.objects.of(self.organisation).granted()
        return list(found.exclude(pk=self.access.pk).order_by("name"))

    @property
    def invitations(self) -> Any:
        """Those this person has sent and that are not answered."""
        found = ProfileAccess.objects.filter(invited_by=self.access.pk)
        return found.filter(status=ProfileAccess.Status.UNCONFIRMED).order_by("name")

    @property
    def public_url(self) -> str:
        """The page of the organisation in the directory nearest to one of its networks, or ""."""
        return _public_url(self)

    @cached_property
    def lines(self) -> list[Line]:
        return _lines(self.organisation) if self.organisation else []

    @cached_property
    def own_lines(self) -> list[Line]:
        return _lines(self.person) if self.person else []


def _lines(item: Any) -> list[Line]:
    values = read(item)
    fields = ORGANISATION_FIELDS if kind_of(item) == "organisation" else PERSON_FIELDS
    found = []
    for name in FIELDS[kind_of(item)]:
        if name in ("visibility", "suggestible", "audience") or name in PICTURES:
            continue
        text = text_of(item, name, values[name])
        field = "place" if name in PLACE else name
        level = audience_of(item, field) if field in fields else Audience.EVERYONE
        seen_by = str(level.label) if level > Audience.EVERYONE else ""
        if text:
            found.append(Line(label_of(item, name), text, seen_by))
    return found


def _public_url(own: Own) -> str:
    if not own.organisation or not own.organisation.live or not own.is_member:
        return ""
    for membership in own.memberships:
        directories = page_model_for(JoiningRoutes).objects.visible_to(None)
        page = directories.child_of(membership.network).first()
        if page is not None and page.full_url:
            return f"{page.full_url}{own.organisation.slug}/"
    return ""
