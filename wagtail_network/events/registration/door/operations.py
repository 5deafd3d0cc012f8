"""What telephones at the door send, perhaps hours late and more than once."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from wagtail_network.core.retrying import Busy
from wagtail_network.events.registration.changing import AlreadyRegistered
from wagtail_network.events.registration.checking_in import check_in, undo_check_in, walk_in
from wagtail_network.events.registration.door.forms import Action, OperationForm, WalkInForm
from wagtail_network.events.registration.models import Registration

MOST_AT_ONCE = 50


class NotUnderstood(ValueError):
    """What was sent is nothing that the page's script would send."""


class Operation(NamedTuple):
    """One tap. ``op`` as it was written, for the answer; ``form`` holds the rest, and is valid."""

    op: str
    form: OperationForm


def read_operations(body: bytes) -> list[Operation]:
    """What was sent as JSON: ``{"operations": [{op, action, at, registration | name ...}]}``.

    ``op``: a UUID, ``at``: a time of ISO 8601. Raises ``NotUnderstood``; then none of it is done.
    """
    try:
        sent = json.loads(body)["operations"]
        # Half a letter, which JSON can name and no database can hold.
        json.dumps(sent, ensure_ascii=False).encode()
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotUnderstood(_("This is not a list of operations.")) from error
    if not isinstance(sent, list) or len(sent) > MOST_AT_ONCE:
        raise NotUnderstood(_("At most %(count)d operations at a time.") % {"count": MOST_AT_ONCE})
    return [_read(one) for one in sent]


def carry_out(event: Any, operations: Iterable[Operation]) -> dict[str, dict[str, Any]]:
    """Does one after the other; answers how each stands now, by its ``op``.

    Those that could not be done in time are left out, to be sent again.
    """
    results: dict[str, dict[str, Any]] = {}
    for operation in operations:
        try:
            results[operation.op] = _result(event, operation.form)
        except Busy:
            break
    return results


def let_in(event: Any, form: WalkInForm, at: datetime | None = None) -> Registration:
    """Registers who has just come, in the language of the meeting. The same form is one person."""
    return walk_in(
        event,
        form.applicant(),
        submission=form.cleaned_data["op"],
        language=event.locale.language_code,
        at=at,
    )


def tap(event: Any, registration: int, action: str, at: datetime | None = None) -> Registration:
    """Checks one of the meeting's people in or out.

    Raises ``Registration.DoesNotExist`` where it is not one of them, and ``AlreadyRegistered``.
    """
    found = Registration.objects.of(event).get(pk=registration)
    return check_in(found, at) if action == Action.IN else undo_check_in(found, at)


def why_not(refusal: Exception) -> str:
    """What ``tap`` and ``let_in`` raise, in words for the person at the door."""
    if isinstance(refusal, AlreadyRegistered):
        return _("The same address is registered once more; look for it in the list.")
    if isinstance(refusal, Busy):
        return _("The site was too busy to save it. Try again.")
    return _("That registration no longer exists.")


def _read(sent: Any) -> Operation:
    if not isinstance(sent, dict) or not isinstance(sent.get("op"), str):
        raise NotUnderstood(_("This is not an operation."))
    given = {key: str(value) for key, value in sent.items() if value is not None}
    form = OperationForm(given)
    if not form.is_valid():
        raise NotUnderstood(form.errors.as_json())
    return Operation(sent["op"], form)


def _result(event: Any, form: OperationForm) -> dict[str, Any]:
    given = form.cleaned_data
    try:
        if given["action"] == Action.WALK_IN:
            done = let_in(event, form, given["at"])
        else:
            done = tap(event, given["registration"], given["action"], given["at"])
    except (Registration.DoesNotExist, AlreadyRegistered) as refusal:
        return {"state": "refused", "message": why_not(refusal)}
    state = Action.IN if done.checked_in_at else Action.OUT
    return {"state": state, "registration": done.pk}
