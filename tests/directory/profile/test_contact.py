"""Writing to an organisation from its page, without seeing its address."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.utils import timezone

from wagtail_network.directory.profile import contact
from wagtail_network.directory.profile.contact import forget_messages, recipient_of
from wagtail_network.models import DirectoryPage, Mail, Membership, Organisation, Person
from wagtail_network.organisations.visibility import ORGANISATION_FIELDS, Audience

ADDRESS = "/en/netvaerk/groenne/medlemmer/toemrerfirmaet-bjaelke-soen-aps/contact/"
MESSAGE = "Kan I give et bud på et tag?\n\nHilsen\nPer"


@pytest.fixture(autouse=True)
def no_waiting(settings: Any) -> None:
    settings.WAGTAIL_NETWORK = {"FORM_MIN_SECONDS": 0}


@pytest.fixture(autouse=True)
def in_the_directory(directory: DirectoryPage, carpenter: Organisation) -> None:
    """All of these tests write to the carpenter."""


def shown(client: Client) -> dict[str, str]:
    """What a browser would post of the form as it is shown."""
    page = BeautifulSoup(client.get(ADDRESS).content, "html.parser")
    return {tag["name"]: tag.get("value", "") for tag in page.select("form.wn-form input[name]")}


def write(client: Client, **given: str) -> Any:
    told = {"name": "Per Hansen", "email": "per@kunde.example", "message": MESSAGE}
    return client.post(ADDRESS, {**shown(client), **told, **given})


def test_the_message_goes_to_the_organisation_and_the_answer_to_who_wrote(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = write(client, organisation="Kunde ApS")
    assert response.status_code == 302
    assert response["Location"] == f"{ADDRESS}?sent=1"
    [letter] = mail.outbox
    assert letter.to == ["hej@bjaelke.example"]
    assert letter.reply_to == ["per@kunde.example"]
    assert "Per Hansen" in letter.subject
    assert "Tømrerfirmaet Bjælke & Søn ApS" in letter.subject
    assert "Kan I give et bud på et tag?\n\nHilsen\nPer" in letter.body
    assert "Kunde ApS" in letter.body
    assert "http://localhost/en/netvaerk" in letter.body or "/en/netvaerk" in letter.body


def test_no_page_shows_the_address(client: Client) -> None:
    pages = [client.get(ADDRESS), client.get(f"{ADDRESS}?sent=1"), write(client, message="")]
    for page in pages:
        assert page.status_code == 200
        assert "hej@bjaelke.example" not in page.content.decode()
        assert page["X-Robots-Tag"] == "noindex"


def test_whoever_hides_the_address_from_all_can_still_be_written_to(
    client: Client, carpenter: Organisation
) -> None:
    carpenter.visibility = dict.fromkeys(ORGANISATION_FIELDS, int(Audience.COORDINATORS))
    carpenter.save()
    assert write(client).status_code == 302
    assert Mail.objects.get().to == "hej@bjaelke.example"


def test_without_an_own_address_it_goes_to_the_contact_person(
    client: Client, carpenter: Organisation, colleague: Person
) -> None:
    Organisation.objects.filter(pk=carpenter.pk).update(email="")
    carpenter.refresh_from_db()
    assert recipient_of(carpenter) == ""
    Membership.objects.update(contact_person=colleague)
    assert recipient_of(carpenter) == "karen@bjaelke.example"
    Person.objects.update(live=False)
    assert recipient_of(carpenter) == ""


def test_without_any_address_it_says_so_and_what_there_is_instead(
    client: Client, carpenter: Organisation
) -> None:
    Organisation.objects.filter(pk=carpenter.pk).update(email="")
    page = client.get(ADDRESS).content.decode()
    assert "We know no e-mail address of" in page
    assert "56 12 34 56" in page
    assert "<form" not in page
    assert client.post(ADDRESS, {"name": "x"}).status_code == 200
    assert not Mail.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"), [("email", "ikke en adresse"), ("name", ""), ("message", "a\x00b")]
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    client: Client, field: str, value: str
) -> None:
    page = write(client, **{field: value}).content.decode()
    assert "wn-problems" in page
    assert (MESSAGE.splitlines()[0] in page) == (field != "message")
    assert not Mail.objects.exists()


def test_a_line_break_in_the_name_is_no_new_header(client: Client) -> None:
    assert write(client, name="Per\r\nBcc: alle@example.org").status_code == 302
    assert Mail.objects.get().facts["name"] == "Per Bcc: alle@example.org"


def test_the_form_sent_twice_is_one_mail(client: Client) -> None:
    sent = {**shown(client), "name": "Per", "email": "p@kunde.example", "message": "Hej"}
    for _ in range(2):
        assert client.post(ADDRESS, sent).status_code == 302
    assert Mail.objects.count() == 1


def test_robots_are_not_let_through(client: Client, settings: Any) -> None:
    assert write(client, homepage="https://spam.example").status_code == 200
    settings.WAGTAIL_NETWORK = {"FORM_MIN_SECONDS": 5}
    assert write(client).status_code == 200
    assert not Mail.objects.exists()


@pytest.mark.parametrize(
    ("limit", "who"),
    [("FROM_ONE_ADDRESS", {}), ("TO_ONE_ORGANISATION", {"email": "anden@kunde.example"})],
)
def test_nobody_is_flooded(
    client: Client, monkeypatch: Any, limit: str, who: dict[str, str]
) -> None:
    monkeypatch.setattr(contact, limit, 1)
    assert write(client).status_code == 302
    refused = write(client, **who)
    assert refused.status_code == 200
    assert "Too many messages" in refused.content.decode()
    assert Mail.objects.count() == 1


def test_a_member_finds_the_form_filled_in(client: Client, member: Any) -> None:
    client.force_login(member)
    found = shown(client)
    assert found["name"] == "Mia Murer"
    assert found["email"] == "mia@murer.example"
    assert found["organisation"] == "Egen Murer"


def test_what_was_written_is_forgotten_after_a_month(client: Client) -> None:
    write(client)
    now = timezone.now()
    Mail.objects.update(status=Mail.Status.SENT, due=None)
    assert forget_messages(now + timedelta(days=29)) == 0
    assert forget_messages(now + timedelta(days=31)) == 1
    assert Mail.objects.get().facts == {}
    assert forget_messages(now + timedelta(days=31)) == 0


def test_nothing_is_sent_about_an_organisation_that_is_gone(
    client: Client, carpenter: Organisation, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        write(client)
        carpenter.delete()
    assert mail.outbox == []
    assert Mail.objects.get().status == Mail.Status.DROPPED
