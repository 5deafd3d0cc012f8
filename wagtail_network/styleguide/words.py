"""Sample texts in two languages. They are for developers, so they stay out of the catalogues."""

from django.utils.translation import get_language

LONG = "Bygningsrenoveringskonferencearrangementsplanlægning"


def words(danish: str, english: str) -> str:
    """The text in the language of the page; English for any language that is not Danish."""
    return danish if (get_language() or "").startswith("da") else english
