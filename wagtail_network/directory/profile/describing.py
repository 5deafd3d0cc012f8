"""What an organisation can do and looks for, who works there, and what it has done."""

from dataclasses import dataclass
from typing import Any

from wagtail_network.core.alphabet import in_alphabet
from wagtail_network.core.images import PORTRAIT, THUMBNAIL, load_renditions
from wagtail_network.core.localized import localized
from wagtail_network.directory.profile.finding import Shown
from wagtail_network.organisations.people import Person
from wagtail_network.organisations.visibility import Profile, profile_of

# More than anybody reads on one page.
MOST_PEOPLE = 60


@dataclass(frozen=True)
class Colleague:
    """Somebody who works there, with the competences the viewer may see."""

    person: Profile
    competences: list[Any]


def words_of(shown: Shown, field: str) -> list[Any]:
    """Competences or certifications in the directory's language, by name; none where hidden.

    One query, another where they are in another language.
    """
    found = localized(getattr(shown.profile, field).all(), shown.directory.locale_id)
    return sorted(found, key=lambda one: in_alphabet(one.name))


def sector_of(shown: Shown) -> Any | None:
    """The sector in the directory's language; a query only where it is in another."""
    sector = shown.profile.sector
    return localized([sector], shown.directory.locale_id)[0] if sector else None


def references_of(shown: Shown) -> list[Any]:
    """The organisation's references with their pictures, in its own order. Two queries."""
    if not shown.profile.shows("references"):
        return []
    found = list(shown.item.references.select_related("picture"))
    load_renditions((reference.picture for reference in found), THUMBNAIL)
    return found


def people_of(shown: Shown) -> list[Colleague]:
    """Those at the organisation whom the viewer may find, by name. At most six queries."""
    seen = Person.objects.visible_to(shown.user, shown.level)
    seen = seen.filter(organisation__translation_key=shown.item.translation_key)
    # In the language of the directory, and everybody once.
    once = {person.translation_key: person for person in seen.order_by("pk")[:MOST_PEOPLE]}
    people = [
        profile_of(person, shown.level)
        for person in localized(once.values(), shown.directory.locale_id)
    ]
    load_renditions((person.photo for person in people), PORTRAIT)
    competences = _competences_of(people, shown.directory.locale_id)
    people.sort(key=lambda person: in_alphabet(person.name))
    return [Colleague(person, competences.get(person.pk, [])) for person in people]


def person_called(shown: Shown, key: Any) -> Profile | None:
    """Whom the translation key is of, if the viewer may find that person there."""
    people = (colleague.person for colleague in people_of(shown))
    return next((person for person in people if person.translation_key == key), None)


def _competences_of(people: list[Profile], locale_id: int) -> dict[int, list[Any]]:
    """By the key of the person, those the viewer may see."""
    open_ones = [person.pk for person in people if person.shows("competences")]
    if not open_ones:
        return {}
    through: Any = Person.competences.through
    rows = list(through.objects.filter(person__in=open_ones).select_related("competence"))
    named = localized((row.competence for row in rows), locale_id)
    found: dict[int, list[Any]] = {}
    for row, competence in zip(rows, named, strict=True):
        found.setdefault(row.person_id, []).append(competence)
    return found
