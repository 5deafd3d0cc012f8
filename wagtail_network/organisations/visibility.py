"""Who may see which field of an organisation or a person: the one rule behind every way out.

For each field the site has a rule (the setting ``FIELD_AUDIENCES``) and the member a choice of
their own; the stricter wins. Show, search, count, sort and export through ``profile_of``,
``may_see`` and ``visible_to``, and nothing else.
"""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wagtail_network.conf import network_settings

# Membership.Status.ACTIVE, which is said here because who is a member is asked here.
ACTIVE = "active"

# Where a request remembers the level of its user.
REMEMBERED = "_wagtail_network_level"


class Audience(models.IntegerChoices):
    """From the widest to the narrowest; a viewer of one level sees all that is not above it."""

    EVERYONE = 0, _("Everyone")
    MEMBERS = 1, _("Members")
    COORDINATORS = 2, _("Coordinators")


# What a member chooses an audience for, with what it is called.
ORGANISATION_FIELDS: Mapping[str, Any] = {
    "short_text": _("In short"),
    "long_text": _("About"),
    "logo": _("Logo"),
    "sector": _("Sector"),
    "size": _("Size"),
    "cvr": _("CVR number"),
    "place": _("Address and municipality"),
    "website": _("Website"),
    "linkedin_url": _("LinkedIn page"),
    "email": _("E-mail"),
    "phone": _("Phone"),
    "competences": _("Competences offered"),
    "competences_sought": _("Competences sought"),
    "certifications": _("Certifications"),
    "references": _("References"),
    "people": _("People"),
}
PERSON_FIELDS: Mapping[str, Any] = {
    "title": _("Title"),
    "photo": _("Photo"),
    "email": _("E-mail"),
    "phone": _("Phone"),
    "linkedin_url": _("LinkedIn profile"),
    "competences": _("Competences"),
}
# Fields that are shown or hidden as one.
PLACE = ("municipality", "municipality_id", "address", "postal_code", "city")


def level_of(user: Any) -> Audience:
    """What a user, or None, is to the networks of this site.

    COORDINATORS: who may change organisations in the admin. MEMBERS: who is linked to a live
    person whose organisation is active in a network. At most three queries; in a request ask
    ``level_for``.
    """
    if user is None or not user.is_authenticated or not user.is_active:
        return Audience.EVERYONE
    if user.has_perm("wagtail_network.change_organisation"):
        return Audience.COORDINATORS
    return Audience.MEMBERS if _is_member(user) else Audience.EVERYONE


def level_for(request: HttpRequest) -> Audience:
    """``level_of`` the user of a request, asked once."""
    level = getattr(request, REMEMBERED, None)
    if level is None:
        level = level_of(getattr(request, "user", None))
        setattr(request, REMEMBERED, level)
    return level


def audience_of(item: Any, field: str) -> Audience:
    """Who may see a field of an organisation or a person: the stricter of rule and choice.

    ``field`` is one of ``ORGANISATION_FIELDS`` or ``PERSON_FIELDS``; raises ``KeyError`` otherwise.
    What an organisation hides as a whole, it hides field by field. A person's own audience is only
    about being found in the directory: a speaker stays a speaker.
    """
    kind = kind_of(item)
    whole = site_audience(kind) if kind == "organisation" else Audience.EVERYONE
    return max(site_audience(f"{kind}.{field}"), own_audience_of(item, field), whole)


def own_audience_of(item: Any, field: str) -> Audience:
    """The same without the site's rule, which can change while nothing else does."""
    kind = kind_of(item)
    if field not in FIELDS[kind]:
        raise KeyError(field)
    # A choice that is none hides: what a broken value meant is not known.
    own = int(item.visibility.get(field, Audience.EVERYONE))
    whole = item.audience if kind == "organisation" else Audience.EVERYONE
    return Audience(max(min(own, Audience.COORDINATORS), whole))


def profile_audience_of(item: Any) -> Audience:
    """Who may find the organisation or the person in the directory, and open its profile."""
    return Audience(max(site_audience(kind_of(item)), item.audience))


def site_audience(name: str) -> Audience:
    """The site's rule for "organisation.email", or for the whole "organisation"."""
    return Audience[network_settings.FIELD_AUDIENCES.get(name, "everyone").upper()]


def may_see(item: Any, field: str, level: int) -> bool:
    return audience_of(item, field) <= level


def kind_of(item: Any) -> str:
    """ "organisation" or "person"."""
    return str(item._meta.model_name)


FIELDS: Mapping[str, Mapping[str, Any]] = {
    "organisation": ORGANISATION_FIELDS,
    "person": PERSON_FIELDS,
}
# What of the two is no secret wherever they are shown at all.
OPEN_FIELDS = frozenset(
    {"id", "initials", "locale", "locale_id", "name", "pk", "slug", "translation_key"}
    | {"confirmed_at"}
)


class Nothing(list):
    """What is hidden of something there are many of."""

    def all(self) -> "Nothing":
        return self


class Profile:
    """An organisation or a person as somebody of one level sees it.

    Its fields read as those of the model; what is hidden is empty: "", None, or nothing to go
    through. Any other attribute of the model raises ``AttributeError``: ``item`` has them, and is
    for code that asks ``shows`` itself.
    """

    def __init__(self, item: Any, level: int) -> None:
        self.item, self.level = item, level
        self.kind = kind_of(item)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in OPEN_FIELDS:
            return getattr(self.item, name)
        field = "place" if name in PLACE and self.kind == "organisation" else name
        if field not in FIELDS[self.kind] or name in ("people", "place"):
            raise AttributeError(name)
        return getattr(self.item, name) if self.shows(field) else _hidden(self.item, name)

    def __str__(self) -> str:
        return str(self.item)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Profile) and self.item == other.item

    def __hash__(self) -> int:
        return hash(self.item)

    def shows(self, field: str) -> bool:
        return may_see(self.item, field, self.level)

    @property
    def organisation(self) -> "Profile | None":
        """A person's organisation, None where it is not published."""
        organisation = self.item.organisation
        return profile_of(organisation, self.level) if organisation and organisation.live else None


def profile_of(item: Any, level: int) -> Profile:
    """The organisation or person as a viewer of ``level`` sees it. No query."""
    return Profile(item, level)


def _hidden(item: Any, name: str) -> Any:
    """What stands for a hidden value: as empty as the field itself can be."""
    if name.endswith("_id"):
        return None
    field = item._meta.get_field(name)
    if field.one_to_many or field.many_to_many:
        return Nothing()
    return None if field.is_relation or not field.empty_strings_allowed else ""


def _is_member(user: Any) -> bool:
    person = apps.get_model("wagtail_network", "Person")
    membership = apps.get_model("wagtail_network", "Membership")
    own = person.objects.filter(user=user, live=True).values("organisation__translation_key")
    return (
        membership.objects.filter(status=ACTIVE, organisation__translation_key__in=own)
        .order_by()
        .exists()
    )
