"""A meeting with all that can be told of it, in two languages, and somebody who signed up."""

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from wagtail.models import Locale, Site

from tests.core.mail.conftest import server as server  # a fixture
from tests.core.mail.making import MailServer
from tests.events.registration.conftest import applicant
from tests.events.registration.letters.making import CONTACT, EMAIL, ODD, SITE, TITLE
from wagtail_network.core.mail.sending import send_due
from wagtail_network.events.registration.registering import register
from wagtail_network.models import EventPage, NetworkPage, Registration

ENGLISH_TITLE = f"Wood and clay {ODD} 100 %(name)s"


@pytest.fixture(autouse=True)
def site(home: Any) -> Site:
    """The host's name is the site's, and never that of a request."""
    Site.objects.update(hostname=SITE.removeprefix("http://"))
    return Site.objects.get()


@pytest.fixture
def sign_up() -> Callable[..., Registration]:
    """As everywhere, but in English, in which the tests read the letters."""

    def make(event: EventPage, name: str, organisation: str = "", **fields: Any) -> Registration:
        person = applicant(name, organisation, **fields)
        [outcome] = register(event, [person], submission=uuid4(), language="en")
        return outcome.registration

    return make


@pytest.fixture
def meeting(open_event: Callable[..., EventPage], network: NetworkPage) -> EventPage:
    network.contact_email = CONTACT
    network.save_revision().publish()
    open_event("Næste møde", 30)
    return open_event(
        TITLE,
        lead="Tag arbejdstøj med, der må blive snavset.",
        capacity=20,
        attendance_mode="mixed",
        venue_name="Kulturhuset",
        venue_address="Havnevej 1",
        venue_postal_code="4600",
        venue_city="Køge",
        venue_directions="<p>Tog til <b>Køge</b>.</p><ul><li>P-plads bag huset</li></ul>",
        online_url="https://moede.example/rum?a=1&b=2",
        recap=[("paragraph", "<p>Vi byggede en væg af ler.</p>")],
        reminder_days=2,
    )


@pytest.fixture
def in_english(meeting: EventPage) -> EventPage:
    locale, _created = Locale.objects.get_or_create(language_code="en")
    page = meeting.copy_for_translation(locale, copy_parents=True)
    for above in page.get_ancestors().filter(locale=locale, live=False):
        above.specific.save_revision().publish()
    page.title = ENGLISH_TITLE
    page.lead = "Bring clothes that may get dirty."
    page.save_revision().publish()
    return EventPage.objects.get(pk=page.pk)


@pytest.fixture
def ole(meeting: EventPage, sign_up: Callable[..., Registration]) -> Registration:
    """Signed up by himself; his confirmation is not among the mails that wait."""
    registration = sign_up(meeting, f"Ole {ODD}", email=EMAIL)
    registration.mails.all().delete()
    return registration


@pytest.fixture
def delivered(server: MailServer) -> Callable[..., list[EmailMessage]]:
    """Sends what waits, and answers what has arrived since it was last asked."""

    def deliver(days: float = 0) -> list[EmailMessage]:
        send_due(timezone.now() + timedelta(days=days))
        arrived, server.received = server.received, []
        return arrived

    return deliver
