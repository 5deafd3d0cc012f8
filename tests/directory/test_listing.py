"""The page on which members are found: words, boxes, chips, sorting, leafing, and nothing found."""

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from wagtail.models import Locale, Page

from tests.directory.making import Words, list_person, make_member, make_members
from wagtail_network.directory.results import ON_A_PAGE
from wagtail_network.models import DirectoryPage, Membership, NetworkPage, Organisation
from wagtail_network.organisations.visibility import ORGANISATION_FIELDS, Audience

HTMX = {"HX-Request": "true"}


@pytest.fixture
def home(home: Page) -> Page:
    """In English, since the tests read words."""
    home.locale = Locale.objects.get_or_create(language_code="en")[0]
    home.save()
    return home


@pytest.fixture
def words(network: NetworkPage, directory: DirectoryPage) -> Words:
    return make_members(network)


class Listing:
    """What a visitor sees at an address of the directory."""

    def __init__(self, client: Client, address: str, **headers: str) -> None:
        self.answer = client.get(address, headers=headers)
        assert self.answer.status_code == 200, address
        self.html = BeautifulSoup(self.answer.content, "html.parser")

    @property
    def names(self) -> list[str]:
        return [name.get_text(strip=True) for name in self.html.select(".wn-member__name")]

    @property
    def found(self) -> str:
        return self.text("#wn-found")

    @property
    def chips(self) -> dict[str, str]:
        """Texts and addresses."""
        return {
            chip.span.get_text(): str(chip["href"])
            for chip in self.html.select("a.wn-chip")
            if chip.span
        }

    def counts(self, name: str) -> dict[str, int]:
        """The boxes of a facet by their text, with the number beside each."""
        boxes = self.html.select(f"input[type=checkbox][name={name}]")
        labels = [self.html.select_one(f"label[for='{box['id']}']") for box in boxes]
        return dict(_option(label) for label in labels if label)

    def text(self, selector: str) -> str:
        found = self.html.select_one(selector)
        return " ".join(found.get_text(" ", strip=True).split()) if found else ""


def _option(label: Tag) -> tuple[str, int]:
    count = label.select_one(".wn-option__count")
    assert count
    number = int(count.get_text().strip("() "))
    count.extract()
    return label.get_text(strip=True), number


@pytest.fixture
def look(client: Client, directory: DirectoryPage, words: Words) -> Any:
    def at(query: str = "", part: str = "", **headers: str) -> Listing:
        return Listing(client, f"{directory.url}{part}{query}", **headers)

    return at


def key(item: Any) -> str:
    return str(item.translation_key)


def test_all_members_are_listed_by_name(look: Any) -> None:
    page = look()
    assert page.names == [
        *("Køge Bugt Træ", "Stevns Kalk & Mur", "Æblegårdens Snedkeri", "Aalborg Tag")
    ]
    assert page.found == "4 organisations"
    assert page.chips == {}


def test_a_member_is_told_with_trade_town_and_competences_and_leads_to_its_page(
    look: Any, directory: DirectoryPage
) -> None:
    member = look("?q=gammelt").html.select_one(".wn-member")
    assert member.select_one("h2 a")["href"] == f"{directory.url}koege-bugt-trae/"
    text = " ".join(member.get_text(" ", strip=True).split())
    for expected in ("Tømrer og snedker", "Køge", "Bygger nyt af gammelt", "Genbrugstræ", "Tage"):
        assert expected in text


@pytest.mark.parametrize("text", ["tømmer", "toemmer", "tommer", "TØMMER"])
def test_words_find_however_they_are_spelt(look: Any, text: str) -> None:
    assert look(f"?q={text}").names == ["Køge Bugt Træ"]


def test_boxes_of_one_kind_add_and_of_two_kinds_narrow_down(look: Any, words: Words) -> None:
    carpenter, bricklayer = (key(sector) for sector in words.sectors.values())
    assert len(look(f"?sector={carpenter}").names) == 3
    assert len(look(f"?sector={carpenter}&sector={bricklayer}").names) == 4
    assert look(f"?sector={carpenter}&size=10&municipality=259").names == ["Køge Bugt Træ"]


