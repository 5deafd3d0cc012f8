"""What the demonstration's pages refer to, in one language: companies, people, series."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from wagtail.models import Locale

from wagtail_network.demo.keys import key
from wagtail_network.demo.profiles import (
    build_certifications,
    certification_keys,
    domain_of,
    fill_profile,
    list_person,
)
from wagtail_network.demo.reading import read, told
from wagtail_network.events.series import Series
from wagtail_network.organisations.danish_regions import load_danish_regions
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.people import Person
from wagtail_network.organisations.regions import Municipality, Region
from wagtail_network.organisations.taxonomy import Certification, Competence, Sector

# Which companies have a logo of their own; the others show their letters.
LOGOS = {f"sj{number:02d}" for number in range(0, 26, 3)} | {"nord26", "nord28", "nord31"}


@dataclass
class Register:
    """What pages refer to, by the keys of register.toml."""

    locale: Locale
    regions: dict[str, Region]
    organisations: dict[str, Organisation]
    people: dict[str, Person]
    series: dict[str, Series]


def build_register(
    locale: Locale, logos: dict[str, Any], scenes: dict[str, Any], today: date
) -> Register:
    content = read("register")
    sectors = {
        names[0]: Sector.objects.create(
            name=told(names, locale), locale=locale, translation_key=key("sector", names[0])
        )
        for names in content["sectors"]
    }
    register = Register(locale, load_danish_regions(locale), {}, {}, _series(locale))
    competences = _competences(content["competences"], locale)
    certifications = build_certifications(locale)
    municipalities = {item.name: item for item in Municipality.objects.all()}
    for entry in content["organisation"]:
        organisation = Organisation(
            name=entry["name"],
            short_text=told(entry["text"], locale),
            logo=logos.get(entry["key"]),
            website=f"https://{domain_of(entry['name'])}/",
            sector=sectors[entry["sector"]],
            municipality=municipalities[entry["municipality"]],
            locale=locale,
            translation_key=key("organisation", entry["key"]),
        )
        organisation.competences = [competences[name] for name in entry.get("competences", [])]
        fill_profile(organisation, entry["key"], competences, certifications, scenes, today)
        organisation.save()
        register.organisations[entry["key"]] = organisation
    seen: set[str] = set()
    for entry in content["person"]:
        is_first = entry["organisation"] not in seen
        seen.add(entry["organisation"])
        register.people[entry["name"]] = _person(entry, register, is_first)
    return register


def organisation_keys() -> list[Any]:
    return [key("organisation", entry["key"]) for entry in read("register")["organisation"]]


def wipe_register() -> None:
    """Removes what ``build_register`` made, in every language, but for the country's regions."""
    content = read("register")
    people = [key("person", entry["name"]) for entry in content["person"]]
    series = [key("series", entry["key"]) for entry in read("meetings")["series"]]
    sectors = [key("sector", names[0]) for names in content["sectors"]]
    competences = [
        key("competence", names[0])
        for group, members in content["competences"]
        for names in [group, *members]
    ]
    Person.objects.filter(translation_key__in=people).delete()
    Organisation.objects.filter(translation_key__in=organisation_keys()).delete()
    Series.objects.filter(translation_key__in=series).delete()
    Sector.objects.filter(translation_key__in=sectors).delete()
    Competence.objects.filter(translation_key__in=competences).delete()
    Certification.objects.filter(translation_key__in=certification_keys()).delete()


def _series(locale: Locale) -> dict[str, Series]:
    return {
        entry["key"]: Series.objects.create(
            name=told(entry["name"], locale),
            short_text=told(entry["text"], locale),
            locale=locale,
            translation_key=key("series", entry["key"]),
        )
        for entry in read("meetings")["series"]
    }


def _competences(groups: list[Any], locale: Locale) -> dict[str, Competence]:
    made: dict[str, Competence] = {}
    for group, members in groups:
        parent = None
        for names in [group, *members]:
            competence = Competence.objects.create(
                name=told(names, locale),
                parent=parent,
                locale=locale,
                translation_key=key("competence", names[0]),
            )
            parent = parent or competence
            made[names[0]] = competence
    return made


def _person(entry: dict[str, Any], register: Register, is_first: bool) -> Person:
    person = Person(
        name=entry["name"],
        title=told(entry["title"], register.locale),
        organisation=register.organisations[entry["organisation"]],
        locale=register.locale,
        translation_key=key("person", entry["name"]),
    )
    list_person(person, is_first)
    person.save()
    return person
