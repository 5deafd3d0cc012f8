from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.events.registration.conftest import applicant, counts_are_right, standing
from wagtail_network.events.registration.changing import AlreadyRegistered
from wagtail_network.events.registration.editing import edit, set_consents
from wagtail_network.events.registration.questions import current_questions
from wagtail_network.events.registration.seats import Full
from wagtail_network.models import Consent, EventPage, Mail, Registration

Make = Callable[..., EventPage]
SignUp = Callable[..., Registration]


def test_what_was_filled_in_can_be_changed(open_event: Make, sign_up: SignUp) -> None:
    registration = sign_up(open_event(), "Ane", "Byg")
    changed = edit(registration, applicant("Ane Holm", "Træ", email="ane@example.org", needs="nej"))
    read = Registration.objects.get(pk=changed.pk)
    assert (read.name, read.organisation_name, read.organisation_key) == ("Ane Holm", "Træ", "trae")
    assert read.needs == "nej"


def test_another_way_of_taking_part_takes_another_seat(open_event: Make, sign_up: SignUp) -> None:
    event = open_event(attendance_mode="mixed", capacity_offline=1, capacity_online=1, capacity=9)
    first = sign_up(event, "A")
    sign_up(event, "B")
    edit(first, applicant("A", mode="online"))
    assert standing(event) == {"A": "registered", "B": "registered"}
    assert counts_are_right(event)


def test_where_there_is_no_other_seat_nothing_changes(open_event: Make, sign_up: SignUp) -> None:
    event = open_event(attendance_mode="mixed", capacity_offline=1, capacity_online=1, capacity=9)
    first = sign_up(event, "A")
    sign_up(event, "B", mode="online")
    with pytest.raises(Full):
        edit(first, applicant("Andet navn", email="a@example.org", mode="online"))
    assert Registration.objects.get(pk=first.pk).name == "A"
    assert counts_are_right(event)


def test_a_full_meeting_does_not_stop_a_change_of_the_room_for_the_screen(
    open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(attendance_mode="mixed", capacity=1)
    first = sign_up(event, "A")
    assert edit(first, applicant("A", mode="online")).mode == "online"
    assert counts_are_right(event)


def test_an_address_in_use_cannot_be_taken(open_event: Make, sign_up: SignUp) -> None:
    event = open_event()
    first = sign_up(event, "A")
    sign_up(event, "B")
    with pytest.raises(AlreadyRegistered):
        edit(first, applicant("A", email="B@example.org"))


def test_both_addresses_hear_of_a_change_of_address(open_event: Make, sign_up: SignUp) -> None:
    first = sign_up(open_event(), "A")
    Mail.objects.all().delete()
    edit(first, applicant("A", email="ny@example.org"))
    told = Mail.objects.values_list("kind", "to")
    assert set(told) == {
        ("registration.new_address", "ny@example.org"),
        ("registration.address_changed", "a@example.org"),
    }


def asks(*labels: str) -> list:
    return [("question", {"label": label, "kind": "text", "choices": ""}) for label in labels]


def test_an_answer_stays_with_the_wording_it_was_given_to(
    open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(registration_questions=asks("Hvad vil du høre?", "Kører du i bil?"))
    first, second = current_questions(event)
    registration = sign_up(event, "A", answers={first.pk: "Om ler", second.pk: "Ja"})
    event.registration_questions[0].value["label"] = "Hvad vil du lære?"
    event.save_revision().publish()
    newer, same = current_questions(event)
    assert (newer.version, newer.block, same.pk) == (2, first.block, second.pk)
    assert registration.answers.get(question__block=first.block).question.label == first.label
    person = applicant("A", answers={newer.pk: "Om træ", same.pk: "Ja"})
    edit(registration, person)
    told = {answer.question.label: answer.value for answer in registration.answers.all()}
    assert told == {"Hvad vil du lære?": "Om træ", "Kører du i bil?": "Ja"}
    edit(registration, replace(person, answers={}))
    assert registration.answers.count() == 2


def test_a_question_taken_out_is_not_asked_and_its_answers_stay(
    open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(registration_questions=asks("Første?", "Anden?"))
    first, _second = current_questions(event)
    registration = sign_up(event, "A", answers={first.pk: "Ja"})
    del event.registration_questions[0]
    event.save_revision().publish()
    assert [question.label for question in current_questions(event)] == ["Anden?"]
    assert registration.answers.get().question.label == "Første?"


def test_a_consent_is_taken_back_and_given_again_with_its_words(
    open_event: Make, sign_up: SignUp
) -> None:
    registration = sign_up(open_event(), "A", consents={"list": "Vis mig", "photo": "Foto"})
    set_consents(registration, {"list": "Vis mig stadig"})
    in_force = Consent.objects.filter(registration=registration, withdrawn_at=None)
    assert list(in_force.values_list("purpose", "wording")) == [("list", "Vis mig")]
    set_consents(registration, {})
    set_consents(registration, {"list": "Igen"})
    assert list(in_force.values_list("purpose", "wording")) == [("list", "Igen")]
    assert registration.consents.count() == 3
