"""What is noted in a profile's history of being imported, and of lists that leave the site."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log

IMPORT, TAKE_BACK, EXPORT = (
    "wagtail_network.import_members",
    "wagtail_network.take_back_import",
    "wagtail_network.export_members",
)


class ImportFormatter(LogFormatter):
    label = gettext_lazy("Import")

    def format_message(self, log_entry: Any) -> str:
        data = log_entry.data
        if not data.get("row"):
            return _("Imported from %(file)s") % {"file": data.get("file", "")}
        return _("Imported from %(file)s, row %(row)s") % {"file": data["file"], "row": data["row"]}


class TakeBackFormatter(LogFormatter):
    label = gettext_lazy("Take back an import")

    def format_message(self, log_entry: Any) -> str:
        return _("Import of %(file)s taken back") % {"file": log_entry.data.get("file", "")}


class ExportFormatter(LogFormatter):
    label = gettext_lazy("Export members")

    def format_message(self, log_entry: Any) -> str:
        return _("%(count)s organisations exported") % {"count": log_entry.data.get("count", 0)}


def register(actions: Any) -> None:
    """For the hook ``register_log_actions``."""
    actions.register_action(IMPORT)(ImportFormatter)
    actions.register_action(TAKE_BACK)(TakeBackFormatter)
    actions.register_action(EXPORT)(ExportFormatter)


def note(instance: Any, action: str, user: Any, revision: Any = None, **data: Any) -> None:
    log(instance=instance, action=action, user=user, data=data, revision=revision)
