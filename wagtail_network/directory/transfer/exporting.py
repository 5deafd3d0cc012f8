"""Organisations as a table: of each only what whoever takes it may see.

The headings are those an import understands, and the values those it takes: what has been exported
can be put right in a spreadsheet and imported again.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import islice
from typing import Any
from uuid import UUID

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from wagtail_network.core.plain_text import plain_text
from wagtail_network.directory.transfer.columns import COLUMNS, LISTS, About
from wagtail_network.directory.transfer.subjects import Subject, load_subjects
from wagtail_network.directory.transfer.terms import Terms
from wagtail_network.networks.membership import Membership
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.people import Person
from wagtail_network.organisations.visibility import Audience, Profile, profile_of

AT_A_TIME = 500
PLAIN_TAGS_ONLY = re.compile(r"<(?!/?p>|br ?/?>)")
OF_ORGANISATION = [column for column in COLUMNS if column.about == About.ORGANISATION]
OF_CONTACT = [column for column in COLUMNS if column.about == About.CONTACT]
CONTACT_FIELDS = [column.name.removeprefix("contact_") for column in OF_CONTACT]


class MemberSheet:
    """The headings and, read a portion at a time, the rows. Some ten queries for each 500.

    ``keys``: primary keys of organisations, in order. ``networks``: translation keys of the
    networks whose memberships are told. ``user`` and ``level``: who takes it.
    """

    def __init__(
        self,
        keys: Sequence[int],
        user: Any,
        level: Audience,
        locale_id: int,
        networks: Iterable[Any],
    ) -> None:
        self.keys, self.user, self.level = list(keys), user, level
        self.terms, self.networks = Terms(locale_id), list(networks)

    @property
    def headings(self) -> list[str]:
        return [
            *(str(column.label) for column in OF_ORGANISATION),
            *(_("Networks"), _("Member since")),
            *(str(column.label) for column in OF_CONTACT),
        ]

    def rows(self) -> Iterator[list[Any]]:
        keys = iter(self.keys)
        while portion := list(islice(keys, AT_A_TIME)):
            subjects = load_subjects(portion)
            found = [subjects[key] for key in portion if key in subjects]
            places = self._places(found)
            people = self._people(places)
            for subject in found:
                own = places[subject.organisation.translation_key]
                yield [*self._organisation(subject), *_membership(own), *self._contact(own, people)]

    def _organisation(self, subject: Subject) -> Iterator[Any]:
        profile = profile_of(subject.organisation, self.level)
        for column in OF_ORGANISATION:
            if column.name in LISTS:
                yield self._names(subject, profile, column.name)
            else:
                yield self._value(profile, column.name)

    def _names(self, subject: Subject, profile: Profile, name: str) -> str:
        if not profile.shows(name):
            return ""
        return "; ".join(term.name for term in self.terms.objects(name, subject.lists[name]))

    def _value(self, profile: Profile, name: str) -> Any:
        match name:
            case "sector":
                return self._name(profile, name, name)
            case "municipality":
                return self._name(profile, name, "place")
            case "size":
                return str(Organisation.Size(profile.size).label) if profile.size else ""
            case "long_text":
                return words_of(profile.long_text)
        return getattr(profile, name)

    def _name(self, profile: Profile, name: str, field: str) -> str:
        """Of a record that was read with all others of its kind."""
        key = getattr(profile.item, f"{name}_id") if profile.shows(field) else None
        found = self.terms.objects(name, [key]) if key else []
        return found[0].name if found else ""

    def _places(self, subjects: list[Subject]) -> dict[UUID, list[Membership]]:
        """The active memberships by the translation key of the organisation."""
        found: dict[UUID, list[Membership]] = defaultdict(list)
        memberships = Membership.objects.filter(
            status=Membership.Status.ACTIVE,
            network__translation_key__in=self.networks,
            organisation__translation_key__in=[
                one.organisation.translation_key for one in subjects
            ],
        )
        for membership in memberships.select_related("network", "organisation").order_by("pk"):
            found[membership.organisation.translation_key].append(membership)
        return found

    def _people(self, places: dict[UUID, list[Membership]]) -> dict[int, Person]:
        """The contact people whom the user may find."""
        keys = {one.contact_person_id for own in places.values() for one in own}
        seen = Person.objects.visible_to(self.user, self.level).filter(pk__in=keys - {None})
        return {person.pk: person for person in seen}

    def _contact(self, own: list[Membership], people: dict[int, Person]) -> list[Any]:
        found = [people[one.contact_person_id] for one in own if one.contact_person_id in people]
        if not found:
            return [""] * len(CONTACT_FIELDS)
        profile = profile_of(found[0], self.level)
        return [getattr(profile, name) for name in CONTACT_FIELDS]


def _membership(own: list[Membership]) -> list[Any]:
    since = [one.since for one in own if one.since]
    return ["; ".join(one.network.title for one in own), min(since, default=None)]


def words_of(html: str) -> str:
    """The words of a formatted text, with a line for each paragraph."""
    if not html or PLAIN_TAGS_ONLY.search(html):
        return plain_text(html) if html else ""
    lines = re.sub(r"</p>|<br ?/?>", "\n", html)
    return unescape(strip_tags(lines)).strip()
