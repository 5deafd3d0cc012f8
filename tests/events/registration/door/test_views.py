"""The page at the door, by its forms: what works without the script."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale

from tests.events.registration.conftest import counts_are_right, standing
from tests.events.registration.door.conftest import Make, SignUp, door, newcomer, send, tap
from wagtail_network.events.registration.changing import cancel
from wagtail_network.events.registration.checking_in import check_in
from wagtail_network.models import EventPage, Registration, Seats

RIGHT = "change_registration"


def here(registration: Registration) -> bool:
    return Registration.objects.get(pk=registration.pk).checked_in_at is not None


@pytest.mark.parametrize(
    ("codenames", "of_page", "status"),
    [
        ([RIGHT], True, 200),
        ([RIGHT], False, 403),
        (["view_registration"], True, 403),
        ([], True, 403),
    ],
)
def test_only_who_manages_the_meeting_stands_at_its_door(
    coordinator: Any,
    event: EventPage,
    anna: Registration,
    codenames: list[str],
    of_page: bool,
    status: int,
) -> None:
    client = coordinator(*codenames, pages=event if of_page else None)
    may = status == 200
    assert client.get(door(event)).status_code == status
    assert client.get(door(event), headers={"accept": "application/json"}).status_code == status
    assert client.post(door(event), {"in": anna.pk}).status_code == (302 if may else 403)
    assert here(anna) == may
    assert send(client, event, tap(anna)).status_code == status
    assert b"Anna" not in client.get(door(event)).content or may


@pytest.mark.parametrize("logged_in", [True, False])
def test_who_does_not_get_into_the_admin_is_sent_to_log_in(
    coordinator: Any, event: EventPage, anna: Registration, logged_in: bool
) -> None:
    client = coordinator(RIGHT, pages=event, admin=False) if logged_in else Client()
    for answer in (client.get(door(event)), send(client, event, tap(anna))):
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("wagtailadmin_login"))
    assert not here(anna)


def test_the_page_says_who_is_expected_and_how_many_are_here(
    admin: Client, event: EventPage, anna: Registration, sign_up: SignUp
) -> None:
    bo = sign_up(event, "Bo")
    check_in(anna)
    cancel(bo)
    answer = admin.get(door(event))
    text = answer.content.decode()
    assert [one.name for one in answer.context["people"].registered] == ["Anna"]
    assert [one.name for one in answer.context["people"].others] == ["Bo"]
    assert answer.context["tally"] == (1, 1)
    assert f'name="out" value="{anna.pk}"' in text
    assert f'name="in" value="{bo.pk}"' in text
    assert "no-store" in answer["Cache-Control"]
    assert 'content="noindex, nofollow"' in text


def test_a_translation_of_the_meeting_leads_to_the_same_door(
    admin: Client, event: EventPage, anna: Registration
) -> None:
    english = event.copy_for_translation(Locale.objects.get_or_create(language_code="en")[0], True)
    assert admin.get(door(english)).context["people"].registered == [anna]


def test_a_person_is_checked_in_and_out_by_the_buttons(
    admin: Client, event: EventPage, anna: Registration
) -> None:
    answer = admin.post(door(event), {"in": anna.pk, "q": "Ær"})
    assert answer.url == f"{door(event)}?q=%C3%86r#r{anna.pk}"
    assert here(anna)
    assert admin.post(door(event), {"out": anna.pk}).url == f"{door(event)}#r{anna.pk}"
    assert not here(anna)


def test_looking_at_the_page_changes_nothing(
    admin: Client, event: EventPage, anna: Registration
) -> None:
    admin.get(door(event), {"in": anna.pk})
    assert not here(anna)


def test_who_waits_is_let_in_by_a_button_of_their_own(
    admin: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=1)
    sign_up(event, "A")
    waiting = sign_up(event, "B")
    admin.post(door(event), {"in": waiting.pk})
    assert standing(event) == {"A": "registered", "B": "registered"}
    assert counts_are_right(event)


def test_who_just_came_is_added_once_however_often_the_form_is_sent(
    admin: Client, event: EventPage
) -> None:
    form = {"op": newcomer("")["op"], "name": "Ny", "organisation": "Byg", "email": ""}
    urls = {admin.post(door(event), form).url for _time in range(2)}
    registration = Registration.objects.of(event).get()
    assert urls == {f"{door(event)}#r{registration.pk}"}
    assert (registration.name, registration.source, here(registration)) == ("Ny", "walk_in", True)


def test_people_come_also_to_a_meeting_that_took_no_registrations(
    admin: Client, make_event: Make
) -> None:
    event = make_event()
    form = {"op": newcomer("")["op"], "name": "Ny", "organisation": "", "email": ""}
    assert admin.post(door(event), form).status_code == 302
    assert Seats.objects.get(event=event).present == 1


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"name": "x" * 201}, {"name": "a\0"}, {"email": "nej"}, {"op": "1"}]
)
def test_what_is_filled_in_wrongly_is_kept_and_explained(
    admin: Client, event: EventPage, wrong: dict[str, str]
) -> None:
    form = {
        "op": newcomer("")["op"],
        "name": "Ny",
        "organisation": "Byg & Co",
        "email": "",
        **wrong,
    }
    answer = admin.post(door(event), form)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == list(wrong)
    assert "Byg &amp; Co" in answer.content.decode()
    assert not Registration.objects.of(event).exists()


def test_an_address_that_is_registered_twice_is_explained(
    admin: Client, event: EventPage, anna: Registration, sign_up: SignUp
) -> None:
    cancel(anna)
    sign_up(event, "Anna")
    answer = admin.post(door(event), {"in": anna.pk})
    assert answer.status_code == 409
    assert answer.context["wrong"]
    assert not here(anna)


@pytest.mark.parametrize("key", ["x", "1.5", "-1", "9" * 30, "9" * 5000, "²"])
def test_a_button_of_nobody_is_no_error_of_the_server(
    admin: Client, event: EventPage, key: str
) -> None:
    assert admin.post(door(event), {"in": key}).status_code in (404, 409)


def test_a_person_of_another_meeting_is_not_checked_in_here(
    admin: Client, event: EventPage, open_event: Make, sign_up: SignUp
) -> None:
    other = sign_up(open_event("Andet"), "Carl")
    assert admin.post(door(event), {"in": other.pk}).status_code == 409
    assert not here(other)


@pytest.mark.parametrize("typed", ["aeroe", "ÆRØ tøm", "anna", "ticket"])
def test_people_are_found_by_name_organisation_and_ticket(
    admin: Client, event: EventPage, anna: Registration, sign_up: SignUp, typed: str
) -> None:
    sign_up(event, "Bo", "Byg")
    typed = anna.ticket.lower() if typed == "ticket" else typed
    answer = admin.get(door(event), {"q": typed})
    assert answer.context["people"].registered == [anna]


def test_nobody_posts_from_another_site(editor: Any, event: EventPage, anna: Registration) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    assert strict.post(door(event), {"in": anna.pk}).status_code == 403
    assert send(strict, event, tap(anna)).status_code == 403
    strict.get(door(event))
    token = strict.cookies["csrftoken"].value
    assert send(strict, event, tap(anna), headers={"x-csrftoken": token}).status_code == 200
    assert here(anna)


def test_a_page_asks_no_more_queries_for_a_hundred_people(
    admin: Client, event: EventPage, anna: Registration
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert admin.get(door(event)).status_code == 200
        return len(captured)

    queries()
    few = queries()
    people = [
        Registration(event=event.page_ptr, name=f"P {number}", status="registered", ticket=number)
        for number in range(100)
    ]
    for number, one in enumerate(people):
        one.key, one.email_key = str(number), str(number)
    Registration.objects.bulk_create(people)
    assert queries() == few
    assert few <= 12
