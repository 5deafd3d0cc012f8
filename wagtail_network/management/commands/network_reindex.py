"""``network_reindex``: writes what the directory finds its members by."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from wagtail_network.directory.index.writing import reindex_all


class Command(BaseCommand):
    help = (
        "Writes the directory's index of all organisations and people anew. It is kept true by "
        "itself; needed after the database has been changed past Django, and when LANGUAGE_CODE, "
        "which names are sorted by, is another. Can be run at any time, also twice."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        number = reindex_all()
        if options["verbosity"]:
            text = ngettext(
                "%(count)d entry was changed.", "%(count)d entries were changed.", number
            )
            self.stdout.write(text % {"count": number})
