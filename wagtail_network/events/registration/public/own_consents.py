"""One consent given or taken back, the others as they are."""

from django.db import IntegrityError

from wagtail_network.core.retrying import in_transaction
from wagtail_network.events.registration.editing import set_consents
from wagtail_network.events.registration.models import Consent, Registration


def change_consent(registration: Registration, purpose: str, wording: str) -> None:
    """Gives a consent in these words, or with none takes it back. Twice is once."""

    def work() -> None:
        in_force = Consent.objects.filter(registration=registration, withdrawn_at=None)
        words = dict(in_force.values_list("purpose", "wording"))
        words.pop(purpose, None)
        set_consents(registration, words | ({purpose: wording} if wording else {}))

    # The same button pressed twice at the same moment meets the constraint.
    in_transaction(work, retry_on=(IntegrityError,))
