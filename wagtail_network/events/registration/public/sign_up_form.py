"""The form with which a person signs up, with colleagues, and for other meetings of a series."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_network.core.robots import HumanFormMixin
from wagtail_network.events.facts import facts_text
from wagtail_network.events.registration.problems import Problem
from wagtail_network.events.registration.public.colleagues import Colleagues
from wagtail_network.events.registration.public.forms import DetailsForm
from wagtail_network.events.registration.public.series_offers import SeriesOffers
from wagtail_network.events.registration.public.sign_up import SignUp
from wagtail_network.events.registration.registering import Applicant


class SignUpForm(HumanFormMixin, DetailsForm):
    """For somebody new. ``series``: what else can be signed up for with it."""

    def __init__(self, sign_up: SignUp, data: Any = None, *, series: SeriesOffers) -> None:
        super().__init__(sign_up, data)
        self.series = series
        self.colleagues = Colleagues(sign_up.rules.colleagues, data)
        self.fields["organisation"].widget.attrs.update(_suggestions(sign_up))
        if series.offered:
            self.fields["also"] = _also(series)
            self.fields["whole_series"] = forms.BooleanField(
                label=_("The whole series: all of these"), required=False
            )

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if not self.is_bound:
            return False
        first = self.cleaned_data.get("email", "")
        return self.colleagues.is_valid(first) and valid

    @property
    def problems(self) -> list[Problem]:
        return super().problems + self.colleagues.problems

    def people(self) -> list[Applicant]:
        """Who is to be signed up; the first has filled in the form."""
        first = self.applicant()
        others = [
            Applicant(
                name=form.cleaned_data["name"],
                email=form.cleaned_data["email"],
                title=form.cleaned_data["title"],
                organisation=first.organisation,
                organisation_id=first.organisation_id,
                mode=first.mode,
            )
            for form in self.colleagues.filled_in
        ]
        return [first, *others]

    def other_meetings(self) -> list[SignUp]:
        """Those of the series that were chosen as well, in their order."""
        if self.cleaned_data.get("whole_series"):
            return self.series.offered
        chosen = self.cleaned_data.get("also") or ()
        return [offer for offer in self.series.offered if str(offer.page.pk) in chosen]


def _suggestions(sign_up: SignUp) -> dict[str, str]:
    """Looks names up while one types, where htmx runs."""
    return {
        "list": "wn-organisations",
        "hx-get": f"{sign_up.address}organisations/",
        "hx-trigger": "input changed delay:200ms",
        "hx-target": "#wn-organisations",
        "hx-sync": "this:replace",
    }


def _also(series: SeriesOffers) -> forms.MultipleChoiceField:
    choices = [(str(offer.page.pk), _offer_text(offer)) for offer in series.offered]
    gone = gettext_lazy("One of the meetings no longer takes registrations. Choose again.")
    return forms.MultipleChoiceField(
        label=gettext_lazy("Also sign me up for"),
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gone, "invalid_list": gone},
    )


def _offer_text(offer: SignUp) -> str:
    parts = (offer.page.title, facts_text(offer.page), offer.seats_text)
    return " · ".join(part for part in parts if part)
