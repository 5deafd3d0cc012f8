"""Links that stand for a log-in: who has one may do what it is for.

A link holds a random key (128 bits), kept with what it opens, and a signature made with the site's
secret. A copy of the database alone opens nothing, and a changed secret keeps old links where
Django's ``SECRET_KEY_FALLBACKS`` names the one before.
"""

import logging
import re
import secrets
from typing import Any

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

from wagtail_network.core.error_reports import without

KEY_BYTES = 16
KEY_LENGTH = 22
SIGNATURE_LENGTH = 43
# Only such letters as Wagtail's own pattern for the address of a page admits.
TOKEN = re.compile(rf"(?<![\w-])[\w-]{{{KEY_LENGTH + SIGNATURE_LENGTH}}}(?![\w-])", re.ASCII)
HIDDEN = "[secret link]"
# Those that write the addresses they are asked for.
LOGGERS = (
    *(
        "django.request",
        "django.server",
        "django.security.csrf",
        "django.security.SuspiciousOperation",
        "django.security.RequestDataTooBig",
        "django.security.TooManyFieldsSent",
    ),
    *("gunicorn.access", "uvicorn.access", "daphne.access"),
)


def new_key() -> str:
    """22 characters that cannot be guessed."""
    return secrets.token_urlsafe(KEY_BYTES)


def token_of(key: str, purpose: str) -> str:
    """What stands in the link, 65 characters. A token of one purpose opens no other."""
    return key + _signer(purpose).signature(key)


def key_of(token: str, purpose: str) -> str | None:
    """The key a token was made of, or None for one that was not made here."""
    key, signature = token[:KEY_LENGTH], token[KEY_LENGTH:]
    try:
        return _signer(purpose).unsign(f"{key}:{signature}")
    except BadSignature:
        return None


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"wagtail_network.{purpose}")


class HideSecretLinks(logging.Filter):
    """Takes the tokens out of what is logged: a log is read by more people than a mail is.

    And out of the request that goes with it, of which Django's error reports are made.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):  # uvicorn writes the line of these and not the message
            record.args = tuple(_hidden(one) for one in record.args)
        said = record.getMessage()
        if TOKEN.search(said):
            record.msg, record.args = _hidden(said), ()
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and TOKEN.search(request.path):
            record.request = without(TOKEN, HIDDEN, request)
        return True


def _hidden(value: Any) -> Any:
    return TOKEN.sub(HIDDEN, value) if isinstance(value, str) else value


def keep_out_of_logs() -> None:
    """Hides tokens in the logs of Django and of the common servers, once."""
    for name in LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(known, HideSecretLinks) for known in logger.filters):
            logger.addFilter(HideSecretLinks())
