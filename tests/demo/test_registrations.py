from typing import Any

import pytest

from tests.events.registration.conftest import counts_are_right
from wagtail_network.events.registration.questions import current_questions
from wagtail_network.models import EventPage, Mail, Registration

pytestmark = pytest.mark.django_db


def meeting(slug: str) -> EventPage:
    return EventPage.objects.get(slug=slug)


def test_people_have_signed_up_and_some_wait(demo: Any) -> None:
    event = meeting("besoeg-traebyggeri-koege")
    statuses = list(Registration.objects.of(event).values_list("status", flat=True))
    assert (statuses.count("registered"), statuses.count("waiting")) == (12, 3)
    assert counts_are_right(event)


def test_the_questions_are_the_same_ones_in_each_language(demo: Any) -> None:
    danish, english = (
        {question.block: question.label for question in current_questions(meeting(slug))}
        for slug in ("renoveringskonference", "renovation-conference")
    )
    assert danish.keys() == english.keys()
    assert len(danish) == 2
    assert set(danish.values()).isdisjoint(english.values())


def test_nobody_is_written_to(demo: Any) -> None:
    assert set(Mail.objects.values_list("status", flat=True)) == {"sent"}
    assert not Registration.objects.exclude(email__endswith="@example.org").exists()
