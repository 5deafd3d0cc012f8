"""Where the words and values of the index come from, and the rule each of them is under."""

from collections.abc import Mapping
from functools import lru_cache

from wagtail_network.directory.index.models import Kind
from wagtail_network.organisations.visibility import Audience, site_audience

# By kind, what a word is from, with the site's rule for it. Names are under none.
WORD_RULES: Mapping[str, Mapping[str, str]] = {
    Kind.ORGANISATION: {
        "name": "",
        "competences": "organisation.competences",
        "broader": "organisation.competences",
        "sector": "organisation.sector",
        "short_text": "organisation.short_text",
        "place": "organisation.place",
        "certifications": "organisation.certifications",
        "references": "organisation.references",
        "long_text": "organisation.long_text",
        "cvr": "organisation.cvr",
    },
    Kind.PERSON: {
        "name": "",
        "title": "person.title",
        "competences": "person.competences",
        "broader": "person.competences",
        "organisation": "",
        "sector": "organisation.sector",
        "place": "organisation.place",
    },
}
FACET_RULES: Mapping[str, Mapping[str, str]] = {
    Kind.ORGANISATION: {
        "sector": "organisation.sector",
        "competence": "organisation.competences",
        "sought": "organisation.competences_sought",
        "municipality": "organisation.place",
        "size": "organisation.size",
        "certification": "organisation.certifications",
    },
    Kind.PERSON: {
        "sector": "organisation.sector",
        "competence": "person.competences",
        "municipality": "organisation.place",
    },
}
# What the site can close as a whole.
WHOLE_RULES: Mapping[str, tuple[str, ...]] = {
    Kind.ORGANISATION: ("organisation",),
    Kind.PERSON: ("organisation", "organisation.people", "person"),
}
# How much a word found there says of who has it.
WEIGHTS = {
    "name": 40,
    "cvr": 40,
    "competences": 20,
    "title": 20,
    "organisation": 12,
    "broader": 10,
    "sector": 8,
    "short_text": 8,
    "place": 8,
    "certifications": 8,
    "references": 3,
    "long_text": 3,
}
CODES = {name: code for code, name in enumerate(WEIGHTS)}
LEVELS = tuple(Audience)


def is_open(rule: str, level: int) -> bool:
    return not rule or site_audience(rule) <= level


def may_find(kind: str, level: int) -> bool:
    return all(is_open(rule, level) for rule in WHOLE_RULES[kind])


def open_facets(kind: str, level: int) -> list[str]:
    """The kinds of values this level may ask for at all."""
    return [name for name, rule in FACET_RULES[kind].items() if is_open(rule, level)]


def weights(kind: str, level: int) -> tuple[int, ...]:
    """What a word weighs, by its mark; 0 for what this level may not find."""
    return _weights(
        frozenset(name for name, rule in WORD_RULES[kind].items() if is_open(rule, level)), level
    )


def mark_of(source: str, level: int) -> int:
    """Where a word is from and whom it is for, in six bits."""
    return CODES[source] << 2 | level


MARKS = 64


@lru_cache(maxsize=64)
def _weights(sources: frozenset[str], level: int) -> tuple[int, ...]:
    found = [0] * MARKS
    for source in sources:
        for own in LEVELS:
            if own <= level:
                found[mark_of(source, own)] = WEIGHTS[source]
    return tuple(found)
