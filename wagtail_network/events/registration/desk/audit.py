"""The acts of coordinators in Wagtail's audit log, and so in the history of the meeting's page.

A registration is named by its number and by nothing of the person, so that whoever is erased is
not kept here.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy
from wagtail.log_actions import LogFormatter, log

from wagtail_network.events.registration.models import Registration

PREFIX = "wagtail_network.registration"
NUMBERS_SHOWN = 20

# What is done with registrations: its name in filters, and what the history says of several.
ACTIONS: dict[str, tuple[Any, Any]] = {
    "approve": (
        _("Approve registrations"),
        ngettext_lazy(
            "Approved %(count)d registration", "Approved %(count)d registrations", "count"
        ),
    ),
    "decline": (
        _("Decline registrations"),
        ngettext_lazy(
            "Declined %(count)d registration", "Declined %(count)d registrations", "count"
        ),
    ),
    "seat": (
        _("Give seats"),
        ngettext_lazy("Gave a seat to %(count)d person", "Gave seats to %(count)d people", "count"),
    ),
    "wait": (
        _("Put on the waiting list"),
        ngettext_lazy(
            "Put %(count)d person on the waiting list",
            "Put %(count)d people on the waiting list",
            "count",
        ),
    ),
    "cancel": (
        _("Cancel registrations"),
        ngettext_lazy(
            "Cancelled %(count)d registration", "Cancelled %(count)d registrations", "count"
        ),
    ),
    "add": (
        _("Add a registration"),
        ngettext_lazy("Added %(count)d registration", "Added %(count)d registrations", "count"),
    ),
    "edit": (
        _("Edit a registration"),
        ngettext_lazy("Edited %(count)d registration", "Edited %(count)d registrations", "count"),
    ),
    "erase": (
        _("Erase a registration"),
        ngettext_lazy("Erased %(count)d registration", "Erased %(count)d registrations", "count"),
    ),
    "message": (
        _("Write to participants"),
        ngettext_lazy("Wrote to %(count)d person", "Wrote to %(count)d people", "count"),
    ),
    "resend": (
        _("Send mails again"),
        ngettext_lazy("Sent %(count)d mail again", "Sent %(count)d mails again", "count"),
    ),
    "export": (
        _("Export registrations"),
        ngettext_lazy(
            "Exported %(count)d registration", "Exported %(count)d registrations", "count"
        ),
    ),
    "print": (
        _("Print participants"),
        ngettext_lazy(
            "Opened %(count)d participant to print",
            "Opened %(count)d participants to print",
            "count",
        ),
    ),
}

# What else is said of it. Kept as a name, and told in the language of whoever reads it.
DETAILS: dict[str, Any] = {
    "sensitive": _("with food and access needs"),
    "list": _("list of participants"),
    "badges": _("name badges"),
}


def note(
    event: Any,
    action: str,
    user: Any,
    *,
    registrations: Iterable[Registration] = (),
    count: int | None = None,
    detail: str = "",
) -> None:
    """Notes an act (a key of ``ACTIONS``) on the page, with a key of ``DETAILS``.

    ``count`` where there are too many registrations to name them.
    """
    numbers = [registration.pk for registration in registrations]
    count = len(numbers) if count is None else count
    data = {"count": count, "registrations": numbers, "detail": detail}
    log(instance=event, action=f"{PREFIX}.{action}", user=user, data=data)


def register(actions: Any) -> None:
    """For the hook ``register_log_actions``."""
    for name, (label, message) in ACTIONS.items():
        formatter = type(
            "_RegistrationsFormatter",
            (LogFormatter,),
            {"label": label, "format_message": _says(message)},
        )
        actions.register_action(f"{PREFIX}.{name}")(formatter)


def _says(message: Any) -> Callable[[LogFormatter, Any], str]:
    def format_message(formatter: LogFormatter, entry: Any) -> str:
        data = entry.data or {}
        count = data.get("count", 0)
        text = str(message % {"count": count})
        detail = DETAILS.get(str(data.get("detail")), "")
        parts = [_numbers(data.get("registrations", [])), str(detail)]
        more = "; ".join(part for part in parts if part)
        return f"{text} ({more})" if more else text

    return format_message


def _numbers(numbers: list[int]) -> str:
    if not numbers:
        return ""
    shown = ", ".join(map(str, numbers[:NUMBERS_SHOWN]))
    if len(numbers) > NUMBERS_SHOWN:
        shown += ", …"
    return ngettext("no. %(numbers)s", "nos. %(numbers)s", len(numbers)) % {"numbers": shown}
