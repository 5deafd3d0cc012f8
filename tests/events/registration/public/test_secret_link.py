"""The pages behind the secret link of a registration."""

import json
import logging
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.events.registration.conftest import counts_are_right, standing
from tests.events.registration.posting import filled, said, text_of
from wagtail_network.events.registration.changing import change_status
from wagtail_network.events.registration.questions import Question
from wagtail_network.models import Answer, Consent, EventPage, Mail, Registration

Make = Callable[..., EventPage]
SignUp = Callable[..., Registration]
Ask = Callable[..., dict[str, Any]]


def link(registration: Registration, step: str = "") -> str:
    return f"/network/registration/{registration.token}/{step}"


def edited(registration: Registration, **fields: Any) -> dict[str, Any]:
    """What the form for changing sends, with these changes."""
    held = {
        "name": registration.name,
        "email": registration.email,
        "organisation": registration.organisation_name,
        "title": registration.title,
        "needs": registration.needs,
        "message": registration.message,
    }
    return {**held, **fields}


@pytest.fixture
def seated(open_event: Make, sign_up: SignUp) -> Registration:
    return sign_up(open_event(), "Åse", "Byg A/S", title="tømrer", email="aase@example.org")


@pytest.fixture
def offered(open_event: Make, sign_up: SignUp) -> Registration:
    event = open_event(capacity=1, offer_hours=24)
    first = sign_up(event, "A")
    waiting = sign_up(event, "B")
    change_status(first, "cancelled")
    waiting.refresh_from_db()
    assert waiting.status == "offered"
    return waiting


def test_all_that_is_held_is_shown(
    client: Client, open_event: Make, sign_up: SignUp, question: Ask
) -> None:
    asked = [question("Hvad håber du på?"), question("Kører du?", "yes_no")]
    event = open_event(registration_questions=asked)
    hope, drive = Question.objects.all()
    registration = sign_up(
        event,
        "Åse",
        "Byg A/S",
        title="tømrer",
        needs="vegetar",
        message="Første\nlinje",
        answers={hope.pk: "Nye bekendte", drive.pk: False},
        consents={"list": "Mit navn må vises."},
    )
    event.registration_questions = [question("Hvad ønsker du?", key=hope.block)]
    event.save_revision().publish()
    text = text_of(client.get(link(registration)))
    told = ["Åse", "åse@example.org", "Byg A/S", "tømrer", "vegetar", "Første linje"]
    told += ["Hvad håber du på?", "Nye bekendte", "Kører du?", said("No"), "Mit navn må vises."]
    told += [said("You have a seat."), registration.ticket]
    assert [word for word in told if word not in text] == []


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("pending", "Your registration is awaiting the coordinator’s approval."),
        ("cancelled", "Your registration is cancelled."),
        ("declined", "Your registration was not approved."),
        ("lapsed", "The seat was kept for you for a while, and then given to somebody else."),
    ],
)
def test_how_it_stands_is_told_in_words(
    client: Client, seated: Registration, status: str, words: str
) -> None:
    Registration.objects.update(status=status)
    response = client.get(link(seated))
    assert said(words) in text_of(response)
    assert b'<svg class="wn-qr"' not in response.content


def test_the_place_on_the_waiting_list_is_told(
    client: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=1)
    *_others, last = [sign_up(event, name) for name in "ABC"]
    words = said("You are number %(number)d on the waiting list.", number=2)
    assert words in text_of(client.get(link(last)))
    assert client.post(link(last, "cancel/")).status_code == 302
    assert standing(event)["C"] == "cancelled"


def test_the_page_is_for_nobody_else(client: Client, seated: Registration) -> None:
    event = EventPage.objects.get()
    for address in (
        link(seated),
        link(seated, "edit/"),
        f"{event.url}registration/{seated.token}/",
    ):
        response = client.get(address)
        assert response.status_code == 200
        # no-referrer would break Django's check against forged forms.
        assert response["Referrer-Policy"] == "strict-origin"
        assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        page = BeautifulSoup(response.content, "html.parser")
        leaks = [
            tag
            for tag in page.find_all(["a", "link", "img", "script"])
            if seated.token in (tag.get("href") or tag.get("src") or "")
            and not (tag.get("href") or "").startswith(f"/network/registration/{seated.token}/")
        ]
        assert leaks == []


