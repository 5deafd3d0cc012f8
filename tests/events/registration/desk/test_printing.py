from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageLogEntry

from tests.events.registration.desk.conftest import history_says, url
from wagtail_network.events.registration.changing import cancel
from wagtail_network.events.registration.desk.printing import size_of
from wagtail_network.models import EventPage, Registration

Make = Callable[..., EventPage]
SignUp = Callable[..., Registration]


@pytest.mark.parametrize("page", ["list/", "badges/"])
def test_only_who_is_registered_is_printed(
    desk: Client, open_event: Make, sign_up: SignUp, page: str
) -> None:
    event = open_event(capacity=2)
    people = [sign_up(event, name) for name in ("Anna", "Bodil", "Carl", "Dora")]
    cancel(people[0])
    text = desk.get(url(event, page)).content.decode()
    printed = [one.name for one in people if one.name in text]
    assert printed == ["Bodil", "Carl"]


@pytest.mark.parametrize("page", ["list/", "badges/"])
def test_paper_has_names_and_nothing_private_and_no_style_of_its_own(
    desk: Client, open_event: Make, sign_up: SignUp, page: str
) -> None:
    event = open_event()
    fields = {"email": "aase@example.org", "needs": "nødder", "title": "Murer"}
    sign_up(event, "<b>Åse</b>", "Byg & Co", **fields)
    text = desk.get(url(event, page)).content.decode()
    assert "&lt;b&gt;Åse&lt;/b&gt;" in text
    assert "Byg &amp; Co" in text
    assert "Murer" in text
    for private in ("aase@example.org", "nødder"):
        assert private not in text
    for inline in ("style=", "<style", "<script"):
        assert inline not in text


def test_people_stand_in_the_order_of_the_alphabet(
    desk: Client, coordinator: Any, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=None)
    for number, name in enumerate(["Ørn", "anna", "Åse", "Zenia", "Ærø", "Bo"]):
        sign_up(event, name, email=f"n{number}@example.org")
    profile = coordinator.wagtail_userprofile
    profile.preferred_language = "da"
    profile.save()
    people = desk.get(url(event, "list/")).context["people"]
    assert [one.name for one in people] == ["anna", "Bo", "Zenia", "Ærø", "Ørn", "Åse"]


def test_ten_badges_are_on_a_sheet(desk: Client, open_event: Make, sign_up: SignUp) -> None:
    event = open_event(capacity=None)
    for number in range(11):
        sign_up(event, f"N{number}")
    sheets = desk.get(url(event, "badges/")).context["sheets"]
    assert [len(sheet) for sheet in sheets] == [10, 1]


def test_long_names_are_set_smaller() -> None:
    assert size_of("Bo Dam") == "large"
    assert size_of("Bartholomæus Østergaard") == "medium"
    assert size_of("Kærgård-Christoffersen") == "small"
    assert size_of("Maximilian Alexander Frederik von Østergaard") == "small"


def test_what_was_printed_is_noted(desk: Client, open_event: Make, sign_up: SignUp) -> None:
    event = open_event()
    sign_up(event, "Aase")
    desk.get(url(event, "badges/"))
    [entry] = PageLogEntry.objects.filter(action="wagtail_network.registration.print")
    assert history_says(entry) == "Opened 1 participant to print (name badges)"


def test_paper_of_many_takes_as_many_queries_as_of_few(
    desk: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=None)
    sign_up(event, "A")
    desk.get(url(event, "list/"))

    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            desk.get(url(event, "list/"))
        return len(counted)

    before = queries()
    for number in range(20):
        sign_up(event, f"N{number}")
    assert queries() == before
