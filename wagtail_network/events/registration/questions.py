"""The editor's own questions, and the wording in which each has been put."""

from typing import Any, ClassVar
from uuid import UUID, uuid4

import swapper
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

swapper.set_app_prefix("wagtailcore", "wagtail")


class Question(models.Model):
    """A question in one wording. Never changed: another wording is another version.

    An answer refers to the version it was given to, so it keeps what was asked whatever the editor
    does later. ``block`` is the same for all versions and in all translations of the meeting.
    """

    class Kind(models.TextChoices):
        TEXT = "text", _("Text")
        CHOICE = "choice", _("One of several")
        SEVERAL = "several", _("Several of several")
        YES_NO = "yes_no", _("Yes or no")
        NUMBER = "number", pgettext_lazy("kind of answer", "Number")

    # The page that asks: each translation of a meeting asks in its own language.
    event = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"), on_delete=models.CASCADE, related_name="+"
    )
    block = models.UUIDField()
    version = models.PositiveIntegerField()
    current = models.BooleanField(default=True)
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    label = models.CharField(max_length=250)
    help_text = models.CharField(max_length=250, blank=True)
    choices = models.JSONField(default=list, blank=True)
    required = models.BooleanField(default=False)

    wagtail_reference_index_ignore: ClassVar[bool] = True
    WORDING: ClassVar = ("kind", "label", "help_text", "choices", "required")

    class Meta:
        ordering = ["event", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "block", "version"], name="one_question_per_version"
            )
        ]
        indexes = [
            models.Index(fields=["event", "current", "position"], name="questions_asked_now")
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def wording(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.WORDING}

    @property
    def field_name(self) -> str:
        """Its name in a form. Of the version, so that a form knows which wording was seen."""
        return f"question_{self.pk}"


class QuestionBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("question"), max_length=250)
    kind = blocks.ChoiceBlock(
        label=_("kind of answer"), choices=Question.Kind.choices, default=Question.Kind.TEXT
    )
    choices = blocks.TextBlock(
        label=_("answers to choose from"),
        required=False,
        rows=4,
        help_text=_("One on each line, for the two kinds with several."),
    )
    help_text = blocks.CharBlock(label=_("help"), max_length=250, required=False)
    required = blocks.BooleanBlock(label=_("must be answered"), required=False)

    class Meta:
        icon = "help"
        label = _("Question")
        label_format = "{label}"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        several = cleaned["kind"] in (Question.Kind.CHOICE, Question.Kind.SEVERAL)
        if several and len(choices_of(cleaned["choices"])) < 2:
            message = _("Write at least two answers to choose from, one on each line.")
            raise blocks.StructBlockValidationError({"choices": ValidationError(message)})
        return cleaned


class QuestionsBlock(blocks.StreamBlock):
    question = QuestionBlock()

    class Meta:
        required = False

    def clean(self, value: Any, **options: Any) -> Any:
        """Gives each question an id of its own where what was posted has none."""
        cleaned = super().clean(value, **options)
        known: set[UUID] = set()
        for block in cleaned:
            key = _uuid(block.id)
            if key is None or key in known:
                key = uuid4()
                block.id = str(key)
            known.add(key)
        return cleaned


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def choices_of(text: str) -> list[str]:
    """The lines of a text, each once."""
    return list(dict.fromkeys(line for line in map(str.strip, text.splitlines()) if line))


def current_questions(event: Any) -> list[Question]:
    """What the page asks now, in the editor's order; an alias, what its source asks. One query."""
    page = event.alias_of_id or event.pk
    return list(Question.objects.filter(event=page, current=True).order_by("position", "pk"))


def store_questions(event: Any) -> None:
    """Brings the questions in step with a meeting just published; old wordings stay as they are."""
    latest = {question.block: question for question in _latest_versions(event)}
    asked: dict[UUID, int] = {}
    for position, block in enumerate(event.registration_questions):
        key = UUID(block.id)
        wording = _wording(block.value)
        question = latest.get(key)
        if question is None or question.wording != wording:
            version = question.version + 1 if question else 1
            question = Question(event_id=event.pk, block=key, version=version, **wording)
        question.position, question.current = position, True
        question.save()
        asked[key] = question.pk
    others = Question.objects.filter(event=event.pk, current=True)
    others.exclude(pk__in=asked.values()).update(current=False)


def _latest_versions(event: Any) -> models.QuerySet[Question]:
    return Question.objects.filter(event=event.pk).order_by("version")


def _wording(value: Any) -> dict[str, Any]:
    kind = value["kind"]
    several = kind in (Question.Kind.CHOICE, Question.Kind.SEVERAL)
    return {
        "kind": kind,
        "label": value["label"],
        "help_text": value["help_text"] or "",
        "choices": choices_of(value["choices"] or "") if several else [],
        "required": bool(value["required"]),
    }
