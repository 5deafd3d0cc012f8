"""The last part of an organisation's address."""

from collections.abc import Collection

from wagtail_network.core.slugs import danish_slug

# What a directory has at these addresses itself.
RESERVED = frozenset(
    {
        *("api", "claim", "complements", "consortium", "contact", "export", "import", "invite"),
        *("join", "map", "people", "search", "tree", "vcard"),
    }
)
MAX_LENGTH = 100


def free_slug(name: str, taken: Collection[str]) -> str:
    """A slug for the name that is not taken: "hansen-byg", else "hansen-byg-2" and so on.

    ``taken`` need only hold those that begin with the name's own slug.
    """
    wished = danish_slug(name, max_length=MAX_LENGTH - 8) or "organisation"
    number, slug = 1, wished
    while slug in taken or slug in RESERVED:
        number += 1
        slug = f"{wished}-{number}"
    return slug
