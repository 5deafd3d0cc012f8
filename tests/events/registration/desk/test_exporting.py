import csv
from collections.abc import Callable
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from wagtail.models import Locale, PageLogEntry

from tests.events.registration.desk.conftest import history_says, url
from wagtail_network.events.registration.changing import cancel
from wagtail_network.events.registration.checking_in import check_in
from wagtail_network.events.registration.desk.exporting import AT_A_TIME, Sheet
from wagtail_network.events.registration.desk.overview import BY_NAME
from wagtail_network.events.registration.editing import set_consents
from wagtail_network.events.registration.questions import current_questions
from wagtail_network.models import EventPage, Registration

Make = Callable[..., EventPage]
SignUp = Callable[..., Registration]


def question(label: str, kind: str = "text", choices: str = "") -> tuple[str, dict[str, Any]]:
    wording = {"label": label, "kind": kind, "choices": choices}
    return ("question", {**wording, "help_text": "", "required": False})


def exported(desk: Client, event: EventPage, **fields: Any) -> list[dict[str, str]]:
    answer = desk.post(url(event, "export/"), {"group": "all", "kind": "csv"} | fields)
    assert answer["Content-Disposition"].startswith("attachment")
    text = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def test_all_that_is_held_is_in_the_file(desk: Client, open_event: Make, sign_up: SignUp) -> None:
    event = open_event(capacity=1)
    fields = {"title": "Murer", "message": "hej", "consents": {"photo": "ja"}}
    check_in(sign_up(event, "Aase", "Byg", **fields))
    sign_up(event, "Bodil")
    Registration.objects.filter(name="Aase").update(note="ringer")
    first, second = exported(desk, event)
    assert (first["Name"], first["Organisation"], first["Title"]) == ("Aase", "Byg", "Murer")
    assert (first["Message"], first["Note"], first["Status"]) == ("hej", "ringer", "Registered")
    assert first["Came"].startswith("20")
    assert (first["Photos"], first["List of participants"]) == ("Yes", "No")
    assert first["Photos: when"].startswith("20")
    assert (second["Status"], second["Place on the waiting list"]) == ("On the waiting list", "1")
    assert second["Came"] == second["Photos: when"] == ""


