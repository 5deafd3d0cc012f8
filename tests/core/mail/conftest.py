"""The outbox with a letter in it, and a mail server to send it to."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.core.mail.making import KIND, MailServer, full_letter
from wagtail_network.core.mail import letters
from wagtail_network.core.mail.models import Mail


@pytest.fixture(autouse=True)
def known_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """A register of the test's own, with one letter."""
    monkeypatch.setattr(letters, "_register", {})
    letters.letter(KIND, "Test letter")(full_letter)


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    """Running, and the one the site sends its mails to."""
    server = MailServer()
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = server.host
    settings.EMAIL_PORT = server.port
    settings.EMAIL_TIMEOUT = 1
    yield server
    server.go_on.set()
    server.stop()


@pytest.fixture
def make_mail(db: None) -> Callable[..., Mail]:
    """A mail that waits in the outbox and that no queue knows of."""

    def make(to: str = "ole@example.org", **fields: Any) -> Mail:
        fields.setdefault("key", f"test:{Mail.objects.count()}")
        return Mail.objects.create(**{"kind": KIND, "to": to, "language": "da", **fields})

    return make
