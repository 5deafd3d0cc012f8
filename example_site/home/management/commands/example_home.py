from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from example_site.home.building import build_site


class Command(BaseCommand):
    help = (
        "Makes InnoBYG's own pages in Danish and English, in place of Wagtail's welcome page. "
        "What is there already is left as it is."
    )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        made = build_site()
        self.stdout.write(f"InnoBYG's own pages: {made} made." if made else "InnoBYG is in place.")
