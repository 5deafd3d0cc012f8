"""From a letter to the message that is sent: text, HTML, headers."""

import re
from email.utils import parseaddr

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.encoding import punycode

from wagtail_network.conf import network_settings
from wagtail_network.core.mail.letters import Letter, write
from wagtail_network.core.mail.models import Mail

TEXT_TEMPLATE = "wagtail_network/emails/letter.txt"
HTML_TEMPLATE = "wagtail_network/emails/letter.html"
CALENDAR = "text/calendar"
# Calendar files that a program acts upon by itself; others are there to be opened.
ANSWERED = ("REQUEST", "CANCEL")
EMPTY_LINES = re.compile(r"\n\s*\n\s*\n")


def compose(
    mail: Mail, connection: BaseEmailBackend
) -> tuple[Letter, EmailMultiAlternatives] | None:
    """The letter as it reads now, and its message in the mail's language and the site's time zone.

    None where the mail is no longer needed. Raises whatever is wrong with the letter.
    """
    with translation.override(mail.language), timezone.override(timezone.get_default_timezone()):
        letter = write(mail)
        if letter is None:
            return None
        message = message_of(mail, letter)
    message.connection = connection
    message.message()  # finds a bad header here, and not in the middle of sending
    return letter, message


def message_of(mail: Mail, letter: Letter) -> EmailMultiAlternatives:
    sender = network_settings.MAIL_FROM
    context = {
        "letter": letter,
        "language": mail.language,
        "right_to_left": translation.get_language_bidi(),
        "sender": parseaddr(sender)[0],
    }
    message = EmailMultiAlternatives(
        # A line break in the title of a meeting must not keep the mail back.
        subject=" ".join(str(letter.subject).split()),
        body=_tidy(render_to_string(TEXT_TEMPLATE, context)),
        from_email=sender,
        to=[mail.to],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers={**_headers(mail, sender), **letter.headers},
    )
    message.attach_alternative(render_to_string(HTML_TEMPLATE, context), "text/html")
    for attachment in letter.attachments:
        message.attach(*attachment)
        if letter.calendar_method in ANSWERED and attachment.content_type.startswith(CALENDAR):
            # In the body too, which is where Outlook and Gmail look for an invitation.
            message.attach_alternative(attachment.content, attachment.content_type)
    return message


def _headers(mail: Mail, sender: str) -> dict[str, str]:
    return {
        # The same at every attempt: should a mail go out twice, the receiver can tell.
        "Message-ID": f"<{mail.pk}@{_domain(sender)}>",
        "Content-Language": mail.language,
        # No holiday replies: RFC 3834, and Outlook's own.
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
    }


def _domain(sender: str) -> str:
    return punycode(parseaddr(sender)[1].rpartition("@")[2] or "localhost")


def _tidy(text: str) -> str:
    """At most one empty line in a row: what is missing from a letter leaves no hole."""
    return EMPTY_LINES.sub("\n\n", text).strip() + "\n"
