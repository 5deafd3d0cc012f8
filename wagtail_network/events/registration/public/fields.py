"""Form fields for what people type: cleaned, and refused with words where it cannot be kept."""

import re
import unicodedata
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Control characters, halves of surrogate pairs, code points that are no characters, and those that
# turn the direction of all that follows them.
UNREADABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069]"
)
DIGEST_LENGTH = 16


def _refuse_unreadable(text: str) -> None:
    if UNREADABLE.search(text):
        raise ValidationError(
            _("This contains a character that cannot be shown. Delete it, or type it again."),
            code="unreadable",
        )


class LineField(forms.CharField):
    """One line of text. Line breaks and tabs that came by pasting become spaces."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return unicodedata.normalize("NFC", " ".join(text.split()))

    def validate(self, value: Any) -> None:
        _refuse_unreadable(value)
        super().validate(value)


class ParagraphField(forms.CharField):
    """Several lines of text. A line break counts as one character, as in the browser."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))

    def validate(self, value: Any) -> None:
        _refuse_unreadable(value)
        super().validate(value)


class NumberField(forms.DecimalField):
    """A number with at most two decimals, with comma or point; as a value that JSON knows."""

    widget = forms.TextInput

    def __init__(self, **options: Any) -> None:
        super().__init__(max_digits=12, decimal_places=2, localize=True, **options)
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: Any) -> Any:
        number: Decimal | None = super().clean(value)
        if number is None:
            return ""
        return int(number) if number == number.to_integral_value() else float(number)


class ConsentInput(forms.CheckboxInput):
    """A box whose value names the wording it stands by."""

    def __init__(self, digest: str) -> None:
        super().__init__({"value": digest}, check_test=lambda value: value in (True, digest))

    def format_value(self, value: Any) -> None:
        return None  # always that of the wording shown now

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get(name, "")


class ConsentField(forms.Field):
    """A yes to exactly the words that were shown; cleans to these words, or to nothing.

    A yes to other words, because they have changed since the form was shown, is no yes: the box
    comes back empty, and says so.
    """

    def __init__(self, wording: str, **options: Any) -> None:
        self.wording = wording
        self.digest = sha256(wording.encode()).hexdigest()[:DIGEST_LENGTH]
        super().__init__(required=False, label=wording, widget=ConsentInput(self.digest), **options)

    def clean(self, value: Any) -> str:
        if not value:
            return ""
        if value != self.digest:
            raise ValidationError(WORDING_CHANGED, code="changed")
        return self.wording


WORDING_CHANGED = _("The wording has changed; check your answer.")