def test_a_count_says_what_ticking_would_give_without_its_own_kind(look: Any, words: Words) -> None:
    page = look(f"?sector={key(words.sectors['Murer'])}")
    assert page.counts("sector") == {"Murer": 1, "Tømrer og snedker": 3}
    assert page.counts("size") == {"2–9 people": 1}


def test_a_competence_stands_for_all_below_it(look: Any, words: Words) -> None:
    page = look(f"?competence={key(words.competences['Materialer'])}")
    assert sorted(page.names) == ["Køge Bugt Træ", "Stevns Kalk & Mur"]
    assert page.counts("competence") == {
        "All of Materialer": 2,
        "Genbrugstræ": 1,
        "Genbrugte mursten": 1,
        "Tage": 2,
    }


def test_a_region_stands_for_its_municipalities_until_one_is_chosen(
    look: Any, words: Words
) -> None:
    region = key(words.region)
    page = look(f"?region={region}")
    assert len(page.names) == 3
    assert page.counts("region") == {"All of Region Sjælland": 3}
    assert page.counts("municipality")["Aalborg"] == 1
    assert look(f"?region={region}&municipality=336").names == ["Stevns Kalk & Mur"]


def test_near_a_municipality_are_its_neighbours_as_well(look: Any) -> None:
    assert look("?municipality=259").names == ["Køge Bugt Træ"]
    page = look("?municipality=259&near=1")
    assert len(page.names) == 3
    assert list(page.chips) == ["Køge", "Within 30 km as well"]


def test_each_chip_lets_go_of_one_choice(look: Any, words: Words) -> None:
    bricks = key(words.competences["Genbrugte mursten"])
    page = look(f"?q=træ&sought={bricks}&size=10&view=cards")
    assert page.chips == {
        "“træ”": f"./?sought={bricks}&size=10&view=cards",
        "Looking for: Genbrugte mursten": "./?q=tr%C3%A6&size=10&view=cards",
        "10–49 people": f"./?q=tr%C3%A6&sought={bricks}&view=cards",
    }


def test_nothing_found_says_what_to_let_go_of_and_what_that_gives(look: Any, words: Words) -> None:
    page = look(f"?sector={key(words.sectors['Murer'])}&municipality=259&size=10")
    assert page.found == "No organisation found"
    links = [link.get_text(strip=True) for link in page.html.select(".wn-empty a")]
    assert links == ["1 organisation without “Murer”", "Show all organisations"]
    page = look(f"?sector={key(words.sectors['Murer'])}&municipality=336&size=10")
    links = [link.get_text(strip=True) for link in page.html.select(".wn-empty a")]
    assert links == ["1 organisation without “10–49 people”", "Show all organisations"]


def test_what_is_not_offered_counts_as_not_chosen(look: Any) -> None:
    for query in (
        "?sector=nonsense&size=9&municipality=0000&sort=none&view=none&page=x&near=maybe",
        "?sector=%00&page=-1",
        "?page=99999999999999999999",
        "?competence=00000000-0000-0000-0000-000000000000",
    ):
        assert len(look(query).names) == 4, query


@pytest.mark.parametrize(
    "query", ["%00", "%27%22%3B--", "%F0%9F%94%A8" * 50, "a" * 5000, "%ED%A0%80", "%25%25"]
)
def test_no_words_make_the_page_fail(look: Any, query: str) -> None:
    look(f"?q={query}")


def test_members_are_leafed_through(look: Any, network: NetworkPage) -> None:
    for number in range(ON_A_PAGE):
        make_member(network, f"Bygmester {number:02}")
    first, last = look("?size="), look("?page=2")
    assert (len(first.names), len(last.names)) == (ON_A_PAGE, 4)
    assert not set(first.names) & set(last.names)
    assert look("?page=7").names == last.names
    assert last.html.select_one(".wn-pages a")["href"] == "./?page=1"


