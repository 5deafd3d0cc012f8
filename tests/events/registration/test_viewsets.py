"""The list of all registrations a coordinator may see."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from wagtail_network.events.registration import viewsets
from wagtail_network.events.registration.changing import cancel
from wagtail_network.events.registration.checking_in import check_in
from wagtail_network.models import EventPage, NetworkPage, Registration

Make = Callable[..., EventPage]
SignUp = Callable[..., Registration]

LIST = "/admin/wagtail_network/registration/"


@pytest.fixture
def browser(client: Client, person: Callable[..., Any], network: NetworkPage) -> Client:
    """That of the network's coordinator."""
    client.force_login(person("change_registration", "access_admin", pages=network))
    return client


def names(browser: Client, **query: Any) -> list[str]:
    answer = browser.get(f"{LIST}?{urlencode(query)}")
    return [one.name for one in answer.context["object_list"]]


def test_only_those_of_one_s_own_meetings_are_listed_and_offered(
    browser: Client, open_event: Make, sign_up: SignUp, request: Any
) -> None:
    event = open_event("Eget møde")
    sign_up(event, "Aase")
    elsewhere = request.getfixturevalue("elsewhere")
    sign_up(elsewhere, "Bodil")
    answer = browser.get(LIST)
    assert [one.name for one in answer.context["object_list"]] == ["Aase"]
    text = answer.content.decode()
    assert "Eget møde" in text
    for other in ("Andet møde", "Lollandske"):
        assert other not in text
    assert names(browser, meeting=elsewhere.pk) == ["Aase"]  # as if nothing were asked for
    assert names(browser, q="Bodil") == []


def test_they_are_filtered(browser: Client, open_event: Make, sign_up: SignUp) -> None:
    first, second = open_event(), open_event("Andet")
    came, away, other = sign_up(first, "A"), sign_up(first, "B"), sign_up(second, "C")
    check_in(came)
    cancel(away)
    Registration.objects.filter(pk=other.pk).update(source="hand")
    network = first.network.pk
    for query, expected in (
        ({"meeting": first.pk}, {"A", "B"}),
        ({"network": network}, {"A", "B", "C"}),
        ({"status": "cancelled"}, {"B"}),
        ({"came": "yes"}, {"A"}),
        ({"came": "no", "meeting": first.pk}, {"B"}),
        ({"source": "hand"}, {"C"}),
    ):
        assert set(names(browser, **query)) == expected, query


def test_they_are_searched_as_at_the_desk_and_by_meeting(
    browser: Client, open_event: Make, sign_up: SignUp
) -> None:
    sign_up(open_event("Træbyggeri"), "Åse", "Tømrer Ærø", email="a@example.org")
    sign_up(open_event("Ler"), "Bodil")
    for typed in ("åse", "toemrer aeroe", "a@EXAMPLE", "træbyg"):
        assert names(browser, q=typed) == ["Åse"], typed


def test_they_are_ordered(browser: Client, open_event: Make, sign_up: SignUp) -> None:
    for title, name in (("Z", "A"), ("Y", "C"), ("X", "B")):
        sign_up(open_event(title), name)
    assert names(browser) == ["B", "C", "A"]  # the newest first
    assert names(browser, o="0") == ["A", "B", "C"]
    assert names(browser, o="3") == ["B", "C", "A"]  # by meeting


@pytest.mark.parametrize(
    "field",
    ["key__startswith", "event__owner__password__startswith", "answers__value", "key", "ticket"],
)
def test_the_address_cannot_ask_about_anything_else(
    browser: Client, open_event: Make, sign_up: SignUp, field: str
) -> None:
    one = sign_up(open_event(), "Aase")
    assert names(browser, **{field: one.key[:1]}) == ["Aase"]
    assert names(browser, **{field: "nothing like it"}) == ["Aase"]


@pytest.mark.parametrize(
    "query",
    [
        {"o": "99"},
        {"o": "x.-"},
        {"p": "99999"},
        {"p": "-1"},
        {"p": "x"},
        {"meeting": "x"},
        {"meeting": "9" * 40},
        {"network": "\0"},
        {"status": "x"},
        {"no_such_field": "1"},
        {"q": '\0"*' * 200},
        {"export": "csv"},
        {"e": "1"},
    ],
)
def test_a_made_up_address_is_no_error(
    browser: Client, open_event: Make, sign_up: SignUp, query: dict[str, str]
) -> None:
    sign_up(open_event(), "Aase")
    answer = browser.get(f"{LIST}?{urlencode(query)}")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/html")


def test_there_is_nothing_to_create_here(browser: Client, home: Any) -> None:
    assert browser.get(f"{LIST}create/").status_code == 404
    assert browser.get(f"{LIST}history/1/").status_code == 404


def test_it_takes_the_same_queries_for_1_and_for_200(browser: Client, open_event: Make) -> None:
    def fill(count: int) -> None:
        for number in range(3):
            event = open_event(f"Møde {count} {number}")
            made = [Registration(event_id=event.pk, name=f"N{i}") for i in range(count)]
            for one in made:
                one.set_keys()
                one.status = "registered"
            Registration.objects.bulk_create(made)

    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert browser.get(LIST).status_code == 200
        return len(counted)

    fill(1)
    browser.get(LIST)
    before = queries()
    fill(66)
    assert queries() == before <= 24


def test_of_many_meetings_the_nearest_are_offered_and_the_chosen_one(
    browser: Client,
    open_event: Make,
    sign_up: SignUp,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(viewsets, "MEETINGS_SHOWN", 2)
    events = [open_event(f"Nr. {days}", days=days) for days in (1, 2, 3)]
    for event in events:
        sign_up(event, "A")
    text = browser.get(LIST + "?source=web").content.decode()
    offered = [f"meeting={event.pk}" in text for event in events]
    assert offered == [True, True, False]
    assert len(names(browser, meeting=events[2].pk)) == 1


def test_the_menu_shows_it_only_to_those_who_may_see_registrations(
    client: Client, person: Callable[..., Any], network: NetworkPage
) -> None:
    user = person("access_admin", pages=network)
    client.force_login(user)
    assert LIST not in client.get("/admin/").content.decode()
    assert client.get(LIST).status_code in (302, 403)
    user.user_permissions.add(Permission.objects.get(codename="view_registration"))
    assert LIST in client.get("/admin/").content.decode()
    assert client.get(LIST).status_code == 200


def test_groups_are_offered_the_permissions_that_mean_something(home: Any) -> None:
    offered = viewsets.registration_admin.get_permissions_for_registration()
    assert sorted(offered.values_list("codename", flat=True)) == [
        "change_registration",
        "view_registration",
    ]
