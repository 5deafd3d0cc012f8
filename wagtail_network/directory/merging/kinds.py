"""What two records of one thing can differ in, and what becomes of it when they are made one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.people import Person
from wagtail_network.organisations.visibility import ORGANISATION_FIELDS, PERSON_FIELDS


@dataclass(frozen=True)
class Kind:
    """``groups``: what is chosen as one, with its label and the fields of it. ``lists``: chosen
    from either or both. ``worded``: the groups that each language has its own words for, which the
    other language of the two records does not change.
    """

    model: Any
    groups: Mapping[str, tuple[Any, Sequence[str]]]
    lists: Mapping[str, Any]
    worded: frozenset[str]

    def values(self, item: Any, group: str) -> tuple[Any, ...]:
        return tuple(getattr(item, _column(self.model, name)) for name in self.groups[group][1])


def _column(model: Any, name: str) -> str:
    return str(model._meta.get_field(name).attname)


def _alone(labels: Mapping[str, Any], *names: str) -> dict[str, tuple[Any, Sequence[str]]]:
    return {name: (labels[name], (name,)) for name in names}


AUDIENCE = (_("Who may see the profile"), ("audience",))
ORGANISATION = Kind(
    model=Organisation,
    groups={
        "name": (_("Name"), ("name",)),
        **_alone(ORGANISATION_FIELDS, "cvr", "short_text", "long_text", "logo", "sector", "size"),
        "place": (
            ORGANISATION_FIELDS["place"],
            ("address", "postal_code", "city", "municipality"),
        ),
        **_alone(ORGANISATION_FIELDS, "website", "linkedin_url", "email", "phone"),
        "audience": AUDIENCE,
    },
    lists={
        name: ORGANISATION_FIELDS[name]
        for name in ("competences", "competences_sought", "certifications")
    },
    worded=frozenset({"name", "short_text", "long_text", "sector"}),
)
PERSON = Kind(
    model=Person,
    groups={
        "name": (_("Name"), ("name",)),
        "title": (PERSON_FIELDS["title"], ("title",)),
        "organisation": (_("Organisation"), ("organisation",)),
        **_alone(PERSON_FIELDS, "photo", "email", "phone", "linkedin_url"),
        "user": (_("Login"), ("user",)),
        "audience": (_("Who finds the person in the directory"), ("audience",)),
    },
    lists={"competences": PERSON_FIELDS["competences"]},
    worded=frozenset({"name", "title", "organisation"}),
)
KINDS = {"organisation": ORGANISATION, "person": PERSON}
