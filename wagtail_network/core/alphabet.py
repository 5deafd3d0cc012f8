"""The order of words as the reader's alphabet has it, which databases often do not know."""

from typing import Any

from django.utils.translation import get_language

from wagtail_network.core.folding import fold

# In Danish and Norwegian these come after z, in this order.
NORDIC = ("da", "nb", "nn", "no")
AFTER_Z = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})


def in_alphabet(text: str) -> Any:
    """What to sort by, in the language that is active.

    >>> sorted(["Århus", "Ærø", "Zebra", "Aalborg", "Abe"], key=in_alphabet)  # in Danish
    ['Abe', 'Zebra', 'Ærø', 'Aalborg', 'Århus']
    """
    small = text.casefold()
    if (get_language() or "").partition("-")[0] in NORDIC:
        small = small.replace("aa", "å").translate(AFTER_Z)
    return (fold(small), small)
