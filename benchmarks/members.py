"""Directories with many members, written past the models, and what people type to find them."""

import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Site

from wagtail_network.directory.index.writing import reindex_all
from wagtail_network.models import (
    Certification,
    Competence,
    DirectoryPage,
    Membership,
    Municipality,
    NetworkIndexPage,
    NetworkPage,
    Organisation,
    Sector,
)
from wagtail_network.organisations.danish_regions import load_danish_regions

AT_ONCE = 1000
FAMILIES = """Hansen Jensen Nielsen Pedersen Sørensen Rasmussen Kærgård Østergaard Ågård Møller
Bækgaard Skovbjerg Holm Kjær Lund Thomsen Ravn Nørgaard Westergaard Damgaard Ærø Bjerregaard
Toft Vestergård Lindholm Søndergaard Overgaard Birk Falk Hedegaard""".split()
TRADES = """Tømrer Murer Elektriker Maler Glarmester Kloakmester Snedker Tagdækker Smed
Blikkenslager Brolægger Anlægsgartner Arkitekt Ingeniør Nedriver Isolatør VVS Gulvlægger
Stilladsudlejer Beton Facaderens Byggerådgiver Landmåler Træhus Genbrug""".split()
PLACES = """Køge Faxe Næstved Roskilde Odense Aarhus Aalborg Esbjerg Kolding Randers Horsens Vejle
Herning Silkeborg Viborg Holbæk Slagelse Sorø Ringsted Greve""".split()
SKILLS = """genbrugstræ lerpuds halm hampebeton genbrugsmursten solceller varmepumper regnvand
klimaskærm indeklima livscyklus nedrivning selektiv demontering ventilation facader vinduer tage
gulve fundament stål massivtræ biogen isolering totalentreprise projektering energimærkning
tilstandsrapport dræn belægning beplantning akustik lys solafskærmning byggepladsstrøm digital
opmåling""".split()
TEXT = """Vi hjælper bygherrer med {} og {} fra første skitse til færdigt byggeri. Firmaet er
grundlagt i {} og har siden {} arbejdet med {} for både private og offentlige kunder. Hver opgave
planlægges, så materialer kan bruges igen, og affald sorteres på pladsen."""
# What is typed letter by letter, and mistyped.
TYPED = [
    *("tømrer køge", "toemrer", "genbrugstræ", "murer hansen", "elektriker aarhus", "lerpuds"),
    *("kærgård", "solceller roskilde", "vvs", "arkitekt livscyklus", "snedker", "østergaard"),
    *("nedrivning", "beton odense", "klimaskærm", "massivtræ", "hampebeton", "tagdækker"),
]
MISTYPED = ["tømmrrer", "elektrkier", "genbrgustræ", "kærgrd hansen", "arkitket"]


class Members:
    """A network and its directory, which grow from one size to the next."""

    def __init__(self) -> None:
        home = Site.objects.get(is_default_site=True).root_page
        self.locale: Any = Locale.objects.get_or_create(language_code="da")[0]
        load_danish_regions(self.locale)
        self.municipalities = list(Municipality.objects.all())
        self.sectors = [
            Sector.objects.create(name=f"{name}fag", locale=self.locale) for name in TRADES
        ]
        self.competences = list(self._competences())
        self.certifications = [
            Certification.objects.create(name=f"ISO {9000 + one}", locale=self.locale)
            for one in range(8)
        ]
        top = home.add_child(instance=NetworkIndexPage(title="Networks"))
        self.network = top.add_child(instance=NetworkPage(title="Network"))
        self.directory = self.network.add_child(instance=DirectoryPage(title="Members"))
        self.number = 0

    def grow(self, number: int) -> float:
        """To so many members; a fifth of them hide something. Seconds writing the index took."""
        chance = random.Random(number)  # noqa: S311
        while self.number < number:
            with transaction.atomic():
                self._add(chance, min(AT_ONCE, number - self.number))
        began = time.perf_counter()
        reindex_all()
        return time.perf_counter() - began

    def _competences(self) -> Iterator[Competence]:
        groups = [
            Competence.objects.create(name=f"{name} og lignende", locale=self.locale)
            for name in TRADES[:8]
        ]
        for position, name in enumerate(SKILLS):
            parent = groups[position % len(groups)]
            yield Competence.objects.create(name=name, parent=parent, locale=self.locale)

    def _add(self, chance: random.Random, number: int) -> None:
        made = [
            self._organisation(chance, position)
            for position in range(self.number, self.number + number)
        ]
        Organisation.objects.bulk_create(made, 200)
        Membership.objects.bulk_create(
            (
                Membership(
                    network=self.network,
                    organisation=one,
                    since=date(2020, 1, 1) + timedelta(days=chance.randrange(2000)),
                )
                for one in made
            ),
            200,
        )
        for name, terms, most in (
            ("competences", self.competences, 4),
            ("competences_sought", self.competences, 3),
            ("certifications", self.certifications, 2),
        ):
            self._link(chance, made, name, terms, most)
        self.number += number

    def _organisation(self, chance: random.Random, position: int) -> Organisation:
        trade, family, place = map(chance.choice, (TRADES, FAMILIES, PLACES))
        skills = chance.sample(SKILLS, 3)
        hidden = {"competences": 1} if chance.random() < 0.1 else {}
        hidden |= {"place": 2} if chance.random() < 0.1 else {}
        return Organisation(
            name=f"{trade} {family} {chance.choice(('ApS', 'A/S', '& Søn'))} {position}",
            slug=f"member-{position}",
            locale=self.locale,
            short_text=f"{trade} i {place} med {skills[0]} og {skills[1]}.",
            long_text=f"<p>{TEXT.format(*skills[:2], 1900 + position % 120, place, skills[2])}</p>",
            sector=chance.choice(self.sectors),
            size=chance.choice(Organisation.Size.values),
            municipality=chance.choice(self.municipalities),
            city=place,
            visibility=hidden,
        )

    def _link(
        self, chance: random.Random, made: list[Any], name: str, terms: list[Any], most: int
    ) -> None:
        field: Any = Organisation._meta.get_field(name)
        through = field.remote_field.through
        owner, term = field.m2m_column_name(), field.m2m_reverse_name()
        through.objects.bulk_create(
            (
                through(**{owner: one.pk, term: value.pk})
                for one in made
                for value in chance.sample(terms, chance.randint(0, most))
            ),
            400,
        )


def typed() -> list[str]:
    """Every beginning of three letters and more, as it is asked for while somebody types."""
    beginnings = [text[:length] for text in TYPED for length in range(3, len(text) + 1)]
    return [*beginnings, *MISTYPED]
