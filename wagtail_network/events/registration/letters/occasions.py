"""Letters that come by themselves around a meeting, and what the coordinator has to say."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_network.core.mail.letters import Letter, letter
from wagtail_network.core.mail.models import Mail
from wagtail_network.events.registration.letters.about import About, public_url
from wagtail_network.events.registration.letters.status import if_you_cannot_come
from wagtail_network.events.when import day_text

EMPTY_LINES = re.compile(r"\n\s*\n")


@letter("registration.reminder", gettext_lazy("Registration: reminder"))
def reminder(mail: Mail) -> Letter | None:
    about = About(mail)
    event, day = about.event, about.event.local_start.date()
    of_another_day = mail.facts.get("day") != day.isoformat()
    if of_another_day or event.has_begun or not (about.is_participant and event.takes_place):
        return None
    return about.letter(
        _("See you on %(day)s: %(title)s") % {"day": day_text(day), "title": about.title},
        [_("The meeting is coming up, and you have a seat. Here is what you need to know.")],
        facts=about.facts(in_full=True),
        afterwards=[if_you_cannot_come(about)],
    )


@letter("registration.thanks", gettext_lazy("Registration: thanks"))
def thanks(mail: Mail) -> Letter | None:
    about = About(mail)
    if not (about.is_participant and about.event.published_recap and about.event.live):
        return None
    told = about.page if about.page.published_recap else about.event
    address = public_url(told)
    written = about.letter(
        _("Thank you for taking part: %(title)s") % {"title": about.title},
        [
            _("Thank you for coming. What came out of the meeting is now on its page."),
            told.recap_summary() if address else "",
        ],
        facts=[about.when(about.event)],
        links=about.next_meeting(),
        with_calendar=False,
    )
    if not address:  # who may not open the page gets no link to it
        return written
    return replace(
        written,
        action=(_("Read what came out of it"), f"{address}#recap"),
        links=[*written.links, (_("What we hold about you"), about.link)],
    )


@letter("registration.message", gettext_lazy("Registration: message from the organisers"))
def message(mail: Mail) -> Letter | None:
    about = About(mail)
    paragraphs = EMPTY_LINES.split(mail.facts["text"].replace("\r\n", "\n").strip())
    return about.letter(mail.facts["subject"], paragraphs, with_calendar=False)
