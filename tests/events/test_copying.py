from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from tests.conftest import in_copenhagen
from wagtail_network.events.copying import copy_to_next, suggested_start
from wagtail_network.events.registration.questions import current_questions
from wagtail_network.models import EventPage, Registration, Seats

Make = Callable[..., EventPage]


@pytest.fixture
def meeting(make_event: Make, editor: Any) -> EventPage:
    """A Tuesday in October, from 14 to 17, with all that a meeting gathers."""
    question = {"label": "Hvad?", "kind": "text", "choices": "", "help_text": "", "required": False}
    event = make_event(
        "Efterårsmøde",
        start=in_copenhagen(2026, 10, 20, 14),
        end=in_copenhagen(2026, 10, 20, 17),
        takes_registrations=True,
        capacity=30,
        registration_opens=in_copenhagen(2026, 9, 20, 8),
        registration_closes=in_copenhagen(2026, 10, 19, 12),
        registration_questions=[("question", question)],
        status="rescheduled",
        previous_start=in_copenhagen(2026, 10, 13, 14),
        status_note="Flyttet",
        recap=[("paragraph", "<p>Godt.</p>")],
        attendance=27,
    )
    event.next_event = make_event("Et andet")
    event.save_revision().publish()
    return EventPage.objects.get(pk=event.pk)


def test_the_next_meeting_is_a_draft_like_the_last(meeting: EventPage, editor: Any) -> None:
    Registration.objects.create(event=meeting, name="A", status="registered")
    start = in_copenhagen(2026, 11, 17, 14)
    page = EventPage.objects.get(pk=copy_to_next(meeting, start, "Vintermøde", editor).pk)
    assert (page.live, page.title, page.slug) == (False, "Vintermøde", "vintermoede")
    assert page.get_parent() == meeting.get_parent()
    assert (page.start, page.status) == (start, "scheduled")
    assert (page.previous_start, page.status_note, page.attendance) == (None, "", None)
    assert (len(page.recap), page.next_event_id) == (0, None)
    assert (page.capacity, page.takes_registrations) == (30, True)
    assert page.registration_questions[0].value["label"] == "Hvad?"
    assert not Registration.objects.filter(event=page).exists()
    assert not Seats.objects.filter(event=page).exists()
    # What the editor opens is the same.
    draft = page.get_latest_revision_as_object()
    assert (draft.title, draft.start, draft.status) == ("Vintermøde", start, "scheduled")
    assert draft.slug == "vintermoede"


def test_all_times_keep_their_distance_on_the_clock_over_the_change_of_clocks(
    meeting: EventPage, editor: Any
) -> None:
    page = copy_to_next(meeting, in_copenhagen(2026, 11, 17, 14), "Vintermøde", editor)
    assert page.end == in_copenhagen(2026, 11, 17, 17)
    assert page.registration_opens == in_copenhagen(2026, 10, 18, 8)
    assert page.registration_closes == in_copenhagen(2026, 11, 16, 12)


def test_a_copy_with_the_same_title_gets_an_address_of_its_own(
    meeting: EventPage, editor: Any
) -> None:
    page = copy_to_next(meeting, in_copenhagen(2026, 11, 17, 14), meeting.title, editor)
    assert (meeting.slug, page.slug) == ("efteraarsmoede", "efteraarsmoede-1")


@pytest.mark.parametrize(
    ("title", "slug"), [("Past", "past-2026"), ("!!!", "efteraarsmoede-1"), ("Ølby", "oelby")]
)
def test_it_has_an_address_whatever_it_is_called(
    meeting: EventPage, editor: Any, title: str, slug: str
) -> None:
    assert copy_to_next(meeting, in_copenhagen(2026, 11, 17, 14), title, editor).slug == slug


def test_published_it_takes_its_own_registrations_with_the_same_questions(
    meeting: EventPage, editor: Any
) -> None:
    page = copy_to_next(meeting, in_copenhagen(2026, 11, 17, 14), "Vintermøde", editor)
    page.get_latest_revision().publish()
    page = EventPage.objects.get(pk=page.pk)
    [asked], [before] = current_questions(page), current_questions(meeting)
    assert (asked.label, asked.event_id) == ("Hvad?", page.pk)
    assert asked.pk != before.pk
    assert Seats.objects.get(event=page).limit == 30


def test_who_may_not_add_a_page_there_makes_none(
    meeting: EventPage, django_user_model: Any
) -> None:
    user = django_user_model.objects.create_user("a@example.org")
    with pytest.raises(PermissionDenied):
        copy_to_next(meeting, in_copenhagen(2026, 11, 17, 14), "Nyt", user)


def test_the_same_weekday_and_hour_in_the_future_is_suggested(meeting: EventPage) -> None:
    def suggested(now: datetime) -> datetime:
        return suggested_start(meeting, now)

    assert suggested(in_copenhagen(2026, 10, 21)) == datetime(2026, 11, 17, 14)
    assert suggested(in_copenhagen(2026, 10, 1)) == datetime(2026, 11, 17, 14)
    for late in (in_copenhagen(2026, 11, 17, 14), in_copenhagen(2027, 3, 30)):
        found = suggested(late)
        assert found > timezone.make_naive(late, meeting.zone)
        assert (found.weekday(), found.hour) == (1, 14)
        assert found - timezone.make_naive(late, meeting.zone) <= timedelta(weeks=4)


def post(admin: Client, meeting: EventPage, **fields: Any) -> Any:
    return admin.post(f"/admin/registrations/{meeting.pk}/next/", fields)


def test_the_desk_makes_it_and_opens_the_editor(admin: Client, meeting: EventPage) -> None:
    form = admin.get(f"/admin/registrations/{meeting.pk}/next/").context["form"]
    assert form["title"].value() == "Efterårsmøde"
    answer = post(admin, meeting, title="Vintermøde", start="2026-11-17 14:00")
    page = EventPage.objects.get(slug="vintermoede")
    assert answer["Location"] == f"/admin/pages/{page.pk}/edit/"
    assert page.start == in_copenhagen(2026, 11, 17, 14)
    assert admin.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"title": "", "start": "2026-11-17 14:00"}, "title"),
        ({"title": "A", "start": "i morgen"}, "start"),
        ({"title": "A", "start": "2026-10-19 14:00"}, "start"),
        ({"title": "A", "start": "2027-03-28 02:30"}, "start"),
        ({"title": "A", "start": "9999-12-31 23:00"}, "start"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(
    admin: Client, meeting: EventPage, fields: dict[str, str], wrong: str
) -> None:
    before = EventPage.objects.count()
    answer = post(admin, meeting, **fields)
    assert answer.context["form"].errors.keys() == {wrong}
    assert EventPage.objects.count() == before
