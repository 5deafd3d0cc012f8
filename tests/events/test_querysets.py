from collections.abc import Callable
from datetime import timedelta

from tests.conftest import in_copenhagen
from wagtail_network.models import EventPage

MakeEvent = Callable[..., EventPage]
NOW = in_copenhagen(2027, 5, 4, 14)
SECOND = timedelta(seconds=1)


def test_a_meeting_is_upcoming_until_it_is_over(make_event: MakeEvent) -> None:
    make_event("Slutter nu", start=NOW - timedelta(hours=3), end=NOW)
    make_event("Sluttede lige", start=NOW - timedelta(hours=4), end=NOW - SECOND)
    make_event("I gang", start=NOW - timedelta(hours=1))
    make_event("I morgen", start=NOW + timedelta(days=1))
    make_event("Om lidt", start=NOW + SECOND)
    make_event("I går", start=NOW - timedelta(days=1))
    upcoming = [event.title for event in EventPage.objects.upcoming(NOW)]
    past = [event.title for event in EventPage.objects.past(NOW)]
    assert upcoming == ["Slutter nu", "I gang", "Om lidt", "I morgen"]
    assert past == ["Sluttede lige", "I går"]


def test_a_cancelled_meeting_stays_in_the_lists_but_does_not_take_place(
    make_event: MakeEvent,
) -> None:
    for status in EventPage.Status:
        fields = {"previous_start": NOW} if status == "rescheduled" else {}
        make_event(status, start=NOW, status=status, **fields)
    assert EventPage.objects.upcoming(NOW).count() == 4
    taking_place = EventPage.objects.upcoming(NOW).taking_place()
    assert {event.status for event in taking_place} == {"scheduled", "rescheduled"}


def test_a_span_is_half_open_and_holds_what_lasts_through_it(make_event: MakeEvent) -> None:
    first, last = NOW, NOW + timedelta(days=1)
    make_event("Før", start=first - timedelta(hours=2), end=first - SECOND)
    make_event("Slutter i det første nu", start=first - timedelta(hours=2), end=first)
    make_event("Gennem det hele", start=first - timedelta(days=9), end=last + timedelta(days=9))
    make_event("Sidste øjeblik", start=last - SECOND)
    make_event("Efter", start=last)
    assert [event.title for event in EventPage.objects.between(first, last)] == [
        "Gennem det hele",
        "Slutter i det første nu",
        "Sidste øjeblik",
    ]
