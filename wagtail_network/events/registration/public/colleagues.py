"""The colleagues whom a person signs up in the same go."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wagtail_network.core.folding import fold_email
from wagtail_network.events.registration.options import MOST_COLLEAGUES
from wagtail_network.events.registration.problems import Problem, problems_of
from wagtail_network.events.registration.public.fields import LineField

PREFIX = "colleague"


class ColleagueForm(forms.Form):
    """One of them. All blank is nobody."""

    name = LineField(label=gettext_lazy("Name"), max_length=200)
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254)
    title = LineField(label=gettext_lazy("Title"), max_length=200, required=False)

    use_required_attribute = False

    def __init__(self, data: Any = None, *, prefix: str) -> None:
        super().__init__(data, prefix=prefix)
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"
        self.fields["email"].widget.attrs["inputmode"] = "email"

    @property
    def is_filled_in(self) -> bool:
        """Whether anything at all was typed."""
        return any(str(self.data.get(self.add_prefix(name), "")).strip() for name in self.fields)


class Colleagues:
    """As many rows as the meeting admits, and those filled in before it admitted fewer.

    Rows of our own and not a formset: there is no number in the form that could be tampered with.
    """

    def __init__(self, most: int, data: Any = None) -> None:
        self.most = most
        self.data = data

    @cached_property
    def rows(self) -> list[ColleagueForm]:
        prefixes = [f"{PREFIX}-{number}" for number in range(1, MOST_COLLEAGUES + 1)]
        filled = [ColleagueForm(self.data, prefix=prefix) for prefix in prefixes]
        last = max((n for n, row in enumerate(filled, 1) if row.is_filled_in), default=0)
        # A row left empty is not bound: nothing is missing there.
        rows = [
            row if row.is_filled_in else ColleagueForm(prefix=prefix)
            for row, prefix in zip(filled, prefixes, strict=True)
        ]
        return rows[: max(self.most, last)]

    @property
    def filled_in(self) -> list[ColleagueForm]:
        return [form for form in self.rows if form.is_filled_in]

    @property
    def problems(self) -> list[Problem]:
        return [
            problem
            for number, row in enumerate(self.rows, 1)
            for field in row
            for problem in problems_of(field, _("Colleague %(number)d") % {"number": number})
        ]

    def __iter__(self) -> Iterator[ColleagueForm]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def is_valid(self, first: str) -> bool:
        """``first``: the address of the person who fills in the form."""
        wrong = [form for form in self.filled_in if not form.is_valid()]
        return self._are_not_too_many() and self._differ(first) and not wrong

    def _are_not_too_many(self) -> bool:
        surplus = self.filled_in[self.most :]
        for form in surplus:
            form.add_error("name", _too_many(self.most))
        return not surplus

    def _differ(self, first: str) -> bool:
        seen, twice = {fold_email(first)} - {""}, False
        for form in self.filled_in:
            address = form.cleaned_data.get("email", "")
            if address and fold_email(address) in seen:
                message = _("%(address)s appears twice in this form.") % {"address": address}
                form.add_error("email", ValidationError(message, code="twice"))
                twice = True
            seen.add(fold_email(address))
        return not twice


def _too_many(most: int) -> str:
    if not most:
        return _("Colleagues now sign up themselves. Clear this row.")
    message = ngettext(
        "Only %(most)d colleague can be signed up at the same time. Clear this row.",
        "Only %(most)d colleagues can be signed up at the same time. Clear this row.",
        most,
    )
    return message % {"most": most}