def test_the_newest_members_come_first_if_one_likes(look: Any) -> None:
    newest = Membership.objects.get(organisation__name="Stevns Kalk & Mur")
    newest.since = "2025-05-01"
    newest.save()
    assert look("?sort=newest").names[0] == "Stevns Kalk & Mur"


def test_the_sorting_by_match_is_offered_with_words_only(look: Any) -> None:
    assert "Best match" not in look().text(".wn-sorts")
    assert "Best match" in look("?q=tag").text(".wn-sorts")


def test_the_map_shows_the_municipalities_with_their_members(look: Any) -> None:
    page = look("?view=map")
    tiles = {tile["aria-label"]: tile["href"] for tile in page.html.select("a.wn-tile")}
    assert tiles["Køge: 1 organisation"] == "./?municipality=259&view=map"
    assert len(tiles) == 4
    assert len(page.names) == 4


def test_who_shows_no_municipality_is_told_beside_the_map(look: Any, network: NetworkPage) -> None:
    make_member(network, "Uden sted")
    assert "1 of them shows no municipality." in look("?view=map").text(".wn-map")


def test_the_people_have_a_list_of_their_own(look: Any) -> None:
    organisation = Organisation.objects.get(name="Køge Bugt Træ")
    list_person(organisation, "Karina Bæk", title="tømrer", email="karina@example.org")
    list_person(organisation, "Ikke Listet", audience=Audience.COORDINATORS)
    page = look(part="people/")
    assert page.names == ["Karina Bæk"]
    assert page.found == "1 person"
    text = page.text(".wn-member")
    assert "tømrer" in text
    assert "Køge Bugt Træ" in text
    assert "karina@example.org" not in text


def test_the_people_show_a_coordinator_their_address(admin: Client, look: Any) -> None:
    organisation = Organisation.objects.get(name="Køge Bugt Træ")
    list_person(organisation, "Karina Bæk", email="karina@example.org")
    assert "karina@example.org" in look(part="people/").text(".wn-member")


def test_nobody_is_listed_where_nobody_has_joined(client: Client, directory: DirectoryPage) -> None:
    page = Listing(client, directory.url)
    assert "No organisation is listed here yet." in page.text(".wn-empty")
    assert not page.html.select("#wn-look")


def test_htmx_gets_what_has_changed_and_the_address_to_share(
    look: Any, directory: DirectoryPage
) -> None:
    page = look("?q=mur&size=&view=list", **HTMX)
    assert not page.html.select("h1, #wn-look, #wn-directory")
    assert page.answer["HX-Push-Url"] == f"{directory.url}?q=mur"
    assert page.names == ["Stevns Kalk & Mur"]
    assert {part["id"] for part in page.html.select("[hx-swap-oob]")} == {
        *("wn-found", "wn-facets", "wn-q")
    }


def test_htmx_leaves_the_field_alone_in_which_somebody_types(look: Any) -> None:
    page = look("?q=mur", **HTMX, **{"HX-Trigger": "wn-q"})
    assert not page.html.select("#wn-q")


def test_going_back_gets_the_whole_page(look: Any) -> None:
    page = look("?q=mur", **HTMX, **{"HX-History-Restore-Request": "true"})
    assert page.html.select("h1")
    assert "HX-Request" in page.answer["Vary"]


def test_what_is_hidden_is_neither_shown_nor_found_nor_counted(
    look: Any, network: NetworkPage, words: Words
) -> None:
    make_member(
        network,
        "Den Diskrete",
        short_text="kanariefugl",
        sector=words.sectors["Murer"],
        municipality=words.towns["Køge"],
        competences=[words.competences["Tage"]],
        size="250",
        visibility=dict.fromkeys(ORGANISATION_FIELDS, int(Audience.COORDINATORS)),
    )
    page = look("?view=map")
    assert "Den Diskrete" in page.names
    assert "kanariefugl" not in page.answer.content.decode()
    assert page.counts("sector")["Murer"] == 1
    assert page.counts("size").keys() == {"2–9 people", "10–49 people"}
    assert look("?q=kanariefugl").names == []
    assert look(f"?sector={key(words.sectors['Murer'])}").names == ["Stevns Kalk & Mur"]
