"""Fills a site with the example network, or removes it."""

from argparse import ArgumentParser
from typing import Any

import swapper
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from wagtail.models import Site

from wagtail_network.demo.builder import DemoRefused, build, demo_pages, wipe
from wagtail_network.demo.keys import key

swapper.set_app_prefix("wagtailcore", "wagtail")


class Command(BaseCommand):
    help = (
        "Adds an example: two networks with meetings, articles, 40 companies and 60 people, in "
        "each language the parent page has. Running it again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--parent", type=int, help="id of the page to add it to; the default site's home page"
        )
        parser.add_argument(
            "--wipe", action="store_true", help="remove the example and everything it made"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["wipe"]:
                self._say(
                    _("Removed %(number)d pages of the example.") % {"number": wipe()}, options
                )
            else:
                self._build(options)
        except DemoRefused as refusal:
            raise CommandError(str(refusal)) from refusal

    def _build(self, options: dict[str, Any]) -> None:
        parent = self._parent(options["parent"])
        made_before = demo_pages().filter(translation_key=key("index")).exists()
        index = build(parent)
        if made_before:
            self._say(_("The example is there already; nothing was changed."), options)
        else:
            self._say(
                _("Made %(number)d pages in each language.")
                % {"number": index.get_descendant_count() + 1},
                options,
            )
        for page in [index, *index.get_descendants().live().filter(depth=index.depth + 1)]:
            self._say(f"  {page.title}: {page.full_url or page.url_path}", options)

    def _parent(self, pk: int | None) -> Any:
        if pk is None:
            site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
            if site is None:
                raise CommandError(_("There is no default site. Make one in Settings > Sites."))
            return site.root_page.specific
        page = swapper.load_model("wagtailcore", "Page").objects.filter(pk=pk).first()
        if page is None:
            raise CommandError(_("There is no page with the id %(id)d.") % {"id": pk})
        return page.specific

    def _say(self, text: str, options: dict[str, Any]) -> None:
        if options["verbosity"]:
            self.stdout.write(text)
