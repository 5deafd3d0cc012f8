from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from wagtail_network.models import EventPage, Registration

PRESS = "main form .wn-button[type=submit]"


class Command(BaseCommand):
    help = (
        "Lists the states of the demo that no page links to for everybody, one a line: the path, "
        "an input to empty, and a button to press, parted by tabs. For example_site/addresses.py."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for path, *more in [*forms(), *secret_links()]:
            self.stdout.write("\t".join([path, *more]))


def forms() -> Iterator[list[str]]:
    """Signing up, in both languages: the form, what is wrong with it, and thank you."""
    for event in EventPage.objects.upcoming().filter(takes_registrations=True).order_by("start"):
        with translation.override(event.locale.language_code):
            form = f"{event.get_url()}register/"
        yield [form]
        yield [form, "[name=name]", PRESS]
        yield [f"{form}thanks/?registered=2&waiting=1"]
        yield [f"{form}thanks/?pending=1"]


def secret_links() -> Iterator[list[str]]:
    """Of one person of each standing, and of one who takes part online."""
    people: dict[tuple[str, str], Registration] = {}
    for registration in Registration.objects.order_by("pk"):
        people.setdefault((registration.status, registration.mode), registration)
    for registration in people.values():
        link = f"/network/registration/{registration.token}/"
        yield [link]
        yield [f"{link}?said=saved"]
        yield [f"{link}edit/"]
        yield [f"{link}edit/", "[name=name]", PRESS]
        yield [f"{link}cancel/"]
        yield [f"{link}erase/"]
