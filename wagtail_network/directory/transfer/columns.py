"""What a column of a table can mean, and which one a heading means."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from wagtail_network.core.folding import fold


class About(StrEnum):
    ORGANISATION = "organisation"
    MEMBERSHIP = "membership"
    CONTACT = "contact"


@dataclass(frozen=True)
class Column:
    """``name`` is a field of the model where there is one; ``headings`` what else it is called."""

    name: str
    label: Any
    headings: tuple[str, ...]
    about: About = About.ORGANISATION

    @property
    def is_list(self) -> bool:
        return self.name in LISTS


# Cells with several values, with semicolons between.
LISTS = ("competences", "competences_sought", "certifications")
# Values that are names of something with a record of its own.
TERMS = ("sector", *LISTS)

COLUMNS: tuple[Column, ...] = (
    Column(
        "name",
        _("Name"),
        (
            *("navn", "virksomhed", "firma", "firmanavn", "virksomhedsnavn", "organisation"),
            *("medlem", "medlemsvirksomhed", "medlemsnavn", "kunde", "kundenavn"),
            *("company", "company name", "organisation name", "organization", "member", "firm"),
        ),
    ),
    Column(
        "cvr",
        _("CVR number"),
        (
            *("cvr", "cvr-nr", "cvr nr", "cvrnr", "cvr-nummer", "cvr nummer", "cvrnummer"),
            *("cvr no", "vat", "vat number", "vat no", "se-nr", "virksomhedsnummer"),
        ),
    ),
    Column(
        "short_text",
        _("In short"),
        (
            *("kort", "kort tekst", "kort beskrivelse", "resume", "kort om", "introduktion"),
            *("short text", "short description", "summary", "tagline"),
        ),
    ),
    Column(
        "long_text",
        _("About"),
        (
            *("om", "beskrivelse", "lang beskrivelse", "tekst", "profil", "profiltekst"),
            *("om virksomheden", "about us", "description", "long description", "profile", "text"),
        ),
    ),
    Column(
        "sector",
        _("Sector"),
        ("branche", "sektor", "fag", "hovedbranche", "branchenavn", "industry", "trade"),
    ),
    Column(
        "size",
        _("Size"),
        (
            *("stoerrelse", "antal ansatte", "ansatte", "medarbejdere", "antal medarbejdere"),
            *("employees", "number of employees", "headcount", "company size", "staff"),
        ),
    ),
    Column(
        "address",
        _("Street and number"),
        ("adresse", "vej", "gade", "vejnavn", "gade og nummer", "vej og nummer", "address")
        + ("street", "street address", "postadresse", "adresse 1", "adressen"),
    ),
    Column(
        "postal_code",
        _("Post code"),
        (
            "postnr",
            "post nr",
            "postnummer",
            "zip",
            "zip code",
            "zipcode",
            "postal code",
            "postcode",
        ),
    ),
    Column("city", _("Town"), ("by", "bynavn", "postdistrikt", "city", "town", "locality")),
    Column(
        "municipality",
        _("Municipality"),
        ("kommune", "kommunenavn", "kommunekode", "hjemkommune", "municipality code"),
    ),
    Column(
        "website",
        _("Website"),
        (
            *("hjemmeside", "websted", "webside", "netsted", "www", "web", "url"),
            *("internet", "homepage", "web site", "web address", "hjemmesideadresse"),
        ),
    ),
    Column(
        "linkedin_url",
        _("LinkedIn page"),
        ("linkedin", "linkedin-side", "linkedin side", "linkedin url", "linkedin company"),
    ),
    Column(
        "email",
        _("E-mail"),
        ("email", "mail", "mailadresse", "e-mailadresse", "email address", "e-mail address")
        + ("hovedmail", "e-post", "firmamail"),
    ),
    Column(
        "phone",
        _("Phone"),
        ("telefon", "tlf", "tlf nr", "telefonnummer", "tlfnr", "hovednummer", "mobil")
        + ("telephone", "tel", "phone number", "mobile"),
    ),
    Column(
        "competences",
        _("Competences offered"),
        (
            *("kompetencer", "kompetence", "udbyder", "tilbyder", "kan", "kompetencer tilbydes"),
            *("udbudte kompetencer", "faglige kompetencer", "ydelser", "specialer"),
            *("competences", "competencies", "skills", "offers", "services"),
        ),
    ),
    Column(
        "competences_sought",
        _("Competences sought"),
        (
            *("soeger", "soegte kompetencer", "kompetencer soeges", "oensker", "mangler"),
            *("seeks", "looking for", "seeking", "needs", "skills sought"),
        ),
    ),
    Column(
        "certifications",
        _("Certifications"),
        ("certificeringer", "certificering", "certifikater", "maerkninger", "certificates")
        + ("certification", "godkendelser", "ordninger"),
    ),
    Column(
        "since",
        _("Member since"),
        (
            *("medlem siden", "medlem fra", "indmeldt", "indmeldelsesdato", "indmeldt dato"),
            *("startdato", "oprettet", "joined", "join date", "since", "membership date"),
        ),
        About.MEMBERSHIP,
    ),
    Column(
        "status",
        _("Membership status"),
        ("status", "medlemsstatus", "medlemskab", "membership", "membership status"),
        About.MEMBERSHIP,
    ),
    Column(
        "source",
        _("Source"),
        ("kilde", "oprindelse", "kommer fra", "source", "origin"),
        About.MEMBERSHIP,
    ),
    Column(
        "contact_name",
        _("Contact person"),
        (
            *("kontaktperson", "kontakt", "kontaktnavn", "kontaktpersonens navn", "kontakt navn"),
            *("kontaktperson navn", "kontaktpersoner", "att", "direktoer", "person"),
            *("contact", "contact name", "contact person name", "contact person's name"),
        ),
        About.CONTACT,
    ),
    Column(
        "contact_title",
        _("Contact person: title"),
        ("titel", "stilling", "kontaktperson titel", "stillingsbetegnelse", "title", "job title")
        + ("position", "role"),
        About.CONTACT,
    ),
    Column(
        "contact_email",
        _("Contact person: e-mail"),
        ("kontaktmail", "kontakt e-mail", "kontakt email", "kontaktperson e-mail")
        + ("contact email", "contact e-mail"),
        About.CONTACT,
    ),
    Column(
        "contact_phone",
        _("Contact person: phone"),
        ("kontakttelefon", "kontakt tlf", "kontaktperson telefon", "direkte nummer")
        + ("contact phone", "direct phone"),
        About.CONTACT,
    ),
    Column(
        "contact_linkedin_url",
        _("Contact person: LinkedIn profile"),
        ("linkedin-profil", "linkedin profil", "kontakt linkedin", "contact linkedin"),
        About.CONTACT,
    ),
)
BY_NAME = {column.name: column for column in COLUMNS}
# Either of them tells which organisation a row is about.
IDENTIFYING = ("name", "cvr")


def guess(headings: Sequence[str]) -> list[str]:
    """For each heading the name of the column it means, "" where that is not clear.

    No column is guessed twice; a heading that says it outright comes before one that only has
    a word of it.
    """
    known = _known()
    folded = [_words(heading) for heading in headings]
    found = [known.get(heading, "") for heading in folded]
    for position, name in enumerate(found):
        if name in found[:position]:
            found[position] = ""
    for position, heading in enumerate(folded):
        if not found[position]:
            found[position] = _by_part(heading, known, taken=set(found))
    return found


def label_of(name: str) -> str:
    """What a column, or a place in the network ("membership"), is called."""
    return str(BY_NAME[name].label) if name in BY_NAME else gettext("Membership")


def _known() -> dict[str, str]:
    """Every heading that is understood: the labels, here and in English, and what else is said."""
    pairs = [(heading, column.name) for column in COLUMNS for heading in _said(column)]
    return dict(reversed(pairs))


def _said(column: Column) -> Iterable[str]:
    with override("en"):
        english = str(column.label)
    return map(_words, (str(column.label), english, column.name, *column.headings))


def _words(heading: str) -> str:
    """ "CVR-nr.:" and "cvr nr" are one."""
    return " ".join(
        "".join(letter if letter.isalnum() else " " for letter in fold(heading)).split()
    )


def _by_part(heading: str, known: dict[str, str], taken: set[str]) -> str:
    """By the longest known heading within a longer one: "Virksomhedens e-mail" has "e-mail" in it.

    What is said to be a contact person's is never taken for the organisation's.
    """
    of_contact = heading.startswith(("kontakt", "contact"))
    rest = heading.partition(" ")[2] if of_contact else heading
    for words in sorted(known, key=len, reverse=True):
        name = known[words]
        if of_contact and BY_NAME.get(f"contact_{name}"):
            name = f"contact_{name}"
        if len(words) < 3 or name in taken or (of_contact and not name.startswith("contact_")):
            continue
        if f" {words} " in f" {rest} ":
            return name
    return ""
