"""The order of words as the reader's alphabet has it, which databases often do not know."""

import re
import unicodedata
from typing import Any

from django.utils.translation import get_language

from wagtail_network.core.folding import fold

# In Danish and Norwegian these come after z, in this order.
NORDIC = ("da", "nb", "nn", "no")
AFTER_Z = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y", "ß": "ss"})

# Where aa is no å. The Danish rule goes by the sound: aa is sorted as å in Aalborg, Haandværk and
# Kierkegaard, but as two a's in the names and words of other languages and where two words meet.
# No list of them is complete; these are what names of companies, places and people have.
TWO_VOWELS = re.compile(
    r"\b(?:aachen|aalto|aaron|aarau|afrikaan|baal|bazaar|canaan|haag|isaac|isaak|kanaan"
    r"|maastricht|praag|saab|saar|salaam|transvaal|zaandam)"
    r"|(?:alfa|agenda|arena|beta|camera|data|delta|ekstra|extra|gamma|infra|klima|mega|media"
    r"|meta|panorama|pizza|plasma|propaganda|skala|supra|tema|ultra|villa)(?=a[^a])"
)
BETWEEN = "\x01"


def in_alphabet(text: str) -> Any:
    """What to sort by, in the language that is active.

    >>> sorted(["Århus", "Ærø", "Zebra", "Aalborg", "Abe"], key=in_alphabet)  # in Danish
    ['Abe', 'Zebra', 'Ærø', 'Aalborg', 'Århus']
    """
    return sort_key(text, get_language() or "")


def sort_key(text: str, language: str) -> str:
    """The same for a language code, as text that any database sorts by its characters.

    In Danish and Norwegian aa is å where it stands for that sound, as in Aalborg; not in Saab,
    Isaac or dataanalyse. Words that differ in accents or case only are in the order of those.
    """
    small = unicodedata.normalize("NFKC", text).casefold()
    if language.partition("-")[0] in NORDIC:
        return f"{_plain(_nordic(small))}{BETWEEN}{small}"
    return f"{fold(small)}{BETWEEN}{small}"


def _nordic(small: str) -> str:
    parted = TWO_VOWELS.sub(lambda found: _part(found.group()), small)
    return parted.replace("aa", "å").translate(AFTER_Z).replace(BETWEEN, "")


def _part(found: str) -> str:
    """Keeps a's apart within what was found, and from the a that may follow it."""
    parted = found.replace("aa", f"a{BETWEEN}a")
    return f"{parted}{BETWEEN}" if parted.endswith("a") else parted


def _plain(letters: str) -> str:
    spread = unicodedata.normalize("NFKD", letters)
    return " ".join("".join(c for c in spread if not unicodedata.combining(c)).split())
