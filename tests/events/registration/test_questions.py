from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from wagtail_network.events.registration.questions import QuestionsBlock, current_questions
from wagtail_network.models import EventPage

KEY = "a1b2c3d4-0000-4000-8000-000000000001"


def cleaned(questions: list[dict[str, Any]]) -> Any:
    """What the editor's form makes of what was posted."""
    block = QuestionsBlock()
    return block.clean(block.to_python(questions))


@pytest.mark.parametrize("keys", [["no uuid"], [""], [KEY, KEY], [KEY, KEY.upper()]])
def test_questions_are_told_apart_whatever_was_posted(
    open_event: Callable[..., EventPage], question: Callable[..., dict], keys: list[str]
) -> None:
    asked = [question(f"Spørgsmål {number}") | {"id": key} for number, key in enumerate(keys)]
    event = open_event(registration_questions=cleaned(asked))
    assert [one.label for one in current_questions(event)] == [
        one["value"]["label"] for one in asked
    ]


def test_a_question_keeps_the_id_it_has(question: Callable[..., dict]) -> None:
    key = uuid4()
    (block,) = cleaned([question("Spørgsmål", key=key)])
    assert UUID(block.id) == key
