"""An organisation or a person as the API tells of it, to whoever may see what.

What is hidden has the same shape as what is empty: "", null or [].
"""

from collections.abc import Callable, Mapping
from typing import Any

from wagtail.rich_text import expand_db_html

from wagtail_network.core.images import LOGO, PORTRAIT
from wagtail_network.directory.api.loading import Loaded
from wagtail_network.organisations.visibility import Profile

Value = Any  # what JSON has
Teller = Callable[[Profile, Loaded], Value]


def _plain(name: str) -> Teller:
    return lambda profile, loaded: getattr(profile, name)


def _word(name: str) -> Teller:
    return lambda profile, loaded: word(getattr(profile, name))


def _words(name: str) -> Teller:
    return lambda profile, loaded: [word(one) for one in loaded.lists[name].get(profile.pk, ())]


def word(item: Any | None) -> dict[str, str] | None:
    """What filters name it by, and what it is called."""
    return item and {"key": str(item.translation_key), "name": item.name}


def _municipality(profile: Profile, loaded: Loaded) -> Value:
    found = profile.municipality
    return found and {"code": found.code, "name": found.name}


def _text(profile: Profile, loaded: Loaded) -> str:
    return expand_db_html(profile.long_text) if profile.long_text else ""


def _picture(name: str, size: str) -> Teller:
    def tell(profile: Profile, loaded: Loaded) -> Value:
        image = getattr(profile, name)
        if image is None:
            return None
        made = image.get_rendition(size)
        return {"url": made.full_url, "width": made.width, "height": made.height}

    return tell


def _references(profile: Profile, loaded: Loaded) -> Value:
    names = ("title", "text", "year", "url")
    rows = loaded.references.get(profile.pk, ())
    return [{name: getattr(row, name) for name in names} for row in rows]


def _people(profile: Profile, loaded: Loaded) -> Value:
    found = loaded.people.get(profile.translation_key, ())
    return [{"id": one.pk, "name": one.name, "title": one.title} for one in found]


def _networks(profile: Profile, loaded: Loaded) -> Value:
    rows = loaded.networks.get(profile.translation_key, ())
    return [
        {
            "key": str(row.network.translation_key),
            "name": row.network.title,
            "since": row.since and row.since.isoformat(),
        }
        for row in rows
    ]


def _confirmed(profile: Profile, loaded: Loaded) -> Value:
    return profile.confirmed_at and profile.confirmed_at.date().isoformat()


def _organisation(profile: Profile, loaded: Loaded) -> Value:
    found = profile.organisation
    return found and {"id": found.pk, "name": found.name, "slug": found.slug}


TELLERS: Mapping[str, Mapping[str, Teller]] = {
    "organisation": {
        "name": _plain("name"),
        "short_text": _plain("short_text"),
        "long_text": _text,
        "logo": _picture("logo", LOGO),
        "sector": _word("sector"),
        "size": _plain("size"),
        "cvr": _plain("cvr"),
        "address": _plain("address"),
        "postal_code": _plain("postal_code"),
        "city": _plain("city"),
        "municipality": _municipality,
        "website": _plain("website"),
        "linkedin_url": _plain("linkedin_url"),
        "email": _plain("email"),
        "phone": _plain("phone"),
        "competences": _words("competences"),
        "competences_sought": _words("competences_sought"),
        "certifications": _words("certifications"),
        "references": _references,
        "people": _people,
        "networks": _networks,
        "confirmed": _confirmed,
    },
    "person": {
        "name": _plain("name"),
        "title": _plain("title"),
        "organisation": _organisation,
        "photo": _picture("photo", PORTRAIT),
        "email": _plain("email"),
        "phone": _plain("phone"),
        "linkedin_url": _plain("linkedin_url"),
        "competences": _words("competences"),
    },
}
# What a list has of each where nothing else is asked for.
IN_LISTS: Mapping[str, tuple[str, ...]] = {
    "organisation": ("name", "short_text", "sector", "municipality"),
    "person": ("name", "title", "organisation"),
}


def describe(profile: Profile, loaded: Loaded) -> dict[str, Value]:
    """The fields that were loaded, in one order. No query of its own."""
    tellers = TELLERS[profile.kind]
    return {name: tell(profile, loaded) for name, tell in tellers.items() if name in loaded.fields}


def meta_of(profile: Profile) -> dict[str, Value]:
    label = type(profile.item)._meta.label
    found = {"type": label, "key": str(profile.translation_key)}
    if profile.kind == "organisation":
        found["slug"] = profile.slug
    return found | {"locale": profile.locale.language_code}
