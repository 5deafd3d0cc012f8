"""The letter an organisation gets when somebody writes to it from its page."""

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_network.core.mail.letters import Letter, letter
from wagtail_network.core.mail.models import Mail
from wagtail_network.directory.profile.contact import KIND
from wagtail_network.organisations.models import Organisation

EMPTY_LINES = re.compile(r"\n\s*\n")


@letter(KIND, gettext_lazy("Directory: message to an organisation"))
def message(mail: Mail) -> Letter | None:
    """None where the organisation is gone, or its text is no longer kept."""
    said: dict[str, Any] = mail.facts
    organisation = said and Organisation.objects.filter(translation_key=said["to"]).first()
    if not organisation:
        return None
    names = {"name": said["name"], "organisation": organisation.name}
    return Letter(
        subject=_("%(name)s writes to %(organisation)s") % names,
        greeting=_("Hello %(name)s,") % {"name": organisation.name},
        paragraphs=[
            _("This message was written on your page in the directory:"),
            *(part for part in EMPTY_LINES.split(said["message"].strip()) if part.strip()),
        ],
        facts=_sender(said),
        afterwards=[
            _(
                "Answer this mail, and it goes to %(name)s. Your address has not been shown to "
                "them; they see it when you answer."
            )
            % names
        ],
        links=[(_("Your page"), said["page"])],
        footnote=_("You get this mail because your organisation is in the directory."),
        reply_to=said["email"],
    )


def _sender(said: dict[str, Any]) -> list[tuple[str, str]]:
    told = [
        (_("From"), said["name"]),
        (_("Organisation"), said["organisation"]),
        (_("E-mail"), said["email"]),
    ]
    return [(label, value) for label, value in told if value]
