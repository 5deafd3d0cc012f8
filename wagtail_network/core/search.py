"""What a person types into a search box, made safe for Wagtail's search."""

MAX_LENGTH = 200
MAX_TERMS = 20


def clean_query(text: str) -> str:
    """At most 20 words and 200 characters, without what makes a search backend fail.

    SQLite's FTS5 answers an unbalanced quote, and PostgreSQL a NUL, with an error page;
    so control characters and lone surrogates become spaces and an odd quote goes.
    """
    printable = "".join(c if c.isprintable() else " " for c in text[: MAX_LENGTH * 10])
    if printable.count('"') % 2:
        printable = printable.replace('"', " ")
    cleaned = " ".join(printable[:MAX_LENGTH].split()[:MAX_TERMS])
    return cleaned if cleaned.count('"') % 2 == 0 else cleaned.replace('"', " ").strip()
