"""All that is held of a registrant, for themselves."""

from typing import Any

from django.http import HttpResponse, JsonResponse

from wagtail_network.events.registration.models import Registration
from wagtail_network.events.registration.new_address import address_asked

PLAIN = ("status", "name", "email", "title", "mode", "needs", "message", "language", "source")
MOMENTS = ("created_at", "changed_at", "offer_ends", "checked_in_at")
CONSENT = ("purpose", "wording", "language", "given_at", "withdrawn_at")


def own_data(registration: Registration) -> dict[str, Any]:
    """Everything but the coordinators' own notes and the secret of the link, as JSON has it."""
    found: dict[str, Any] = {
        "meeting": registration.event.title,
        **{name: getattr(registration, name) for name in PLAIN},
        "organisation": registration.organisation_name,
        "new_email": address_asked(registration),
        "ticket": registration.ticket,
        **{name: getattr(registration, name) for name in MOMENTS},
    }
    found["answers"] = [
        {"question": answer.question.label, "answer": answer.value}
        for answer in registration.answers.all()
    ]
    found["consents"] = [
        {name: getattr(consent, name) for name in CONSENT}
        for consent in registration.consents.all()
    ]
    return found


def download(registration: Registration) -> HttpResponse:
    options = {"ensure_ascii": False, "indent": 2}
    response = JsonResponse(own_data(registration), json_dumps_params=options)
    response["Content-Disposition"] = 'attachment; filename="registration.json"'
    return response
