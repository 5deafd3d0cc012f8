"""What is wrong with a form, as a list above it with a way to each input."""

from typing import NamedTuple

from django import forms


class Problem(NamedTuple):
    """``anchor``: the id of the input it is about, blank for none."""

    anchor: str
    label: str
    message: str

    @property
    def text(self) -> str:
        """Both, as one line. A label that asks needs no colon."""
        if not self.label:
            return self.message
        mark = "" if self.label.endswith("?") else ":"
        return f"{self.label}{mark} {self.message}"


def problems_of(field: forms.BoundField, of: str = "") -> list[Problem]:
    """``of``: whose field it is, where there are several of the same name."""
    anchor = field.auto_id + ("_0" if field.use_fieldset else "")
    label = f"{of}, {field.label}" if of else str(field.label)
    return [Problem(anchor, label, str(error)) for error in field.errors]
