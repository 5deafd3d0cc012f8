from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.events.registration.desk.conftest import mark, said, url
from wagtail_network.core.mail.models import Mail
from wagtail_network.events.registration.changing import cancel
from wagtail_network.events.registration.desk.messaging import send_message
from wagtail_network.models import EventPage, Registration

Make = Callable[..., EventPage]
SignUp = Callable[..., Registration]


def write(desk: Client, event: EventPage, **fields: Any) -> Any:
    data = {"to": "registered", "subject": "Ny dør", "text": "Gå bagom.", "message": uuid4()}
    return desk.post(url(event, "message/"), data | fields, follow=True)


def recipients() -> list[str]:
    mails = Mail.objects.filter(kind="registration.message")
    return sorted(mails.values_list("registration__name", flat=True))


@pytest.fixture
def event(open_event: Make, sign_up: SignUp) -> EventPage:
    """Anna and Bodil are registered, Carl waits, Dora has cancelled."""
    event = open_event(capacity=3)
    people = [sign_up(event, name) for name in ("Anna", "Bodil", "Dora", "Carl")]
    EventPage.objects.filter(pk=event.pk).update(status="postponed")
    cancel(people[2])
    return event


def test_a_message_is_shown_before_it_is_sent(desk: Client, event: EventPage) -> None:
    answer = write(desk, event)
    assert "Gå bagom." in answer.content.decode()
    assert "It goes to 2 people:" in answer.content.decode()
    assert recipients() == []
    assert said(write(desk, event, send="1")) == ["The message is on its way to 2 people."]
    assert recipients() == ["Anna", "Bodil"]


@pytest.mark.parametrize(
    ("to", "expected"),
    [("all", ["Anna", "Bodil", "Carl"]), ("waiting", ["Carl"]), ("out", ["Dora"])],
)
def test_it_goes_to_those_who_are_meant(
    desk: Client, event: EventPage, to: str, expected: list[str]
) -> None:
    write(desk, event, to=to, send="1")
    assert recipients() == expected


def test_the_ticked_are_carried_from_the_desk_to_the_message(
    desk: Client, event: EventPage
) -> None:
    chosen = [mark(one) for one in Registration.objects.filter(name__in=["Anna", "Carl"])]
    answer = desk.post(url(event, "act/"), {"act": "message", "chosen": chosen}, follow=True)
    form = answer.context["form"]
    assert form["to"].value() == "people"
    write(desk, event, to="people", people=form["people"].value(), send="1")
    assert recipients() == ["Anna", "Carl"]


def test_all_of_a_list_are_carried_without_naming_each(desk: Client, event: EventPage) -> None:
    data = {"act": "message", "everyone": "1", "group": "registered", "q": "ann"}
    answer = desk.post(url(event, "act/"), data, follow=True)
    form = answer.context["form"]
    assert (form["to"].value(), form["q"].value(), form["people"].value()) == (
        "registered",
        "ann",
        "",
    )
    write(desk, event, q="ann", send="1")
    assert recipients() == ["Anna"]


def test_a_message_sent_twice_arrives_once(desk: Client, event: EventPage) -> None:
    message = uuid4()
    write(desk, event, message=message, send="1")
    again = write(desk, event, message=message, send="1")
    assert said(again) == ["This message has been sent already."]
    assert recipients() == ["Anna", "Bodil"]


def test_the_mail_says_what_was_written_in_the_language_of_the_reader(
    desk: Client, event: EventPage
) -> None:
    Registration.objects.filter(name="Anna").update(language="en")
    message = uuid4()
    write(desk, event, subject="  Ny\r\nBcc: x ", message=message, send="1")
    mail = Mail.objects.get(kind="registration.message", to="anna@example.org")
    assert mail.facts == {"subject": "Ny Bcc: x", "text": "Gå bagom."}
    assert mail.language == "en"
    assert mail.key == f"registration.message:{message}:{mail.registration_id}"


def test_changing_it_keeps_what_was_typed(desk: Client, event: EventPage) -> None:
    answer = write(desk, event, change="1")
    assert answer.context["form"]["text"].value() == "Gå bagom."
    assert "preview" not in answer.context
    answer = write(desk, event, subject="", text="Kom ind", send="1")
    assert answer.context["form"].errors.keys() == {"subject"}
    assert "Kom ind" in answer.content.decode()
    assert recipients() == []


def test_more_than_can_be_ticked_are_not_looked_up(desk: Client, event: EventPage) -> None:
    ticked = ",".join(map(str, range(300_000)))
    assert write(desk, event, to="people", people=ticked, send="1").status_code == 404
    assert not recipients()


def test_who_left_no_address_is_named(desk: Client, event: EventPage) -> None:
    Registration.objects.filter(name="Anna").update(email="")
    answer = write(desk, event)
    assert answer.context["unreached"] == ["Anna"]
    write(desk, event, send="1")
    assert recipients() == ["Bodil"]
    Registration.objects.update(email="")
    assert write(desk, event, send="1").context["form"].errors.keys() == {"to"}


def test_writing_to_many_takes_few_queries(
    event: EventPage, django_assert_max_num_queries: Any
) -> None:
    def many(count: int) -> list[Registration]:
        made = [
            Registration(event_id=event.pk, name=f"N{i}", email=f"n{uuid4()}@example.org")
            for i in range(count)
        ]
        for one in made:
            one.set_keys()
            one.status = "registered"
        return Registration.objects.bulk_create(made)

    for count in (2, 200):
        people = many(count)
        # SQLite takes so many mails in several inserts.
        with django_assert_max_num_queries(8):
            assert send_message(people, subject="S", text="T", message=uuid4()) == count
