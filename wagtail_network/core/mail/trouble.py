"""What can go wrong with a mail, and what that means for it."""

import re
import smtplib
import traceback
from pathlib import Path
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

# RFC 5321: the server is closing down, whatever it was asked.
CLOSING = 421
# RFC 4954, and RFC 3463's class for policy: a matter of the site's own access, which may be mended.
ACCESS_NEEDED = 530
POLICY = re.compile(r"\b5\.7\.\d")
# From the beginning of a word: else a long one is looked through from each of its letters.
LINK = re.compile(r"\b\w+://\S+")
LONGEST = 200


class Trouble(models.TextChoices):
    UNREACHED = "unreached", _("The mail server could not be reached.")
    REFUSED = "refused", _("The mail server did not take the mail.")
    ADDRESS = "address", _("Mail to this address is not accepted.")
    LETTER = "letter", _("The mail could not be written.")
    INTERRUPTED = "interrupted", _("Sending it was interrupted again and again.")


class Finding(NamedTuple):
    """``final``: another attempt would end the same way."""

    trouble: Trouble
    detail: str = ""
    final: bool = False


def of_sending(error: Exception) -> Finding:
    """What an error raised by Django's mail backend means."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _of_recipient(*next(iter(error.recipients.values())))
    if isinstance(error, smtplib.SMTPResponseException):
        return _of_answer(error)
    if isinstance(error, OSError) and (
        isinstance(error, smtplib.SMTPServerDisconnected)
        or not isinstance(error, smtplib.SMTPException)
    ):
        return Finding(Trouble.UNREACHED, _clean(str(error)))
    return Finding(Trouble.REFUSED, type(error).__name__)


def of_writing(error: Exception) -> Finding:
    """What an error raised while the letter was written means.

    Names the place and not the message, in which there may be a secret link.
    """
    place = traceback.extract_tb(error.__traceback__)[-1]
    detail = f"{type(error).__name__}, {Path(place.filename).name}:{place.lineno}"
    return Finding(Trouble.LETTER, detail[:LONGEST])


def _of_recipient(code: int, text: bytes | str) -> Finding:
    detail = _answer(code, text)
    if code == CLOSING:
        return Finding(Trouble.UNREACHED, detail)
    if code < 500 or code == ACCESS_NEEDED or POLICY.search(detail):
        return Finding(Trouble.REFUSED, detail)
    return Finding(Trouble.ADDRESS, detail, final=True)


def _of_answer(error: smtplib.SMTPResponseException) -> Finding:
    at_the_door = (smtplib.SMTPConnectError, smtplib.SMTPHeloError, smtplib.SMTPAuthenticationError)
    unreached = isinstance(error, at_the_door) or error.smtp_code == CLOSING
    detail = _answer(error.smtp_code, error.smtp_error)
    return Finding(Trouble.UNREACHED if unreached else Trouble.REFUSED, detail)


def _answer(code: int, text: bytes | str) -> str:
    words = text.decode(errors="replace") if isinstance(text, bytes) else str(text)
    return _clean(f"{code} {words}")


def _clean(text: str) -> str:
    """One short line without links: spam filters repeat those they do not like."""
    return " ".join(LINK.sub("…", text).split())[:LONGEST]
