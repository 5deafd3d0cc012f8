"""Who complements the organisation of whoever is logged in."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.directory.matching.conftest import give
from tests.test_templates import faults
from wagtail_network.models import (
    Competence,
    Membership,
    Municipality,
    NetworkPage,
    Organisation,
    Person,
)
from wagtail_network.organisations.visibility import Audience

DIRECTORY = "/en/netvaerk/groenne/medlemmer/"
ADDRESS = f"{DIRECTORY}complements/"
OWN = f"{DIRECTORY}egen-murer/"

MakeAble = Callable[..., Organisation]


@pytest.fixture
def own(member: Any, words: dict[str, Competence], client: Client) -> Organisation:
    """Offers bricks and looks for an assessment, roofs and timber; somebody there is logged in."""
    client.force_login(member)
    organisation = Organisation.objects.get(name="Egen Murer")
    return give(organisation, words, "Mursten", "Livscyklusvurdering, Tage, Træ")


def told(client: Client, path: str = ADDRESS) -> dict[str, str]:
    """The reason by the name, in order."""
    response = client.get(path)
    assert response.status_code == 200
    rows = BeautifulSoup(response.content, "html.parser").select(".wn-partner__text")
    return {row.a.text: row.p.text for row in rows}


def test_the_best_come_first_and_each_says_why(
    client: Client, own: Organisation, make_able: MakeAble
) -> None:
    make_able("En vej", "Tage")
    make_able("Begge veje", "Livscyklusvurdering", "Materialer")
    make_able("Søger kun", seeks="Mursten")
    make_able("Passer ikke", "Ventilation", "Ventilation")
    assert told(client) == {
        "Begge veje": (
            "Offers Livscyklusvurdering, which you look for, and looks for Mursten, which you "
            "offer."
        ),
        "En vej": "Offers Tage, which you look for.",
        "Søger kun": "Looks for Mursten, which you offer.",
    }
    assert faults(client.get(ADDRESS).content.decode()) == []


def test_how_far_it_is_is_said_and_the_nearest_comes_first(
    client: Client, own: Organisation, make_able: MakeAble
) -> None:
    here, there, far = (
        Municipality.objects.create(code=code, name=code) for code in ("259", "253", "851")
    )
    Organisation.objects.filter(pk=own.pk).update(municipality=here)
    make_able("Fjern", "Tage", municipality=far)
    make_able("Nabo", "Tage", municipality=there)
    make_able("Her", "Tage", municipality=here)
    found = told(client)
    assert list(found) == ["Her", "Nabo", "Fjern"]
    assert "In your municipality." in found["Her"]
    assert "About 15 km away." in found["Nabo"]


def test_who_does_not_want_to_be_suggested_is_not(
    client: Client, own: Organisation, make_able: MakeAble
) -> None:
    make_able("Vil ikke", "Tage", suggestible=False)
    assert told(client) == {}
    assert "How you complement" not in client.get(f"{DIRECTORY}vil-ikke/").content.decode()


@pytest.mark.parametrize("field", ["competences", "competences_sought", "place"])
def test_what_is_hidden_from_us_neither_matches_nor_is_said(
    client: Client, own: Organisation, make_able: MakeAble, field: str
) -> None:
    here = Municipality.objects.create(code="259", name="Køge")
    Organisation.objects.filter(pk=own.pk).update(municipality=here)
    hidden = {field: int(Audience.COORDINATORS)}
    make_able("Skjuler", "Tage", "Mursten", visibility=hidden, municipality=here)
    said = told(client)["Skjuler"]
    assert ("Offers" in said) == (field != "competences")
    assert ("ooks for Mursten" in said) == (field != "competences_sought")
    assert ("municipality" in said) == (field != "place")
    make_able("Skjuler alt", "Tage", "Mursten", visibility=hidden, audience=2)
    assert "Skjuler alt" not in told(client)


def test_the_site_may_hide_competences_from_members(
    client: Client, own: Organisation, make_able: MakeAble, settings: Any
) -> None:
    settings.WAGTAIL_NETWORK = {"FIELD_AUDIENCES": {"organisation.competences": "coordinators"}}
    make_able("Tilbyder", "Tage")
    assert told(client) == {}


def test_members_of_closed_networks_and_former_members_are_not_suggested(
    client: Client, own: Organisation, make_able: MakeAble
) -> None:
    make_able("Tidligere", "Tage")
    Membership.objects.filter(organisation__name="Tidligere").update(status="left")
    make_able("Kladde", "Tage", live=False)
    assert told(client) == {}


def test_only_those_are_suggested_whose_page_this_directory_has(
    client: Client, own: Organisation, make_able: MakeAble, network: NetworkPage
) -> None:
    other = network.add_sibling(instance=NetworkPage(title="Andet", slug="andet"))
    elsewhere = make_able("Et andet sted", "Tage", network=other)
    both = make_able("Begge steder", "Tage")
    for organisation in (both, own):
        Membership.objects.create(network=other, organisation=organisation)
    assert told(client) == {
        "Begge steder": "Offers Tage, which you look for. 2 networks in common."
    }
    assert client.get(f"{DIRECTORY}{elsewhere.slug}/").status_code == 404


def test_a_member_of_another_network_finds_partners_here_too(
    client: Client, own: Organisation, make_able: MakeAble, network: NetworkPage
) -> None:
    other = network.add_sibling(instance=NetworkPage(title="Andet", slug="andet"))
    Membership.objects.filter(organisation=own).update(network=other)
    make_able("Tag", "Tage")
    assert list(told(client)) == ["Tag"]
    page = BeautifulSoup(client.get(ADDRESS).content, "html.parser")
    assert page.select_one(".wn-header a") is None, "our own page is not here"


def test_our_own_page_names_the_first_three_and_that_of_others_the_reason(
    client: Client, own: Organisation, make_able: MakeAble
) -> None:
    for number in range(5):
        make_able(f"Tag {number}", "Tage")
    assert len(told(client, OWN)) == 3
    page = client.get(f"{DIRECTORY}tag-4/").content.decode()
    assert "How you complement each other" in page
    assert "Offers Tage, which you look for." in page
    assert faults(page) == []
    assert faults(client.get(OWN).content.decode()) == []


def test_visitors_are_asked_to_log_in_and_see_no_reason_on_a_profile(
    client: Client, make_able: MakeAble
) -> None:
    make_able("Tag", "Tage")
    response = client.get(ADDRESS)
    assert response.status_code == 302
    assert "next=" in response["Location"]
    assert "complement" not in client.get(f"{DIRECTORY}tag/").content.decode()


def test_who_belongs_to_no_member_is_told_what_to_do(
    client: Client, make_able: MakeAble, django_user_model: Any
) -> None:
    client.force_login(django_user_model.objects.create_user("x@example.org", "adgang"))
    page = client.get(ADDRESS).content.decode()
    assert "Your login belongs to no member organisation" in page
    assert faults(page) == []


def test_who_says_nothing_of_themselves_is_told_what_to_do(
    client: Client, member: Any, make_able: MakeAble
) -> None:
    client.force_login(member)
    page = client.get(ADDRESS).content.decode()
    assert "does not say what you offer" in page
    assert faults(page) == []
    assert "Nobody yet" in client.get(OWN).content.decode()


def test_translations_of_one_organisation_are_suggested_once_and_never_ourselves(
    client: Client, own: Organisation, make_able: MakeAble, home: Any
) -> None:
    from wagtail.models import Locale

    danish = Locale.objects.get(language_code="da")
    for organisation in (make_able("Tag", "Tage"), own):
        copy = organisation.copy_for_translation(danish)
        copy.save()
        give(copy, {word.name: word for word in Competence.objects.all()}, "Tage", "Mursten")
    assert list(told(client)) == ["Tag"]


def test_it_asks_as_many_queries_for_many_as_for_few(
    client: Client, own: Organisation, make_able: MakeAble, network: NetworkPage
) -> None:
    def queries() -> int:
        client.get(ADDRESS)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(ADDRESS).status_code == 200
        return len(captured)

    make_able("Første", "Tage", "Mursten")
    few = queries()
    for number in range(25):
        member = make_able(f"Tag {number}", "Tage, Træ", "Mursten, Materialer")
        Person.objects.create(name="P", organisation=member, locale=network.locale)
    assert queries() == few
    assert few <= 25