@pytest.mark.parametrize("token", ["x", "a" * 65, "æøå", "%2e%2e", "a" * 5000])
def test_a_link_that_opens_nothing_says_what_to_do(client: Client, token: str, home: Any) -> None:
    for step in ("", "edit/", "erase/"):
        for response in (
            client.get(f"/network/registration/{token}/{step}"),
            client.post(f"/network/registration/{token}/{step}"),
        ):
            assert response.status_code == 404
            assert said("This link does not lead to a registration") in text_of(response)
            assert response["Referrer-Policy"] == "strict-origin"


def test_a_token_forged_or_for_another_purpose_opens_nothing(
    client: Client, seated: Registration
) -> None:
    token = seated.token
    flipped = token[:-1] + ("a" if token[-1] != "a" else "b")
    for wrong in (flipped, seated.key + "a" * 43, token.upper(), f"{token}a", seated.ticket):
        assert client.get(f"/network/registration/{wrong}/").status_code == 404


def test_a_step_that_there_is_not_is_not_found(client: Client, seated: Registration) -> None:
    assert client.get(link(seated, "approve/")).status_code == 404


def test_looking_changes_nothing(client: Client, offered: Registration) -> None:
    before = list(Registration.objects.order_by("pk").values())
    mails = Mail.objects.count()
    for step in ("", "edit/", "cancel/", "accept/", "consent/", "data/", "erase/"):
        assert client.get(link(offered, step)).status_code in {200, 302}
        assert client.head(link(offered, step)).status_code in {200, 302}
    assert list(Registration.objects.order_by("pk").values()) == before
    assert Mail.objects.count() == mails


@pytest.mark.parametrize("how", ["private", "unpublished", "moved"])
def test_it_works_when_the_page_cannot_be_opened(
    client: Client, seated: Registration, event_index: Any, network_index: Any, how: str
) -> None:
    event = EventPage.objects.get()
    if how == "private":
        PageViewRestriction.objects.create(page=event, restriction_type="login")
    elif how == "unpublished":
        event.unpublish()
    else:
        event.move(network_index, pos="last-child")
    for step in ("", "edit/", "cancel/", "erase/", "data/"):
        assert client.get(link(seated, step)).status_code == 200
    assert client.post(link(seated, "edit/"), edited(seated, title="murer")).status_code == 302
    assert client.post(link(seated, "cancel/")).status_code == 302
    assert said("Your registration is cancelled.") in text_of(client.get(link(seated)))


def test_the_language_is_that_of_the_registrant(client: Client, seated: Registration) -> None:
    Registration.objects.update(language="en")
    response = client.get(link(seated), headers={"accept-language": "da"})
    assert '<html lang="en">' in response.text
    assert "You have a seat." in text_of(response)


def test_what_is_told_can_be_changed(
    client: Client, open_event: Make, sign_up: SignUp, question: Ask
) -> None:
    event = open_event(registration_questions=[question("Hvad?"), question("Kører du?", "yes_no")])
    what, drive = Question.objects.all()
    answers = {what.pk: "Før", drive.pk: True}
    registration = sign_up(event, "Aase", answers=answers, consents={"list": "Ja."})
    page = BeautifulSoup(client.get(link(registration, "edit/")).content, "html.parser")
    assert page.select_one(f"[name={what.field_name}]").text.strip() == "Før"
    assert page.select_one(f"[name={drive.field_name}][checked]")["value"] == "yes"
    assert page.select_one("[name=consent_list]").has_attr("checked")
    sent = edited(registration, name="Åse Ny", title="murer", **{what.field_name: "Efter"})
    sent[drive.field_name] = ""
    response = client.post(link(registration, "edit/"), sent)
    assert response.url == f"{link(registration)}?said=saved"
    registration.refresh_from_db()
    assert (registration.name, registration.title) == ("Åse Ny", "murer")
    held = {a.question_id: a.value for a in Answer.objects.all()}
    assert held == {what.pk: "Efter", drive.pk: ""}
    assert Consent.objects.get().withdrawn_at is not None
    text = text_of(client.get(response.url))
    assert said("Your changes are saved.") in text
    assert "Efter" in text and "Kører du?" not in text


