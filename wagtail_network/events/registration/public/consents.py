"""What people are asked to agree to, in which words."""

from typing import Any

from django.utils.translation import gettext as _

from wagtail_network.events.registration.models import Consent

Purpose = Consent.Purpose


def wordings(event: Any, network: str) -> dict[str, str]:
    """The words for each purpose the meeting asks about, in the active language.

    They are kept as they are with each yes. Who is on the list of participants may be shown to
    whomever an editor chooses later on, so the words speak of all of them. ``network``: its name,
    or blank.
    """
    asked = {
        Purpose.LIST: event.asks_list_consent,
        Purpose.CONTACT: event.asks_contact_consent,
        Purpose.PHOTO: event.asks_photo_consent,
    }
    words = {
        Purpose.LIST: _(
            "My name, title and organisation may be shown on the list of participants: to the "
            "other participants, and on the page of the meeting."
        ),
        Purpose.CONTACT: _("%(network)s may write to me about coming meetings."),
        Purpose.PHOTO: _("%(network)s may use photos from the meeting in which I can be seen."),
    }
    who = {"network": network or _("The organisers")}
    return {str(purpose): words[purpose] % who for purpose, asks in asked.items() if asks}
