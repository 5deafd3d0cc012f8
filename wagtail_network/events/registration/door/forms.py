"""What is filled in at the door, by a person or by the page's script."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_network.events.registration.models import Registration
from wagtail_network.events.registration.public.fields import LineField
from wagtail_network.events.registration.registering import Applicant

# A telephone that does not know what day it is says 1970.
EARLIEST_YEAR = 2000


class Action(models.TextChoices):
    """What can be told of somebody."""

    IN = "in"
    OUT = "out"
    WALK_IN = "walk_in"


class WalkInForm(forms.Form):
    """Somebody who came without having registered. ``op`` is the same however often it is sent."""

    op = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    name = LineField(
        label=_("Name"), max_length=200, widget=forms.TextInput({"autocomplete": "off"})
    )
    organisation = LineField(
        label=_("Organisation"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        help_text=_("With one, they get a confirmation and a link for making changes."),
        widget=forms.EmailInput({"autocomplete": "off"}),
    )

    def applicant(self) -> Applicant:
        given = self.cleaned_data
        return Applicant(
            name=given["name"],
            email=given["email"],
            organisation=given["organisation"],
            mode=Registration.Mode.OFFLINE,
        )


class OperationForm(WalkInForm):
    """One tap, as the script of the page sends it."""

    action = forms.ChoiceField(choices=Action.choices)
    at = forms.DateTimeField()
    registration = forms.IntegerField(required=False)

    def __init__(self, data: dict[str, str]) -> None:
        super().__init__(data)
        self.fields["name"].required = data.get("action") == Action.WALK_IN
        self.fields["registration"].required = not self.fields["name"].required

    def clean_at(self) -> datetime:
        at: Any = self.cleaned_data["at"]
        if at.year < EARLIEST_YEAR:
            raise ValidationError(_("This is no time at which there were meetings to come to."))
        return at
