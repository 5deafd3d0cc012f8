"""What members and coordinators do with profiles, in Wagtail's audit log and so in its history.

Nobody is named whom the log does not know as a user anyway: a person may want to be forgotten.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

PREFIX = "wagtail_network.profile"
CHANGE_PROPOSED = f"{PREFIX}.propose"
CHANGE_WITHDRAWN = f"{PREFIX}.withdraw"
CHANGE_APPROVED = f"{PREFIX}.approve"
CHANGE_SENT_BACK = f"{PREFIX}.send_back"
HIDDEN = f"{PREFIX}.hide"
CONFIRMED = f"{PREFIX}.confirm"
APPLIED = f"{PREFIX}.apply"
GRANTED = f"{PREFIX}.grant"
REFUSED = f"{PREFIX}.refuse"
ENDED = f"{PREFIX}.end"
INVITED = f"{PREFIX}.invite"
JOINED = f"{PREFIX}.join"
LEFT = f"{PREFIX}.leave"

# By action: its name in filters, and what the history says.
ACTIONS: dict[str, tuple[Any, Any]] = {
    CHANGE_PROPOSED: (_("Propose a change"), _("A member proposed a change")),
    CHANGE_WITHDRAWN: (_("Withdraw a change"), _("A member withdrew a change")),
    CHANGE_APPROVED: (_("Approve a change"), _("Approved a member's change")),
    CHANGE_SENT_BACK: (_("Send a change back"), _("Sent a member's change back")),
    HIDDEN: (_("Hide fields"), _("A member hid fields")),
    CONFIRMED: (_("Confirm a profile"), _("A member said that the profile is right")),
    APPLIED: (_("Apply to join"), _("Applied to join a network")),
    GRANTED: (_("Give access"), _("Gave somebody access to the profile")),
    REFUSED: (_("Refuse access"), _("Refused access to the profile")),
    ENDED: (_("End access"), _("Ended somebody's access to the profile")),
    INVITED: (_("Invite a colleague"), _("A member invited a colleague")),
    JOINED: (_("Join a network"), _("Joined a network")),
    LEFT: (_("Leave a network"), _("Left a network")),
}


def register(actions: Any) -> None:
    """For the hook ``register_log_actions``."""
    for name, (label, message) in ACTIONS.items():
        formatter = type(
            "_ProfileFormatter",
            (LogFormatter,),
            {"label": label, "format_message": _says(message)},
        )
        actions.register_action(name)(formatter)


def _says(message: Any) -> Callable[[LogFormatter, Any], str]:
    def format_message(formatter: LogFormatter, entry: Any) -> str:
        network = (entry.data or {}).get("network", "")
        return f"{message}: {network}" if network else str(message)

    return format_message
