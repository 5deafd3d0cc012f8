"""The contact people that rows name: who is there already, who is new."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from wagtail_network.core.folding import fold, fold_email
from wagtail_network.organisations.people import Person

FIELDS = ("name", "title", "email", "phone", "linkedin_url")


class Contacts:
    """The people of some organisations, by the organisations' translation keys. Two queries.

    Whom an import makes is, as everybody, not listed in a directory before they are asked.
    """

    def __init__(self, keys: Iterable[UUID], locale_id: int) -> None:
        self.locale_id = locale_id
        self.people: dict[UUID, list[Person]] = defaultdict(list)
        self.new: list[Person] = []
        self.changed: dict[int, Person] = {}
        self.competences: dict[int, list[int]] = defaultdict(list)
        found = Person.objects.select_related(None).select_related("organisation")
        for person in found.filter(organisation__translation_key__in=list(keys)):
            self.people[person.organisation.translation_key].append(person)
        self._load_competences()

    def apply(
        self, key: UUID, organisation: Any, contact: dict[str, Any], remarks: list[str]
    ) -> tuple[Person, dict[str, Any] | None]:
        """The person, and what of theirs was replaced: None for nothing, {} for one who is new."""
        person = self._find(key, contact)
        if person is None:
            person = Person(locale_id=self.locale_id, organisation=organisation, **contact)
            self.people[key].append(person)
            self.new.append(person)
            return person, {}
        replaced = {
            name: getattr(person, name)
            for name, value in contact.items()
            if getattr(person, name) != value
        }
        if replaced and person.pk and (person.locked or person.has_unpublished_changes):
            remarks.append(_("The contact person has a draft or is locked, and is left as it is."))
            return person, None
        for name in replaced:
            setattr(person, name, contact[name])
        if replaced and person.pk:
            self.changed[person.pk] = person
        return person, replaced or None

    def _find(self, key: UUID, contact: dict[str, Any]) -> Person | None:
        email, name = fold_email(contact.get("email", "")), fold(contact["name"])
        people = self.people[key]
        by_email = [one for one in people if email and fold_email(one.email) == email]
        # Somebody of the same name with another address may be somebody else: two Jens Jensen.
        by_name = [
            one
            for one in people
            if fold(one.name) == name and not (email and one.email and not by_email)
        ]
        return next(iter([*by_email, *by_name]), None)

    def _load_competences(self) -> None:
        field: Any = Person._meta.get_field("competences")
        source, target = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
        keys = [person.pk for people in self.people.values() for person in people]
        rows = field.remote_field.through.objects.filter(**{f"{source}__in": keys}).order_by("pk")
        for person, competence in rows.values_list(source, target):
            self.competences[person].append(competence)
