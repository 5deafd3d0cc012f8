"""An organisation and its people as vCards, with what the viewer may see of them."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse

from wagtail_network.core.vcard import Property, name_parts, structured, text, texts, uri, vcard
from wagtail_network.directory.profile.finding import Shown
from wagtail_network.organisations.visibility import Profile

CONTENT_TYPE = "text/vcard; charset=utf-8"


def organisation_card(shown: Shown, offered: Iterable[Any]) -> str:
    """``offered``: the competences the viewer may see."""
    profile = shown.profile
    return vcard(
        [
            ("KIND", "org"),
            *_identity(profile),
            ("ORG", text(profile.name)),
            ("ADR;TYPE=work", _address(profile)),
            *_ways_to_reach(profile),
            ("URL;TYPE=work", uri(profile.website)),
            ("NOTE", text(profile.short_text)),
            ("CATEGORIES", texts(competence.name for competence in offered)),
            ("SOURCE", uri(shown.full_url)),
        ]
    )


def person_card(shown: Shown, person: Profile) -> str:
    """Somebody who works at the organisation that is shown."""
    family, given = name_parts(person.name)
    return vcard(
        [
            ("KIND", "individual"),
            *_identity(person),
            ("N", structured(family, given, "", "", "")),
            ("ORG", text(shown.profile.name)),
            ("TITLE", text(person.title)),
            *_ways_to_reach(person),
            ("URL", uri(person.linkedin_url)),
            ("SOURCE", uri(shown.full_url)),
        ]
    )


def as_file(card: str, name: str) -> HttpResponse:
    """To be saved, or opened by the address book. ``name``: of the file, without an ending."""
    response = HttpResponse(card, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.vcf"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _identity(profile: Profile) -> list[Property]:
    return [
        ("UID", f"urn:uuid:{profile.translation_key}"),
        ("FN", text(profile.name)),
        ("LANG", profile.locale.language_code),
    ]


def _ways_to_reach(profile: Profile) -> list[Property]:
    return [("TEL;TYPE=work", text(profile.phone)), ("EMAIL;TYPE=work", text(profile.email))]


def _address(profile: Profile) -> str:
    """Post office box, extended address, street, town, region, post code, country (6.3.1)."""
    region = profile.municipality.name if profile.municipality else ""
    return structured("", "", profile.address, profile.city, region, profile.postal_code, "")
