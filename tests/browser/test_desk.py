"""The coordinator's desk, in the real admin: its look, its paper, and without JavaScript."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from wagtail.users.models import UserProfile

from tests.events.registration.conftest import standing
from wagtail_network.core.mail.models import Mail
from wagtail_network.events.registration.registering import Applicant, register
from wagtail_network.models import EventPage, Registration

LONG_NAMES = [
    "Bartholomæus Kærgård-Christoffersen",
    "Anne-Marie Østergaard Sørensen Bækgaard",
    "Wolfeschlegelsteinhausenbergerdorff",
]
LONG_ORGANISATION = "Landsforeningen for Bæredygtigt Byggeri og Genanvendelse af Materialer"


@pytest.fixture
def meeting(make_event: Callable[..., EventPage]) -> EventPage:
    """Full, with a waiting list, an application, somebody who never got their mail, long names."""
    event = make_event("Åbent hus", takes_registrations=True, capacity=3, attendance_mode="mixed")
    event.save_revision().publish()
    event = EventPage.objects.get(pk=event.pk)
    for number, name in enumerate([*LONG_NAMES, "Bo Dam"]):
        person = Applicant(name, f"p{number}@example.org", LONG_ORGANISATION, "Murer", "offline")
        register(event, [person], submission=uuid4(), language="da")
    event.needs_approval = True
    person = Applicant("Åse Ansøger", "aase@example.org", mode="online")
    register(event, [person], submission=uuid4(), language="da")
    Mail.objects.filter(to="p0@example.org").update(status="failed", due=None, trouble="refused")
    return event


@pytest.fixture
def session(editor: Any, client: Client) -> dict[str, str]:
    """The cookie of a coordinator who is logged in."""
    profile = UserProfile.get_for_user(editor)
    profile.preferred_language = "en"
    profile.save()
    client.force_login(editor)
    return {"name": "sessionid", "value": client.cookies["sessionid"].value}


@pytest.fixture
def logged_in(page: Page, live_server: Any, session: dict[str, str]) -> Page:
    page.context.add_cookies([session | {"url": live_server.url}])  # type: ignore[list-item]
    return page


def addresses(event: EventPage) -> list[str]:
    person = Registration.objects.get(name="Bo Dam").pk
    pages = ("", "?group=pending", "?group=waiting", "add/", "message/", "export/", "next/")
    ours = [f"/admin/registrations/{event.pk}/{page}" for page in pages]
    actions = ("inspect", "edit", "delete")
    return ours + [f"/admin/wagtail_network/registration/{one}/{person}/" for one in actions]


@pytest.mark.parametrize("width", [390, 1280])
def test_the_desk_fits_the_window_and_passes_axe(
    logged_in: Page, meeting: EventPage, heard: list[str], width: int
) -> None:
    logged_in.set_viewport_size({"width": width, "height": 900})
    wrong = []
    for address in addresses(meeting):
        logged_in.goto(address)
        wide = logged_in.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        wrong += [f"{address}: {wide}px too wide"] if wide > 0 else []
        # Ours, not the frame around it.
        found = Axe().run(logged_in, context="#main .nice-padding").response["violations"]
        wrong += [f"{address}: {rule['id']} at {rule['nodes'][0]['html']}" for rule in found]
    assert wrong == []
    assert heard == []


def test_paper_passes_axe_and_every_name_fits_its_badge(
    logged_in: Page, meeting: EventPage, heard: list[str]
) -> None:
    for paper in ("list/", "badges/"):
        logged_in.goto(f"/admin/registrations/{meeting.pk}/{paper}")
        found = Axe().run(logged_in).response["violations"]
        assert [f"{rule['id']} at {rule['nodes'][0]['html']}" for rule in found] == []
    logged_in.emulate_media(media="print")
    assert not logged_in.locator(".wn-print__hint").is_visible()
    badges = logged_in.locator(".wn-badge").evaluate_all(
        """all => all.map(badge => {
            const box = badge.getBoundingClientRect(), mm = 96 / 25.4;
            const name = badge.querySelector(".wn-badge__name");
            return {
                size: [Math.round(box.width / mm), Math.round(box.height / mm)],
                cut: badge.scrollHeight > badge.clientHeight + 1
                    || name.scrollHeight > name.clientHeight + 1
                    || name.scrollWidth > name.clientWidth + 1,
            };
        })"""
    )
    assert badges == [{"size": [90, 55], "cut": False}] * 3
    assert logged_in.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    assert heard == []


@pytest.mark.parametrize("scripts", [True, False])
def test_an_application_is_approved_and_room_made_with_and_without_scripts(
    chromium: Browser,
    live_server: Any,
    session: dict[str, str],
    meeting: EventPage,
    scripts: bool,
) -> None:
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=scripts)
    context.add_cookies([session | {"url": live_server.url}])  # type: ignore[list-item]
    page = context.new_page()
    page.goto(f"/admin/registrations/{meeting.pk}/?group=pending")
    page.click("button[value^='approve:']")
    expect(page.locator(".wn-desk")).to_contain_text("0 seats are free.")
    page.click(".wn-desk form button[type=submit]")
    expect(page.locator(".messages")).to_contain_text("1 is on the waiting list")
    page.goto(f"/admin/registrations/{meeting.pk}/?group=waiting")
    page.check("input[name=chosen] >> nth=0")
    page.click("button[value=seat]")
    page.check("input[name=make_room]")
    page.click(".wn-desk form button[type=submit]")
    expect(page.locator(".messages")).to_contain_text("1 person has a seat.")
    context.close()
    assert standing(meeting) | {"Bo Dam": "registered", "Åse Ansøger": "waiting"} == standing(
        meeting
    )


def test_a_message_is_written_looked_at_and_sent(
    logged_in: Page, meeting: EventPage, heard: list[str]
) -> None:
    logged_in.goto(f"/admin/registrations/{meeting.pk}/message/?group=registered")
    logged_in.fill("#id_subject", "Ny indgang")
    logged_in.fill("#id_text", "Kom til porten mod syd.")
    logged_in.click(".wn-desk form button[type=submit]")
    expect(logged_in.locator(".wn-desk")).to_contain_text("It goes to 3 people:")
    logged_in.click("button[name=send]")
    expect(logged_in.locator(".messages")).to_contain_text("on its way to 3 people")
    assert Mail.objects.filter(kind="registration.message").count() == 3
    assert heard == []
