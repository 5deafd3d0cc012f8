from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

EMAIL, PASSWORD = "admin@example.org", "demo"


class Command(BaseCommand):
    help = f"Makes an administrator {EMAIL} with the password “{PASSWORD}”, for the demo only."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError(
                "demo_login makes a user with a known password, so it runs only with DEBUG on. "
                "Use createsuperuser instead."
            )
        users = get_user_model().objects
        if not users.filter(email=EMAIL).exists():
            users.create_superuser(EMAIL, PASSWORD, first_name="Anna", last_name="Redaktør")
            self.stdout.write(f"Made the administrator {EMAIL}.")
