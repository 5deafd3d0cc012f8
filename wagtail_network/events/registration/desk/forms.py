"""What a coordinator fills in about one person."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.coreutils import get_content_languages

from wagtail_network.events.registration.models import Consent, Registration
from wagtail_network.events.registration.registering import Applicant
from wagtail_network.events.registration.seats import MODES


class PersonForm(forms.Form):
    """As a visitor's own form, but only the name is required."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        help_text=_("Without one the person gets no mail and no link of their own."),
    )
    organisation = forms.CharField(label=_("Organisation"), max_length=200, required=False)
    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    mode = forms.ChoiceField(label=_("Attendance"), widget=forms.RadioSelect)
    needs = forms.CharField(label=_("Food and access"), max_length=500, required=False)
    note = forms.CharField(
        label=_("Note"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=Registration._meta.get_field("note").help_text,
    )

    def __init__(self, *args: Any, event: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        mode: Any = self.fields["mode"]
        mode.choices = [(key, label) for key, label in Registration.Mode.choices if key in MODES]
        if not event.is_hybrid:
            del self.fields["mode"]

    @property
    def chosen_mode(self) -> str:
        only = Registration.Mode.OFFLINE if self.event.is_in_person else Registration.Mode.ONLINE
        return str(self.cleaned_data.get("mode") or only)

    def applicant(self, **more: Any) -> Applicant:
        """What was filled in. ``more``: what this form does not ask for."""
        given = self.cleaned_data
        return Applicant(
            name=given["name"],
            email=given["email"],
            organisation=given["organisation"],
            title=given["title"],
            mode=self.chosen_mode,
            needs=given["needs"],
            **more,
        )


class AddForm(PersonForm):
    language = forms.ChoiceField(
        label=_("Language"), help_text=_("The language in which we write to the person.")
    )
    make_room = forms.BooleanField(
        label=_("Make room if it is full"),
        required=False,
        help_text=_("Adds a seat to the meeting if there is none left."),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, event: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "mode": MODES[0],
            "language": event.locale.language_code,
            "submission": uuid4(),
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, event=event, **kwargs)
        language: Any = self.fields["language"]
        language.choices = list(get_content_languages().items())
        if len(language.choices) == 1:
            language.widget = forms.HiddenInput()


class AmendForm(PersonForm):
    """About somebody who is registered. What they have said yes to can only be taken back."""

    consents = forms.MultipleChoiceField(
        label=_("Has said yes to"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Untick what the person has taken back. Only they can say yes."),
    )

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        self.registration = registration
        in_force = registration.consents.filter(withdrawn_at=None)
        self.wordings = dict(in_force.values_list("purpose", "wording"))
        kwargs.setdefault("initial", initial_of(registration, self.wordings))
        super().__init__(*args, **kwargs)
        if not self.wordings:
            del self.fields["consents"]
            return
        consents: Any = self.fields["consents"]
        labels = dict(Consent.Purpose.choices)
        consents.choices = [(purpose, capfirst(labels[purpose])) for purpose in self.wordings]

    def applicant(self, **more: Any) -> Applicant:
        held = self.registration
        same = self.cleaned_data["organisation"] == held.organisation_name
        kept = self.cleaned_data.get("consents", [])
        return super().applicant(
            message=held.message,
            organisation_id=held.organisation_id if same else None,
            consents={purpose: self.wordings[purpose] for purpose in kept},
            **more,
        )


def initial_of(registration: Registration, wordings: dict[str, str]) -> dict[str, Any]:
    return {
        "name": registration.name,
        "email": registration.email,
        "organisation": registration.organisation_name,
        "title": registration.title,
        "mode": registration.mode,
        "needs": registration.needs,
        "note": registration.note,
        "consents": list(wordings),
    }
