"""The organisations and people of an answer, with all that is told of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from wagtail_network.core.images import LOGO, PORTRAIT, load_renditions
from wagtail_network.directory.api.asking import Viewer
from wagtail_network.networks.membership import Membership
from wagtail_network.organisations.models import Organisation, Reference
from wagtail_network.organisations.people import Person
from wagtail_network.organisations.visibility import Profile, profile_of

LISTS = {
    "organisation": ("competences", "competences_sought", "certifications"),
    "person": ("competences",),
}


class Loaded:
    """Profiles in the order of ``items``, and what belongs to them. A query for each kind of thing,
    whatever the number of profiles, and none for what is not asked for (``fields``).
    """

    def __init__(self, items: Sequence[Any], viewer: Viewer, fields: Iterable[str]) -> None:
        self.viewer, self.fields = viewer, frozenset(fields)
        self.profiles = [profile_of(item, viewer.level) for item in items]
        self.lists = {
            name: self._list(name)
            for name in (LISTS[self.profiles[0].kind] if self.profiles else ())
            if name in self.fields
        }
        self.references = self._references() if "references" in self.fields else {}
        self.people = self._people() if "people" in self.fields else {}
        self.networks = self._networks() if "networks" in self.fields else {}
        if self.fields & {"logo", "photo"}:
            self._pictures()

    def _shown(self, field: str) -> list[Any]:
        return [profile.pk for profile in self.profiles if profile.shows(field)]

    def _list(self, name: str) -> dict[Any, list[Any]]:
        """The words of a list by the key of their owner, for those that show it."""
        found: dict[Any, list[Any]] = defaultdict(list)
        kind = self.profiles[0].kind
        field = type(self.profiles[0].item)._meta.get_field(name)
        target = field.m2m_reverse_field_name()
        rows = field.remote_field.through.objects.filter(**{f"{kind}__in": self._shown(name)})
        for row in rows.select_related(target).order_by(f"{target}__name", "pk"):
            found[getattr(row, f"{kind}_id")].append(getattr(row, target))
        return found

    def _references(self) -> dict[Any, list[Any]]:
        found: dict[Any, list[Any]] = defaultdict(list)
        rows = Reference.objects.filter(organisation__in=self._shown("references"))
        for row in rows.order_by("sort_order", "pk"):
            found[row.organisation_id].append(row)
        return found

    def _people(self) -> dict[Any, list[Profile]]:
        """By the translation key of the organisation, each in one language."""
        keys = [profile.translation_key for profile in self.profiles if profile.shows("people")]
        people = Person.objects.visible_to(self.viewer.user, self.viewer.level)
        people = people.filter(organisation__translation_key__in=keys).order_by("name", "pk")
        found: dict[Any, dict[UUID, Profile]] = defaultdict(dict)
        locales = {profile.translation_key: profile.locale_id for profile in self.profiles}
        for person in people:
            key = person.organisation.translation_key
            if person.translation_key not in found[key] or person.locale_id == locales[key]:
                found[key][person.translation_key] = profile_of(person, self.viewer.level)
        return {key: list(of_key.values()) for key, of_key in found.items()}

    def _networks(self) -> dict[Any, list[Membership]]:
        """The active memberships in networks the viewer may open, by translation key."""
        found: dict[Any, list[Membership]] = defaultdict(list)
        rows = Membership.objects.filter(
            status=Membership.Status.ACTIVE,
            network__translation_key__in=list(self.viewer.networks),
            organisation__translation_key__in=[one.translation_key for one in self.profiles],
        )
        for row in rows.select_related("network", "organisation").order_by("network__title"):
            found[row.organisation.translation_key].append(row)
        return found

    def _pictures(self) -> None:
        load_renditions((getattr(one, "logo", None) for one in self._of("organisation")), LOGO)
        load_renditions((getattr(one, "photo", None) for one in self._of("person")), PORTRAIT)

    def _of(self, kind: str) -> list[Profile]:
        return [profile for profile in self.profiles if profile.kind == kind]


def visible(kind: str, viewer: Viewer) -> Any:
    """A queryset of what the viewer may find, with what is joined."""
    if kind == "organisation":
        found = Organisation.objects.visible_to(viewer.user, viewer.level)
        return found.select_related("sector", "municipality", "locale")
    found = Person.objects.visible_to(viewer.user, viewer.level)
    return found.select_related("organisation", "locale")


def in_order(kind: str, keys: Sequence[UUID], viewer: Viewer, locale_id: int) -> list[Any]:
    """One row for each key, in the language where there is one. One query."""
    by_key: dict[UUID, Any] = {}
    for item in visible(kind, viewer).filter(translation_key__in=keys):
        if item.translation_key not in by_key or item.locale_id == locale_id:
            by_key[item.translation_key] = item
    return [by_key[key] for key in keys if key in by_key]
