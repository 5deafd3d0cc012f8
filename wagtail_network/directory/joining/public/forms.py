"""What people fill in who would like to join, look after a profile, or invite a colleague."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_network.core.robots import HumanFormMixin
from wagtail_network.directory.joining.requesting import Asker
from wagtail_network.events.registration.problems import Problem, problems_of
from wagtail_network.events.registration.public.fields import LineField, ParagraphField
from wagtail_network.organisations.cvr import compact_cvr, validate_cvr


class ProblemsMixin(forms.Form):
    """A form that lists what is wrong above its fields."""

    use_required_attribute = False

    @property
    def problems(self) -> list[Problem]:
        whole = [Problem("", "", str(error)) for error in self.non_field_errors()]
        return [*whole, *(problem for field in self for problem in problems_of(field))]


class LinkForm(HumanFormMixin, ProblemsMixin):
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class AskForm(HumanFormMixin, ProblemsMixin):
    """Who asks."""

    name = LineField(label=gettext_lazy("Your name"), max_length=200)
    title = LineField(label=gettext_lazy("Your title"), max_length=200, required=False)
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail at work"),
        max_length=254,
        help_text=gettext_lazy(
            "We send a link there. An address on the organisation's own domain makes it quicker."
        ),
    )
    note = ParagraphField(
        label=gettext_lazy("Anything we should know?"), max_length=2000, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = {"name": "name", "email": "email", "title": "organization-title"}
        for name, purpose in told.items():
            self.fields[name].widget.attrs["autocomplete"] = purpose
        self.fields["note"].widget.attrs["rows"] = 4

    def asker(self) -> Asker:
        names = ("name", "email", "title", "note")
        return Asker(**{name: self.cleaned_data[name] for name in names})


class JoinForm(AskForm):
    """With the organisation. ``networks``: those one can apply to, of which the form asks where
    there are several.
    """

    organisation_name = LineField(label=gettext_lazy("Organisation"), max_length=200)
    cvr = LineField(
        label=gettext_lazy("CVR number"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Eight digits. Leave it empty if the organisation has none."),
    )
    website = forms.URLField(
        label=gettext_lazy("Website"),
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("For instance www.firma.dk"),
    )
    field_order = (
        *("network", "organisation_name", "cvr", "website"),
        *("name", "title", "email", "note", "is_new"),
    )

    def __init__(self, networks: list[Any], *args: Any, **kwargs: Any) -> None:
        self.networks = networks
        super().__init__(*args, **kwargs)
        self.fields["organisation_name"].widget.attrs["autocomplete"] = "organization"
        self.fields["cvr"].widget.attrs["inputmode"] = "numeric"
        self.fields["website"].widget = forms.TextInput(
            attrs={"inputmode": "url", "autocomplete": "url"}
        )
        if len(networks) > 1:
            self.fields["network"] = forms.ChoiceField(
                label=_("Network"),
                choices=[(str(one.pk), one.title) for one in networks],
                widget=forms.RadioSelect,
            )
            self.order_fields(self.field_order)

    def clean_cvr(self) -> str:
        number = compact_cvr(self.cleaned_data["cvr"])
        if number:
            validate_cvr(number)
        return number

    def ask_whether_new(self) -> None:
        """Asks for a tick that it is none of those that are alike."""
        self.fields["is_new"] = forms.BooleanField(
            label=_("No, it is none of these: we are not in the directory yet."), required=False
        )

    @property
    def network(self) -> Any:
        """The one that was chosen, or the one there is. The form must be valid."""
        chosen = self.cleaned_data.get("network")
        return next((one for one in self.networks if str(one.pk) == chosen), self.networks[0])


class InviteForm(HumanFormMixin, ProblemsMixin):
    name = LineField(label=gettext_lazy("Name"), max_length=200)
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254)
