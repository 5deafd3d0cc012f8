"""Keeps robots out of public forms, without asking people riddles or a third party anything."""

import time
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wagtail_network.conf import network_settings

TEMPLATE = "wagtail_network/includes/human_fields.html"
# What is posted beside the fields of the form.
HONEYPOT, SHOWN, SUBMISSION = "homepage", "shown", "submission"
SALT = "wagtail_network.robots"


class HumanFormMixin(forms.Form):
    """A form with a field that people do not see and a signed note of when it was shown.

    Put ``{{ form.human_fields }}`` inside the ``<form>``. They are no fields of the form, so a
    template that goes through those never shows them. Who is taken for a robot gets the form back
    with all that was typed, and passes by pressing the button again.

    ``cleaned_data["submission"]`` is a UUID, the same each time one shown form is sent: a
    repeated POST is recognised by it. The page must not be kept by a cache shared by visitors,
    who would all get the same one.
    """

    def full_clean(self) -> None:
        # Not in clean(), where a form that forgets to call ours would let all robots in.
        super().full_clean()
        if not self.is_bound:
            return
        self.cleaned_data[SUBMISSION] = self.submission
        self._shown = self._posted(SHOWN)
        if refusal := self._refusal():
            # Old enough already, even for a server whose clock is a little behind: whoever presses
            # the button again gets through.
            self._shown = shown_stamp(2 * network_settings.FORM_MIN_SECONDS)
            self.add_error(None, refusal)

    @cached_property
    def submission(self) -> UUID:
        """Which showing of the form this is. Kept when it is shown again."""
        try:
            return UUID(self._posted(SUBMISSION))
        except ValueError:
            return uuid4()

    @property
    def human_fields(self) -> SafeString:
        return render_to_string(TEMPLATE, {"form": self})

    @property
    def human_values(self) -> dict[str, dict[str, str]]:
        """Name and value of each input of the template. The honeypot is always empty."""
        # Errors first: they decide which stamp is handed out.
        shown = self._shown if self.is_bound and self.errors is not None else shown_stamp()
        values = {HONEYPOT: "", SHOWN: shown, SUBMISSION: str(self.submission)}
        return {
            field: {"name": self.add_prefix(field), "value": value}
            for field, value in values.items()
        }

    def _posted(self, field: str) -> str:
        value: Any = self.data.get(self.add_prefix(field), "")
        return str(value)

    def _refusal(self) -> ValidationError | None:
        if self._posted(HONEYPOT).strip():
            return ValidationError(
                _(
                    "A field that nobody sees had been filled in, perhaps by your browser. It is "
                    "empty again. Press the button once more."
                ),
                code="honeypot",
            )
        if not (least := network_settings.FORM_MIN_SECONDS):
            return None
        age = _seconds_since(self._posted(SHOWN))
        if age is None:
            return ValidationError(
                _("We could not see when this form was opened. Press the button once more."),
                code="not_shown",
            )
        if age < least:
            return ValidationError(
                _("That was quicker than people type. Press the button once more."),
                code="too_quick",
            )
        return None


def shown_stamp(seconds_ago: float = 0) -> str:
    """A signed note that a form was shown, now or some seconds ago."""
    return Signer(salt=SALT).sign(str(int((time.time() - seconds_ago) * 1000)))


def _seconds_since(stamp: str) -> float | None:
    """How old a stamp is, or None for one that was not made here."""
    try:
        return time.time() - int(Signer(salt=SALT).unsign(stamp)) / 1000
    except (BadSignature, ValueError):
        return None
