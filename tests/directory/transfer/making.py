"""Files to import."""

import csv
import io

COLUMNS = (
    *("name", "cvr", "short_text", "long_text", "sector", "size", "municipality", "website"),
    *("email", "phone", "competences", "competences_sought", "since", "status", "source"),
    *("contact_name", "contact_title", "contact_email"),
)


def csv_of(*rows: dict[str, str]) -> bytes:
    """Rows by the names of their columns, as a CSV file with all of ``COLUMNS``."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="", delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
