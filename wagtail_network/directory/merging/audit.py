"""Merging in Wagtail's audit log, and so in the history of the record that was kept."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

MERGE = "wagtail_network.merge"


class MergeFormatter(LogFormatter):
    label = gettext_lazy("Merge")

    def format_message(self, log_entry: Any) -> str:
        return _("Merged with “%(name)s”") % {"name": (log_entry.data or {}).get("other", "")}


def register(actions: Any) -> None:
    """For the hook ``register_log_actions``."""
    actions.register_action(MERGE)(MergeFormatter)
