from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from tests.events.registration.desk.conftest import in_english, mark, said, url
from wagtail_network.core.mail.models import Mail
from wagtail_network.events.registration.changing import cancel, change_status
from wagtail_network.events.registration.checking_in import check_in
from wagtail_network.events.registration.desk import overview
from wagtail_network.models import EventPage, NetworkPage, Registration

Make = Callable[..., EventPage]
SignUp = Callable[..., Registration]


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_the_desk_says_how_the_meeting_stands(
    desk: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(attendance_mode="mixed", capacity=4, capacity_offline=2, capacity_online=3)
    for name in "ABC":
        sign_up(event, name)
    sign_up(event, "D", mode="online")
    check_in(Registration.objects.get(name="A"))
    text = text_of(desk.get(url(event)))
    assert "<strong>3 of 4 seats taken</strong>, 1 free" in text
    assert "<strong>2 of 2 seats taken</strong>, full" in text
    assert "<strong>1 of 3 seats taken</strong>, 2 free" in text
    assert "<dt>Waiting</dt><dd>1</dd>" in text
    assert "<dt>Came</dt><dd>1</dd>" in text
    assert in_english(event.openness().label) in text


def test_more_taken_than_planned_and_no_limit_are_told_in_words(
    desk: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=1)
    _first, second = (sign_up(event, name) for name in "AB")
    change_status(second, "registered", make_room=True)
    assert "1 more than planned" in text_of(desk.get(url(event)))
    free = open_event("Frit", capacity=None)
    assert "0 seats taken, no limit" in text_of(desk.get(url(free)))


def names(desk: Client, event: EventPage, query: str = "") -> list[str]:
    return [one.name for one, _place in desk.get(url(event) + query).context["rows"]]


def test_each_tab_shows_its_people_in_their_order(
    desk: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=2)
    people = [sign_up(event, name) for name in ("Bo", "Anna", "Dora", "Carl")]
    EventPage.objects.filter(pk=event.pk).update(status="postponed")
    cancel(people[0])
    assert names(desk, event) == ["Anna", "Carl", "Dora"]
    assert names(desk, event, "?group=registered") == ["Anna"]
    assert names(desk, event, "?group=waiting") == ["Dora", "Carl"]
    assert names(desk, event, "?group=out") == ["Bo"]
    assert names(desk, event, "?group=what") == ["Anna", "Carl", "Dora"]
    tabs = {group.name: size for group, size in desk.get(url(event)).context["tabs"]}
    assert tabs == {"all": 3, "registered": 1, "pending": 0, "offered": 0, "waiting": 2, "out": 1}


def test_who_waits_has_their_place_beside_them_wherever_they_are_shown(
    desk: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=1)
    for name in ("Anna", "Dora", "Carl"):
        sign_up(event, name)
    rows = desk.get(url(event)).context["rows"]
    assert [(one.name, place) for one, place in rows] == [
        ("Anna", None),
        ("Carl", 2),
        ("Dora", 1),
    ]
    [(_one, place)] = desk.get(url(event) + "?group=waiting&q=carl").context["rows"]
    assert place == 2


def test_people_are_found_by_what_is_typed(desk: Client, open_event: Make, sign_up: SignUp) -> None:
    event = open_event(capacity=9)
    found = sign_up(event, "Åse Ærbøl", "Tømrer Ærø A/S", email="a@example.org")
    sign_up(event, "Bodil")
    for typed in ("ase", "Ærbøl", "toemrer", "TØMRER aeroe", "A@EXAMPLE", found.ticket.lower()):
        query = f"?q={typed}"
        expected = ["Åse Ærbøl"] if typed != "ase" else []
        assert names(desk, event, query) == expected, typed
    assert names(desk, event, "?q=" + "%00%22%27;--") == []


def test_only_what_makes_sense_can_be_done_with_a_tab(desk: Client, open_event: Make) -> None:
    event = open_event()
    acts = {
        group: [act.value for act in desk.get(f"{url(event)}?group={group}").context["acts"]]
        for group in ("registered", "pending", "out")
    }
    assert acts["registered"] == ["wait", "cancel"]
    assert acts["pending"] == ["approve", "decline", "wait", "cancel"]
    assert acts["out"] == ["seat", "wait"]


def test_who_may_only_look_gets_no_buttons(
    client: Client,
    open_event: Make,
    sign_up: SignUp,
    network: NetworkPage,
    person: Callable[..., Any],
) -> None:
    event = open_event(needs_approval=True)
    sign_up(event, "Aase")
    client.force_login(person("view_registration", "access_admin", pages=network))
    text = client.get(url(event)).content.decode()
    assert "Aase" in text
    for name in ('name="chosen"', 'name="act"', 'name="only"', url(event, "add/")):
        assert name not in text, name


def test_the_desk_of_a_translation_is_that_of_the_meeting(
    desk: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event()
    sign_up(event, "Aase")
    english = Locale.objects.get_or_create(language_code="en")[0]
    translated = event.copy_for_translation(english, copy_parents=True)
    translated.save_revision().publish()
    # The register hangs on the Danish page, and it is that page's coordinator who sees to it.
    answer = desk.get(url(translated))
    assert answer.context["event"].pk == event.pk
    assert "Aase" in answer.content.decode()


@pytest.fixture
def many(open_event: Make) -> Callable[[int], EventPage]:
    def make(count: int) -> EventPage:
        event = open_event(f"Møde med {count}", capacity=None)
        made = [
            Registration(
                event_id=event.pk,
                name=f"N{number}",
                status=("registered", "waiting", "pending")[number % 3],
                queue_number=number,
            )
            for number in range(count)
        ]
        for one in made:
            one.set_keys()
        Registration.objects.bulk_create(made)
        return event

    return make


def test_the_desk_takes_the_same_queries_for_1_and_for_200(
    desk: Client, many: Callable[[int], EventPage]
) -> None:
    few, full = many(3), many(200)
    desk.get(url(few))

    def queries(event: EventPage) -> int:
        with CaptureQueriesContext(connection) as counted:
            assert desk.get(url(event)).status_code == 200
        return len(counted)

    assert queries(few) == queries(full) <= 24


def test_long_lists_have_pages_and_all_of_them_can_be_meant(
    desk: Client, many: Callable[[int], EventPage]
) -> None:
    event = many(200)
    first = desk.get(url(event))
    assert len(first.context["rows"]) == overview.ON_A_PAGE
    assert 'name="everyone"' in first.content.decode()
    assert len(desk.get(url(event) + "?p=4").context["rows"]) == 50
    for page in ("99999", "0", "-1", "abc", "9" * 30):
        assert desk.get(f"{url(event)}?p={page}").status_code == 200, page
    answer = desk.post(url(event, "act/"), {"act": "approve", "everyone": "1", "group": "pending"})
    assert answer.context["count"] == 66


def test_failed_mails_are_shown_and_sent_again(
    desk: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(capacity=9)
    for name in "ABC":
        sign_up(event, name)
    Mail.objects.update(status="failed", due=None, trouble="refused", error="550 nobody")
    assert "3 mails could not be sent" in text_of(desk.get(url(event)))
    one = Mail.objects.first()
    answer = desk.post(url(event, f"resend/{one.pk}/"), follow=True)
    assert said(answer) == ["1 mail will be sent again."]
    assert Mail.objects.filter(status="failed").count() == 2
    assert said(desk.post(url(event, "resend/"), follow=True)) == ["2 mails will be sent again."]
    assert said(desk.post(url(event, "resend/"), follow=True)) == [
        "Nothing is left to be sent again."
    ]
    assert "could not be sent" not in text_of(desk.get(url(event)))


def test_names_on_the_desk_are_text(desk: Client, open_event: Make, sign_up: SignUp) -> None:
    event = open_event()
    sign_up(event, "<script>x</script>", "<i>Byg</i>", email="a@example.org", title="<b>")
    text = desk.get(url(event)).content.decode()
    for markup in ("<script>x", "<i>Byg", "<b>"):
        assert markup not in text, markup


def test_a_mark_names_the_registration_as_it_was_seen(open_event: Make, sign_up: SignUp) -> None:
    one = sign_up(open_event(), "A")
    before = mark(one)
    cancel(one)
    assert mark(one) != before
