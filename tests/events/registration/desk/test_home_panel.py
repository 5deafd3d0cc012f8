from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.test import Client

from wagtail_network.events.registration.desk.home_panel import SHOWN, coming_meetings
from wagtail_network.models import EventPage, Registration

Make = Callable[..., EventPage]
SignUp = Callable[..., Registration]


def test_the_first_page_shows_what_is_to_be_done_about_coming_meetings(
    desk: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event("Kommende", capacity=1)
    for name in "AB":
        sign_up(event, name)
    asked = open_event("Med ansøgning", days=3, needs_approval=True)
    sign_up(asked, "C")
    open_event("Overstået", days=-3)
    text = " ".join(desk.get("/admin/").content.decode().split())
    assert "1 of 1 seats taken, 1 waiting" in text
    assert "1 to approve" in text
    assert text.index("Med ansøgning") < text.index("Kommende")
    assert "Overstået" not in text


def test_only_meetings_of_one_s_own_are_shown(
    coordinator: Any, open_event: Make, request: Any
) -> None:
    own = open_event()
    request.getfixturevalue("elsewhere")
    assert [meeting["event"] for meeting in coming_meetings(coordinator)] == [own]
    assert coming_meetings(AnonymousUser()) == []


def test_a_meeting_that_takes_no_registrations_is_not_shown(
    coordinator: Any, make_event: Make
) -> None:
    make_event().save_revision().publish()
    assert coming_meetings(coordinator) == []


def test_many_meetings_take_two_queries_and_the_nearest_are_shown(
    coordinator: Any, open_event: Make, sign_up: SignUp, django_assert_num_queries: Any
) -> None:
    for number in range(SHOWN + 2):
        sign_up(open_event(f"Nr. {number}", days=number + 1), "A")
    coming_meetings(coordinator)  # reads the permissions
    with django_assert_num_queries(2):
        meetings = coming_meetings(coordinator)
    assert [meeting["event"].title for meeting in meetings] == [f"Nr. {n}" for n in range(SHOWN)]


def test_who_coordinates_nothing_sees_no_panel(
    client: Client, open_event: Make, person: Callable[..., Any]
) -> None:
    open_event()
    client.force_login(person("access_admin"))
    assert "coming-meetings" not in client.get("/admin/").content.decode()
