"""Writing to an organisation without seeing its address."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from wagtail_network.core.folding import fold_email
from wagtail_network.core.mail.models import Mail
from wagtail_network.core.mail.outbox import post
from wagtail_network.core.rate_limits import count_hit
from wagtail_network.core.retrying import in_transaction
from wagtail_network.core.robots import HumanFormMixin
from wagtail_network.directory.profile.finding import Shown
from wagtail_network.events.registration.problems import Problem, problems_of
from wagtail_network.events.registration.public.fields import LineField, ParagraphField
from wagtail_network.networks.membership import Membership
from wagtail_network.organisations.models import Organisation

KIND = "profile.contact"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# One office writes to several; one organisation is not flooded by many.
FROM_ONE_PLACE, FROM_ONE_ADDRESS, TO_ONE_ORGANISATION = 20, 10, 40
# So long the text of a message is kept in the outbox: as long as a mail server may be down, and
# somebody may ask what became of it.
KEPT = timedelta(days=30)


class ContactForm(HumanFormMixin, forms.Form):
    name = LineField(label=_("Your name"), max_length=200)
    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        help_text=_("The answer comes there. The organisation sees it."),
    )
    organisation = LineField(label=_("Your organisation"), max_length=200, required=False)
    message = ParagraphField(label=_("Message"), max_length=5000)

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = {"name": "name", "email": "email", "organisation": "organization"}
        for name, purpose in told.items():
            self.fields[name].widget.attrs["autocomplete"] = purpose
        self.fields["message"].widget.attrs["rows"] = 8

    @property
    def problems(self) -> list[Problem]:
        """All that is wrong, as a list to show above the form."""
        whole = [Problem("", "", str(error)) for error in self.non_field_errors()]
        return [*whole, *(problem for field in self for problem in problems_of(field))]


def recipient_of(organisation: Organisation) -> str:
    """Where mail to the organisation goes: its own address, else a contact person's, or nowhere.

    For the outbox only; no page shows it. At most one query.
    """
    if organisation.email:
        return str(organisation.email)
    contacts = Membership.objects.filter(
        organisation__translation_key=organisation.translation_key,
        status=Membership.Status.ACTIVE,
        contact_person__live=True,
    ).exclude(contact_person__email="")
    found = contacts.order_by("pk").values_list("contact_person__email", flat=True).first()
    return str(found or "")


def count_message(client: str | None, sender: str, organisation: Organisation) -> None:
    """Raises ``rate_limits.TooMany`` where a place, a sender or the organisation has had its share.

    ``client``: the visitor's address, or None where it is not known.
    """
    if client:
        count_hit(f"{KIND}.from", client, FROM_ONE_PLACE, HOUR)
    count_hit(f"{KIND}.by", fold_email(sender), FROM_ONE_ADDRESS, HOUR)
    count_hit(f"{KIND}.to", str(organisation.translation_key), TO_ONE_ORGANISATION, DAY)


def send_message(shown: Shown, given: dict[str, Any]) -> None:
    """Promises the mail. ``given``: the form's cleaned data; sent twice, it is one mail.

    Raises ``LookupError`` where the organisation has no address any more.
    """
    to = recipient_of(shown.item)
    if not to:
        raise LookupError("This organisation has no address.")
    facts = {name: given[name] for name in ("name", "email", "organisation", "message")}
    facts |= {"to": str(shown.item.translation_key), "page": shown.full_url}
    language = Locale.objects.get(pk=shown.item.locale_id).language_code
    key = f"{KIND}:{given['submission']}"
    in_transaction(lambda: post(KIND, to, language=language, key=key, facts=facts))


def forget_messages(now: Any) -> int:
    """Takes what people wrote out of mails that were done with a month ago; returns how many."""
    done = Mail.objects.filter(kind=KIND, due=None, created_at__lt=now - KEPT)
    return int(done.exclude(facts={}).update(facts={}))
