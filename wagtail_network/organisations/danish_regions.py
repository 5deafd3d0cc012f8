"""Denmark's regions and municipalities, with the years each region exists.

The municipalities' codes are the official ones. Region Hovedstaden and Region Sjælland become
Region Østdanmark on 1 January 2027.
"""

from datetime import date
from uuid import UUID, uuid5

from wagtail.models import Locale

from wagtail_network.organisations.regions import Municipality, Region

NAMESPACE = UUID("9f2f6b7c-5d0e-4d52-9a4e-0a6b8e3a1d21")
FOUNDED, LAST_DAY, MERGED = date(2007, 1, 1), date(2026, 12, 31), date(2027, 1, 1)

HOVEDSTADEN = """
101 København, 147 Frederiksberg, 151 Ballerup, 153 Brøndby, 155 Dragør, 157 Gentofte,
159 Gladsaxe, 161 Glostrup, 163 Herlev, 165 Albertslund, 167 Hvidovre, 169 Høje-Taastrup,
173 Lyngby-Taarbæk, 175 Rødovre, 183 Ishøj, 185 Tårnby, 187 Vallensbæk, 190 Furesø,
201 Allerød, 210 Fredensborg, 217 Helsingør, 219 Hillerød, 223 Hørsholm, 230 Rudersdal,
240 Egedal, 250 Frederikssund, 260 Halsnæs, 270 Gribskov, 400 Bornholm
"""
SJAELLAND = """
253 Greve, 259 Køge, 265 Roskilde, 269 Solrød, 306 Odsherred, 316 Holbæk, 320 Faxe,
326 Kalundborg, 329 Ringsted, 330 Slagelse, 336 Stevns, 340 Sorø, 350 Lejre, 360 Lolland,
370 Næstved, 376 Guldborgsund, 390 Vordingborg
"""
SYDDANMARK = """
410 Middelfart, 420 Assens, 430 Faaborg-Midtfyn, 440 Kerteminde, 450 Nyborg, 461 Odense,
479 Svendborg, 480 Nordfyns, 482 Langeland, 492 Ærø, 510 Haderslev, 530 Billund,
540 Sønderborg, 550 Tønder, 561 Esbjerg, 563 Fanø, 573 Varde, 575 Vejen, 580 Aabenraa,
607 Fredericia, 621 Kolding, 630 Vejle
"""
MIDTJYLLAND = """
615 Horsens, 657 Herning, 661 Holstebro, 665 Lemvig, 671 Struer, 706 Syddjurs, 707 Norddjurs,
710 Favrskov, 727 Odder, 730 Randers, 740 Silkeborg, 741 Samsø, 746 Skanderborg, 751 Aarhus,
756 Ikast-Brande, 760 Ringkøbing-Skjern, 766 Hedensted, 779 Skive, 791 Viborg
"""
NORDJYLLAND = """
773 Morsø, 787 Thisted, 810 Brønderslev, 813 Frederikshavn, 820 Vesthimmerland, 825 Læsø,
840 Rebild, 846 Mariagerfjord, 849 Jammerbugt, 851 Aalborg, 860 Hjørring
"""

# Name, municipalities, first day, last day, the region that follows.
REGIONS: list[tuple[str, str, date, date | None, str]] = [
    ("Region Østdanmark", f"{HOVEDSTADEN.strip()},{SJAELLAND}", MERGED, None, ""),
    ("Region Hovedstaden", HOVEDSTADEN, FOUNDED, LAST_DAY, "Region Østdanmark"),
    ("Region Sjælland", SJAELLAND, FOUNDED, LAST_DAY, "Region Østdanmark"),
    ("Region Syddanmark", SYDDANMARK, FOUNDED, None, ""),
    ("Region Midtjylland", MIDTJYLLAND, FOUNDED, None, ""),
    ("Region Nordjylland", NORDJYLLAND, FOUNDED, None, ""),
]


def region_key(name: str) -> UUID:
    """The translation key of a region made here, the same in every language."""
    return uuid5(NAMESPACE, name)


def load_danish_regions(locale: Locale) -> dict[str, Region]:
    """The six regions by name, made where they are missing; their municipalities too.

    What the site has under the same name (or code) is used as it is.
    """
    municipalities = _load_municipalities()
    regions: dict[str, Region] = {}
    for name, members, first, last, successor in REGIONS:
        region = Region.objects.filter(name=name, locale=locale).first()
        if region is None:
            region = Region.objects.create(
                name=name,
                locale=locale,
                translation_key=region_key(name),
                valid_from=first,
                valid_to=last,
                successor=regions.get(successor),
            )
            region.municipalities.set(municipalities[code] for code, _ in _parsed(members))
            region.save()
        regions[name] = region
    return regions


def _load_municipalities() -> dict[str, Municipality]:
    named = [pair for _, members, *_ in REGIONS for pair in _parsed(members)]
    found = {item.code: item for item in Municipality.objects.all()}
    missing = {
        code: Municipality(code=code, name=name) for code, name in named if code not in found
    }
    for municipality in missing.values():
        municipality.save()
    return found | missing


def _parsed(members: str) -> list[tuple[str, str]]:
    """ "101 København, 147 Frederiksberg" as pairs of code and name."""
    entries = [entry.split(maxsplit=1) for entry in members.replace("\n", " ").split(",")]
    return [(code, name.strip()) for code, name in entries]
