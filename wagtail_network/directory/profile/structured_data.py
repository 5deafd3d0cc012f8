"""An organisation as schema.org ``Organization``, in the form search engines read (JSON-LD)."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin

from wagtail.images.shortcuts import get_rendition_or_not_found

from wagtail_network.core.images import LOGO
from wagtail_network.core.structured_data import SCHEMA, known
from wagtail_network.directory.profile.finding import Shown
from wagtail_network.organisations.visibility import Profile

# Fewest and most people in each size.
EMPLOYEES = {"1": (1, 1), "2": (2, 9), "10": (10, 49), "50": (50, 249), "250": (250, None)}


def organisation_data(
    shown: Shown, offered: Iterable[Any], certifications: Iterable[Any], people: Iterable[Profile]
) -> dict[str, Any]:
    """What the viewer may see of it, and nothing else. ``offered``: its competences."""
    profile = shown.profile
    found = {
        "@context": SCHEMA,
        "@type": "Organization",
        "@id": f"urn:uuid:{profile.translation_key}",
        "name": profile.name,
        "url": shown.full_url,
        "description": profile.short_text,
        "logo": _logo(shown),
        "email": profile.email,
        "telephone": profile.phone,
        "address": _address(profile),
        "sameAs": [url for url in (profile.website, profile.linkedin_url) if url],
        "identifier": profile.cvr
        and {"@type": "PropertyValue", "propertyID": "CVR", "value": profile.cvr},
        "numberOfEmployees": _employees(profile.size),
        "knowsAbout": [competence.name for competence in offered],
        "hasCertification": [
            {"@type": "Certification", "name": one.name} for one in certifications
        ],
        "memberOf": [
            known(
                {
                    "@type": "Organization",
                    "name": one.network.title,
                    "url": one.network.get_full_url(shown.request),
                }
            )
            for one in shown.memberships
        ],
        "employee": [
            known({"@type": "Person", "name": person.name, "jobTitle": person.title})
            for person in people
        ],
    }
    return known(found)


def _logo(shown: Shown) -> str:
    if not shown.profile.logo:
        return ""
    return urljoin(shown.full_url, get_rendition_or_not_found(shown.profile.logo, LOGO).url)


def _address(profile: Profile) -> dict[str, Any] | None:
    region = profile.municipality and profile.municipality.name
    found = known(
        {
            "streetAddress": profile.address,
            "postalCode": profile.postal_code,
            "addressLocality": profile.city,
            "addressRegion": region,
        }
    )
    return {"@type": "PostalAddress", **found} if found else None


def _employees(size: str) -> dict[str, Any] | None:
    if size not in EMPLOYEES:
        return None
    fewest, most = EMPLOYEES[size]
    return known({"@type": "QuantitativeValue", "minValue": fewest, "maxValue": most})
