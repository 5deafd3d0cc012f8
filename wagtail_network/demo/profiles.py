"""What the demonstration's companies and people tell of themselves in the directory."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.html import format_html_join
from wagtail.models import Locale

from wagtail_network.core.slugs import danish_slug
from wagtail_network.demo.keys import key
from wagtail_network.demo.reading import read, told
from wagtail_network.organisations.models import Organisation, Reference
from wagtail_network.organisations.people import Person
from wagtail_network.organisations.taxonomy import Certification, Competence
from wagtail_network.organisations.visibility import Audience

PLAIN = ("cvr", "size", "address", "postal_code", "city")
DAYS_IN_A_MONTH = 30


def build_certifications(locale: Locale) -> dict[str, Certification]:
    """By their Danish names."""
    return {
        names[0]: Certification.objects.create(
            name=told(names, locale), locale=locale, translation_key=key("certification", names[0])
        )
        for names in read("directory")["certifications"]
    }


def certification_keys() -> list[Any]:
    return [key("certification", names[0]) for names in read("directory")["certifications"]]


def fill_profile(
    organisation: Organisation,
    name: str,
    competences: Mapping[str, Competence],
    certifications: Mapping[str, Certification],
    scenes: Mapping[str, Any],
    today: Any,
) -> None:
    """Gives an organisation that is not saved yet what directory.toml has under its key."""
    content = read("directory")
    entry = content["profile"].get(name)
    if entry is None:
        return
    for field in PLAIN:
        setattr(organisation, field, entry[field])
    organisation.email = f"kontakt@{domain_of(organisation.name)}"
    organisation.long_text = _paragraphs(content["about"].get(name), organisation.locale)
    organisation.competences_sought = [competences[seek] for seek in entry.get("seeks", [])]
    organisation.certifications = [certifications[one] for one in entry.get("certifications", [])]
    organisation.references = [
        _reference(reference, organisation.locale, scenes)
        for reference in content["reference"]
        if reference["organisation"] == name
    ]
    months = content["confirmed"].get(name)
    if months:
        noon = timezone.make_aware(datetime.combine(today, time(12)))
        organisation.confirmed_at = noon - timedelta(days=months * DAYS_IN_A_MONTH)


def list_person(person: Person, is_first: bool) -> None:
    """Puts somebody of a company that is in the directory into it; the first one for everyone."""
    organisation = person.organisation
    if organisation is None or not organisation.email:
        return
    first_name = danish_slug(person.name).partition("-")[0]
    person.email = f"{first_name}@{domain_of(organisation.name)}"
    person.audience = Audience.EVERYONE if is_first else Audience.MEMBERS
    person.competences = list(organisation.competences.all())[: 2 if is_first else 1]


def domain_of(name: str) -> str:
    """Where nobody is at home (RFC 2606)."""
    return f"{danish_slug(name, 30)}.example"


def _paragraphs(texts: list[str] | None, locale: Locale) -> str:
    lines = told(texts, locale).splitlines() if texts else []
    return format_html_join("", "<p>{}</p>", ((line,) for line in lines))


def _reference(entry: dict[str, Any], locale: Locale, scenes: Mapping[str, Any]) -> Reference:
    return Reference(
        title=told(entry["title"], locale),
        text=told(entry["text"], locale),
        year=entry["year"],
        picture=scenes.get(entry.get("picture", "")),
    )
