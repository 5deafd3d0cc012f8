"""What people type into the form: what is kept, and what is said about the rest."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client

from tests.events.registration.posting import filled, post, said, text_of
from wagtail_network.events.registration.public.fields import LineField, ParagraphField
from wagtail_network.events.registration.questions import Question
from wagtail_network.models import Consent, EventPage, Organisation, Registration

pytestmark = pytest.mark.usefixtures("no_hurry")
Make = Callable[..., EventPage]
Ask = Callable[..., dict[str, Any]]


def fields_of(client: Client, event: EventPage) -> BeautifulSoup:
    return BeautifulSoup(client.get(f"{event.url}register/").content, "html.parser")


def republish(event: EventPage, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(event, name, value)
    event.save_revision().publish()


def test_what_is_filled_in_is_what_is_held(client: Client, open_event: Make) -> None:
    event = open_event()
    told = {"title": "tømrer", "organisation": "Byg A/S", "needs": "vegetar", "message": "Hej\r\nI"}
    assert post(client, event, **told).status_code == 302
    registration = Registration.objects.get()
    assert (registration.name, registration.email) == ("Åse Vinther", "aase@example.org")
    assert (registration.title, registration.organisation_name) == ("tømrer", "Byg A/S")
    assert (registration.needs, registration.message) == ("vegetar", "Hej\nI")
    assert (registration.status, registration.mode) == ("registered", "offline")
    assert (registration.language, registration.source) == ("da", "web")


def test_nobody_decides_about_their_own_status(client: Client, open_event: Make) -> None:
    event = open_event(needs_approval=True)
    post(client, event, status="registered", source="hand", note="!", ticket="A")
    registration = Registration.objects.get()
    assert (registration.status, registration.source, registration.note) == ("pending", "web", "")
    assert len(registration.ticket) == 10


@pytest.mark.parametrize("missing", ["name", "email"])
def test_what_is_missing_is_told_and_the_rest_kept(
    client: Client, open_event: Make, missing: str
) -> None:
    response = post(client, open_event(), message="Vi glæder os", **{missing: ""})
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    assert page.title and page.title.text.startswith(said("Error:"))
    (link,) = page.select(".wn-problems a")
    assert page.select_one(str(link["href"]))["name"] == missing
    assert page.select_one(f"[name={missing}]")["aria-invalid"] == "true"
    assert "Vi glæder os" in text_of(response)
    assert not Registration.objects.exists()


@pytest.mark.parametrize("text", ["Å\x00se", "Å\x07se", "Åse\x1b[31m", "\u202eesÅ", "Åse\ufffe"])
def test_what_cannot_be_shown_is_refused_with_words(
    client: Client, open_event: Make, text: str
) -> None:
    event = open_event()
    for name in ("name", "organisation", "title", "needs", "message"):
        response = post(client, event, **{name: text})
        assert response.status_code == 200
        words = "This contains a character that cannot be shown. Delete it, or type it again."
        assert said(words) in text_of(response), name
    assert not Registration.objects.exists()


@pytest.mark.parametrize("field", [LineField(), ParagraphField()])
def test_half_a_character_is_refused(field: Any) -> None:
    with pytest.raises(ValidationError):
        field.clean("Å\ud800se")


def test_a_line_is_one_line_however_it_came(client: Client, open_event: Make) -> None:
    post(client, open_event(), name="  A\u030ase \r\n\tVinther ", email="aase@example.org")
    assert Registration.objects.get().name == "Åse Vinther"


@pytest.mark.parametrize(("length", "kept"), [(200, True), (201, False)])
def test_a_name_is_as_long_as_the_column(
    client: Client, open_event: Make, length: int, kept: bool
) -> None:
    word = "Ærøskøbinggrødsbollefestivalplanlægning"
    name = (word * 9)[:length]
    post(client, open_event(), name=name, email="a@example.org", organisation=(word * 9)[:200])
    assert Registration.objects.filter(name=name).exists() is kept


def test_letters_that_fold_into_many_fit_all_the_same(client: Client, open_event: Make) -> None:
    # U+FDFA is eighteen letters in plain spelling.
    address = f"a@{'ﷺ' * 60}.example.org"
    response = post(client, open_event(), organisation="ﷺ" * 200, email=address)
    assert response.status_code in {200, 302}


def test_ten_thousand_fields_are_no_error_of_the_server(client: Client, open_event: Make) -> None:
    many = {f"question_{number}": "x" for number in range(10_000)}
    assert post(client, open_event(), **many).status_code == 400
    few = {f"question_{number}": "x" for number in range(900)}
    assert post(client, open_event("Et andet"), **few).status_code == 302


def test_each_kind_of_question_has_its_answer(
    client: Client, open_event: Make, question: Ask
) -> None:
    event = open_event(
        registration_questions=[
            question("Hvad håber du på?"),
            question("Hvilken dag?", "choice", choices="Begge\nDen første"),
            question("Hvad vil du høre om?", "several", choices="Facader\nIndeklima\nGenbrug"),
            question("Kører du?", "yes_no"),
            question("Skostørrelse?", "number"),
        ]
    )
    names = {q.label: q.field_name for q in Question.objects.all()}
    answers: list[Any] = ["Et\r\nnetværk", "Den første", ["Facader", "Genbrug"], "no", "42,5"]
    assert post(client, event, **dict(zip(names.values(), answers, strict=True))).status_code == 302
    held = {a.question.label: a.value for a in Registration.objects.get().answers.all()}
    kept = ["Et\nnetværk", "Den første", ["Facader", "Genbrug"], False, 42.5]
    assert held == dict(zip(names, kept, strict=True))


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("choice", "Noget andet"),
        ("several", ["Facader", "Andet"]),
        ("yes_no", "måske"),
        ("number", "to"),
        ("number", "NaN"),
        ("number", "1e999999999"),
        ("text", "x" * 2001),
    ],
)
def test_an_answer_that_is_none_is_refused_and_shown_again(
    client: Client, open_event: Make, question: Ask, kind: str, answer: Any
) -> None:
    event = open_event(registration_questions=[question("Spørgsmål", kind, choices="Facader\nTag")])
    name = Question.objects.get().field_name
    response = post(client, event, **{name: answer})
    assert response.status_code == 200
    assert BeautifulSoup(response.content, "html.parser").select(".wn-problems a[href*=question]")


@pytest.mark.parametrize("kind", Question.Kind.values)
def test_a_question_that_must_be_answered_must(
    client: Client, open_event: Make, question: Ask, kind: str
) -> None:
    asked = question("Spørgsmål", kind, choices="Ja\nNej", required=True)
    event = open_event(registration_questions=[asked])
    assert post(client, event).status_code == 200
    assert not Registration.objects.exists()


@pytest.mark.parametrize("kind", Question.Kind.values)
def test_a_question_that_may_be_left_open_leaves_no_answer(
    client: Client, open_event: Make, question: Ask, kind: str
) -> None:
    event = open_event(registration_questions=[question("Spørgsmål", kind, choices="Ja\nNej")])
    assert post(client, event).status_code == 302
    assert not Registration.objects.get().answers.exists()


def test_an_answer_to_an_older_wording_comes_along_and_is_asked_about(
    client: Client, open_event: Make, question: Ask
) -> None:
    key = uuid4()
    event = open_event(registration_questions=[question("Hvad spiser du?", key=key)])
    old = Question.objects.get()
    republish(event, registration_questions=[question("Hvad spiser du ikke?", key=key)])
    new = Question.objects.get(current=True)
    sent = filled(**{old.field_name: "Nødder"})
    response = client.post(f"{event.url}register/", sent)
    assert said("The wording has changed; check your answer.") in text_of(response)
    assert not Registration.objects.exists()
    shown = BeautifulSoup(response.content, "html.parser").select_one(f"[name={new.field_name}]")
    assert shown and shown.text.strip() == "Nødder"
    sent = {**sent, new.field_name: "Nødder"}
    assert client.post(f"{event.url}register/", sent).status_code == 302
    answer = Registration.objects.get().answers.get()
    assert (answer.question, answer.value) == (new, "Nødder")


def test_a_choice_that_is_gone_is_asked_for_again(
    client: Client, open_event: Make, question: Ask
) -> None:
    key = uuid4()
    ask = {"kind": "choice", "key": key}
    event = open_event(registration_questions=[question("Dag?", choices="Man\nTir", **ask)])
    old = Question.objects.get()
    republish(event, registration_questions=[question("Dag?", choices="Ons\nTor", **ask)])
    assert post(client, event, **{old.field_name: "Man"}).status_code == 200


def test_questions_of_another_meeting_are_not_asked_here(
    client: Client, open_event: Make, question: Ask
) -> None:
    open_event("Et andet", registration_questions=[question("Hemmeligt")])
    other = Question.objects.get()
    assert post(client, open_event(), **{other.field_name: "x"}).status_code == 302
    assert not Registration.objects.get().answers.exists()


def test_consents_are_not_given_beforehand_and_kept_in_the_words_that_were_shown(
    client: Client, open_event: Make
) -> None:
    event = open_event(asks_photo_consent=True)
    boxes = fields_of(client, event).select("[type=checkbox][name^=consent_]")
    assert [box.get("checked") for box in boxes] == [None] * 3
    words = {box["name"]: box.find_next("label").text for box in boxes}
    given = {box["name"]: box["value"] for box in boxes[:2]}
    post(client, event, **given)
    held = {f"consent_{c.purpose}": c.wording for c in Consent.objects.all()}
    assert held == {name: words[name] for name in given}


def test_a_yes_to_other_words_is_no_yes(client: Client, open_event: Make) -> None:
    event = open_event()
    response = post(client, event, consent_list="0123456789abcdef")
    assert said("The wording has changed; check your answer.") in text_of(response)
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one("[name=consent_list]").get("checked") is None
    assert post(client, event, consent_photo="on").status_code == 302  # is not asked for
    assert not Consent.objects.exists()


def test_colleagues_come_along_with_the_same_organisation(client: Client, open_event: Make) -> None:
    rows = {
        "colleague-1-name": "Bo",
        "colleague-1-email": "bo@example.org",
        "colleague-3-name": "Eva",
        "colleague-3-email": "eva@example.org",
        "colleague-3-title": "murer",
    }
    response = post(client, open_event(capacity=2), organisation="Byg A/S", **rows)
    assert response.url.endswith("?registered=2&waiting=1")
    found = Registration.objects.order_by("pk").values_list("name", "title", "organisation_name")
    names = [("Åse Vinther", "", "Byg A/S"), ("Bo", "", "Byg A/S"), ("Eva", "murer", "Byg A/S")]
    assert list(found) == names


@pytest.mark.parametrize("address", ["AASE@example.org", "bo@EXAMPLE.org"])
def test_an_address_in_the_form_twice_is_named(
    client: Client, open_event: Make, address: str
) -> None:
    rows = {
        "colleague-1-name": "Bo",
        "colleague-1-email": "bo@example.org",
        "colleague-2-name": "Eva",
        "colleague-2-email": address,
    }
    response = post(client, open_event(), **rows)
    assert said("%(address)s appears twice in this form.", address=address) in text_of(response)
    assert not Registration.objects.exists()


def test_a_colleague_has_a_name_and_an_address(client: Client, open_event: Make) -> None:
    response = post(client, open_event(), **{"colleague-2-name": "Bo"})
    page = BeautifulSoup(response.content, "html.parser")
    assert [link["href"] for link in page.select(".wn-problems a")] == ["#id_colleague-2-email"]
    assert page.select_one("details").has_attr("open")


def test_fewer_colleagues_than_were_filled_in_lose_nobody_in_silence(
    client: Client, open_event: Make
) -> None:
    event = open_event(colleagues=1)
    rows = {f"colleague-{n}-name": f"Navn {n}" for n in range(1, 4)}
    rows |= {f"colleague-{n}-email": f"n{n}@example.org" for n in range(1, 4)}
    response = post(client, event, **rows)
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one("[name=colleague-3-name]")["value"] == "Navn 3"
    hrefs = [link["href"] for link in page.select(".wn-problems a")]
    assert hrefs == ["#id_colleague-2-name", "#id_colleague-3-name"]
    assert not Registration.objects.exists()
    assert "colleague" not in client.get(f"{open_event('B', colleagues=0).url}register/").text


def test_where_people_come_and_take_part_online_one_says_which(
    client: Client, open_event: Make
) -> None:
    event = open_event(
        attendance_mode="mixed", capacity=None, capacity_offline=1, capacity_online=5
    )
    assert post(client, event).status_code == 200
    post(client, event, mode="offline")
    page = fields_of(client, event)
    labels = [choice.text for choice in page.select(".wn-choice:has([name=mode]) label")]
    assert [said("full – waiting list") in label for label in labels] == [True, False]
    post(client, event, name="Bo", mode="online")
    assert list(Registration.objects.values_list("mode", flat=True)) == ["offline", "online"]


def test_what_nobody_can_choose_any_more_cannot_be_chosen(client: Client, open_event: Make) -> None:
    rules = {"capacity": None, "capacity_offline": 1, "waiting_list": "none"}
    event = open_event(attendance_mode="mixed", **rules)
    post(client, event, mode="offline")
    room, online = fields_of(client, event).select("[name=mode]")
    assert (room.has_attr("disabled"), online.has_attr("disabled")) == (True, False)
    assert post(client, event, name="Bo", mode="offline").status_code == 200
    assert Registration.objects.count() == 1


def test_a_question_that_is_not_answered_has_no_colon_after_its_mark(
    client: Client, open_event: Make
) -> None:
    page = BeautifulSoup(post(client, open_event(attendance_mode="mixed")).content, "html.parser")
    (problem,) = page.select(".wn-problems a")
    assert problem.text.startswith(f"{said('How will you take part?')} ")


def test_who_meant_to_come_is_told_that_it_is_online_now(client: Client, open_event: Make) -> None:
    event = open_event(attendance_mode="online")
    response = post(client, event, mode="offline")
    words = "The meeting is now online only. Check that this suits you, and press the button again."
    assert said(words) in text_of(response)
    assert post(client, event).status_code == 302
    assert Registration.objects.get().mode == "online"


def test_food_is_asked_about_where_the_editor_wants_it(client: Client, open_event: Make) -> None:
    event = open_event(asks_needs=False)
    assert not fields_of(client, event).select("[name=needs]")
    post(client, event, needs="vegetar")
    assert Registration.objects.get().needs == ""


@pytest.mark.parametrize(
    ("typed", "known"),
    [("NÆRHEDEN a/s", True), ("Naerheden", True), ("Nærheden Syd", False), ("Byg", False)],
)
def test_an_organisation_of_the_register_is_known_by_its_name(
    client: Client, open_event: Make, organisation: Organisation, typed: str, known: bool
) -> None:
    for _twice in range(2):
        Organisation.objects.create(name="Byg A/S", locale=organisation.locale)
    post(client, open_event(), organisation=typed)
    registration = Registration.objects.get()
    assert registration.organisation_id == (organisation.pk if known else None)
    assert registration.organisation_name == typed


def test_a_robot_is_told_to_press_once_more(
    client: Client, open_event: Make, settings: Any
) -> None:
    settings.WAGTAIL_NETWORK = {}
    event = open_event()
    first = post(client, event, homepage="https://example.org/")
    assert first.status_code == 200
    assert not Registration.objects.exists()
    page = BeautifulSoup(first.content, "html.parser")
    sent = {tag["name"]: tag.get("value", "") for tag in page.select(".wn-form input[name]")}
    sent = {name: value for name, value in sent.items() if not name.startswith("consent")}
    assert client.post(f"{event.url}register/", sent).status_code == 302
