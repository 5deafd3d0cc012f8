from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.test import Client

from tests.events.registration.conftest import counts_are_right, standing
from tests.events.registration.desk.conftest import said, url
from wagtail_network.events.registration.desk.forms import AddForm
from wagtail_network.models import EventPage, Registration

Make = Callable[..., EventPage]
SignUp = Callable[..., Registration]


def add(desk: Client, event: EventPage, **fields: Any) -> Any:
    data = {"name": "Aase", "language": "da", "submission": uuid4(), **fields}
    return desk.post(url(event, "add/"), data, follow=True)


def test_a_person_is_added_with_all_that_was_said(desk: Client, open_event: Make) -> None:
    event = open_event(attendance_mode="mixed", needs_approval=True)
    given = {
        "name": "  Åse \u00a0 Ærø ",
        "email": "aase@example.org",
        "organisation": "Byg",
        "title": "Murer",
        "mode": "online",
        "needs": "vegetar",
        "note": "Ringede\r\ntirsdag",
        "language": "en",
    }
    assert said(add(desk, event, **given)) == ["Åse Ærø is registered."]
    made = Registration.objects.get()
    assert (made.name, made.note, made.organisation_name) == ("Åse Ærø", "Ringede\ntirsdag", "Byg")
    assert (made.email, made.title, made.needs) == ("aase@example.org", "Murer", "vegetar")
    assert (made.mode, made.language, made.source) == ("online", "en", "hand")
    assert made.status == "registered"


def test_only_the_name_is_needed(desk: Client, open_event: Make) -> None:
    event = open_event()
    add(desk, event)
    add(desk, event, name="Bodil")
    assert standing(event) == {"Aase": "registered", "Bodil": "registered"}
    assert add(desk, event, name=" ").context["form"].errors.keys() == {"name"}


def test_the_same_form_twice_is_one_person_also_without_an_address(
    desk: Client, open_event: Make
) -> None:
    event, form = open_event(), uuid4()
    add(desk, event, submission=form)
    [message] = said(add(desk, event, submission=form))
    assert message == "Aase is registered already; nothing was changed."
    assert standing(event) == {"Aase": "registered"}
    assert counts_are_right(event)


def test_somebody_who_is_there_stays_as_they_are(
    desk: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event()
    sign_up(event, "Aase", email="aase@example.org")
    [message] = said(add(desk, event, name="Anden", email="AASE@example.org", note="ny"))
    assert "is registered already" in message
    assert standing(event) == {"Aase": "registered"}
    assert Registration.objects.get().note == ""


def test_where_it_is_full_nothing_typed_is_lost_and_room_is_made_when_asked_for(
    desk: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=1)
    sign_up(event, "A")
    answer = add(desk, event, note="ringede")
    assert answer.context["form"].errors.keys() == {"make_room"}
    assert "ringede" in answer.content.decode()
    assert standing(event) == {"A": "registered"}
    add(desk, event, note="ringede", make_room="1")
    assert standing(event) == {"A": "registered", "Aase": "registered"}
    assert counts_are_right(event)


def test_a_meeting_that_has_taken_no_registrations_can_be_filled_by_hand(
    desk: Client, make_event: Make
) -> None:
    event = make_event(capacity=1)
    add(desk, event)
    assert standing(event) == {"Aase": "registered"}
    assert add(desk, event, name="B").context["form"].errors.keys() == {"make_room"}


def test_the_way_to_take_part_is_asked_only_where_there_are_two(open_event: Make) -> None:
    assert "mode" not in AddForm(event=open_event()).fields
    online = open_event("Online", attendance_mode="online")
    form = AddForm({"name": "A", "language": "da", "submission": uuid4()}, event=online)
    assert form.is_valid()
    assert form.applicant().mode == "online"
    assert "mode" in AddForm(event=open_event("Begge", attendance_mode="mixed")).fields


def test_what_cannot_be_kept_is_refused_with_words(desk: Client, open_event: Make) -> None:
    event = open_event()
    bad = {"name": "A\x00", "email": "a@", "language": "xx", "submission": "no", "title": "x" * 201}
    answer = add(desk, event, **bad)
    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == bad.keys()


def test_the_editors_questions_can_be_answered_and_need_not_be(
    desk: Client, open_event: Make
) -> None:
    question = {"label": "Kommer du i bil?", "kind": "yes_no", "required": True}
    question |= {"choices": "", "help_text": ""}
    event = open_event(registration_questions=[("question", question)])
    [field] = [name for name in AddForm(event=event).fields if name.startswith("question_")]
    add(desk, event)
    add(desk, event, name="Bodil", **{field: "no"})
    answers = {one.name: [a.value for a in one.answers.all()] for one in Registration.objects.all()}
    assert answers == {"Aase": [], "Bodil": [False]}
