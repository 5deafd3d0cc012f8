"""The test host as a site runs it: on a database, a queue and a mail server given by ``FAULTS``."""

import json
import os

from tests.settings import *  # noqa: F403

_given = json.loads(os.environ["FAULTS"])

DATABASES = {"default": _given["database"]}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = _given["mail_port"]
EMAIL_TIMEOUT = 2
WAGTAIL_NETWORK = {"FORM_MIN_SECONDS": 0}
