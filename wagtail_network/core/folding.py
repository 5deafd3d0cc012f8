"""Texts reduced to what two people who write the same differently have in common."""

import unicodedata

from wagtail_network.core.slugs import spell_out

LEGAL_FORMS = frozenset(
    {
        "a/s",
        "aps",
        "i/s",
        "ivs",
        "k/s",
        "p/s",
        "amba",
        "fmba",
        "smba",
        "ltd",
        "gmbh",
        "ab",
        "as",
        "inc",
    }
)

# What the columns hold: folding makes some letters two, and a few of them eighteen.
LONGEST_ADDRESS, LONGEST_COMPANY = 254, 200


def fold(text: str) -> str:
    """Without case, accents, odd spaces and Danish letters: "TØMRER  Ærø" gives "toemrer aeroe"."""
    spelled = spell_out(unicodedata.normalize("NFKC", text)).casefold()
    letters = unicodedata.normalize("NFKD", spelled)
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


def fold_email(address: str) -> str:
    """What makes two addresses one: case and the way their letters are encoded do not tell."""
    return unicodedata.normalize("NFKC", address).strip().casefold()[:LONGEST_ADDRESS]


def fold_company(name: str) -> str:
    """A company's name as :func:`fold` has it, without its legal form and full stops.

    >>> fold_company("Grønt Byg A/S") == fold_company("grønt byg")
    True
    """
    words = fold(name).replace(".", "").replace(",", " ").split()
    kept = " ".join(word for word in words if word not in LEGAL_FORMS) or fold(name)
    return kept[:LONGEST_COMPANY]
