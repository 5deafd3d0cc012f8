"""Moves in the tree of competences, in Wagtail's audit log."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

ARRANGE = "wagtail_network.arrange"


class ArrangeFormatter(LogFormatter):
    label = gettext_lazy("Move in the tree")

    def format_message(self, log_entry: Any) -> str:
        parent = (log_entry.data or {}).get("parent")
        if parent:
            return _("Moved in the tree, to be part of “%(name)s”") % {"name": parent}
        return _("Moved in the tree, at the top")


def register(actions: Any) -> None:
    """For the hook ``register_log_actions``."""
    actions.register_action(ARRANGE)(ArrangeFormatter)
