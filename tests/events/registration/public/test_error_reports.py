"""What the site's administrators are told when signing up fails."""

import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db.models.signals import post_save
from django.test import Client
from django.views.debug import ExceptionReporter

from tests.events.registration.posting import filled
from wagtail_network.models import EventPage, Registration

pytestmark = pytest.mark.usefixtures("no_hurry")
TYPED = {"name": "Åse Vinther", "email": "aase@example.org", "needs": "nøddeallergi"}


def fail(**kwargs: Any) -> None:
    raise RuntimeError("The site has a receiver that fails.")


@pytest.fixture
def failing(client: Client, settings: Any) -> Iterator[Client]:
    settings.DEBUG = client.raise_request_exception = False
    post_save.connect(fail, sender=Registration)
    yield client
    post_save.disconnect(fail, sender=Registration)


def test_nothing_of_what_people_typed_is_in_the_report(
    failing: Client, open_event: Callable[..., EventPage], caplog: pytest.LogCaptureFixture
) -> None:
    event = open_event()
    with caplog.at_level(logging.ERROR, "django.request"):
        answer = failing.post(f"{event.url}register/", filled(**TYPED))
    assert answer.status_code == 500
    (record,) = caplog.records
    reporter = ExceptionReporter(record.request, *record.exc_info, is_email=True)  # type: ignore
    report = reporter.get_traceback_text() + reporter.get_traceback_html()
    assert "The site has a receiver that fails." in report
    assert [typed for typed in TYPED.values() if typed in report] == []
