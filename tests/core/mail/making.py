"""A mail server that answers as it is told, and a letter to send."""

import asyncio
import socket
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from wagtail_network.core.mail.letters import Attachment, Letter
from wagtail_network.core.mail.models import Mail

KIND = "test.letter"
LINK = "https://example.org/registration/hemmelig/?a=1&b=2"
CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Møde\r\nEND:VCALENDAR\r\n"


def full_letter(mail: Mail) -> Letter:
    """A letter with one of everything, and what breaks badly written templates."""
    return Letter(
        subject="Grønne SMV'er\n& <b>Køge</b>",
        greeting="Kære Ole & co.",
        paragraphs=["Du er <tilmeldt>.", "Linje 1\nLinje 2"],
        facts=[("Tid", "21. november\nkl. 13"), ("Sted", "Gregersensvej 1")],
        action=("Se din tilmelding", LINK),
        afterwards=["Vi glæder os."],
        links=[
            ("Hent kalenderfil", "https://example.org/a.ics"),
            ("Mødets side", "https://example.org/moede/"),
        ],
        closing="Venlig hilsen\nInnoBYG",
        footnote="Du får denne mail, fordi du er tilmeldt.",
        attachments=[Attachment("moede.ics", CALENDAR, "text/calendar; method=REQUEST")],
        reply_to="Koordinator <koordinator@example.org>",
        headers={"X-Own": "yes"},
        calendar_method="REQUEST",
    )


class MailServer:
    """Real SMTP on a port of its own. What it answers to RCPT and DATA is the test's."""

    host = "127.0.0.1"

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind((self.host, 0))
            self.port = free.getsockname()[1]
        self.received: list[EmailMessage] = []
        self.sessions = 0
        self.to_recipient = ""
        self.to_data = ""
        self.drop_after_data = False
        self.waits = False  # takes the mail, and says so only when told to go on
        self.got_one = threading.Event()
        self.go_on = threading.Event()
        self.controller: Controller | None = None

    def start(self) -> None:
        self.controller = Controller(self, hostname=self.host, port=self.port)
        self.controller.start()

    def stop(self) -> None:
        if self.controller:
            self.controller.stop()
            self.controller = None

    async def handle_EHLO(
        self, server: SMTP, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        self.sessions += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(
        self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if not self.to_recipient:
            envelope.rcpt_tos.append(address)
        return self.to_recipient or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:
        if self.to_data:
            return self.to_data
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.received.append(message)
        self.got_one.set()
        if self.drop_after_data:
            server.transport.close()
        if self.waits:
            await asyncio.get_running_loop().run_in_executor(None, self.go_on.wait, 30)
        return "250 OK"


def text_of(message: EmailMessage) -> str:
    part = message.get_body(["plain"])
    assert part is not None
    return str(part.get_content())


def html_of(message: EmailMessage) -> str:
    part = message.get_body(["html"])
    assert part is not None
    return str(part.get_content())
