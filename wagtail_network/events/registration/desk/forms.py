"""What a coordinator fills in about one person."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.coreutils import get_content_languages

from wagtail_network.events.registration.models import Consent, Registration
from wagtail_network.events.registration.public.fields import (
    WORDING_CHANGED,
    LineField,
    ParagraphField,
)
from wagtail_network.events.registration.public.organisation_names import organisation_called
from wagtail_network.events.registration.public.question_fields import (
    answers_by_field,
    carry_over,
    question_field,
)
from wagtail_network.events.registration.questions import Question, current_questions
from wagtail_network.events.registration.registering import Applicant
from wagtail_network.events.registration.seats import MODES

CHANGED = _(
    "The registration has been changed by somebody else while you were writing. Compare it with "
    "what is held now, and save again to put yours in its place."
)
# What stands below the questions.
LAST = ["note", "language", "make_room", "taken_back"]


class PersonForm(forms.Form):
    """As a visitor's own form, but only the name is required.

    ``asked_by`` is the page whose questions are put, the meeting in the person's language.
    ``answers``: those that are held, with their questions.
    """

    name = LineField(label=_("Name"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        help_text=_("Without one, the person gets no email and no link of their own."),
    )
    organisation = LineField(label=_("Organisation"), max_length=200, required=False)
    title = LineField(label=_("Title"), max_length=200, required=False)
    mode = forms.ChoiceField(label=_("Attendance"), widget=forms.RadioSelect)
    needs = LineField(label=_("Food and access"), max_length=500, required=False)
    note = ParagraphField(
        label=_("Note"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only coordinators see it."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        event: Any,
        asked_by: Any = None,
        answers: Iterable[Any] = (),
        initial: dict[str, Any],
    ) -> None:
        self.event, asked_by = event, asked_by or event
        self.questions = current_questions(asked_by)
        self.before = answers_by_field(answers, self.questions)
        self.changed: set[str] = set()
        if data is not None:
            data, self.changed = carry_over(data, self.questions)
        super().__init__(data, initial={"mode": MODES[0], **self.before, **initial})
        self._offer_modes()
        for question in self.questions:
            self.fields[question.field_name] = self._question_field(question)
        self.order_fields([*(name for name in self.fields if name not in LAST), *LAST])

    def _offer_modes(self) -> None:
        mode: Any = self.fields["mode"]
        mode.choices = [(key, label) for key, label in Registration.Mode.choices if key in MODES]
        if not self.event.is_hybrid:
            del self.fields["mode"]

    def _question_field(self, question: Question) -> forms.Field:
        """Never required here, and with what was answered while there were other choices."""
        field: Any = question_field(question)
        field.required = False
        held = self.before.get(question.field_name, [])
        if question.choices:
            known = {choice for choice, _label in field.choices}
            held = held if isinstance(held, list) else [held]
            field.choices = [*field.choices, *((one, one) for one in held if one not in known)]
        return field

    def clean(self) -> None:
        for name in self.changed & self.fields.keys():
            self.add_error(name, ValidationError(WORDING_CHANGED, code="changed"))

    @property
    def chosen_mode(self) -> str:
        only = Registration.Mode.OFFLINE if self.event.is_in_person else Registration.Mode.ONLINE
        return str(self.cleaned_data.get("mode") or only)

    @property
    def new_answers(self) -> dict[int, Any]:
        """Those that are not as they were, which keep the wording they were given to."""
        given = {question: self.cleaned_data[question.field_name] for question in self.questions}
        return {
            question.pk: value
            for question, value in given.items()
            if value != self.before.get(question.field_name, [] if value == [] else "")
        }

    def applicant(self, **more: Any) -> Applicant:
        """What was filled in. ``more``: what this form does not ask for."""
        given = self.cleaned_data
        return Applicant(
            name=given["name"],
            email=given["email"],
            organisation=given["organisation"],
            organisation_id=organisation_called(given["organisation"], self.event.locale_id),
            title=given["title"],
            mode=self.chosen_mode,
            needs=given["needs"],
            answers=self.new_answers,
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

    def __init__(self, data: Any = None, *, event: Any) -> None:
        initial = {"language": event.locale.language_code, "submission": uuid4()}
        super().__init__(data, event=event, initial=initial)
        language: Any = self.fields["language"]
        language.choices = list(get_content_languages().items())
        if len(language.choices) == 1:
            language.widget = forms.HiddenInput()


class AmendForm(PersonForm):
    """About somebody who is registered. What they have said yes to can only be taken back."""

    taken_back = forms.MultipleChoiceField(
        label=_("The person takes back the yes to"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only they can say yes again, with their link."),
    )
    # The state in which it was shown: the person may be changing it at the same time.
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, event: Any, registration: Registration) -> None:
        self.registration = registration
        in_force = registration.consents.filter(withdrawn_at=None)
        self.wordings = dict(in_force.values_list("purpose", "wording"))
        answers = list(registration.answers.select_related("question__event"))
        super().__init__(
            data,
            event=event,
            asked_by=answers[0].question.event if answers else None,
            answers=answers,
            initial=initial_of(registration),
        )
        if not self.wordings:
            del self.fields["taken_back"]
            return
        taken_back: Any = self.fields["taken_back"]
        labels = dict(Consent.Purpose.choices)
        taken_back.choices = [(purpose, capfirst(labels[purpose])) for purpose in self.wordings]

    def clean(self) -> None:
        super().clean()
        now = self.registration.changed_at.isoformat()
        if self.cleaned_data.get("seen") != now:
            typed: Any = self.data
            self.data = typed = typed.copy()
            typed["seen"] = now
            self.add_error(None, CHANGED)

    def applicant(self, **more: Any) -> Applicant:
        taken_back = self.cleaned_data.get("taken_back", [])
        consents = {key: words for key, words in self.wordings.items() if key not in taken_back}
        return super().applicant(message=self.registration.message, consents=consents, **more)


def initial_of(registration: Registration) -> dict[str, Any]:
    return {
        "name": registration.name,
        "email": registration.email,
        "organisation": registration.organisation_name,
        "title": registration.title,
        "mode": registration.mode,
        "needs": registration.needs,
        "note": registration.note,
        "seen": registration.changed_at.isoformat(),
    }
