"""An organisation joins and edits its profile, and a coordinator decides, without JavaScript."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.events.registration.posting import said
from wagtail_network.core.mail.letters import write
from wagtail_network.models import DirectoryPage, Mail, NetworkPage, Organisation


@pytest.fixture(autouse=True)
def no_hurry(settings: Any) -> None:
    settings.WAGTAIL_NETWORK = {"FORM_MIN_SECONDS": 0}


def link_in(kind: str, live_server: Any) -> str:
    """Where the button of the newest mail leads, on the server of the test."""
    letter: Any = write(Mail.objects.filter(kind=kind).latest("created_at"))
    return live_server.url + re.sub(r"^https?://[^/]+", "", letter.action[1])


def test_from_applying_to_an_approved_change(
    chromium: Any, live_server: Any, network: NetworkPage, directory: DirectoryPage, editor: Any
) -> None:
    network.contact_email = "koordinator@netvaerk.dk"
    network.save()
    applicant = chromium.new_context(base_url=live_server.url, java_script_enabled=False).new_page()
    desk = chromium.new_context(base_url=live_server.url, java_script_enabled=False).new_page()
    desk.goto("/admin/login/")
    desk.fill("[name=username]", "redaktoer@example.org")
    desk.fill("[name=password]", "adgang")
    desk.click("button[type=submit]")

    applicant.goto(f"{directory.url}join/")
    applicant.fill("[name=organisation_name]", "Grønt Byg A/S")
    applicant.fill("[name=cvr]", "10150817")
    applicant.fill("[name=website]", "groentbyg.dk")
    applicant.fill("[name=name]", "Åse Vinther")
    applicant.fill("[name=email]", "aase@groentbyg.dk")
    press(applicant)
    expect(applicant).to_have_url(re.compile("join/sent/$"))
    applicant.goto(link_in("joining.confirm", live_server))
    press(applicant)
    expect(applicant.locator("h1")).to_have_text(said("Your request is with the coordinator"))

    desk.goto(link_in("joining.waiting", live_server))
    desk.click("button[value=grant]")

    applicant.goto(link_in("joining.granted", live_server))
    applicant.click("a[href$='/edit/']")
    applicant.fill("[name=short_text]", "Vi bygger i træ.")
    applicant.fill("[name=long_text]", "Siden **1998**.\n\n- tag\n- facader")
    press(applicant)
    expect(applicant.locator(".wn-said")).to_be_visible()
    expect(applicant.locator("ins").first).to_be_visible()
    assert Organisation.objects.get().short_text == ""

    desk.goto(link_in("joining.changed", live_server))
    expect(desk.locator("ins").first).to_contain_text("Vi")
    desk.click("button[value=approve]")

    applicant.goto(f"{directory.url}groent-byg-as/")
    expect(applicant.locator("body")).to_contain_text("Vi bygger i træ.")
    assert Organisation.objects.get().long_text == (
        "<p>Siden <b>1998</b>.</p><ul><li>tag</li><li>facader</li></ul>"
    )
    applicant.context.close()
    desk.context.close()


def press(page: Page) -> None:
    page.locator("form button.wn-button[type=submit]").first.click()
