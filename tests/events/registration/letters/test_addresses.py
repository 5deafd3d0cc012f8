"""A new address gets the link, and the old one only word of it."""

from collections.abc import Callable
from email.message import EmailMessage

from tests.core.mail.making import html_of, text_of
from tests.events.registration.conftest import applicant
from tests.events.registration.letters.making import CONTACT, EMAIL
from wagtail_network.events.registration.editing import edit
from wagtail_network.events.registration.registering import send_link_again
from wagtail_network.models import EventPage, Registration

Delivered = Callable[..., list[EmailMessage]]


def change_address(registration: Registration, email: str) -> Registration:
    return edit(registration, applicant(registration.name, email=email))


def test_each_address_gets_its_own_mail(
    meeting: EventPage, ole: Registration, delivered: Delivered
) -> None:
    # That the link has been sent within the hour does not keep it from the new address.
    send_link_again(ole)
    delivered()
    change_address(ole, "ny@example.org")
    old, new = sorted(delivered(), key=lambda message: message["To"] != EMAIL)
    assert (old["To"], new["To"]) == (EMAIL, "ny@example.org")
    assert ole.token in text_of(new)
    assert len(list(new.iter_attachments())) == 1
    for body in (text_of(old), html_of(old)):
        assert "http" not in body.replace("http-equiv", "")
        assert "ny@example.org" not in body
    assert CONTACT in text_of(old)
    assert list(old.iter_attachments()) == []


def test_an_address_that_is_changed_once_more_gets_no_link(
    meeting: EventPage, ole: Registration, delivered: Delivered
) -> None:
    current = change_address(ole, "tastefejl@example.org")
    change_address(current, "rigtig@example.org")
    with_link = [one["To"] for one in delivered() if ole.token in text_of(one)]
    assert with_link == ["rigtig@example.org"]
