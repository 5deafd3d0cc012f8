"""What arrives: both parts, the headers, the attachment."""

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from django.utils.translation import gettext

from tests.core.mail.making import CALENDAR, KIND, LINK, MailServer, html_of, text_of
from tests.test_templates import faults
from wagtail_network.core.mail import letters
from wagtail_network.core.mail.letters import Letter
from wagtail_network.core.mail.models import Mail
from wagtail_network.core.mail.sending import Outcome, send_all


def wrong_with(html: str) -> list[str]:
    """Mail programs need the styles inline, which no page may have."""
    return [fault for fault in faults(html) if not fault.startswith("inline style")]


@pytest.fixture
def arrived(server: MailServer, make_mail: Callable[..., Mail]) -> EmailMessage:
    mail = make_mail()
    assert send_all([mail.pk]) == {Outcome.SENT: 1}
    (message,) = server.received
    return message


def test_the_text_part_reads_as_it_was_written(arrived: EmailMessage) -> None:
    assert text_of(arrived).replace("\r\n", "\n") == (
        "Kære Ole & co.\n\n"
        "Du er <tilmeldt>.\n\n"
        "Linje 1\nLinje 2\n\n"
        "Tid: 21. november\n  kl. 13\nSted: Gregersensvej 1\n\n"
        f"Se din tilmelding:\n{LINK}\n\n"
        "Vi glæder os.\n\n"
        "Hent kalenderfil:\nhttps://example.org/a.ics\n\n"
        "Mødets side:\nhttps://example.org/moede/\n\n"
        "Venlig hilsen\nInnoBYG\n\n"
        "--\nDu får denne mail, fordi du er tilmeldt.\n"
    )


def test_the_html_part_is_escaped_and_whole(arrived: EmailMessage) -> None:
    html = html_of(arrived)
    assert "<tilmeldt>" not in html
    assert "<b>" not in html
    assert wrong_with(html) == []
    page = BeautifulSoup(html, "html.parser")
    assert page.html["lang"] == "da"
    assert page.find("a", class_="wn-button")["href"] == LINK
    assert [tag.get_text() for tag in page.find_all("dt")] == ["Tid", "Sted"]
    assert "Du er <tilmeldt>." in page.get_text()


def test_the_html_part_asks_nobody_for_anything(arrived: EmailMessage) -> None:
    page = BeautifulSoup(html_of(arrived), "html.parser")
    assert page.find_all(["img", "script", "link", "iframe"]) == []
    assert "url(" not in html_of(arrived)


def test_a_line_break_in_the_subject_becomes_a_space(arrived: EmailMessage) -> None:
    assert arrived["Subject"] == "Grønne SMV'er & <b>Køge</b>"


def test_the_headers_say_who_wrote_it_and_that_no_answer_is_awaited(
    arrived: EmailMessage, settings: Any
) -> None:
    mail = Mail.objects.get()
    assert arrived["From"] == settings.DEFAULT_FROM_EMAIL
    assert arrived["To"] == "ole@example.org"
    assert arrived["Reply-To"] == "Koordinator <koordinator@example.org>"
    assert arrived["Message-ID"] == f"<{mail.pk}@localhost>"
    assert arrived["Content-Language"] == "da"
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived["X-Auto-Response-Suppress"] == "OOF, AutoReply"
    assert arrived["X-Own"] == "yes"


def test_the_calendar_file_has_its_method_in_its_type_and_on_the_mail(
    arrived: EmailMessage,
) -> None:
    (part,) = arrived.iter_attachments()
    assert part.get_content_type() == "text/calendar"
    assert part.get_param("method") == "REQUEST"
    assert part.get_content_charset() == "utf-8"
    assert part.get_filename() == "moede.ics"
    assert str(part.get_content()).replace("\r\n", "\n") == CALENDAR.replace("\r\n", "\n")
    assert Mail.objects.get().calendar_method == "REQUEST"


def test_the_sender_is_the_one_in_the_settings(
    server: MailServer, make_mail: Callable[..., Mail], settings: Any
) -> None:
    settings.WAGTAIL_NETWORK = {"MAIL_FROM": "Grønt netværk <netvaerk@blåbær.dk>"}
    send_all([make_mail().pk])
    (message,) = server.received
    assert message["From"].addresses[0].display_name == "Grønt netværk"
    assert str(message["Message-ID"]).endswith("@xn--blbr-roah.dk>")
    assert "Grønt netværk" in html_of(message)


@pytest.mark.parametrize(("language", "word"), [("da", "Netværk"), ("en", "Networks")])
def test_a_mail_is_in_its_own_language_and_the_time_of_the_site(
    server: MailServer, make_mail: Callable[..., Mail], language: str, word: str
) -> None:
    letters.letter("test.language")(
        lambda mail: Letter(
            subject=gettext("Networks"), paragraphs=[timezone.get_current_timezone_name()]
        )
    )
    with timezone.override("America/Nuuk"):
        send_all([make_mail(kind="test.language", language=language).pk])
    (message,) = server.received
    assert message["Subject"] == word
    assert text_of(message).strip() == "Europe/Copenhagen"
    assert f'<html lang="{language}">' in html_of(message)


def test_the_smallest_letter_leaves_no_holes(
    server: MailServer, make_mail: Callable[..., Mail]
) -> None:
    letters.letter("test.small")(lambda mail: Letter(subject="Hej", paragraphs=["Hej."]))
    send_all([make_mail(kind="test.small").pk])
    assert text_of(server.received[0]).replace("\r\n", "\n") == "Hej.\n"
    assert wrong_with(html_of(server.received[0])) == []


def test_a_site_writes_its_own_frame(
    server: MailServer, make_mail: Callable[..., Mail], settings: Any, tmp_path: Path
) -> None:
    folder = tmp_path / "wagtail_network" / "emails"
    folder.mkdir(parents=True)
    (folder / "letter.html").write_text("<p>Vores: {{ letter.greeting }}</p>")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    send_all([make_mail(kind=KIND).pk])
    assert html_of(server.received[0]).strip() == "<p>Vores: Kære Ole &amp; co.</p>"
