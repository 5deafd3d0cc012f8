"""A member edits a profile: the form, what became of it, and what to say about it."""

from dataclasses import dataclass, field
from json import JSONDecodeError, dumps, loads
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from wagtail_network.core.rate_limits import TooMany, count_hit
from wagtail_network.core.retrying import Busy
from wagtail_network.directory.joining.change import ProfileChange
from wagtail_network.directory.joining.differences import label_of, text_of
from wagtail_network.directory.joining.proposing import (
    Conflict,
    NotOpen,
    Outcome,
    propose,
    values_now,
)
from wagtail_network.directory.joining.prose import to_text
from wagtail_network.directory.joining.public.asking import too_many
from wagtail_network.directory.joining.public.own_profile import Own
from wagtail_network.directory.joining.public.profile_forms import (
    OrganisationProfileForm,
    PersonProfileForm,
)
from wagtail_network.directory.joining.requesting import HOUR
from wagtail_network.directory.joining.values import Values, digest, digests
from wagtail_network.organisations.visibility import kind_of

CHANGES_AN_HOUR = 30
FORMS: dict[str, Any] = {"organisation": OrganisationProfileForm, "person": PersonProfileForm}
# What of the marks is about the text as it was typed, and not as it is kept.
TYPED = "long_text.typed"


@dataclass
class Edited:
    """``said``: what to say where it worked, else "". ``opened``: marks of what the form shows,
    to be sent with it. ``clashes``: fields somebody else has changed, with what they wrote.
    """

    form: Any
    item: Any
    opened: str = ""
    said: str = ""
    clashes: list[tuple[str, str]] = field(default_factory=list)
    answer: str = ""


def edit(request: HttpRequest, own: Own, item: Any) -> Edited:
    """Shows the form, or takes what was sent with it."""
    now = values_now(item)
    make = FORMS[kind_of(item)]
    if request.method != "POST":
        kept, answer = _sent_back(item)
        form = make(item, {**now, **kept})
        return Edited(form, item, opened=_marks(now), answer=answer)
    form = make(item, now, request.POST, request.FILES)
    opened = _opened(request)
    edited = Edited(form, item, opened=dumps(opened))
    if not form.is_valid():
        _keep_upload(form, own)
        return edited
    try:
        count_hit("joining.change", str(own.access.pk), CHANGES_AN_HOUR, HOUR)
        return _propose(own, item, edited, opened)
    except TooMany as refusal:
        form.add_error(None, too_many(refusal))
    except Busy:
        form.add_error(None, _("The site is busy just now. Press the button again."))
    except NotOpen:
        form.add_error(None, _("You no longer have access to this profile."))
    return edited


def _propose(own: Own, item: Any, edited: Edited, opened: dict[str, str]) -> Edited:
    form = edited.form
    typed, uploads = form.values(own.person.user if own.person else None)
    if TYPED in opened and digest(form.data.get("long_text", "").split()) == opened[TYPED]:
        typed.pop("long_text", None)
    given = form.cleaned_data
    try:
        outcome = propose(
            own.access,
            item,
            typed,
            opened,
            note=given["note"],
            confirms=bool(given.get("confirms")),
            uploads=uploads,
        )
    except Conflict as conflict:
        return _clash(edited, conflict)
    edited.said = _said(outcome, item)
    return edited


def _clash(edited: Edited, conflict: Conflict) -> Edited:
    """The form as it was typed, with what others wrote beside it; pressed again, mine counts."""
    now, item = values_now(edited.item), edited.item
    edited.clashes = [
        (label_of(item, name), text_of(item, name, now[name]) or _("nothing"))
        for name in conflict.fields
    ]
    edited.opened = _marks(now)
    edited.form.add_error(
        None,
        _(
            "Somebody else has changed the same fields since you opened this page. What they wrote "
            "is shown below; what you wrote is in the form. Press the button again to send yours."
        ),
    )
    return edited


def _said(outcome: Outcome, item: Any) -> str:
    if outcome.waiting is not None:
        return "hidden" if outcome.hidden else "sent"
    if outcome.hidden:
        return "only_hidden"
    return "same" if item.live else "saved"


def _sent_back(item: Any) -> tuple[Values, str]:
    """What came back last and has not been sent again, with the coordinator's words."""
    latest = ProfileChange.objects.of(item).order_by("-pk").first()
    if latest is None or latest.status != ProfileChange.Status.SENT_BACK:
        return {}, ""
    return latest.values, latest.answer


def _marks(values: Values) -> str:
    marks = digests(values)
    if "long_text" in values:
        marks[TYPED] = digest(to_text(values["long_text"]).split())
    return dumps(marks)


def _opened(request: HttpRequest) -> dict[str, str]:
    """The marks that were sent with the form; none where they are broken."""
    try:
        marks = loads(request.POST.get("opened", ""))
    except (JSONDecodeError, RecursionError):
        return {}
    if not isinstance(marks, dict):
        return {}
    return {str(name): str(mark) for name, mark in marks.items()}


def _keep_upload(form: Any, own: Own) -> None:
    """A good picture need not be chosen again because something else is wrong."""
    cleaned = getattr(form, "cleaned_data", {})
    if cleaned.get("picture_file") and cleaned.get("picture_alt"):
        form.keep_upload(own.person.user if own.person else None)
