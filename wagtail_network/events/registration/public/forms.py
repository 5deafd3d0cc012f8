"""What a person fills in about themselves, for a registration that is made or changed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_network.events.registration.models import Consent, Registration
from wagtail_network.events.registration.problems import Problem, problems_of
from wagtail_network.events.registration.public.fields import (
    WORDING_CHANGED,
    ConsentField,
    LineField,
    ParagraphField,
)
from wagtail_network.events.registration.public.organisation_names import organisation_called
from wagtail_network.events.registration.public.question_fields import (
    answers_by_field,
    carry_over,
    question_field,
)
from wagtail_network.events.registration.public.sign_up import SignUp
from wagtail_network.events.registration.registering import Applicant
from wagtail_network.events.registration.seats import MODES


class ModeInput(forms.RadioSelect):
    """In the room or online; what nobody can choose any more cannot be chosen."""

    closed: frozenset[str] = frozenset()

    def create_option(self, name: Any, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **options)
        if value in self.closed and not option["selected"]:
            option["attrs"]["disabled"] = True
        return option


class DetailsForm(forms.Form):
    """What a person tells about themselves: for a new registration, or one that is there."""

    name = LineField(label=gettext_lazy("Name"), max_length=200)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        help_text=gettext_lazy(
            "We will send your confirmation there, with a link for making changes."
        ),
    )
    organisation = LineField(label=gettext_lazy("Organisation"), max_length=200, required=False)
    title = LineField(label=gettext_lazy("Title"), max_length=200, required=False)
    mode = forms.ChoiceField(label=gettext_lazy("How will you take part?"), widget=ModeInput)
    needs = LineField(
        label=gettext_lazy("Food and access"),
        max_length=500,
        required=False,
        help_text=gettext_lazy(
            "Allergies, diet, step-free access: only if there is something we should know."
        ),
    )
    message = ParagraphField(
        label=gettext_lazy("Message to the organisers"), max_length=2000, required=False
    )

    use_required_attribute = False
    ATTRIBUTES = {
        "name": {"autocomplete": "name"},
        "email": {"autocomplete": "email", "inputmode": "email"},
        "organisation": {"autocomplete": "organization"},
        "title": {"autocomplete": "organization-title"},
        "message": {"rows": 3},
    }

    def __init__(self, sign_up: SignUp, data: Any = None, *, held: Any = None, **options: Any):
        self.sign_up, self.held = sign_up, held
        self.changed: set[str] = set()
        if data is not None:
            data, self.changed = carry_over(data, sign_up.questions)
        super().__init__(data, **options)
        self._offer_modes()
        if not sign_up.rules.asks_needs and not (held and held.needs):
            del self.fields["needs"]
        for question in sign_up.questions:
            self.fields[question.field_name] = question_field(question)
        for purpose, wording in sign_up.wordings.items():
            self.fields[f"consent_{purpose}"] = ConsentField(wording)
        for name, attributes in self.ATTRIBUTES.items():
            self.fields[name].widget.attrs.update(attributes)

    def _offer_modes(self) -> None:
        modes = self.sign_up.modes
        if len(modes) == 1:
            del self.fields["mode"]
            return
        field: Any = self.fields["mode"]
        field.choices = [(mode, self._mode_label(mode)) for mode in modes]
        own = self.held.mode if self.held else None
        closed = {mode for mode in modes if mode != own and self.sign_up.is_closed_for(mode)}
        field.widget.closed = frozenset(closed)

    def _mode_label(self, mode: str) -> str:
        label = str(Registration.Mode(mode).label)
        left = self.sign_up.mode_text(mode)
        return f"{label} ({left})" if left else label

    def clean(self) -> None:
        for name in self.changed & self.fields.keys():
            self.add_error(name, ValidationError(WORDING_CHANGED, code="changed"))
        chosen = self.data.get("mode", "")
        if "mode" not in self.fields and chosen in MODES and chosen not in self.sign_up.modes:
            self.add_error(None, _now_only(self.sign_up.modes[0]))

    @property
    def question_fields(self) -> list[forms.BoundField]:
        return [self[question.field_name] for question in self.sign_up.questions]

    @property
    def consent_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("consent_")]

    @property
    def problems(self) -> list[Problem]:
        """All errors in the order of the form, to be listed above it."""
        found = [Problem("", "", str(error)) for error in self.non_field_errors()]
        return found + [problem for field in self for problem in problems_of(field)]

    def applicant(self) -> Applicant:
        """What is filled in. The form must be valid."""
        cleaned = self.cleaned_data
        organisation = cleaned["organisation"]
        return Applicant(
            name=cleaned["name"],
            email=cleaned["email"],
            organisation=organisation,
            organisation_id=organisation_called(organisation, self.sign_up.page.locale_id),
            title=cleaned["title"],
            mode=cleaned.get("mode") or self.sign_up.modes[0],
            needs=cleaned.get("needs", ""),
            message=cleaned["message"],
            answers=self._answers(),
            consents={
                purpose: words
                for purpose in Consent.Purpose.values
                if (words := cleaned.get(f"consent_{purpose}"))
            },
        )

    def _answers(self) -> dict[int, Any]:
        """Those given; of what has been answered before, also that it is answered no more."""
        held = self.held.answers.all() if self.held else ()
        before = answers_by_field(held, self.sign_up.questions)
        given = {q: self.cleaned_data[q.field_name] for q in self.sign_up.questions}
        return {
            question.pk: value
            for question, value in given.items()
            if value not in ("", []) or question.field_name in before
        }


class EditForm(DetailsForm):
    """For a registration that is there."""

    def __init__(self, sign_up: SignUp, data: Any = None, *, held: Registration) -> None:
        names = ("name", "email", "title", "mode", "needs", "message")
        initial = {name: getattr(held, name) for name in names}
        initial["organisation"] = held.organisation_name
        initial |= answers_by_field(held.answers.all(), sign_up.questions)
        in_force = held.consents.all()
        initial |= {f"consent_{c.purpose}": True for c in in_force if c.withdrawn_at is None}
        super().__init__(sign_up, data, held=held, initial=initial)
        self.fields["email"].required = bool(held.email)
        words = _("A new address counts once you have opened the link that we send there.")
        self.fields["email"].help_text = words

    def applicant(self) -> Applicant:
        """Also with the consents that stand and are not asked for any more."""
        found = super().applicant()
        for consent in self.held.consents.all():
            if consent.withdrawn_at is None and consent.purpose not in self.sign_up.wordings:
                found.consents[consent.purpose] = consent.wording
        return found


def _now_only(mode: str) -> str:
    if mode == MODES[1]:
        return _(
            "The meeting is now online only. Check that this suits you, and press the button again."
        )
    return _(
        "The meeting is now in person only. Check that this suits you, and press the button again."
    )
