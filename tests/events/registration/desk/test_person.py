from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from tests.events.registration.conftest import counts_are_right, standing
from tests.events.registration.desk.conftest import said
from wagtail_network.core.mail.models import Mail
from wagtail_network.events.registration.changing import cancel
from wagtail_network.events.registration.checking_in import check_in
from wagtail_network.events.registration.editing import edit
from wagtail_network.events.registration.questions import current_questions
from wagtail_network.events.registration.registering import Applicant
from wagtail_network.models import EventPage, Registration, Seats

Make = Callable[..., EventPage]
SignUp = Callable[..., Registration]

LIST = "/admin/wagtail_network/registration/"


def question(label: str, kind: str = "text", choices: str = "") -> tuple[str, dict[str, Any]]:
    wording = {"label": label, "kind": kind, "choices": choices}
    return ("question", {**wording, "help_text": "", "required": False})


def again(registration: Registration) -> Registration:
    return Registration.objects.get(pk=registration.pk)


def form_of(desk: Client, registration: Registration) -> dict[str, Any]:
    """What the browser would send if nothing were changed."""
    form = desk.get(f"{LIST}edit/{registration.pk}/").context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in shown.items() if value not in (None, [])}


def amend(desk: Client, registration: Registration, **changes: Any) -> Any:
    data = form_of(desk, registration) | changes
    return desk.post(f"{LIST}edit/{registration.pk}/", data, follow=True)


def test_all_that_is_held_is_shown(desk: Client, open_event: Make, sign_up: SignUp) -> None:
    event = open_event(registration_questions=[question("Hvad vil du høre om?")])
    [asked] = current_questions(event)
    one = sign_up(
        event,
        "Aase",
        "Byggefirmaet",
        title="Murermester",
        needs="nødder",
        message="Jeg glæder mig",
        answers={asked.pk: "Lerpuds"},
        consents={"photo": "Ja til billeder"},
    )
    check_in(one)
    Registration.objects.filter(pk=one.pk).update(note="Ringer selv")
    answer = desk.get(f"{LIST}inspect/{one.pk}/").content.decode()
    for text in (
        *("Aase", "aase@example.org", "Byggefirmaet", "Murermester", "nødder", "Jeg glæder mig"),
        *("Hvad vil du høre om?", "Lerpuds", "Ja til billeder", "Ringer selv", one.ticket),
    ):
        assert text in answer, text
    assert one.key not in answer
    assert one.token not in answer


def test_mails_are_shown_with_what_became_of_them(
    desk: Client, open_event: Make, sign_up: SignUp
) -> None:
    one = sign_up(open_event(), "Aase")
    Mail.objects.update(status="failed", due=None, trouble="refused", error="550 nobody")
    assert "550 nobody" in desk.get(f"{LIST}inspect/{one.pk}/").content.decode()


def test_the_page_of_a_registration_takes_the_same_queries_whatever_is_held(
    desk: Client,
    open_event: Make,
    sign_up: SignUp,
    django_assert_max_num_queries: Callable[..., CaptureQueriesContext],
) -> None:
    event = open_event(registration_questions=[question(f"Nr. {number}") for number in range(9)])
    answers = {asked.pk: "svar" for asked in current_questions(event)}
    one = sign_up(event, "Aase", answers=answers, consents=dict.fromkeys(["list", "photo"], "ja"))
    desk.get(f"{LIST}inspect/{one.pk}/")
    with django_assert_max_num_queries(20):
        desk.get(f"{LIST}inspect/{one.pk}/")


