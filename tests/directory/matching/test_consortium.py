"""The smallest team of members for what a job needs."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.directory.matching.conftest import give
from tests.test_templates import faults
from wagtail_network.directory.matching.consortium import MOST_NEEDS
from wagtail_network.models import Competence, Membership, NetworkPage, Organisation
from wagtail_network.organisations.visibility import Audience

ADDRESS = "/en/netvaerk/groenne/medlemmer/consortium/"

MakeAble = Callable[..., Organisation]
Words = dict[str, Competence]


def address(words: Words, *needs: str, **more: str) -> str:
    query = [("need", str(words[need].translation_key)) for need in needs]
    return f"{ADDRESS}?{urlencode([*query, *more.items()])}"


def page_of(client: Client, words: Words, *needs: str, **more: str) -> BeautifulSoup:
    response = client.get(address(words, *needs, **more))
    assert response.status_code == 200
    assert faults(response.content.decode()) == []
    return BeautifulSoup(response.content, "html.parser")


def team(page: BeautifulSoup) -> dict[str, list[str]]:
    return {
        seat.h3.a.text: [word.text for word in seat.select(".wn-word")]
        for seat in page.select(".wn-team .wn-partner__text")
    }


def test_the_smallest_team_is_found_with_who_does_what(
    client: Client, make_able: MakeAble, words: Words
) -> None:
    make_able("Alt om tage", "Tage, Mursten")
    make_able("Kun tage", "Tage")
    make_able("Kun træ", "Træ, Ventilation")
    page = page_of(client, words, "Tage", "Mursten", "Træ")
    assert team(page) == {"Alt om tage": ["Tage", "Mursten"], "Kun træ": ["Træ"]}
    assert "No smaller team can do it all." in page.text


def test_who_could_take_a_place_is_named(client: Client, make_able: MakeAble, words: Words) -> None:
    day = timezone.now()
    for number in range(6):
        make_able(f"Tag {number}", "Tage", confirmed_at=day - timedelta(days=number))
    page = page_of(client, words, "Tage")
    assert list(team(page)) == ["Tag 0"], "the one confirmed last"
    others = page.select_one(".wn-partner__others")
    assert [link.text for link in others.find_all("a")] == ["Tag 1", "Tag 2", "Tag 3"]
    assert "and 2 more" in others.text


def test_what_nobody_offers_is_said(client: Client, make_able: MakeAble, words: Words) -> None:
    make_able("Tag", "Tage")
    page = page_of(client, words, "Tage", "Ventilation")
    assert list(team(page)) == ["Tag"]
    assert "Ventilation" in page.select_one(".wn-team__missing").text
    nobody = page_of(client, words, "Ventilation")
    assert team(nobody) == {}
    assert "Nobody here" in nobody.text


def test_a_part_of_what_is_needed_is_enough(
    client: Client, make_able: MakeAble, words: Words
) -> None:
    make_able("Murer", "Mursten")
    make_able("Materialist", "Materialer")
    assert team(page_of(client, words, "Materialer", "Mursten")) == {
        "Murer": ["Materialer", "Mursten"]
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"suggestible": False},
        {"audience": int(Audience.MEMBERS)},
        {"live": False},
        {"visibility": {"competences": int(Audience.MEMBERS)}},
    ],
)
def test_who_is_hidden_or_does_not_want_to_is_not_counted(
    client: Client, make_able: MakeAble, words: Words, fields: dict[str, Any]
) -> None:
    make_able("Kanarie", "Tage", **fields)
    page = page_of(client, words, "Tage")
    assert team(page) == {}
    assert "Kanarie" not in page.text
    assert "Nobody" in page.select_one(".wn-needs").text


def test_what_is_for_members_counts_for_members(
    client: Client, make_able: MakeAble, words: Words, member: Any
) -> None:
    make_able("For medlemmer", "Tage", visibility={"competences": int(Audience.MEMBERS)})
    client.force_login(member)
    assert list(team(page_of(client, words, "Tage"))) == ["For medlemmer"]


def test_only_members_of_the_directory_s_networks_make_a_team(
    client: Client, make_able: MakeAble, words: Words, network: NetworkPage
) -> None:
    other = network.add_sibling(instance=NetworkPage(title="Andet", slug="andet"))
    make_able("Fremmed", "Tage", network=other)
    make_able("Tidligere", "Tage")
    Membership.objects.filter(organisation__name="Tidligere").update(status="left")
    assert team(page_of(client, words, "Tage")) == {}


def test_a_member_may_be_in_the_team_from_the_start(
    client: Client, make_able: MakeAble, words: Words, member: Any
) -> None:
    give(Organisation.objects.get(name="Egen Murer"), words, "Mursten")
    make_able("Begge", "Mursten, Tage")
    client.force_login(member)
    page = page_of(client, words, "Mursten", "Tage", own="1")
    assert team(page) == {"Egen Murer": ["Mursten"], "Begge": ["Tage"]}
    assert page.select_one("#wn-own").has_attr("checked")
    assert list(team(page_of(client, words, "Mursten", "Tage"))) == ["Begge"]


def test_visitors_cannot_say_they_are_in_the_team(
    client: Client, make_able: MakeAble, words: Words
) -> None:
    make_able("Tag", "Tage")
    page = page_of(client, words, "Tage", own="1")
    assert list(team(page)) == ["Tag"]
    assert page.select_one("#wn-own") is None


def test_what_is_chosen_stays_ticked_and_can_be_taken_away(
    client: Client, make_able: MakeAble, words: Words
) -> None:
    page = page_of(client, words, "Tage", "Mursten")
    ticked = {tag["value"] for tag in page.select("input[name=need][checked]")}
    assert ticked == {str(words[name].translation_key) for name in ("Tage", "Mursten")}
    links = [link["href"] for link in page.select(".wn-needs__drop")]
    assert links == [address(words, "Mursten"), address(words, "Tage")]
    [opened] = page.select("details[open] summary")
    assert opened.text == "Materialer"


def test_without_a_choice_there_is_only_the_form(
    client: Client, make_able: MakeAble, words: Words
) -> None:
    for query in ("", "?need=", "?need=vrøvl&need=0&own=x"):
        response = client.get(f"{ADDRESS}{query}")
        assert response.status_code == 200
        page = response.content.decode()
        assert faults(page) == []
        assert "wn-needs" not in page
        assert response["X-Robots-Tag"] == "noindex"


def test_more_than_can_be_looked_for_is_said(
    client: Client, make_able: MakeAble, words: Words, network: NetworkPage
) -> None:
    many = {
        f"K{number}": Competence.objects.create(name=f"K{number}", locale=network.locale)
        for number in range(MOST_NEEDS + 3)
    }
    for name in many:
        give(make_able(f"O{name}"), many, name)
    page = page_of(client, many, *many)
    assert len(team(page)) == MOST_NEEDS
    assert f"Only the first {MOST_NEEDS} competences" in page.text
    assert "it is not certain" in page.text


def test_it_asks_as_many_queries_for_many_as_for_few(
    client: Client, make_able: MakeAble, words: Words
) -> None:
    def queries(*needs: str) -> int:
        client.get(address(words, *needs))
        with CaptureQueriesContext(connection) as captured:
            client.get(address(words, *needs))
        return len(captured)

    make_able("Første", "Tage")
    few = queries("Tage")
    for number in range(20):
        make_able(f"Tag {number}", "Tage, Mursten, Livscyklusvurdering")
        make_able(f"Træ {number}", "Træ, Ventilation")
    assert queries(*words) == few
    assert few <= 15
