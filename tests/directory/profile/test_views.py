"""The page of an organisation: what it shows to whom, and where it is found."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from tests.test_templates import faults
from wagtail_network.models import (
    DirectoryPage,
    EventPage,
    Membership,
    NetworkPage,
    Organisation,
    Person,
    Reference,
)
from wagtail_network.organisations.visibility import ORGANISATION_FIELDS, PERSON_FIELDS, Audience

ADDRESS = "/en/netvaerk/groenne/medlemmer/toemrerfirmaet-bjaelke-soen-aps/"
CANARIES = {
    "short_text": "kanarietekst",
    "long_text": "kanarielangt",
    "cvr": "25313763",
    "website": "https://kanarie-web.example/",
    "linkedin_url": "https://www.linkedin.com/company/kanarie-in",
    "email": "kanarie@example.org",
    "phone": "99 88 77 66",
}


def told(client: Client, path: str = ADDRESS) -> str:
    response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    return response.content.decode()


def test_a_visitor_reads_all_that_is_for_everyone(
    client: Client, directory: DirectoryPage, carpenter: Organisation, colleague: Person
) -> None:
    page = told(client)
    for words in (
        *("Tømrerfirmaet Bjælke &amp; Søn ApS", "Bygger i genbrugstræ.", "siden 1987"),
        *("Tømrer og snedker", "Køge", "Havnegade 12", "10–49 people", "10150817"),
        *("bjaelke.example", "56 12 34 56", "Træbyggeri", "Livscyklusvurdering", "ISO 14001"),
        *("Svaneskolen", "2024", "Karen Østergård", "mester", "Grønne SMV"),
        *("Confirmed by the organisation", "Write to them"),
    ):
        assert words in page, words
    assert "hej@bjaelke.example" not in page, "for members by default"
    assert "karen@bjaelke.example" not in page


def test_the_page_is_sound(
    client: Client, directory: DirectoryPage, carpenter: Organisation, colleague: Person
) -> None:
    assert faults(told(client)) == []
    assert faults(told(client, f"{ADDRESS}contact/")) == []


def test_a_bare_profile_is_sound(
    client: Client, directory: DirectoryPage, make_member: Callable[..., Organisation]
) -> None:
    make_member("Bar")
    page = told(client, f"{directory.url}bar/")
    assert faults(page) == []
    assert "not confirmed this profile yet" in page
    assert "Write to them" not in page


def test_members_see_addresses_and_for_whom_they_are(
    client: Client,
    directory: DirectoryPage,
    carpenter: Organisation,
    colleague: Person,
    member: Any,
) -> None:
    client.force_login(member)
    page = told(client)
    assert "hej@bjaelke.example" in page
    assert "karen@bjaelke.example" in page
    assert "Members only" in page
    assert faults(page) == []


@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.COORDINATORS])
def test_what_is_hidden_is_in_no_answer_below_the_profile(
    client: Client,
    directory: DirectoryPage,
    carpenter: Organisation,
    colleague: Person,
    member: Any,
    audience: Audience,
) -> None:
    for field, value in CANARIES.items():
        setattr(carpenter, field, value)
    carpenter.address = carpenter.city = "kanariested"
    carpenter.visibility = dict.fromkeys(ORGANISATION_FIELDS, int(audience))
    for word in (*carpenter.competences.all(), *carpenter.competences_sought.all()):
        word.name = "kanarieord"
        word.save()
    carpenter.references = [Reference(title="kanariereference")]
    carpenter.save()
    colleague.title = "kanarietitel"
    colleague.visibility = dict.fromkeys(PERSON_FIELDS, int(audience))
    colleague.save()
    hidden = ["kanarie", "25313763", "99 88 77 66", "Karen", "10–49", "Tømrer og snedker", "Køge"]
    routes = ["", "vcard/", "contact/"]
    if audience == Audience.COORDINATORS:
        client.force_login(member)
    for route in routes:
        page = told(client, f"{ADDRESS}{route}")
        assert [word for word in hidden if word in page.replace("\r\n ", "")] == [], route
    person = f"{ADDRESS}vcard/{colleague.translation_key}/"
    assert client.get(person).status_code == 404


def test_what_is_for_members_reaches_members(
    client: Client, directory: DirectoryPage, carpenter: Organisation, member: Any
) -> None:
    carpenter.visibility = {"phone": int(Audience.MEMBERS)}
    carpenter.save()
    assert "56 12 34 56" not in told(client)
    client.force_login(member)
    assert "56 12 34 56" in told(client)
    assert "56 12 34 56" in told(client, f"{ADDRESS}vcard/")


@pytest.mark.parametrize("status", ["applied", "paused", "left"])
def test_who_is_not_active_in_the_network_has_no_page(
    client: Client, directory: DirectoryPage, carpenter: Organisation, status: str
) -> None:
    Membership.objects.update(status=status)
    for route in ("", "vcard/", "contact/"):
        assert client.get(f"{ADDRESS}{route}").status_code == 404


def test_drafts_and_profiles_for_members_have_no_page_for_visitors(
    client: Client, directory: DirectoryPage, carpenter: Organisation, member: Any
) -> None:
    Organisation.objects.filter(pk=carpenter.pk).update(audience=Audience.MEMBERS)
    assert client.get(ADDRESS).status_code == 404
    client.force_login(member)
    assert "Members only" in told(client)
    Organisation.objects.filter(pk=carpenter.pk).update(live=False)
    assert client.get(ADDRESS).status_code == 404


def test_a_member_of_another_network_only_is_not_in_this_directory(
    client: Client,
    directory: DirectoryPage,
    network: NetworkPage,
    make_member: Callable[..., Organisation],
) -> None:
    other = network.add_sibling(instance=NetworkPage(title="Et andet", slug="andet"))
    make_member("Fremmed", network=other)
    assert client.get(f"{directory.url}fremmed/").status_code == 404


def test_of_a_closed_network_nothing_is_told_to_who_may_not_open_it(
    client: Client, directory: DirectoryPage, network: NetworkPage, carpenter: Organisation
) -> None:
    other = network.add_sibling(instance=NetworkPage(title="Hemmeligt", slug="andet"))
    PageViewRestriction.objects.create(page=other, restriction_type=PageViewRestriction.LOGIN)
    Membership.objects.create(network=other, organisation=carpenter)
    assert "Hemmeligt" not in told(client)


def test_coordinators_open_every_profile_and_see_that_nobody_else_does(
    admin: Client, directory: DirectoryPage, carpenter: Organisation
) -> None:
    Membership.objects.update(status="left")
    assert "Active in no network" in told(admin)


def test_an_address_of_before_leads_on(
    client: Client, directory: DirectoryPage, carpenter: Organisation
) -> None:
    carpenter.slug = "bjaelke"
    carpenter.save()
    response = client.get(f"{ADDRESS}contact/?a=b")
    assert response.status_code == 301
    assert response["Location"] == f"{directory.url}bjaelke/contact/?a=b"
    Membership.objects.update(status="left")
    assert client.get(ADDRESS).status_code == 404


def test_in_another_language_it_is_shown_in_that_language_at_its_own_address(
    client: Client, directory: DirectoryPage, carpenter: Organisation
) -> None:
    locale = Locale.objects.get_or_create(language_code="da")[0]
    page = directory.copy_for_translation(locale, copy_parents=True)
    for each in (*page.get_ancestors().filter(live=False), page):
        each.specific.save_revision().publish()
    page.refresh_from_db()
    url = DirectoryPage.objects.get(pk=page.pk).url
    assert "Bygger i genbrugstræ." in told(client, f"{url}{carpenter.slug}/")
    copy = carpenter.copy_for_translation(locale)
    copy.slug, copy.short_text = "beam-and-son", "Builds in reclaimed timber."
    copy.save()
    response = client.get(f"{url}{carpenter.slug}/")
    assert response["Location"] == f"{url}beam-and-son/"
    assert "Builds in reclaimed timber." in told(client, f"{url}beam-and-son/")


def test_an_unknown_address_is_not_found(client: Client, directory: DirectoryPage) -> None:
    for route in ("findes-ikke/", "findes-ikke/vcard/", "findes-ikke/contact/", "æøå/"):
        assert client.get(f"{directory.url}{route}").status_code == 404


def test_structured_data_says_what_the_visitor_may_see(
    client: Client, directory: DirectoryPage, carpenter: Organisation, colleague: Person
) -> None:
    page = BeautifulSoup(told(client), "html.parser")
    data = json.loads(page.find("script", type="application/ld+json").string)
    assert data["@type"] == "Organization"
    assert data["name"] == "Tømrerfirmaet Bjælke & Søn ApS"
    assert data["address"]["postalCode"] == "4600"
    assert data["identifier"]["value"] == "10150817"
    assert data["numberOfEmployees"] == {
        "@type": "QuantitativeValue",
        "minValue": 10,
        "maxValue": 49,
    }
    assert data["knowsAbout"] == ["Tage", "Træbyggeri"]
    assert data["memberOf"][0]["name"] == "Grønne SMV'er"
    assert data["employee"] == [
        {"@type": "Person", "name": "Karen Østergård", "jobTitle": "mester"}
    ]
    assert data["logo"].startswith("http")
    assert "email" not in data


def test_a_link_to_it_shows_its_own_name_and_words(
    client: Client, directory: DirectoryPage, carpenter: Organisation
) -> None:
    page = BeautifulSoup(told(client), "html.parser")
    shown = {tag["property"]: tag["content"] for tag in page.find_all("meta", property=True)}
    assert shown["og:title"] == "Tømrerfirmaet Bjælke & Søn ApS"
    assert shown["og:description"] == "Bygger i genbrugstræ."
    assert shown["og:url"].endswith(ADDRESS)


def test_the_site_s_own_host_is_in_the_qr_code_and_the_card(
    client: Client, directory: DirectoryPage, carpenter: Organisation
) -> None:
    page = client.get(f"{ADDRESS}vcard/", headers={"host": "ond.example"}).content.decode()
    assert "ond.example" not in page


def test_the_card_can_be_put_into_an_address_book(
    client: Client, directory: DirectoryPage, carpenter: Organisation, colleague: Person
) -> None:
    response = client.get(f"{ADDRESS}vcard/")
    assert response["Content-Type"] == "text/vcard; charset=utf-8"
    assert 'filename="toemrerfirmaet-bjaelke-soen-aps.vcf"' in response["Content-Disposition"]
    lines = response.content.decode().replace("\r\n ", "").split("\r\n")
    assert "FN:Tømrerfirmaet Bjælke & Søn ApS" in lines
    assert "ADR;TYPE=work:;;Havnegade 12\\, 1.;Køge;Køge;4600;" in lines
    assert "CATEGORIES:Tage,Træbyggeri" in lines
    assert not [line for line in lines if line.startswith("EMAIL")]
    person = client.get(f"{ADDRESS}vcard/{colleague.translation_key}/").content.decode()
    assert "N:Østergård;Karen;;;" in person
    assert "ORG:Tømrerfirmaet Bjælke & Søn ApS" in person
    assert "EMAIL" not in person


def test_a_card_of_somebody_who_works_elsewhere_is_not_found_here(
    client: Client,
    directory: DirectoryPage,
    carpenter: Organisation,
    make_member: Callable[..., Organisation],
) -> None:
    other = make_member("Anden")
    person = Person.objects.create(name="X", organisation=other, audience=0, locale=other.locale)
    assert client.get(f"{ADDRESS}vcard/{person.translation_key}/").status_code == 404


def test_people_who_are_not_listed_are_on_no_profile(
    client: Client, directory: DirectoryPage, carpenter: Organisation, colleague: Person
) -> None:
    Person.objects.update(audience=Audience.COORDINATORS)
    assert "Karen" not in told(client)


def test_its_coming_meetings_are_shown_with_its_part_in_them(
    client: Client,
    directory: DirectoryPage,
    carpenter: Organisation,
    colleague: Person,
    make_event: Callable[..., EventPage],
) -> None:
    item = {"kind": "keynote", "title": "Oplæg", "day": 1, "minutes": 30, "materials": []}
    make_event("Det arrangerer vi", organisers=[("organiser", carpenter)])
    spoken = [("item", {**item, "speakers": [{"person": colleague, "title": ""}]})]
    make_event("Der taler vi", programme=spoken)
    make_event("Hos os", venue_name=carpenter.name)
    make_event("Holdt", days=-7, organisers=[("organiser", carpenter)])
    make_event("Et andet møde")
    page = told(client)
    assert [
        [tag.text for tag in event.select(".wn-eyebrow, .wn-event__title")]
        for event in BeautifulSoup(page, "html.parser").select(".wn-event")
    ] == [["Organiser", "Det arrangerer vi"], ["Speaker", "Der taler vi"], ["Host", "Hos os"]]
    carpenter.visibility = {"people": int(Audience.COORDINATORS)}
    carpenter.save()
    assert "Der taler vi" not in told(client)


def test_a_closed_meeting_is_not_shown(
    client: Client,
    directory: DirectoryPage,
    carpenter: Organisation,
    make_event: Callable[..., EventPage],
) -> None:
    event = make_event("Lukket møde", organisers=[("organiser", carpenter)])
    PageViewRestriction.objects.create(page=event, restriction_type=PageViewRestriction.LOGIN)
    assert "Lukket møde" not in told(client)


def test_articles_by_its_people_and_about_its_meetings_are_shown(
    client: Client,
    directory: DirectoryPage,
    carpenter: Organisation,
    colleague: Person,
    make_event: Callable[..., EventPage],
    make_article: Callable[..., Any],
) -> None:
    held = make_event("Holdt", days=-7, organisers=[("organiser", carpenter)])
    make_article("Skrevet af Karen", authors=[("person", colleague)])
    make_article("Om vores møde", related_event=held)
    make_article("Om noget andet")
    page = told(client)
    assert "Skrevet af Karen" in page
    assert "Om vores møde" in page
    assert "Om noget andet" not in page
    Person.objects.update(audience=Audience.COORDINATORS)
    assert "Skrevet af Karen" not in told(client), "it would tell where she works"


@pytest.mark.parametrize(
    ("days", "words"), [(10, "Confirmed by the organisation"), (500, "Not confirmed for over")]
)
def test_it_says_how_sure_one_can_be_of_it(
    client: Client, directory: DirectoryPage, carpenter: Organisation, days: int, words: str
) -> None:
    confirmed = timezone.now() - timedelta(days=days)
    Organisation.objects.filter(pk=carpenter.pk).update(confirmed_at=confirmed)
    assert words in told(client)


def test_hostile_words_harm_nothing(
    client: Client, directory: DirectoryPage, make_member: Callable[..., Organisation]
) -> None:
    attack = '<script>alert("1")</script>"\'{{ 7|add:7 }}'
    member = make_member(f"Ond {attack}", slug="ond", short_text=attack, city=attack)
    member.references = [Reference(title=attack, text=attack)]
    member.save()
    page = told(client, f"{directory.url}ond/")
    assert "<script>alert" not in page
    assert faults(page) == ["a value that is none: {{"]


def test_the_page_asks_few_queries_and_no_more_with_many_rows(
    client: Client,
    directory: DirectoryPage,
    network: NetworkPage,
    carpenter: Organisation,
    colleague: Person,
    make_event: Callable[..., EventPage],
    make_article: Callable[..., Any],
    member: Any,
) -> None:
    image = carpenter.logo

    def populate(rows: int) -> None:
        for row in range(rows):
            name = f"{rows}-{row}"
            person = Person.objects.create(
                name=f"P{name}",
                photo=image,
                organisation=carpenter,
                audience=0,
                locale=network.locale,
            )
            person.competences = list(carpenter.competences.all())
            person.save()
            make_event(f"M{name}", organisers=[("organiser", carpenter)])
            make_article(f"A{name}", authors=[("person", person)], picture=image)
            network.refresh_from_db()
            other = network.add_sibling(instance=NetworkPage(title=f"N{name}"))
            Membership.objects.create(network=other, organisation=carpenter)
            carpenter.references.add(Reference(title=f"R{name}", picture=image))
        carpenter.save()

    def queries(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            told(client, path)
        return len(captured)

    paths = [ADDRESS, f"{ADDRESS}vcard/", f"{ADDRESS}contact/"]
    populate(1)
    few = {path: queries(path) for path in paths}
    populate(12)
    assert {path: queries(path) for path in paths} == few
    assert few[ADDRESS] <= 20
    client.force_login(member)
    assert queries(ADDRESS) <= few[ADDRESS] + 10
