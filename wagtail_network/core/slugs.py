"""Addresses from Danish words."""

from django.utils.text import slugify

# Django's slugify drops what has no ASCII decomposition: "Ærø" would become "r".
DANISH_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "ß": "ss"}
)


def spell_out(text: str) -> str:
    """Danish letters in the two ASCII letters that stand for them; all else unchanged."""
    return text.translate(DANISH_LETTERS)


def danish_slug(text: str, max_length: int = 80) -> str:
    """An ASCII slug of at most ``max_length`` characters; empty if nothing is left.

    >>> danish_slug("Æblegrød på Ærø")
    'aeblegroed-paa-aeroe'
    """
    slug = slugify(spell_out(text))
    if len(slug) <= max_length:
        return slug
    return slug[: max_length + 1].rpartition("-")[0] or slug[:max_length]
