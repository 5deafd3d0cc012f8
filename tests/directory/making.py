"""A few members to look for."""

from dataclasses import dataclass
from typing import Any

from wagtail_network.models import (
    Certification,
    Competence,
    Membership,
    Municipality,
    NetworkPage,
    Organisation,
    Person,
    Region,
    Sector,
)
from wagtail_network.organisations.visibility import Audience

TOWNS = {"259": "Køge", "336": "Stevns", "320": "Faxe", "851": "Aalborg"}


@dataclass
class Words:
    """What members are described by, by name."""

    sectors: dict[str, Sector]
    competences: dict[str, Competence]
    certifications: dict[str, Certification]
    towns: dict[str, Municipality]
    region: Region


def make_words(locale: Any) -> Words:
    materials = Competence.objects.create(name="Materialer", locale=locale)
    competences = {
        name: Competence.objects.create(name=name, parent=materials, locale=locale)
        for name in ("Genbrugstræ", "Genbrugte mursten")
    }
    competences |= {"Materialer": materials}
    competences |= {"Tage": Competence.objects.create(name="Tage", locale=locale)}
    towns = {
        name: Municipality.objects.get_or_create(code=code, defaults={"name": name})[0]
        for code, name in TOWNS.items()
    }
    region = Region(name="Region Sjælland", locale=locale)
    region.municipalities = [towns["Køge"], towns["Stevns"], towns["Faxe"]]
    region.save()
    names = ("Tømrer og snedker", "Murer")
    sectors = {name: Sector.objects.create(name=name, locale=locale) for name in names}
    certified = Certification.objects.create(name="ISO 14001", locale=locale)
    return Words(sectors, competences, {"ISO 14001": certified}, towns, region)


def make_member(network: NetworkPage, name: str, **fields: Any) -> Organisation:
    """An organisation that is active in the network; lists as lists."""
    lists = {
        field: fields.pop(field)
        for field in ("competences", "competences_sought", "certifications", "references")
        if field in fields
    }
    organisation = Organisation(name=name, **{"locale": network.locale, **fields})
    for field, values in lists.items():
        setattr(organisation, field, values)
    organisation.save()
    Membership.objects.create(network_id=network.pk, organisation=organisation)
    return organisation


def make_members(network: NetworkPage) -> Words:
    """Four of them: three carpenters, of whom two in the region, and a bricklayer there."""
    words = make_words(network.locale)
    carpenter, can, towns = words.sectors["Tømrer og snedker"], words.competences, words.towns
    make_member(
        network,
        "Køge Bugt Træ",
        sector=carpenter,
        municipality=towns["Køge"],
        short_text="Bygger nyt af gammelt tømmer.",
        competences=[can["Genbrugstræ"], can["Tage"]],
        competences_sought=[can["Genbrugte mursten"]],
        certifications=[words.certifications["ISO 14001"]],
        size="10",
    )
    make_member(
        network,
        "Stevns Kalk & Mur",
        sector=words.sectors["Murer"],
        municipality=towns["Stevns"],
        competences=[can["Genbrugte mursten"]],
        size="2",
    )
    make_member(network, "Æblegårdens Snedkeri", sector=carpenter, municipality=towns["Faxe"])
    make_member(
        network,
        "Aalborg Tag",
        sector=carpenter,
        municipality=towns["Aalborg"],
        competences=[can["Tage"]],
        size="10",
    )
    return words


def list_person(organisation: Organisation, name: str, **fields: Any) -> Person:
    """Somebody there who can be found by everyone."""
    return Person.objects.create(
        name=name,
        organisation=organisation,
        locale=organisation.locale,
        **{"audience": Audience.EVERYONE, **fields},
    )
