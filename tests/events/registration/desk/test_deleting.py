from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale

from tests.events.registration.desk.conftest import said, speaks_english
from wagtail_network.events.registration.changing import cancel
from wagtail_network.models import EventPage, Registration

Make = Callable[..., EventPage]
SignUp = Callable[..., Registration]
BULK_UNPUBLISH = "/admin/bulk/wagtailcore/page/unpublish/?id={}&next=/admin/"


@pytest.fixture
def english_admin(admin: Client, editor: Any) -> Client:
    speaks_english(editor)
    return admin


def delete(admin: Client, page: Any) -> Any:
    return admin.post(f"/admin/pages/{page.pk}/delete/", follow=True)


def delete_bulk(admin: Client, *pages: Any) -> Any:
    query = "&".join(f"id={page.pk}" for page in pages)
    address = f"/admin/bulk/wagtailcore/page/delete/?{query}&next=/admin/"
    return admin.post(address, follow=True)


def test_a_meeting_people_count_on_is_not_deleted(
    english_admin: Client, open_event: Make, sign_up: SignUp
) -> None:
    event = open_event()
    sign_up(event, "A")
    for answer in (delete(english_admin, event), delete_bulk(english_admin, event)):
        [message] = said(answer)
        assert "Nothing was deleted. People have signed up for Åbent møde." in message
        assert f"/admin/registrations/{event.pk}/" in message
        assert Registration.objects.count() == 1


def test_nor_is_what_is_above_it_nor_others_with_it(
    english_admin: Client, open_event: Make, make_event: Make, sign_up: SignUp, network: Any
) -> None:
    event, other = open_event(), make_event("Andet")
    sign_up(event, "A")
    for answer in (delete(english_admin, network), delete_bulk(english_admin, other, event)):
        assert "Nothing was deleted." in said(answer)[0]
    assert EventPage.objects.count() == 2


def test_nor_by_way_of_a_translation_that_is_deleted_with_it(
    english_admin: Client, open_event: Make, sign_up: SignUp, settings: Any
) -> None:
    event = open_event()
    english = Locale.objects.get_or_create(language_code="en")[0]
    translated = event.copy_for_translation(english, copy_parents=True)
    translated.save_revision().publish()
    sign_up(event, "A")
    settings.WAGTAILSIMPLETRANSLATION_SYNC_PAGE_TREE = True
    assert "Nothing was deleted." in said(delete(english_admin, translated))[0]
    # By itself it holds no register, and nobody loses anything with it.
    settings.WAGTAILSIMPLETRANSLATION_SYNC_PAGE_TREE = False
    delete(english_admin, translated)
    assert list(EventPage.objects.all()) == [event]
    assert Registration.objects.count() == 1


def cancelled(event: EventPage) -> None:
    EventPage.objects.filter(pk=event.pk).update(status="cancelled")


def everybody_out(event: EventPage) -> None:
    for one in Registration.objects.of(event):
        cancel(one)


@pytest.mark.parametrize("happened", [cancelled, everybody_out])
def test_a_meeting_nobody_counts_on_any_more_is_deleted(
    english_admin: Client,
    open_event: Make,
    sign_up: SignUp,
    happened: Callable[[EventPage], None],
) -> None:
    event = open_event()
    sign_up(event, "A")
    happened(event)
    delete(english_admin, event)
    assert not EventPage.objects.exists()
    assert not Registration.objects.exists()


def test_a_meeting_that_is_over_and_one_without_registrations_are_deleted(
    english_admin: Client, open_event: Make, sign_up: SignUp
) -> None:
    over, empty = open_event(), open_event("Tomt")
    sign_up(over, "A")
    moved = {"start": "2020-01-01T10:00Z", "end": "2020-01-01T12:00Z"}
    EventPage.objects.filter(pk=over.pk).update(**moved)
    delete_bulk(english_admin, over, empty)
    assert not EventPage.objects.exists()


@pytest.mark.parametrize("address", ["/admin/pages/{}/unpublish/", BULK_UNPUBLISH])
def test_who_unpublishes_a_meeting_hears_that_people_count_on_it(
    english_admin: Client, open_event: Make, sign_up: SignUp, address: str
) -> None:
    event, other = open_event(), open_event("Uden tilmeldte")
    sign_up(event, "A")
    counts_on_it = "People have signed up for Åbent møde, and are not told"
    told = said(english_admin.post(address.format(event.pk), follow=True))
    assert [message for message in told if counts_on_it in message]
    told = said(english_admin.post(address.format(other.pk), follow=True))
    assert not [message for message in told if "signed up" in message]
    assert not EventPage.objects.live().exists()
