"""The number a Danish organisation has in the Central Business Register (CVR)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.dk import cvr
from stdnum.exceptions import ValidationError as NotANumber


def compact_cvr(text: str) -> str:
    """The eight digits of "DK 12 34 56 78"; unchanged what is no such number, "" for nothing."""
    return cvr.compact(text.strip()) if text.strip() else ""


def validate_cvr(text: str) -> None:
    """Raises ``ValidationError`` for what is no CVR number: eight digits, the last of them a check
    on the others (modulus 11).
    """
    try:
        cvr.validate(text)
    except NotANumber as error:
        raise ValidationError(
            _("This is not a CVR number. It has eight digits; check that none is mistyped."),
            code="cvr",
        ) from error