def test_what_the_person_has_told_is_amended_and_the_rest_is_kept(
    desk: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(registration_questions=[question("Hvad?"), question("Hvorfor?")])
    first, second = current_questions(event)
    consents = {"list": "ja til listen", "photo": "ja til billeder"}
    answers = {first.pk: "før", second.pk: "derfor"}
    one = sign_up(event, "Aase", message="hej", answers=answers, consents=consents)
    changes = {"name": "Åse", "note": "ny", first.field_name: "nu", "taken_back": ["photo"]}
    assert said(amend(desk, one, **changes)) == ["The changes to Åse are saved."]
    changed = again(one)
    assert (changed.name, changed.note, changed.message) == ("Åse", "ny", "hej")
    assert {a.question_id: a.value for a in changed.answers.all()} == {
        first.pk: "nu",
        second.pk: "derfor",
    }
    in_force = changed.consents.filter(withdrawn_at=None)
    assert list(in_force.values_list("purpose", flat=True)) == ["list"]


def test_an_answer_left_alone_stays_with_the_words_it_was_given_to(
    desk: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(registration_questions=[question("Hvilken?", "choice", "Rød\nBlå")])
    [old] = current_questions(event)
    one = sign_up(event, "Aase", answers={old.pk: "Rød"})
    event.registration_questions[0].value["choices"] = "Grøn\nBlå"
    event.save_revision().publish()
    [new] = current_questions(event)
    assert new != old
    amend(desk, one, name="Åse")
    assert [(a.question_id, a.value) for a in one.answers.all()] == [(old.pk, "Rød")]
    amend(desk, one, **{new.field_name: "Grøn"})
    assert [(a.question_id, a.value) for a in one.answers.all()] == [(new.pk, "Grøn")]


def test_who_answered_in_another_language_is_asked_in_it(
    desk: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(registration_questions=[question("Hvilken?", "choice", "Rød\nBlå")])
    english = Locale.objects.get_or_create(language_code="en")[0]
    translated = event.copy_for_translation(english, copy_parents=True)
    translated.registration_questions[0].value.update(label="Which?", choices="Red\nBlue")
    translated.save_revision().publish()
    [asked] = current_questions(translated)
    one = sign_up(event, "Aase", answers={asked.pk: "Red"})
    form = form_of(desk, one)
    assert form[asked.field_name] == "Red"
    amend(desk, one, **{asked.field_name: "Blue"})
    assert [(a.question_id, a.value) for a in one.answers.all()] == [(asked.pk, "Blue")]


def test_a_change_by_the_person_meanwhile_is_noticed_and_nothing_typed_is_lost(
    desk: Client, open_event: Make, sign_up: SignUp
) -> None:
    one = sign_up(open_event(), "Aase")
    form = form_of(desk, one)
    edit(one, Applicant("Aase Ny", "aase@example.org", mode="offline"))
    answer = desk.post(f"{LIST}edit/{one.pk}/", form | {"title": "Murer"})
    assert answer.context["form"].non_field_errors()
    assert "Murer" in answer.content.decode()
    assert again(one).name == "Aase Ny"
    form["seen"] = answer.context["form"]["seen"].value()
    desk.post(f"{LIST}edit/{one.pk}/", form | {"title": "Murer"})
    assert (again(one).name, again(one).title) == ("Aase", "Murer")


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"email": "bodil@example.org"}, "email"), ({"mode": "online"}, "mode")],
)
def test_what_cannot_be_is_said_and_nothing_is_changed(
    desk: Client, open_event: Make, sign_up: SignUp, changes: dict[str, str], field: str
) -> None:
    event = open_event(
        attendance_mode="mixed", capacity=None, capacity_offline=2, capacity_online=1
    )
    one, _other = sign_up(event, "Aase"), sign_up(event, "Bodil", mode="online")
    answer = amend(desk, one, note="ny", **changes)
    assert answer.context["form"].errors.keys() == {field}
    assert (again(one).mode, again(one).note) == ("offline", "")
    assert counts_are_right(event)


def test_erasing_asks_first_and_leaves_nothing(
    desk: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=1)
    one, _next = sign_up(event, "Aase"), sign_up(event, "Bodil")
    address = f"{LIST}delete/{one.pk}/"
    assert "Aase" in desk.get(address).content.decode()
    assert standing(event) == {"Aase": "registered", "Bodil": "waiting"}
    answer = desk.post(address, follow=True)
    assert said(answer) == ["All that was held of the person here has been erased."]
    assert standing(event) == {"Bodil": "registered"}
    assert not Mail.objects.filter(to="aase@example.org").exists()
    assert desk.post(address).status_code == 404
    assert Seats.objects.get(event=event).taken == 1


def test_only_what_can_be_done_is_offered(desk: Client, open_event: Make, sign_up: SignUp) -> None:
    one = sign_up(open_event(needs_approval=True), "Aase")
    offered = desk.get(f"{LIST}inspect/{one.pk}/").context["acts"]
    assert [act.value for act in offered] == ["approve", "decline", "wait", "cancel"]
    cancel(one)
    offered = desk.get(f"{LIST}inspect/{one.pk}/").context["acts"]
    assert [act.value for act in offered] == ["seat", "wait"]
