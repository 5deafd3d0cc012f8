"""Run as a process of its own, to be killed: ``python -m tests.core.mail.sender PORT``.

Does what ``network_due`` does, on the database of DATABASE_URL and the mail server at PORT.
"""

import os
import sys

import django
from django.conf import settings
from django.core.management import call_command

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = int(sys.argv[1])
    django.setup()

    from tests.core.mail.making import KIND, full_letter
    from wagtail_network.core.mail.letters import letter

    letter(KIND)(full_letter)
    call_command("network_due", verbosity=2)