def test_an_answer_that_fits_no_more_stays_until_it_is_given_anew(
    client: Client, open_event: Make, sign_up: SignUp, question: Ask
) -> None:
    event = open_event(registration_questions=[question("Dag?", "choice", choices="Man\nTir")])
    day = Question.objects.get()
    registration = sign_up(event, "Aase", answers={day.pk: "Man"})
    asked = question("Dag?", "choice", key=day.block, choices="Ons\nTor")
    event.registration_questions = [asked]
    event.save_revision().publish()
    now = Question.objects.get(current=True)
    client.post(link(registration, "edit/"), edited(registration, **{now.field_name: ""}))
    assert Answer.objects.get().value == "Man"
    client.post(link(registration, "edit/"), edited(registration, **{now.field_name: "Tor"}))
    assert Answer.objects.get().value == "Tor"


def test_a_wrong_change_is_told_and_kept_in_the_form(client: Client, seated: Registration) -> None:
    sent = edited(seated, email="ikke en adresse", message="Nyt")
    response = client.post(link(seated, "edit/"), sent)
    page = BeautifulSoup(response.content, "html.parser")
    assert page.title.text.startswith(said("Error:"))
    assert page.select_one("[name=email]")["value"] == "ikke en adresse"
    seated.refresh_from_db()
    assert seated.email == "aase@example.org"


def test_new_addresses_can_be_tried_only_so_often(client: Client, seated: Registration) -> None:
    answers = [
        client.post(link(seated, "edit/"), edited(seated, email=f"n{n}@example.org")).status_code
        for n in range(6)
    ]
    assert answers == [302] * 5 + [200]


def test_another_way_of_taking_part_needs_a_seat_there(
    client: Client, open_event: Make, sign_up: SignUp
) -> None:
    rules = {"capacity": None, "capacity_offline": 1, "capacity_online": 1}
    event = open_event(attendance_mode="mixed", **rules)
    first = sign_up(event, "A")
    other = sign_up(event, "B", mode="online")
    response = client.post(link(other, "edit/"), edited(other, mode="offline"))
    assert said("There is no seat for that. Nothing has been changed.") in text_of(response)
    client.post(link(first, "cancel/"))
    assert client.post(link(other, "edit/"), edited(other, mode="offline")).status_code == 302
    assert counts_are_right(event)


