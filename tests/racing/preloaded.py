"""Read once by the process that the racers are forked from, so that they start in no time."""

import django

django.setup()

from tests.events.registration import racing  # noqa: E402, F401
