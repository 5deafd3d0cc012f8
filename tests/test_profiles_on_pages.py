"""Where editors put organisations and people on pages, what is hidden stays hidden."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale

from wagtail_network.models import (
    ArticlePage,
    EventPage,
    Membership,
    NetworkPage,
    Organisation,
    Person,
)
from wagtail_network.organisations.visibility import (
    ORGANISATION_FIELDS,
    PERSON_FIELDS,
    Audience,
)

CANARY = "kanarie"
PATHS = [
    "/netvaerk/groenne/",
    "/netvaerk/groenne/moeder/moede/",
    "/netvaerk/groenne/moeder/event.ics",
    "/netvaerk/groenne/moeder/moede/event.ics/",
    "/netvaerk/groenne/moeder/feed/",
    "/netvaerk/groenne/moeder/calendar.ics/",
    "/netvaerk/groenne/nyt/artikel/",
    "/netvaerk/groenne/nyt/",
    "/netvaerk/",
]


@pytest.fixture
def hidden(
    network: NetworkPage,
    make_event: Callable[..., EventPage],
    make_article: Callable[..., ArticlePage],
) -> tuple[Organisation, Person]:
    """Both hide all they can, and are partner, coordinator, organiser, speaker and author."""
    image = get_image_model().objects.create(
        title=CANARY, file=get_test_image_file(f"{CANARY}.png")
    )
    address = f"https://{CANARY}.example.org"
    organisation = Organisation.objects.create(
        name="Hemmelig ApS",
        locale=network.locale,
        short_text=CANARY,
        logo=image,
        website=address,
        email=f"{CANARY}@example.org",
        visibility=dict.fromkeys(ORGANISATION_FIELDS, int(Audience.COORDINATORS)),
    )
    person = Person.objects.create(
        name="Ida Holm",
        title=CANARY,
        photo=image,
        organisation=organisation,
        locale=network.locale,
        visibility=dict.fromkeys(PERSON_FIELDS, int(Audience.COORDINATORS)),
    )
    network.partners = [("partner", {"organisation": organisation, "role": "anchor"})]
    network.coordinators = [("coordinator", person)]
    network.save_revision().publish()
    item = {"kind": "keynote", "title": "Oplæg", "day": 1, "minutes": 30, "materials": []}
    make_event(
        "Møde",
        slug="moede",
        organisers=[("organiser", organisation)],
        programme=[("item", {**item, "speakers": [{"person": person, "title": ""}]})],
    )
    make_article("Artikel", slug="artikel", authors=[("person", person)])
    return organisation, person


@pytest.fixture
def member(network: NetworkPage, django_user_model: Any) -> Any:
    """A person with a login, from a company in the network."""
    company = Organisation.objects.create(name="Medlem ApS", locale=network.locale)
    Membership.objects.create(network=network, organisation=company)
    user = django_user_model.objects.create_user("medlem@example.org", "adgang")
    Person.objects.create(name="Mia", organisation=company, user=user, locale=network.locale)
    return user


def found_in(client: Client) -> dict[str, bool]:
    found = {path: CANARY in client.get(path).content.decode() for path in PATHS}
    assert client.get(PATHS[1]).status_code == 200
    return {path: there for path, there in found.items() if there}


def test_no_page_shows_visitors_or_members_what_is_for_coordinators(
    client: Client, hidden: Any, member: Any
) -> None:
    assert found_in(client) == {}
    client.force_login(member)
    assert found_in(client) == {}


def test_coordinators_see_it_where_it_is_shown(admin: Client, hidden: Any) -> None:
    assert set(found_in(admin)) == {
        "/netvaerk/groenne/",
        "/netvaerk/groenne/moeder/moede/",
        "/netvaerk/groenne/nyt/artikel/",
    }


def test_the_names_are_shown_all_the_same(client: Client, hidden: Any) -> None:
    page = client.get(PATHS[1]).content.decode()
    assert "Ida Holm" in page
    assert "Hemmelig ApS" in page


def test_members_see_what_is_for_members(client: Client, hidden: Any, member: Any) -> None:
    organisation, _ = hidden
    organisation.visibility = {"website": int(Audience.MEMBERS)}
    organisation.save()
    assert f"https://{CANARY}" not in client.get(PATHS[1]).content.decode()
    client.force_login(member)
    page = client.get(PATHS[1]).content.decode()
    assert page.count(f"https://{CANARY}") == 2, "the link and the structured data"


def test_the_api_tells_what_everybody_may_see_whoever_asks(hidden: Any) -> None:
    event = EventPage.objects.get()
    assert CANARY not in str(event.programme_items())
    assert "Ida Holm" in str(event.programme_items())


def test_who_is_not_published_is_on_no_page(client: Client, hidden: Any) -> None:
    Organisation.objects.update(live=False)
    Person.objects.update(live=False)
    for path in PATHS:
        page = client.get(path).content.decode()
        assert "Ida Holm" not in page, path
        assert "Hemmelig ApS" not in page, path


def test_a_speaker_is_shown_without_an_organisation_that_is_not_published(
    client: Client, hidden: Any
) -> None:
    Organisation.objects.update(live=False)
    page = client.get(PATHS[1]).content.decode()
    assert "Ida Holm" in page
    assert "Hemmelig ApS" not in page


def test_a_draft_of_a_translation_is_not_shown_for_the_published_original(
    client: Client, hidden: Any, network: NetworkPage
) -> None:
    organisation, _ = hidden
    english = Locale.objects.get_or_create(language_code="en")[0]
    draft = organisation.copy_for_translation(english)
    draft.name, draft.live = "Secret Ltd", False
    draft.save()
    page = network.copy_for_translation(english, copy_parents=True)
    page.save_revision().publish()
    told = client.get(page.url).content.decode()
    assert "Hemmelig ApS" in told
    assert "Secret Ltd" not in told


def test_names_are_suggested_only_of_profiles_for_everybody(
    client: Client, network: NetworkPage, make_event: Callable[..., EventPage]
) -> None:
    event = make_event("Åbent", takes_registrations=True)
    event.save_revision().publish()
    for number, audience in enumerate(Audience):
        company = Organisation.objects.create(
            name=f"Kanarie {number}", locale=network.locale, audience=audience
        )
        Membership.objects.create(network=network, organisation=company)
    told = client.get(f"{event.url}register/organisations/?q=kanarie").content.decode()
    assert "Kanarie 0" in told
    assert "Kanarie 1" not in told
    assert "Kanarie 2" not in told


def test_a_member_costs_no_more_queries_however_many_are_shown(
    client: Client, hidden: Any, member: Any, django_assert_max_num_queries: Any
) -> None:
    organisation, person = hidden
    event = EventPage.objects.get()
    item = {"kind": "keynote", "title": "Oplæg", "day": 1, "minutes": 30, "materials": []}
    event.programme = [
        ("item", {**item, "speakers": [{"person": person, "title": ""}] * 10}) for _ in range(10)
    ]
    event.organisers = [("organiser", organisation)] * 20
    event.save_revision().publish()
    client.force_login(member)
    client.get(event.url)
    with django_assert_max_num_queries(17):
        client.get(event.url)