def test_what_people_eat_is_in_it_only_when_asked_for(
    desk: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event()
    sign_up(event, "Aase", needs="nøddeallergi")
    [row] = exported(desk, event)
    assert "nøddeallergi" not in row.values()
    [row] = exported(desk, event, sensitive="1")
    assert row["Food and access"] == "nøddeallergi"


def test_a_consent_taken_back_is_a_no_with_the_day(
    desk: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event()
    one = sign_up(event, "Aase", consents={"photo": "ja"})
    set_consents(one, {})
    [row] = exported(desk, event)
    assert row["Photos"] == "No"
    assert row["Photos: when"].startswith("20")


PAYLOADS = ["=cmd|'/c calc'!A1", "+1", "-1", "@SUM(1)", "\t=1", "＝1+1", " =1", "=HYPERLINK(1)"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_typed_becomes_a_formula(
    desk: Client, open_event: Make, sign_up: SignUp, payload: str
) -> None:
    event = open_event(registration_questions=[question(payload.strip())])
    [asked] = current_questions(event)
    fields = {"title": payload, "message": payload, "answers": {asked.pk: payload}}
    sign_up(event, payload, payload, email="a@example.org", **fields)
    Registration.objects.update(note=payload, needs=payload)
    form = {"group": "all", "sensitive": "1"}
    text = desk.post(url(event, "export/"), form | {"kind": "csv"}).content.decode("utf-8-sig")
    for row in csv.reader(StringIO(text)):
        for cell in row:
            assert cell.lstrip()[:1] not in tuple("=+-@＝"), cell
    answer = desk.post(url(event, "export/"), form | {"kind": "xlsx"})
    sheet = load_workbook(BytesIO(answer.content)).active
    texts = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    found = [cell for cell in texts if payload.strip() in cell.value]
    assert len(found) == 8
    assert {cell.data_type for cell in found} == {"s"}


def test_each_question_has_a_column_and_older_wordings_are_told(
    open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(
        capacity=9,
        registration_questions=[
            question("Farve?", "several", "Rød\nBlå\nGul"),
            question("Antal?", "number"),
            question("Forsvinder?"),
        ],
    )
    colour, number, gone = current_questions(event)
    answers = {colour.pk: ["Rød", "Gul"], number.pk: 3, gone.pk: "væk"}
    sign_up(event, "A", answers=answers)
    event.registration_questions[0].value["label"] = "Hvilken farve?"
    event.registration_questions[1].value["help_text"] = "et tal"
    del event.registration_questions[2]
    event.save_revision().publish()
    colour, number = current_questions(event)
    sign_up(event, "B", answers={colour.pk: ["Blå"], number.pk: 4})
    sheet = Sheet(event, BY_NAME["all"], sensitive=False)
    columns = [sheet.headings.index(label) for label in ("Hvilken farve?", "Antal?", "Forsvinder?")]
    assert columns == sorted(columns)
    first, second = ([row[column] for column in columns] for row in sheet.rows())
    assert first[0].startswith("Rød; Gul (")
    assert "Farve?" in first[0]
    assert first[1:] == [3, "væk"]
    assert second == ["Blå", 4, None]


def test_the_same_question_in_another_language_is_the_same_column(
    open_event: Make, sign_up: SignUp
) -> None:
    event = open_event(registration_questions=[question("Farve?")])
    english = Locale.objects.get_or_create(language_code="en")[0]
    translated = event.copy_for_translation(english, copy_parents=True)
    translated.registration_questions[0].value["label"] = "Colour?"
    translated.save_revision().publish()
    [asked] = current_questions(translated)
    sign_up(event, "A", answers={asked.pk: "red"})
    sheet = Sheet(event, BY_NAME["all"], sensitive=False)
    assert "Colour?" not in sheet.headings
    [row] = sheet.rows()
    assert row[sheet.headings.index("Farve?")] == "red"


def test_a_group_alone_can_be_taken(desk: Client, open_event: Make, sign_up: SignUp) -> None:
    event = open_event(capacity=1)
    people = [sign_up(event, name) for name in "ABC"]
    cancel(people[0])
    for group, names in {"waiting": ["C"], "registered": ["B"], "out": ["A"]}.items():
        assert [row["Name"] for row in exported(desk, event, group=group)] == names


def test_a_file_is_noted_with_who_took_it(
    desk: Client, coordinator: Any, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event()
    sign_up(event, "Aase")
    exported(desk, event, sensitive="1")
    entry = PageLogEntry.objects.get(action="wagtail_network.registration.export")
    assert (entry.user_id, entry.page_id) == (coordinator.pk, event.pk)
    assert "with food and access needs" in history_says(entry)
    assert "Aase" not in str(entry.data)


def test_the_file_is_kept_by_nobody_on_the_way(desk: Client, open_event: Make) -> None:
    answer = desk.post(url(open_event(), "export/"), {"group": "all", "kind": "xlsx"})
    assert "no-store" in answer["Cache-Control"]
    assert desk.post(url(EventPage.objects.get(), "export/"), {"kind": "exe"}).status_code == 200


def test_the_number_of_queries_grows_only_with_the_portions(
    open_event: Make, django_assert_num_queries: Any
) -> None:
    event = open_event(capacity=None)
    made = [
        Registration(event_id=event.pk, name=f"N{number}", status="registered")
        for number in range(AT_A_TIME + 1)
    ]
    for one in made:
        one.set_keys()
    Registration.objects.bulk_create(made[:1])
    sheet = Sheet(event, BY_NAME["all"], sensitive=True)
    with django_assert_num_queries(4):
        assert len(list(sheet.rows())) == 1
    Registration.objects.bulk_create(made[1:200])
    with django_assert_num_queries(4):
        assert len(list(sheet.rows())) == 200
    Registration.objects.bulk_create(made[200:])
    with django_assert_num_queries(6):
        assert len(list(sheet.rows())) == AT_A_TIME + 1
