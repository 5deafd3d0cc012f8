"""The organisations and people that were found, as the visitor may see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from wagtail_network.core.images import LOGO, PORTRAIT, load_renditions
from wagtail_network.directory.vocabulary import Vocabulary
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.people import Person
from wagtail_network.organisations.visibility import Audience, Profile, profile_of

# Those that the template names; the others it counts.
COMPETENCES_SHOWN = 5


@dataclass(frozen=True)
class Row:
    """One of them; ``competences`` are names, those asked for first."""

    profile: Profile
    address: str
    competences: list[str]

    @property
    def more_competences(self) -> int:
        return max(0, len(self.competences) - COMPETENCES_SHOWN)

    @property
    def municipality(self) -> Any | None:
        """Where it is: a person is where the organisation is."""
        owner = self.profile if self.profile.kind == "organisation" else self.profile.organisation
        return owner.municipality if owner is not None else None


@dataclass(frozen=True)
class Viewer:
    """Who looks, in which language, and at which directory."""

    user: Any
    level: Audience
    locale_id: int
    directory_url: str


def organisation_rows(
    keys: Sequence[UUID], viewer: Viewer, words: Vocabulary, asked: Iterable[str] = ()
) -> list[Row]:
    """In the order of ``keys``. Two queries, three where logos are new."""
    found = Organisation.objects.visible_to(viewer.user, viewer.level)
    found = found.filter(translation_key__in=keys).select_related("sector", "municipality")
    items = _each_once(found, keys, viewer.locale_id)
    profiles = [profile_of(item, viewer.level) for item in items]
    load_renditions((profile.logo for profile in profiles), LOGO)
    return _rows(profiles, viewer, words, asked)


def people_rows(
    keys: Sequence[UUID], viewer: Viewer, words: Vocabulary, asked: Iterable[str] = ()
) -> list[Row]:
    found = Person.objects.visible_to(viewer.user, viewer.level)
    found = found.filter(translation_key__in=keys)
    found = found.select_related("organisation__municipality", "organisation__sector")
    items = _each_once(found, keys, viewer.locale_id)
    profiles = [profile_of(item, viewer.level) for item in items]
    load_renditions((profile.photo for profile in profiles), PORTRAIT)
    return _rows(profiles, viewer, words, asked)


def _each_once(found: Any, keys: Sequence[UUID], locale_id: int) -> list[Any]:
    """Each in the page's language where it is published in it."""
    by_key: dict[UUID, Any] = {}
    for item in found:
        if item.translation_key not in by_key or item.locale_id == locale_id:
            by_key[item.translation_key] = item
    return [by_key[key] for key in keys if key in by_key]


def _rows(
    profiles: list[Profile], viewer: Viewer, words: Vocabulary, asked: Iterable[str]
) -> list[Row]:
    competences = _competences(profiles, words, set(asked))
    return [
        Row(profile, _address(profile, viewer.directory_url), competences.get(profile.pk, []))
        for profile in profiles
    ]


def _address(profile: Profile, directory_url: str) -> str:
    """Of the organisation's page; a person has none but that of the organisation."""
    owner = profile if profile.kind == "organisation" else profile.organisation
    return f"{directory_url}{owner.slug}/" if owner is not None else ""


def _competences(
    profiles: list[Profile], words: Vocabulary, asked: set[str]
) -> dict[Any, list[str]]:
    """Names by the key of their owner, of those that show them. One query."""
    owners = {profile.pk for profile in profiles if profile.shows("competences")}
    if not owners:
        return {}
    model = type(profiles[0].item)
    links = model.competences.through.objects.filter(**{f"{profiles[0].kind}__in": owners})
    pairs = set(links.values_list(f"{profiles[0].kind}_id", "competence__translation_key"))
    held: dict[Any, set[str]] = {}
    for owner, key in pairs:
        held.setdefault(owner, set()).add(str(key))
    in_order = sorted(words["competence"].values(), key=lambda word: word.key not in asked)
    return {
        owner: [word.name for word in in_order if word.key in keys] for owner, keys in held.items()
    }