def test_consents_are_taken_back_one_by_one_as_they_are_given(
    client: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(asks_photo_consent=True)
    registration = sign_up(event, "Åse", consents={"list": "Liste.", "contact": "Kontakt."})
    client.post(link(registration, "consent/"), {"purpose": "list"})
    in_force = Consent.objects.filter(withdrawn_at=None)
    assert list(in_force.values_list("purpose", flat=True)) == ["contact"]
    page = BeautifulSoup(client.get(link(registration)).content, "html.parser")
    yes = page.select("button[name=answer]")
    assert len(yes) == 2
    for number, button in enumerate(yes):
        purpose = button.find_parent("form").select_one("[name=purpose]")["value"]
        sent = {"purpose": purpose, "answer": button["value"]}
        for _twice in range(2):
            assert client.post(link(registration, "consent/"), sent).status_code == 302
        assert in_force.count() == 2 + number
        words = page.select_one(f"#wn-consent-{purpose}").text
        assert in_force.get(purpose=purpose).wording == words


@pytest.mark.parametrize("sent", [{}, {"purpose": "x"}, {"purpose": "photo", "answer": "1"}])
def test_no_other_consent_can_be_given(
    client: Client, seated: Registration, sent: dict[str, str]
) -> None:
    assert client.post(link(seated, "consent/"), sent).status_code == 302
    wrong = {"purpose": "list", "answer": "0123456789abcdef"}
    assert "said=wording" in client.post(link(seated, "consent/"), wrong).url
    assert not Consent.objects.exists()


def test_cancelling_asks_first_and_passes_the_seat_on(
    client: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=1)
    first = sign_up(event, "A")
    sign_up(event, "B")
    assert said("Cancel your registration?") in text_of(client.get(link(first, "cancel/")))
    for _twice in range(2):
        assert client.post(link(first, "cancel/")).status_code == 302
    assert standing(event) == {"A": "cancelled", "B": "registered"}
    assert counts_are_right(event)
    page = client.get(link(first)).text
    assert f"{event.url}register/" in page
    assert "event.ics" not in page


@pytest.mark.parametrize(
    ("step", "words"),
    [("cancel", "Your registration is cancelled."), ("accept", "You have a seat.")],
)
def test_what_has_just_been_done_is_told_once(
    client: Client, offered: Registration, step: str, words: str
) -> None:
    page = client.post(link(offered, f"{step}/"), follow=True)
    assert text_of(page).count(said(words)) == 1
    status = BeautifulSoup(page.content, "html.parser").find(role="status")
    assert status.text == said(words)
    assert status.has_attr("autofocus")


def test_an_offered_seat_can_be_taken(client: Client, offered: Registration) -> None:
    page = client.get(link(offered))
    assert said("Take the seat") in text_of(page)
    response = client.post(link(offered, "accept/"))
    assert response.url.endswith("?said=accepted")
    offered.refresh_from_db()
    assert offered.status == "registered"
    assert client.post(link(offered, "accept/")).url.endswith("?said=accepted")


def test_an_offered_seat_can_be_turned_down(client: Client, offered: Registration) -> None:
    client.post(link(offered, "cancel/"))
    offered.refresh_from_db()
    assert offered.status == "cancelled"


def test_an_offer_that_has_ended_is_told(client: Client, offered: Registration) -> None:
    Registration.objects.update(offer_ends=timezone.now() - timedelta(minutes=1))
    response = client.post(link(offered, "accept/"), follow=True)
    assert said("The seat is no longer kept for you.") in text_of(response)


def test_once_the_meeting_has_begun_nothing_is_changed_any_more(
    client: Client, seated: Registration
) -> None:
    start = timezone.now() - timedelta(minutes=1)
    EventPage.objects.update(start=start, end=start + timedelta(hours=1))
    assert client.post(link(seated, "cancel/")).status_code == 302
    assert client.post(link(seated, "edit/"), edited(seated, name="Ny")).status_code == 302
    seated.refresh_from_db()
    assert (seated.status, seated.name) == ("registered", "Åse")
    assert "edit/" not in client.get(link(seated)).text


def test_own_data_can_be_taken_along(
    client: Client, open_event: Make, sign_up: SignUp, question: Ask
) -> None:
    event = open_event("Møde", registration_questions=[question("Hvad?")])
    asked = Question.objects.get()
    registration = sign_up(
        event, "Åse", answers={asked.pk: "Ærø"}, consents={"list": "Må vises."}, needs="vegetar"
    )
    Registration.objects.update(note="Ring til hende")
    response = client.get(link(registration, "data/"))
    assert "attachment" in response["Content-Disposition"]
    found = json.loads(response.content)
    assert (found["meeting"], found["name"], found["needs"]) == ("Møde", "Åse", "vegetar")
    assert found["answers"] == [{"question": "Hvad?", "answer": "Ærø"}]
    assert found["consents"][0]["wording"] == "Må vises."
    assert registration.key not in response.text
    assert "Ring til hende" not in response.text


def test_all_of_it_can_be_erased(client: Client, open_event: Make, sign_up: SignUp) -> None:
    event = open_event(capacity=1)
    registration = sign_up(event, "A", consents={"list": "Ja."})
    sign_up(event, "B")
    assert said("Delete everything we hold about you?") in text_of(
        client.get(link(registration, "erase/"))
    )
    response = client.post(link(registration, "erase/"))
    assert said("Your registration has been deleted") in text_of(response)
    assert standing(event) == {"B": "registered"}
    assert not Consent.objects.exists()
    assert client.get(link(registration)).status_code == 404
    assert client.post(link(registration, "erase/")).status_code == 404


@pytest.mark.parametrize("step", ["edit/", "cancel/", "accept/", "consent/", "erase/"])
def test_a_forged_form_is_refused(seated: Registration, step: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(link(seated, step)).status_code == 403
    assert Registration.objects.get().status == "registered"


@pytest.mark.parametrize(
    ("status", "mode", "shown"),
    [
        ("registered", "online", True),
        ("registered", "offline", True),
        ("waiting", "online", False),
        ("offered", "online", False),
        ("pending", "online", False),
        ("cancelled", "online", False),
    ],
)
def test_the_link_to_take_part_is_for_those_with_a_seat(
    client: Client, open_event: Make, sign_up: SignUp, status: str, mode: str, shown: bool
) -> None:
    url = "https://moede.example/kanarie"
    event = open_event(attendance_mode="mixed", online_url=url)
    registration = sign_up(event, "A", mode=mode)
    fields = {"queue_number": 1} if status == "waiting" else {"offer_ends": event.start}
    Registration.objects.update(status=status, **fields)
    assert (url in client.get(link(registration)).text) is shown
    assert url not in client.get(event.url).text


def test_the_calendar_of_who_takes_part_online_has_no_room_in_it(
    client: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(attendance_mode="mixed", venue_name="Kulturhuset")
    for mode, is_there in (("offline", True), ("online", False)):
        page = BeautifulSoup(
            client.get(link(sign_up(event, mode, mode=mode))).content, "html.parser"
        )
        links = [str(one["href"]) for one in page.select("#wn-calendar ~ ul a")]
        assert len(links) == 3
        file = client.get(links[0]).content.decode()
        assert [("Kulturhuset" in text) for text in (file, *links[1:])] == [is_there] * 3


def test_the_ticket_is_a_code_that_leads_to_the_door(client: Client, seated: Registration) -> None:
    response = client.get(link(seated))
    page = BeautifulSoup(response.content, "html.parser")
    assert len(page.select(".wn-qr")) == 1
    assert page.select_one(".wn-ticket__letters").text == seated.ticket


def test_the_other_participants_are_shown_to_one_of_them(
    client: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=2, participants_shown_to="participants")
    shown = sign_up(event, "Vises", consents={"list": "Ja."})
    sign_up(event, "Skjult")
    waiting = sign_up(event, "Venter", consents={"list": "Ja."})
    text = text_of(client.get(link(shown)))
    assert "Vises" in text and "Skjult" not in text and "Venter" not in text
    assert "Vises" not in text_of(client.get(link(waiting)))
    assert "Vises" not in client.get(event.url).text


def test_the_secret_is_in_no_log_and_in_no_calendar(
    client: Client, seated: Registration, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    event = EventPage.objects.get()
    wrong = seated.token[:-1] + "_" if seated.token[-1] != "_" else seated.token[:-1] + "-"
    client.get(link(seated))
    client.get(f"/network/registration/{wrong}/")
    client.get(f"{event.url}registration/{wrong}/")
    Client(enforce_csrf_checks=True).post(link(seated, "cancel/"))
    client.put(link(seated, "nowhere/"))
    logged = "\n".join(record.getMessage() for record in caplog.records)
    assert "[secret link]" in logged
    assert seated.key not in logged and wrong not in logged
    for address in ("event.ics", "../calendar.ics"):
        assert seated.token not in client.get(f"{event.url}{address}", follow=True).text
    links = re.findall(r'href="(https://[^"]+)"', client.get(link(seated)).text)
    assert len(links) == 2
    assert not any(seated.token in address for address in links)


def test_what_is_typed_is_never_markup(client: Client, open_event: Make, sign_up: SignUp) -> None:
    attack = '<script>alert("1")</script><img src=x onerror=alert(2)>'
    event = open_event(participants_shown_to="everyone")
    registration = sign_up(
        event,
        attack,
        attack,
        title=attack,
        needs=attack,
        message=attack,
        email="a@example.org",
        consents={"list": attack},
    )
    for address in (link(registration), link(registration, "edit/"), event.url):
        page = BeautifulSoup(client.get(address).content, "html.parser")
        assert page.find("img", src="x") is None
        assert not page.find_all("script", string=re.compile(r"^alert"))
        assert "alert(2)" in page.text or page.select_one("[name=name]")["value"] == attack


def test_signing_up_again_after_cancelling_is_another_registration(
    client: Client, seated: Registration, no_hurry: None
) -> None:
    event = EventPage.objects.get()
    client.post(link(seated, "cancel/"))
    sent = filled("Åse", email="aase@example.org")
    assert client.post(f"{event.url}register/", sent).url.endswith("?registered=1")
    assert Registration.objects.filter(email="aase@example.org").count() == 2
    assert said("Your registration is cancelled.") in text_of(client.get(link(seated)))
