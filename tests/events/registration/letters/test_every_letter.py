"""What holds for every letter, in whatever language it is sent."""

import re
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest
from bs4 import BeautifulSoup
from icalendar import Calendar

from tests.core.mail.making import html_of, text_of
from tests.core.mail.test_rendering import wrong_with
from tests.events.registration.letters.conftest import ENGLISH_TITLE
from tests.events.registration.letters.making import (
    CONTACT,
    EMAIL,
    ODD,
    SCENES,
    SITE,
    TITLE,
    Scene,
    promise,
)
from wagtail_network.core.mail import letters
from wagtail_network.models import EventPage, Mail, Registration

Delivered = Callable[..., list[EmailMessage]]
TOKEN = re.compile(r"[\w-]{65}")
TITLES = {"da": TITLE, "en": ENGLISH_TITLE}

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture(params=SCENES, ids=lambda scene: scene.name)
def scene(request: Any) -> Scene:
    return request.param


@pytest.fixture(params=["da", "en"])
def language(request: Any) -> str:
    return request.param


@pytest.fixture
def arrived(
    scene: Scene,
    language: str,
    meeting: EventPage,
    ole: Registration,
    delivered: Delivered,
) -> EmailMessage:
    ole.language = language
    mail = promise(scene, meeting, ole)
    found = delivered()
    mail.refresh_from_db()
    assert (mail.status, mail.trouble, mail.error) == ("sent", "", "")
    (message,) = found
    return message


def links_of(message: EmailMessage) -> list[str]:
    page = BeautifulSoup(html_of(message), "html.parser")
    return [str(link["href"]) for link in page.find_all("a")]


def test_a_letter_is_as_it_should_be_in_every_situation(
    arrived: EmailMessage, language: str, ole: Registration, scene: Scene
) -> None:
    """One test for all: to lay the scene takes longer than to look at it."""
    is_whole_and_says_when_and_where(arrived, language, ole, scene)
    has_no_markup_that_was_typed(arrived)
    links_to_the_site_itself(arrived, scene)
    has_the_secret_link_on_its_button_and_nowhere_else(arrived, ole, scene)
    has_a_calendar_file_while_one_has_a_seat(arrived, ole, scene)


def is_whole_and_says_when_and_where(
    arrived: EmailMessage, language: str, ole: Registration, scene: Scene
) -> None:
    text, html = text_of(arrived).replace("\r\n", "\n"), html_of(arrived)
    if scene.kind != "registration.message":
        assert TITLES[language] in arrived["Subject"]
    assert "\n" not in arrived["Subject"]
    assert (arrived["To"], arrived["Reply-To"]) == (scene.to or EMAIL, CONTACT)
    assert ole.name in text
    assert TITLES[language] in text or scene.kind == "registration.message"
    assert str(EventPage.objects.get(pk=ole.event_id).local_start.year) in text
    if scene.kind != "registration.thanks":
        assert "Kulturhuset" in text or "Online" in text or "address_changed" in scene.kind
    # The title itself looks like something that was forgotten.
    written = f"{arrived['Subject']}\n{text}".replace("%(name)s", "x")
    assert "%(" not in written
    assert "None" not in written
    assert "  " not in written.replace("\n  ", "\n")
    assert not re.search(r": *$|: *\n(?=\n)", written.replace(":\nhttp", ""), re.MULTILINE)
    assert wrong_with(html) == []


def has_no_markup_that_was_typed(arrived: EmailMessage) -> None:
    html = html_of(arrived)
    page = BeautifulSoup(html, "html.parser")
    assert page.find("b") is None
    assert ODD in page.get_text()
    assert "&amp;lt;" not in html


def links_to_the_site_itself(arrived: EmailMessage, scene: Scene) -> None:
    links = links_of(arrived)
    own = [link for link in links if not link.startswith("https://moede.example/")]
    assert [link for link in own if not link.startswith(f"{SITE}/")] == []
    may_join = scene.registration.get("mode") == "online" and scene.status == "registered"
    assert may_join or own == links
    assert [link for link in links if link not in text_of(arrived)] == []


def has_the_secret_link_on_its_button_and_nowhere_else(
    arrived: EmailMessage, ole: Registration, scene: Scene
) -> None:
    secret = [link for link in links_of(arrived) if ole.token in link]
    if scene.kind == "registration.address_changed":
        assert links_of(arrived) == []
        assert not TOKEN.search(text_of(arrived) + html_of(arrived))
        return
    if scene.kind == "registration.confirm_address":
        assert secret == []
        (link,) = [link for link in links_of(arrived) if TOKEN.search(link)]
        assert link.endswith("/address/")
        return
    (link,) = secret
    assert link == f"{SITE}/{link.removeprefix(SITE).strip('/')}/"
    assert link.endswith(f"/registration/{ole.token}/")
    assert text_of(arrived).count(ole.token) == 1
    assert html_of(arrived).count(ole.token) == 1
    for part in arrived.iter_attachments():
        assert not TOKEN.search(re.sub(r"\r?\n ", "", str(part.get_content())))


def has_a_calendar_file_while_one_has_a_seat(
    arrived: EmailMessage, ole: Registration, scene: Scene
) -> None:
    event = EventPage.objects.get(pk=ole.event_id)
    without = ("again", "confirm_address", "address_changed", "thanks", "message")
    wanted = scene.status == "registered" and event.can_be_joined
    wanted = wanted and not scene.kind.endswith(without)
    parts = list(arrived.iter_attachments())
    assert len(parts) == int(wanted)
    for part in parts:
        assert part.get_content_type() == "text/calendar"
        assert part.get_param("method") == "PUBLISH"
        assert part.get_content_charset() == "utf-8"
        calendar = Calendar.from_ical(part.get_content())
        assert calendar["METHOD"] == "PUBLISH"
    assert Mail.objects.get().calendar_method == ("PUBLISH" if wanted else "")


def test_there_is_a_scene_for_every_letter() -> None:
    kinds = {kind for kind, _label in letters.kinds() if kind.startswith("registration.")}
    assert kinds == {scene.kind for scene in SCENES}
