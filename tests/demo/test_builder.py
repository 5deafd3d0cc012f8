"""What the demonstration makes, that making it again does nothing, and that it can be removed."""

from datetime import datetime, time
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Page, Revision, Site

from tests.demo.conftest import TODAY
from wagtail_network.demo.builder import COLLECTION, DemoRefused, build, wipe
from wagtail_network.models import (
    ArticlePage,
    Certification,
    Competence,
    EventIndexPage,
    EventPage,
    Membership,
    Municipality,
    NetworkPage,
    Organisation,
    Person,
    Region,
    Sector,
    Series,
)

MADE = [
    Page,
    Organisation,
    Person,
    Sector,
    Competence,
    Certification,
    Membership,
    Collection,
    Revision,
    Series,
]
LANGUAGES = ["da", "en"]

pytestmark = pytest.mark.django_db


def count() -> list[int]:
    return [model.objects.count() for model in [*MADE, Region, get_image_model()]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_enough_in_each_language_for_every_page_to_look_alive(
    demo: Any, language: str
) -> None:
    def in_language(model: Any) -> Any:
        return model.objects.filter(locale__language_code=language)

    now = timezone.make_aware(datetime.combine(TODAY, time()))
    for network in in_language(NetworkPage):
        meetings = EventPage.objects.child_of(network.get_children().first())
        assert meetings.upcoming(now).count() >= 2
        assert meetings.past(now).exclude(recap="[]").exists()
        assert ArticlePage.objects.descendant_of(network).exists()
        assert network.lead and network.picture and network.region and network.purpose
    events = in_language(EventPage)
    assert in_language(NetworkPage).count() == 2
    assert events.past(now).count() >= 3
    assert events.upcoming(now).count() >= 4
    assert in_language(Organisation).count() >= 40
    assert in_language(Person).count() >= 60


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_series_runs_through_both_networks_and_all_meetings_stand_in_one_calendar(
    demo: Any, language: str
) -> None:
    events = EventPage.objects.filter(locale__language_code=language)
    of_series = events.exclude(series=None)
    assert of_series.count() == 4
    assert {event.series.locale.language_code for event in of_series} == {language}
    assert len({event.get_parent().get_parent() for event in of_series}) == 2
    calendar = EventIndexPage.objects.get(slug={"da": "kalender", "en": "calendar"}[language])
    assert set(calendar.events_for(None)) == set(events)


def test_members_are_counted_once_and_not_once_for_each_language(demo: Any) -> None:
    counts = {
        language: [
            Membership.objects.active_in(network).count()
            for network in NetworkPage.objects.filter(locale__language_code=language).order_by("pk")
        ]
        for language in LANGUAGES
    }
    assert counts["da"] == counts["en"]
    assert min(counts["da"]) > 0
    assert Membership.objects.count() == 40


def test_building_again_changes_nothing(demo: Any) -> None:
    before = count()
    assert build(demo.get_parent().specific, TODAY).pk == demo.pk
    assert count() == before


def test_wiping_removes_all_but_the_countrys_regions(demo: Any) -> None:
    parent = demo.get_parent()
    assert wipe() == 56
    assert not parent.get_children().exists()
    for model in (
        Organisation,
        Person,
        Sector,
        Competence,
        Certification,
        Membership,
        Series,
        get_image_model(),
    ):
        assert not model.objects.exists(), model
    assert not Collection.objects.filter(name=COLLECTION).exists()
    assert Region.objects.exists()
    assert Municipality.objects.count() == 98


def test_it_can_be_built_again_after_wiping(demo: Any) -> None:
    before = count()
    wipe()
    build(Site.objects.get().root_page.specific, TODAY)
    assert count() == before


def test_wiping_leaves_a_picture_somebody_added_to_the_collection(demo: Any) -> None:
    collection = Collection.objects.get(name=COLLECTION)
    get_image_model().objects.create(
        title="Egen", file=get_test_image_file("egen.png"), collection=collection
    )
    wipe()
    assert [image.title for image in get_image_model().objects.all()] == ["Egen"]


def test_a_page_of_somebody_else_with_the_same_address_is_left_alone(demo: Any) -> None:
    home = demo.get_parent()
    wipe()
    home.refresh_from_db()
    home.add_child(instance=Page(title="Netværk", slug=demo.slug))
    with pytest.raises(DemoRefused, match="--parent"):
        build(home.specific, TODAY)
    assert not Organisation.objects.exists()


def test_it_is_not_wiped_over_pages_somebody_added_below_it(demo: Any) -> None:
    index = ArticlePage.objects.descendant_of(demo).first().get_parent()
    index.add_child(instance=ArticlePage(title="Skrevet af en redaktør"))
    before = count()
    with pytest.raises(DemoRefused, match="Skrevet af en redaktør"):
        wipe()
    assert count() == before


def test_it_is_not_wiped_over_a_company_that_is_a_member_elsewhere(demo: Any) -> None:
    other = demo.add_sibling(instance=NetworkPage(title="Rigtigt netværk", slug="rigtigt"))
    company = Organisation.objects.filter(locale=demo.locale).first()
    Membership.objects.create(network=other.page_ptr, organisation=company)
    with pytest.raises(DemoRefused, match=company.name):
        wipe()


def test_the_command_says_what_it_did(demo: Any, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("network_demo")
    assert "intet er ændret" in capsys.readouterr().out
    call_command("network_demo", wipe=True)
    assert "Fjernede 56 af" in capsys.readouterr().out
    call_command("network_demo", parent=Site.objects.get().root_page_id)
    out = capsys.readouterr().out
    assert "Oprettede 28 sider på hvert sprog" in out
    assert demo.slug in out


def test_the_command_explains_a_parent_that_is_not_there(demo: Any) -> None:
    with pytest.raises(CommandError, match="ingen side med id 999999"):
        call_command("network_demo", parent=999999)
