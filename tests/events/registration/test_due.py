"""One run of ``network_due`` does all that the clock has made due, and sends the mails of it."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.utils import timezone, translation

from tests.core.mail.making import MailServer
from tests.events.calendar.test_feed import change
from tests.events.registration.letters.conftest import server as server
from wagtail_network.core.rate_limits import count_hit
from wagtail_network.events.registration.changing import cancel
from wagtail_network.models import EventPage, Mail, RateLimit, Registration

Make = Callable[..., EventPage]
SignUp = Callable[..., Registration]
DAY = timedelta(days=1)


def run() -> str:
    said = StringIO()
    with translation.override("en"):
        call_command("network_due", stdout=said, stderr=said)
    return said.getvalue()


def test_it_takes_back_offers_reminds_thanks_and_forgets(
    open_event: Make, sign_up: SignUp, server: MailServer
) -> None:
    offering = open_event("Tilbud", 20, capacity=1, offer_hours=1, reminder_days=None)
    first, _second = sign_up(offering, "a"), sign_up(offering, "b")
    cancel(first)
    Registration.objects.filter(status="offered").update(offer_ends=timezone.now())
    sign_up(open_event("Snart", 1, reminder_days=7), "c")
    over = open_event("Forbi")
    sign_up(over, "d")
    past = timezone.now() - DAY
    change(over, start=past, end=past, recap=[("paragraph", "<p>Godt.</p>")])
    Mail.objects.all().delete()
    count_hit("test", "a", 1, timedelta(minutes=1), timezone.now() - DAY)

    assert run().splitlines() == [
        "Offered seats: 1 lapsed",
        "Reminders: 1 written",
        "Thanks: 1 written",
        "Mails: 3 sent",
    ]
    kinds = {"registration.lapsed", "registration.reminder", "registration.thanks"}
    assert set(Mail.objects.values_list("kind", flat=True)) == kinds
    assert len(server.received) == 3
    assert not RateLimit.objects.exists()
    assert run() == ""


def test_a_run_with_nothing_due_asks_little(
    open_event: Make, sign_up: SignUp, django_assert_max_num_queries: Any
) -> None:
    for number in range(10):
        sign_up(open_event(f"M{number}", 40), "Ole")
    Mail.objects.all().delete()
    with django_assert_max_num_queries(17):
        assert run() == ""
