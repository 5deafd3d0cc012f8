"""Query counts of whole requests, and that they do not grow with rows.

Measured on the second visit: the first fills Wagtail's caches of site roots and renditions.
"""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from tests.directory.making import list_person, make_member, make_words
from wagtail_network.events.registration.registering import Applicant, register
from wagtail_network.models import (
    DirectoryPage,
    EventIndexPage,
    EventPage,
    Membership,
    NetworkIndexPage,
    NetworkPage,
    Organisation,
    Person,
    Region,
    Registration,
    Seats,
    Sector,
    Series,
)

Populate = Callable[[int], None]


@pytest.fixture
def picture(home: Any) -> Any:
    return get_image_model().objects.create(title="Billede", file=get_test_image_file())


@pytest.fixture
def populate(
    network_index: NetworkIndexPage,
    overview: EventIndexPage,
    network: NetworkPage,
    make_event: Callable[..., EventPage],
    make_article: Callable[..., Any],
    organisation: Organisation,
    speaker: Person,
    picture: Any,
) -> Populate:
    """Adds rows of every kind that the pages show."""
    organisation.logo = speaker.photo = picture
    organisation.save()
    speaker.save()
    item = {
        "kind": "keynote",
        "title": "Oplæg",
        "day": 1,
        "minutes": 30,
        "speakers": [{"person": speaker, "title": ""}],
        "materials": [],
    }

    locale = network.locale
    merged = Region.objects.create(name="Øst", locale=locale)

    def add_network(name: str) -> None:
        region = Region.objects.create(
            name=name, locale=locale, valid_to="2020-12-31", successor=merged
        )
        network_index.refresh_from_db()
        network_index.add_child(instance=NetworkPage(title=name, region=region, picture=picture))

    def add(rows: int) -> None:
        network.picture = picture
        network.partners = [("partner", {"organisation": organisation, "role": "anchor"})] * rows
        network.coordinators = [("coordinator", speaker)] * rows
        network.save_revision().publish()
        shown = {
            "picture": picture,
            "programme": [("item", item)] * rows,
            "organisers": [("organiser", organisation)] * rows,
            "recap": [("paragraph", "<p>Det gik godt.</p>")],
            "pictures": [("picture", {"image": picture, "alt": "Gruppe"})] * rows,
        }
        series = Series.objects.get_or_create(name="Serie", locale=locale)[0]
        for row in range(rows):
            add_network(f"Netværk {rows} {row}")
            past = make_event(f"Holdt {rows} {row}", -10 - row, **shown)
            make_event(f"Kommende {rows} {row}", 10 + row, **shown)
            make_event(f"I serie {rows} {row}", 40 + row, series=series, **shown)
            make_article(f"Artikel {rows} {row}", picture=picture, related_event=past)
            member = Organisation.objects.create(name=f"M{rows}-{row}", locale=locale)
            Membership.objects.create(network=network, organisation=member)

    return add


def queries_of(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200
    return len(captured)


@pytest.fixture
def populate_directory(
    network: NetworkPage, directory: DirectoryPage, picture: Any
) -> Callable[[int], None]:
    """Adds members of every kind that can be counted, with somebody at each."""

    def add(rows: int) -> None:
        words = make_words(network.locale)
        competences = list(words.competences.values())
        for row in range(rows):
            member = make_member(
                network,
                f"Tømrer {rows} {row}",
                logo=picture,
                sector=words.sectors["Murer"],
                municipality=words.towns["Køge"],
                size="10",
                competences=competences,
                competences_sought=competences,
                certifications=list(words.certifications.values()),
            )
            list_person(member, f"Bo {rows} {row}", photo=picture, competences=competences)

    return add


def test_a_directory_asks_few_queries_and_no_more_with_twenty_times_the_members(
    client: Client, directory: DirectoryPage, populate_directory: Callable[[int], None]
) -> None:
    populate_directory(1)
    sector = Sector.objects.get(name="Murer").translation_key
    nothing = f"sector={sector}&municipality=259&size=1&q=tømrer"
    queries = ["", f"?sector={sector}&size=10&municipality=259", "?q=tomrer&view=cards"]
    queries += ["?view=map&sort=newest", f"?{nothing}", "?q=tømmrer", "people/", "people/?q=bo"]
    addresses = [f"{directory.url}{query}" for query in queries]
    few = {address: queries_of(client, address) for address in addresses}
    populate_directory(20)
    assert {address: queries_of(client, address) for address in addresses} == few
    assert {address: number for address, number in few.items() if number > 15} == {}


MOST = {
    "/netvaerk/": 12,
    "/netvaerk/groenne/": 15,
    "/netvaerk/kalender/": 12,
    "/netvaerk/kalender/past/": 12,
    "/netvaerk/kalender/month/2026/11/": 12,
    "/netvaerk/kalender/?kind=meeting": 12,
    "/netvaerk/groenne/moeder/": 12,
    "/netvaerk/groenne/moeder/?kind=meeting": 12,
    "/netvaerk/groenne/moeder/past/": 12,
    "/netvaerk/groenne/moeder/month/2026/11/": 12,
    "/netvaerk/groenne/moeder/holdt-1-0/": 12,
    "/netvaerk/groenne/moeder/kommende-1-0/": 12,
    "/netvaerk/groenne/moeder/i-serie-1-0/": 12,
    "/netvaerk/groenne/nyt/": 12,
    "/netvaerk/groenne/nyt/artikel-1-0/": 12,
}


def test_a_page_asks_few_queries_and_no_more_with_twenty_times_the_rows(
    client: Client, populate: Populate
) -> None:
    populate(1)
    few = {path: queries_of(client, path) for path in MOST}
    populate(20)
    assert {path: queries_of(client, path) for path in MOST} == few
    assert [path for path, most in MOST.items() if few[path] > most] == []


def test_the_number_of_registrations_costs_no_queries(
    client: Client, make_event: Callable[..., EventPage]
) -> None:
    shown = {"takes_registrations": True, "capacity": 1, "participants_shown_to": "everyone"}
    event = make_event("Mange", **shown)
    event.save_revision().publish()
    [first] = register(event, [person(0)], submission=uuid4(), language="da")
    most = {
        event.url: 12,
        f"{event.url}register/": 12,
        f"{event.url}register/thanks/?waiting=1": 12,
        f"/network/registration/{first.registration.token}/": 14,
    }
    few = {path: queries_of(client, path) for path in most}
    Seats.objects.update(capacity=None, limit=500)
    for number in range(1, 500):
        register(event, [person(number)], submission=uuid4(), language="da")
    assert Registration.objects.filter(consents__purpose="list").count() == 500
    assert {path: queries_of(client, path) for path in most} == few
    assert [path for path in most if few[path] > most[path]] == []


def person(number: int) -> Applicant:
    address, yes = f"p{number}@example.org", {"list": "Ja."}
    return Applicant(name=f"P{number}", email=address, mode="offline", consents=yes)
