"""Roles against meetings: who may see and manage which registrations."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test.utils import CaptureQueriesContext

from wagtail_network.events.registration.permissions import (
    manageable_events,
    may_manage,
    may_see,
)
from wagtail_network.models import EventPage, NetworkPage, Registration

Make = Callable[..., EventPage]
SignUp = Callable[..., Registration]


def rights(user: Any, event: EventPage) -> tuple[bool, bool]:
    """Whether the user sees and manages a meeting's registrations, on which all ways agree."""
    sees, manages = may_see(user, event), may_manage(user, event)
    assert manageable_events(user, "view").filter(pk=event.pk).exists() == sees
    assert manageable_events(user).filter(pk=event.pk).exists() == manages
    assert Registration.objects.visible_to(user).of(event).exists() == sees
    return sees, manages


@pytest.fixture
def two_meetings(open_event: Make, sign_up: SignUp, request: Any) -> tuple[EventPage, EventPage]:
    """One of the network and one of another, each with a registration."""
    here = open_event()
    elsewhere = request.getfixturevalue("elsewhere")
    for event in (here, elsewhere):
        sign_up(event, "A")
    return here, elsewhere


NONE, SEE, ALL = (False, False), (True, False), (True, True)


@pytest.mark.parametrize(
    ("codenames", "on_pages", "expected"),
    [
        (["change_registration"], True, ALL),
        (["view_registration"], True, SEE),
        (["add_registration", "delete_registration"], True, NONE),
        (["change_registration", "view_registration"], False, NONE),
        ([], True, NONE),
        ([], False, NONE),
    ],
)
def test_it_takes_both_the_permission_for_registrations_and_the_one_for_the_page(
    two_meetings: tuple[EventPage, EventPage],
    network: NetworkPage,
    person: Callable[..., Any],
    codenames: list[str],
    on_pages: bool,
    expected: tuple[bool, bool],
) -> None:
    here, elsewhere = two_meetings
    user = person(*codenames, pages=network if on_pages else None)
    assert rights(user, here) == expected
    # Of the other network nobody here is the coordinator.
    assert rights(user, elsewhere) == NONE


@pytest.mark.parametrize("page_right", ["publish", "lock", "add"])
def test_other_rights_to_the_page_are_not_enough(
    two_meetings: tuple[EventPage, EventPage],
    network: NetworkPage,
    person: Callable[..., Any],
    page_right: str,
) -> None:
    user = person("change_registration", pages=network, page_right=page_right)
    assert rights(user, two_meetings[0]) == NONE


def test_who_may_add_pages_manages_the_meetings_of_their_own(
    two_meetings: tuple[EventPage, EventPage], network: NetworkPage, person: Callable[..., Any]
) -> None:
    here, elsewhere = two_meetings
    user = person("change_registration", pages=network, page_right="add")
    EventPage.objects.update(owner=user)
    here.refresh_from_db()
    elsewhere.refresh_from_db()
    assert rights(user, here) == ALL
    assert rights(user, elsewhere) == NONE


def test_a_superuser_manages_all(two_meetings: tuple[EventPage, EventPage], editor: Any) -> None:
    assert [rights(editor, event) for event in two_meetings] == [ALL, ALL]


def test_nobody_anonymous_or_inactive_sees_anything(
    two_meetings: tuple[EventPage, EventPage], network: NetworkPage, person: Callable[..., Any]
) -> None:
    gone = person("change_registration", pages=network, is_active=False, is_superuser=True)
    for user in (None, AnonymousUser(), gone):
        assert [rights(user, event) for event in two_meetings] == [NONE, NONE]


def test_a_draft_that_has_never_been_published_is_managed_too(
    two_meetings: tuple[EventPage, EventPage], network: NetworkPage, person: Callable[..., Any]
) -> None:
    here, _elsewhere = two_meetings
    here.unpublish()
    assert rights(person("change_registration", pages=network), here) == ALL


def test_the_permissions_are_read_once_for_all_meetings(
    two_meetings: tuple[EventPage, EventPage],
    network: NetworkPage,
    person: Callable[..., Any],
    django_assert_max_num_queries: Callable[..., CaptureQueriesContext],
) -> None:
    user = person("change_registration", pages=network)
    with django_assert_max_num_queries(4):
        list(Registration.objects.visible_to(user))
        assert [may_manage(user, event) for event in two_meetings] == [True, False]
        assert not may_see(user, two_meetings[1])
