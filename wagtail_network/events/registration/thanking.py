"""Thanks those who took part, when there is something to read about it."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from wagtail_network.core.mail.models import Mail
from wagtail_network.core.mail.outbox import post_many
from wagtail_network.core.page_types import page_model_for
from wagtail_network.core.retrying import in_transaction
from wagtail_network.events.registration.mail import draft_to
from wagtail_network.events.registration.models import Registration
from wagtail_network.events.registration.options import RegistrationOptionsMixin

KIND = "registration.thanks"
# After which people wonder what it was about.
LATEST = timedelta(days=60)


def thank(now: datetime | None = None) -> int:
    """Posts the thanks that are due; returns how many.

    Once to each who had a seat, and only to those who came where people were counted at the door.
    Two queries and the insert, for any number of meetings and people.
    """

    def work() -> int:
        found = list(_to_thank(now or timezone.now()))
        post_many([draft_to(one, KIND, key=f"{KIND}:{one.pk}") for one in found])
        return len(found)

    return in_transaction(work)


def _to_thank(now: datetime) -> Any:
    events: Any = page_model_for(RegistrationOptionsMixin).objects
    over = (
        events.live()
        .taking_place()
        .filter(end__lt=now, end__gte=now - LATEST)
        .filter(network_seats__isnull=False, sends_thanks=True)
        .exclude(recap=[])
    )
    # Read first: on most runs there is none.
    meetings = list(over.order_by().values_list("pk", flat=True))
    if not meetings:
        return []
    came = Q(event__network_seats__present=0) | Q(checked_in_at__isnull=False)
    thanked = Mail.objects.filter(registration=OuterRef("pk"), kind=KIND)
    found = Registration.objects.participants().filter(came, event__in=meetings)
    found = found.exclude(email="").filter(~Exists(thanked))
    return found.only("email", "language").order_by()
