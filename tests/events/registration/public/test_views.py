"""Signing up, from the address of the form to the page that says thank you."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import ngettext, override
from wagtail.models import Locale, PageViewRestriction

from tests.events.registration.conftest import standing
from tests.events.registration.posting import filled, post, said, text_of
from wagtail_network.models import (
    EventPage,
    Mail,
    Membership,
    NetworkPage,
    Organisation,
    RateLimit,
    Registration,
)

pytestmark = pytest.mark.usefixtures("no_hurry")
Make = Callable[..., EventPage]
SignUp = Callable[..., Registration]
NOW = timezone.now().replace(microsecond=0)


def register_page_of(client: Client, event: EventPage) -> Any:
    return client.get(f"{event.url}register/")


def has_form(response: Any) -> bool:
    return b"<form class=" in response.content


def change(event: EventPage, **fields: Any) -> None:
    """As the editor publishes it while somebody fills in the form."""
    for name, value in fields.items():
        setattr(event, name, value)
    event.save_revision().publish()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"registration_opens": NOW + timedelta(days=1)}, None),
        ({"registration_closes": NOW - timedelta(days=1)}, "Registration has closed."),
        ({"days": -0.05}, "Registration has closed."),
        ({"days": -9}, "The meeting is over."),
        ({"status": "cancelled"}, "The meeting is not going ahead as planned."),
        ({"status": "postponed"}, "The meeting is not going ahead as planned."),
    ],
)
def test_where_there_is_no_form_the_page_says_why(
    client: Client, open_event: Make, fields: dict[str, Any], words: str | None
) -> None:
    event = open_event(**fields)
    response = register_page_of(client, event)
    assert response.status_code == 200
    assert not has_form(response)
    opens = fields.get("registration_opens")
    text = said(words) if words else str(timezone.localtime(opens).year)
    assert text in text_of(response)
    assert post(client, event).status_code == 200
    assert not Registration.objects.exists()


def test_a_meeting_without_registration_has_no_such_page(
    client: Client, make_event: Callable[..., EventPage]
) -> None:
    event = make_event()
    assert register_page_of(client, event).status_code == 404
    assert post(client, event).status_code == 200
    assert b"register/" not in client.get(event.url).content


def test_full_says_so_before_the_form_is_filled_in_and_how_many_wait(
    client: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=1)
    for name in "ABC":
        sign_up(event, name)
    response = register_page_of(client, event)
    words = said("The meeting is full. You can join the waiting list.")
    assert text_of(response).index(words) < text_of(response).index(said("Name"))
    assert "2 " in text_of(response).partition(words)[2][:20]
    assert has_form(response)


def test_the_form_says_how_many_seats_an_organisation_has(client: Client, open_event: Make) -> None:
    event = open_event(seats_per_organisation=2)
    with override("da"):
        each = "Each organisation has %(counter)s seat.", "Each organisation has %(counter)s seats."
        words = ngettext(*each, 2) % {"counter": 2}
    assert words in text_of(client.get(f"{event.url}register/"))


def test_full_without_a_waiting_list_has_no_form(
    client: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=1, waiting_list="none")
    sign_up(event, "A")
    response = register_page_of(client, event)
    assert said("The meeting is full.") in text_of(response)
    assert not has_form(response)


def test_an_application_is_told_that_it_is_one(client: Client, open_event: Make) -> None:
    event = open_event(needs_approval=True)
    words = "The coordinator approves each registration. We will let you know by email."
    assert said(words) in text_of(register_page_of(client, event))
    assert post(client, event).url.endswith("/register/thanks/?pending=1")


@pytest.mark.parametrize(
    ("change_to", "words"),
    [
        ({"registration_closes": NOW - timedelta(hours=1)}, "Registration has closed."),
        ({"status": "cancelled"}, "The meeting is not going ahead as planned."),
        ({"takes_registrations": False}, "This meeting does not take registrations."),
    ],
)
def test_what_changes_meanwhile_is_told_and_what_was_typed_kept(
    client: Client, open_event: Make, change_to: dict[str, Any], words: str
) -> None:
    event = open_event()
    sent = filled(message="Vi glæder os", **{"colleague-1-name": "Bo"})
    sent["colleague-1-email"] = "bo@example.org"
    change(event, **change_to)
    response = client.post(f"{event.url}register/", sent)
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    assert said(words) in page.select_one(".wn-problems").text
    assert page.select_one("[name=colleague-1-email]")["value"] == "bo@example.org"
    assert "Vi glæder os" in text_of(response)
    assert not Registration.objects.exists()


def test_the_last_seat_taken_meanwhile_is_told(
    client: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=2, waiting_list="none")
    sign_up(event, "A")
    rows = {"colleague-1-name": "Bo", "colleague-1-email": "bo@example.org"}
    assert said("There are not enough seats left for all of you.") in text_of(
        post(client, event, **rows)
    )
    sign_up(event, "B")
    response = post(client, event)
    assert said("The last seat has just been taken.") in text_of(response)
    assert "aase@example.org" in response.content.decode()
    assert set(standing(event)) == {"A", "B"}


def test_thanks_needs_no_cookie_and_names_nobody(client: Client, open_event: Make) -> None:
    response = post(client, open_event())
    assert (response.status_code, response.cookies) == (302, {})
    assert re.fullmatch(r"/\S+/register/thanks/\?registered=1", response.url)
    page = Client().get(response.url)
    assert (page.status_code, page.cookies) == (200, {})
    assert said("Thank you") in text_of(page)
    assert "Åse" not in text_of(page) and "aase" not in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize(
    "query", ["", "registered=-1&waiting=x", f"waiting={'9' * 5000}", "others=9-registered,x"]
)
def test_thanks_takes_any_address(client: Client, open_event: Make, query: str) -> None:
    response = client.get(f"{open_event().url}register/thanks/?{query}")
    assert response.status_code == 200
    assert "999" not in text_of(response)


def test_a_double_press_is_one_registration_and_one_answer(
    client: Client, open_event: Make
) -> None:
    event = open_event(capacity=1, waiting_list="none")
    sent = filled()
    first, second = (client.post(f"{event.url}register/", sent) for _press in range(2))
    assert first.url == second.url
    assert first.url.endswith("?registered=1")
    assert standing(event) == {"Åse Vinther": "registered"}
    assert Mail.objects.count() == 1


@pytest.mark.parametrize(
    ("rules", "taken", "answer"),
    [
        ({}, 0, "?registered=1"),
        ({"capacity": 3}, 2, "?waiting=1"),
        ({"needs_approval": True}, 0, "?pending=1"),
        ({"capacity": 3, "waiting_list": "none"}, 2, None),
        ({"capacity": 9, "seats_per_organisation": 1, "waiting_list": "none"}, 1, None),
        ({"capacity": 9, "seats_per_organisation": 1}, 1, "?waiting=1"),
    ],
)
def test_whoever_types_an_address_does_not_learn_whether_it_had_signed_up(
    client: Client,
    open_event: Make,
    sign_up: SignUp,
    rules: dict[str, Any],
    taken: int,
    answer: str | None,
) -> None:
    event = open_event(**{"capacity": None, **rules})
    known = sign_up(event, "Kendt", "Byg")
    for number in range(taken):
        sign_up(event, f"Person{number}", f"Anden {number}")
    before = standing(event)
    again = post(client, event, name="Kendt", organisation="Byg")
    new = post(client, event, name="Ukendt", organisation="Byg")
    assert again.status_code == new.status_code
    if answer is None:
        assert text_of(again).replace("Kendt", "") == text_of(new).replace("Ukendt", "")
    else:
        assert again.url == new.url
        assert again.url.endswith(answer)
        assert Mail.objects.filter(registration=known, kind="registration.again").count() == 1
    assert {name: standing(event)[name] for name in before} == before


def test_one_address_can_be_written_to_only_so_often(client: Client, open_event: Make) -> None:
    event = open_event(capacity=None)
    answers = [post(client, event).status_code for _try in range(11)]
    assert answers == [302] * 10 + [200]
    response = post(client, event, message="Vi glæder os")
    assert re.search(r"\d+ minut", text_of(response))
    assert "Vi glæder os" in text_of(response)
    assert post(client, event, name="Bo").status_code == 302


def test_one_place_can_sign_up_only_so_many(client: Client, open_event: Make) -> None:
    event = open_event()
    post(client, event, name="A")
    assert RateLimit.objects.count() == 1  # who comes from 127.0.0.1 is a proxy
    public = {"REMOTE_ADDR": "80.62.117.1"}
    client.post(f"{event.url}register/", filled("B"), **public)
    assert RateLimit.objects.count() == 3
    RateLimit.objects.update(count=100)
    assert client.post(f"{event.url}register/", filled("C"), **public).status_code == 200
    assert client.post(f"{event.url}register/", filled("C"), REMOTE_ADDR="80.62.117.2").url


def test_the_language_of_the_page_is_that_of_the_registration(
    client: Client, open_event: Make
) -> None:
    event = open_event(asks_photo_consent=True)
    english, _ = Locale.objects.get_or_create(language_code="en")
    for page in [event.get_site().root_page, *event.get_ancestors()[2:]]:
        page.copy_for_translation(english).save_revision().publish()
    copy = event.copy_for_translation(english)
    copy.save_revision().publish()
    copy = EventPage.objects.get(pk=copy.pk)
    form = client.get(f"{copy.url}register/")
    assert form["Content-Language"] == "en"
    box = BeautifulSoup(form.content, "html.parser").select_one("[name=consent_photo]")
    response = client.post(f"{copy.url}register/", filled(consent_photo=box["value"]))
    assert response.url == f"{copy.url}register/thanks/?registered=1"
    registration = Registration.objects.get()
    assert (registration.language, registration.event_id) == ("en", event.pk)
    assert "may use photos" in registration.consents.get().wording


def test_the_form_belongs_to_one_visitor(client: Client, open_event: Make) -> None:
    response = register_page_of(client, open_event())
    assert {"private", "no-cache"} <= set(response["Cache-Control"].split(", "))
    assert "csrftoken" in response.cookies


def test_a_forged_form_is_refused(open_event: Make) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert post(strict, open_event()).status_code == 403
    assert not Registration.objects.exists()


def test_a_closed_page_takes_no_registrations(client: Client, open_event: Make) -> None:
    event = open_event()
    PageViewRestriction.objects.create(page=event, restriction_type="login")
    assert post(client, event).status_code == 302
    assert client.get(f"{event.url}register/organisations/?q=na").status_code == 302
    assert not Registration.objects.exists()


@pytest.fixture
def members(network: NetworkPage) -> None:
    names = ["Ærø Byg", "Østjysk Ærø", "Ålborg Tag", "Aarhus Ærø", "Holdt op", "Kun søgt"]
    for name in names:
        found = Organisation.objects.create(name=name, locale=network.locale)
        status = {"Holdt op": "left", "Kun søgt": "applied"}.get(name, "active")
        Membership.objects.create(network=network, organisation=found, status=status)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ÆR", ["Ærø Byg", "Aarhus Ærø", "Østjysk Ærø"]),
        ("aeroe", ["Ærø Byg", "Aarhus Ærø", "Østjysk Ærø"]),
        ("aa", ["Ålborg Tag", "Aarhus Ærø"]),
        ("å", ["Ålborg Tag", "Aarhus Ærø"]),
        ("o", []),
        ("holdt", []),
        ("kun", []),
        ("%", []),
        ("", []),
    ],
)
def test_names_of_members_are_found_however_they_are_spelled(
    client: Client, open_event: Make, members: None, typed: str, found: list[str]
) -> None:
    address = f"{open_event().url}register/organisations/"
    response = client.get(address, {"q": typed})
    page = BeautifulSoup(response.content, "html.parser")
    assert [option["value"] for option in page.select("option")] == found
    assert client.get(address, {"organisation": typed}).content == response.content


def test_at_most_eight_names_and_few_queries(
    client: Client, open_event: Make, network: NetworkPage
) -> None:
    for number in range(30):
        name = f"Byg {number:02d} <b>&"
        found = Organisation.objects.create(name=name, locale=network.locale)
        Membership.objects.create(network=network, organisation=found)
    address = f"{open_event().url}register/organisations/?q=byg"
    assert client.get(address).content.count(b"<option") == 8
    assert b"<b>" not in client.get(address).content
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    assert len(captured) <= 7


def test_members_of_a_closed_network_are_named_on_its_own_pages_only(
    client: Client, open_event: Make, network_index: Any, members: None, network: NetworkPage
) -> None:
    secret = network_index.add_child(instance=NetworkPage(title="Lukket", slug="lukket"))
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    hidden = Organisation.objects.create(name="Ærø Hemmelig", locale=network.locale)
    Membership.objects.create(network=secret, organisation=hidden)
    address = f"{open_event().url}register/organisations/?q=hemm"
    assert client.get(address).content.strip() == b""
    cache.clear()
    PageViewRestriction.objects.all().delete()
    assert b"Hemmelig" in client.get(address).content
