"""A registrant wants another e-mail address, and says yes to it from there."""

import re
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from tests.events.registration.conftest import applicant
from tests.events.registration.posting import said, text_of
from tests.events.registration.public.test_secret_link import edited, link
from wagtail_network.core.mail.sending import send_due
from wagtail_network.events.registration.changing import cancel
from wagtail_network.events.registration.editing import edit
from wagtail_network.events.registration.new_address import mail_of, token_for
from wagtail_network.models import EventPage, Mail, Registration

Make = Callable[..., EventPage]
SignUp = Callable[..., Registration]
NEW = "ny@example.org"


@pytest.fixture
def seated(open_event: Make, sign_up: SignUp) -> Registration:
    registration = sign_up(open_event(), "Åse", "Byg A/S", email="aase@example.org")
    Mail.objects.all().delete()
    return registration


def ask(client: Client, registration: Registration, email: str = NEW, **fields: Any) -> Any:
    sent = edited(registration, email=email, **fields)
    return client.post(link(registration, "edit/"), sent)


def asking(to: str = NEW) -> Mail:
    return Mail.objects.filter(kind="registration.confirm_address", to=to).latest("created_at")


def confirming(mail: Mail) -> str:
    return f"/network/registration/{token_for(mail)}/address/"


def address_of(registration: Registration) -> str:
    return Registration.objects.get(pk=registration.pk).email


def mails() -> set[tuple[str, str]]:
    return set(Mail.objects.values_list("kind", "to"))


def test_the_rest_is_saved_and_the_new_address_is_asked_first(
    client: Client, seated: Registration
) -> None:
    response = ask(client, seated, title="murer")
    assert response.url == f"{link(seated)}?said=asked"
    seated.refresh_from_db()
    assert (seated.title, seated.email) == ("murer", "aase@example.org")
    assert mails() == {("registration.confirm_address", NEW)}
    text = text_of(client.get(link(seated)))
    assert NEW in text
    assert "aase@example.org" in text


def test_a_button_behind_the_link_makes_it_count(client: Client, seated: Registration) -> None:
    ask(client, seated)
    address = confirming(asking())
    for _twice in range(2):
        page = client.get(address)
        assert said("Yes, use this address") in text_of(page)
        assert seated.token not in page.text
        assert address_of(seated) == "aase@example.org"
    for _twice in range(2):
        response = client.post(address)
        assert response.url == address
        assert address_of(seated) == NEW
    page = client.get(address)
    assert said("Your address is changed") in text_of(page)
    assert (page["Referrer-Policy"], "no-store" in page["Cache-Control"]) == ("strict-origin", True)
    assert mails() == {
        ("registration.confirm_address", NEW),
        ("registration.new_address", NEW),
        ("registration.address_changed", "aase@example.org"),
    }
    assert Mail.objects.count() == 3
    assert NEW in text_of(client.get(link(seated)))


def test_whether_an_address_has_signed_up_is_not_told(
    client: Client, seated: Registration, sign_up: SignUp
) -> None:
    other = sign_up(seated.event.specific, "Bo")
    pages = []
    for email in ("bo@example.org", NEW):
        response = ask(client, seated, email=email)
        page = client.get(response.url)
        pages.append((response.url, text_of(page).replace(email, "")))
    assert pages[0] == pages[1]
    assert address_of(other) == "bo@example.org"


def test_who_reads_the_mail_of_a_taken_address_learns_it_there(
    client: Client, seated: Registration, sign_up: SignUp
) -> None:
    ask(client, seated)
    address = confirming(asking())
    other = sign_up(seated.event.specific, "Bo", email="NY@example.org")
    response = client.post(address)
    words = said("This address has signed up by itself. Nothing has been changed.")
    assert words in text_of(response)
    assert address_of(seated) == "aase@example.org"
    cancel(other)
    client.post(address)
    assert address_of(seated) == NEW


def test_only_the_address_asked_for_last_counts(client: Client, seated: Registration) -> None:
    ask(client, seated, "forkert@example.org")
    ask(client, seated)
    old = confirming(asking("forkert@example.org"))
    for response in (client.get(old), client.post(old)):
        assert response.status_code == 404
        assert said("This link does not lead to a registration") in text_of(response)
    client.post(confirming(asking()))
    assert address_of(seated) == NEW


def test_asked_twice_for_the_same_address_both_links_lead_there(
    client: Client, seated: Registration
) -> None:
    ask(client, seated)
    first = confirming(asking())
    ask(client, seated)
    assert first != confirming(asking())
    client.post(first)
    assert address_of(seated) == NEW


def test_a_change_by_the_coordinator_outdoes_what_was_asked(
    client: Client, seated: Registration
) -> None:
    ask(client, seated)
    address = confirming(asking())
    edit(seated, applicant("Åse", "Byg A/S", email="kontor@example.org"))
    assert client.post(address).status_code == 404
    assert address_of(seated) == "kontor@example.org"


def test_after_the_meeting_has_begun_or_been_given_up_it_stays(
    client: Client, seated: Registration
) -> None:
    ask(client, seated)
    address = confirming(asking())
    cancel(seated)
    assert said("The registration can no longer be changed.") in text_of(client.post(address))
    assert address_of(seated) == "aase@example.org"


def test_only_another_way_of_writing_the_address_needs_no_yes(
    client: Client, seated: Registration
) -> None:
    assert ask(client, seated, "AASE@example.org").url.endswith("?said=saved")
    assert address_of(seated) == "AASE@example.org"
    assert mails() == set()


def test_without_a_seat_nothing_is_changed_and_nobody_written_to(
    client: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(attendance_mode="mixed", capacity_offline=1, capacity_online=1, capacity=9)
    first = sign_up(event, "A")
    sign_up(event, "B", mode="online")
    Mail.objects.all().delete()
    assert ask(client, first, mode="online").status_code == 200
    assert mails() == set()


def test_the_two_links_open_nothing_of_each_other(client: Client, seated: Registration) -> None:
    ask(client, seated)
    token = token_for(asking())
    assert mail_of(token) == asking()
    for address in (
        f"/network/registration/{token}/",
        f"/network/registration/{token}/edit/",
        link(seated, "address/"),
        f"/network/registration/{'a' * 65}/address/",
    ):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404


def test_erased_with_all_the_rest(client: Client, seated: Registration) -> None:
    ask(client, seated)
    address = confirming(asking())
    assert client.get(link(seated, "data/")).json()["new_email"] == NEW
    client.post(link(seated, "erase/"))
    assert not Mail.objects.exists()
    assert client.get(address).status_code == 404


def test_the_mail_leads_to_the_button_and_holds_no_secret(
    client: Client, seated: Registration, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    ask(client, seated)
    send_due()
    [message] = mailoutbox
    raw: EmailMessage = message.message()
    body = "".join(
        part.get_payload(decode=True).decode()  # type: ignore[union-attr]
        for part in raw.walk()
        if not part.is_multipart()
    )
    assert message.to == [NEW]
    assert seated.token not in body
    [path] = set(re.findall(r"/network/registration/[\w-]{65}/address/", body))
    client.post(path)
    assert address_of(seated) == NEW


def test_the_mail_to_an_address_that_has_signed_up_leads_to_its_own_registration(
    client: Client,
    seated: Registration,
    sign_up: SignUp,
    mailoutbox: list[EmailMultiAlternatives],
) -> None:
    other = sign_up(seated.event.specific, "Bo", email=NEW)
    Mail.objects.all().delete()
    ask(client, seated)
    send_due()
    [message] = mailoutbox
    assert other.token in message.body
    assert seated.token not in message.body
    assert "Åse" not in message.body
