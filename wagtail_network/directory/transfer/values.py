"""A cell's text into a value, or an error that says what is wrong with it."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import escape
from django.utils.translation import gettext as _

from wagtail_network.core.folding import fold
from wagtail_network.core.linkedin import validate_linkedin_page
from wagtail_network.core.plain_text import plain_text
from wagtail_network.directory.transfer.columns import TERMS
from wagtail_network.networks.membership import Membership
from wagtail_network.organisations.cvr import compact_cvr, validate_cvr
from wagtail_network.organisations.models import Organisation
from wagtail_network.organisations.people import Person

EXCEL_ERRORS = frozenset(
    {"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#REFERENCE!", "#I/T"}
    | {"#NAVN?", "#VÆRDI!", "#DIVISION/0!", "#NUL!", "#NUM!", "#SPILL!"}
)
DATE_FORMATS = (
    *("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d %m %Y", "%Y/%m/%d", "%Y%m%d"),
    *("%d-%m-%y", "%d/%m/%y", "%d.%m.%y", "%d/%m-%Y", "%d/%m-%y"),
)
ONLY_YEAR = re.compile(r"^(19|20)\d\d$")
THOUSANDS = re.compile(r"(?<=\d)[.\s](?=\d{3}\b)")
NUMBER = re.compile(r"\d{1,9}")
FEWER = ("under", "mindre", "faerre", "op til", "hoejst", "max", "less", "fewer", "up to", "<")
# The first number of a band, and what it is kept as.
BANDS = ((250, "250"), (50, "50"), (10, "10"), (2, "2"), (0, "1"))
STATUSES = {
    "active": ("aktiv", "aktivt", "aktivt medlem", "medlem", "ja", "yes", "active member"),
    "applied": ("ansoegt", "ansoeger", "ansoegning", "afventer", "pending", "applicant"),
    "paused": ("pause", "paa pause", "hvilende", "passiv", "passive", "on hold", "inactive"),
    "left": ("udmeldt", "ophoert", "forladt", "tidligere", "former", "resigned", "nej", "no"),
}


def value_of(name: str, text: str) -> Any:
    """The value of a cell that is not empty, for the column of that name.

    What names records of their own comes as its text. Raises ``ValidationError``.
    """
    if text.upper() in EXCEL_ERRORS:
        raise ValidationError(
            _("“%(text)s” is the error of a formula and not a value.") % {"text": text}
        )
    return PARSERS[name](text)


def names_in(text: str) -> list[str]:
    """The names in a cell, each once: separated by semicolons or lines, else by commas."""
    separators = r"[;|\n•]" if re.search(r"[;|\n•]", text) else r","
    names = (" ".join(part.split()) for part in re.split(separators, text))
    return list({fold(name): name for name in names if name}.values())


def same_value(name: str, old: Any, new: Any) -> bool:
    """Whether a value says what is there already; of a formatted text only the words count."""
    if name == "long_text":
        return bool(old == new or (old and plain_text(old) == plain_text(new)))
    return bool((old or "") == (new or ""))


def _field(model: type[models.Model], name: str) -> Callable[[str], Any]:
    """By the field's own rules, on one line."""
    field: Any = model._meta.get_field(name)

    def parse(text: str) -> Any:
        return field.clean(" ".join(text.split()), None)

    return parse


def _cvr(text: str) -> str:
    number = compact_cvr(text)
    validate_cvr(number)
    return number


def _long_text(text: str) -> str:
    paragraphs = (part.strip() for part in re.split(r"\n\s*\n", text))
    return "".join(f"<p>{escape(part)}</p>" for part in paragraphs if part).replace("\n", "<br/>")


def _size(text: str) -> str:
    said = fold(text)
    for value, label in Organisation.Size.choices:
        if said == fold(str(label)):
            return str(value)
    numbers = NUMBER.findall(THOUSANDS.sub("", said))
    if not numbers:
        raise ValidationError(
            _("“%(text)s” is no number of employees. Write for instance 12 or 10-49.")
            % {"text": text}
        )
    first = int(numbers[0]) - (said.startswith(FEWER) or "eller faerre" in said)
    return next(kept for least, kept in BANDS if first >= least or least == 0)


def _web(text: str) -> str:
    """ "www.hansen.dk" gets the scheme that is left out everywhere but in addresses."""
    address = "".join(text.split())
    if "://" not in address:
        address = f"https://{address}"
    if not address.lower().startswith(("http://", "https://")):
        raise ValidationError(_("A web address begins with https:// or http://."))
    field: Any = Organisation._meta.get_field("website")
    return str(field.clean(address, None))


def _linkedin(text: str) -> str:
    address = _web(text).replace("http://", "https://", 1)
    validate_linkedin_page(address)
    return address


def _date(text: str) -> date:
    if ONLY_YEAR.match(text):
        return date(int(text), 1, 1)
    said = text.strip()
    # With a time, as Excel and databases write it.
    said = re.split(r"[T ](?=\d{1,2}[:.]\d\d)", said)[0]
    for layout in DATE_FORMATS:
        try:
            found = datetime.strptime(said, layout).date()
        except ValueError:
            continue
        if 1900 <= found.year <= 2100:
            return found
    raise ValidationError(
        _("“%(text)s” is no date. Write for instance 2026-11-21.") % {"text": text}
    )


def _status(text: str) -> str:
    said = fold(text)
    for value, label in Membership.Status.choices:
        if said in (value, fold(str(label)), *STATUSES[value]):
            return str(value)
    raise ValidationError(
        _("“%(text)s” is no status. Write one of: %(known)s.")
        % {"text": text, "known": _listed(Membership.Status.labels)}
    )


def _listed(labels: Iterable[Any]) -> str:
    return ", ".join(map(str, labels))


PARSERS: dict[str, Callable[[str], Any]] = {
    **{
        name: _field(Organisation, name)
        for name in ("name", "short_text", "address", "postal_code", "city", "email", "phone")
    },
    "cvr": _cvr,
    "long_text": _long_text,
    "size": _size,
    "website": _web,
    "linkedin_url": _linkedin,
    **dict.fromkeys((*TERMS, "municipality"), str.strip),
    "since": _date,
    "status": _status,
    "source": _field(Membership, "source"),
    **{f"contact_{name}": _field(Person, name) for name in ("name", "title", "email", "phone")},
    "contact_linkedin_url": _linkedin,
}
