from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from example_site.accounts.management.commands.demo_login import EMAIL, PASSWORD
from wagtail_network.models import (
    ArticlePage,
    DirectoryPage,
    EventIndexPage,
    EventPage,
    NetworkPage,
)


class Command(BaseCommand):
    help = "Says where the demo is and what to look at."

    def handle(self, *args: Any, **options: Any) -> None:
        base = settings.WAGTAILADMIN_BASE_URL
        lines = [("The site", "/"), ("In English", "/en/"), *self.pages()]
        lines.append(("Search", reverse("search") + "?q=mursten"))
        lines.append(("Admin", reverse("wagtailadmin_home")))
        self.stdout.write(f"The demo is at {base}/ (stop it with Ctrl-C)\n\n")
        for what, path in lines:
            self.stdout.write(f"  {what:<16}{base}{path}")
        self.stdout.write(f"\nLog in to the admin as {EMAIL} with the password {PASSWORD}")

    def pages(self) -> list[tuple[str, str]]:
        """One page of each kind that the demo shows, in Danish."""
        looked_for = [
            ("The network", NetworkPage.objects),
            ("Its meetings", EventIndexPage.objects),
            ("Its members", DirectoryPage.objects.order_by("-depth")),
            ("The kick-off", EventPage.objects.filter(kind="kickoff")),
            ("Sign up for", EventPage.objects.filter(takes_registrations=True).order_by("start")),
            ("The article", ArticlePage.objects.order_by("date")),
        ]
        with translation.override("da"):
            found = [(what, self.first(pages)) for what, pages in looked_for]
        return [(what, page.url) for what, page in found if page is not None]

    def first(self, pages: Any) -> Page | None:
        return pages.live().filter(locale__language_code="da").first()
