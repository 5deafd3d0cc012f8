"""The editor's questions as fields of a form."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from wagtail_network.events.registration.public.fields import NumberField, ParagraphField
from wagtail_network.events.registration.questions import Question

LONGEST_ANSWER = 2000
YES, NO = "yes", "no"
POSTED = re.compile(r"question_(\d{1,18})", re.ASCII)
# More are not looked up: no editor puts so many questions.
MOST_OLD_NAMES = 100

Kind = Question.Kind


def question_field(question: Question) -> forms.Field:
    """The field for a question. Cleans to what ``Answer.value`` holds, "" or [] for no answer."""
    options: dict[str, Any] = {
        "label": question.label,
        "help_text": question.help_text,
        "required": question.required,
    }
    if question.kind == Kind.NUMBER:
        return NumberField(**options)
    if question.kind == Kind.YES_NO:
        return YesNoField(**options)
    choices = [(choice, choice) for choice in question.choices]
    if question.kind == Kind.CHOICE:
        none = [] if question.required else [("", _("No answer"))]
        return forms.ChoiceField(choices=[*choices, *none], widget=forms.RadioSelect, **options)
    if question.kind == Kind.SEVERAL:
        return SeveralField(choices=choices, **options)
    widget = forms.Textarea({"rows": 2})
    return ParagraphField(max_length=LONGEST_ANSWER, widget=widget, **options)


class SeveralField(forms.MultipleChoiceField):
    """Cleans to a list, each choice once."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> list[str]:
        return list(dict.fromkeys(super().clean(value)))


class YesNoField(forms.ChoiceField):
    """Cleans to True, False or, for no answer, ""."""

    widget = forms.RadioSelect

    def __init__(self, *, required: bool, **options: Any) -> None:
        choices = [(YES, _("Yes")), (NO, _("No"))]
        if not required:
            choices.append(("", _("No answer")))
        super().__init__(choices=choices, required=required, **options)

    def prepare_value(self, value: Any) -> Any:
        return {True: YES, False: NO}.get(value, value) if isinstance(value, bool) else value

    def clean(self, value: Any) -> Any:
        return {YES: True, NO: False}.get(super().clean(value), "")


def carry_over(
    data: MultiValueDict, questions: Iterable[Question]
) -> tuple[MultiValueDict, set[str]]:
    """What was posted, with the answers to older wordings under the names of those asked now.

    Also returns the names of the fields for which that was done. One query where there are such
    answers, else none.
    """
    current = {question.field_name: question for question in questions}
    strange = [name for name in data if POSTED.fullmatch(name) and name not in current]
    if not strange:
        return data, set()
    keys = [int(name.removeprefix("question_")) for name in strange[:MOST_OLD_NAMES]]
    now = {(question.event_id, question.block): name for name, question in current.items()}
    older = Question.objects.filter(pk__in=keys).order_by("version")
    carried, changed = data.copy(), set()
    for question in older:
        name = now.get((question.event_id, question.block))
        if name is not None and name not in data:
            carried.setlist(name, data.getlist(question.field_name))
            changed.add(name)
    return carried, changed


def answers_by_field(answers: Iterable[Any], questions: Iterable[Question]) -> dict[str, Any]:
    """Answers that are held as the initial values of a form that asks these questions.

    Those that fit no more are left out; they stay as they are until they are answered anew.
    """
    held = {answer.question.block: answer for answer in answers}
    return {
        question.field_name: held[question.block].value
        for question in questions
        if question.block in held and _fits(held[question.block], question)
    }


def _fits(answer: Any, question: Question) -> bool:
    """Whether an answer to another wording can be the answer to this one as it is."""
    if answer.question_id == question.pk:
        return True
    if answer.question.kind != question.kind:
        return False
    if question.kind == Kind.CHOICE:
        return answer.value in question.choices
    return question.kind != Kind.SEVERAL or set(answer.value) <= set(question.choices)
