"""Lists of meetings narrowed down by network, region, kind and series."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import icalendar
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from wagtail_network.models import (
    EventIndexPage,
    EventPage,
    NetworkIndexPage,
    NetworkPage,
    Region,
    Series,
)

MakeEvent = Callable[..., EventPage]
OVERVIEW = "/netvaerk/kalender/"
LIST = "/netvaerk/groenne/moeder/"


@pytest.fixture
def north(network_index: NetworkIndexPage) -> NetworkPage:
    """Another network, with a list of meetings."""
    network_index.refresh_from_db()
    network = network_index.add_child(instance=NetworkPage(title="Nord", slug="nord"))
    network.add_child(instance=EventIndexPage(title="Møder", slug="moeder"))
    return network


def meet(network: NetworkPage, title: str, days: float = 7, **fields: Any) -> EventPage:
    index = EventIndexPage.objects.child_of(network).get()
    start = timezone.now().replace(microsecond=0) + timedelta(days=days)
    event = EventPage(title=title, start=start, end=start + timedelta(hours=2), **fields)
    index.add_child(instance=event)
    event.save_revision().publish()
    return event


def page_at(client: Client, url: str) -> BeautifulSoup:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return BeautifulSoup(answer.content, "html.parser")


def titles(client: Client, url: str) -> list[str]:
    page = page_at(client, url)
    return [title.text for title in page.select(".wn-event__title, .wn-month__event a")]


def options(client: Client, url: str) -> dict[str, list[str]]:
    page = page_at(client, url)
    return {
        select["name"]: [option.text for option in select.select("option")[1:]]
        for select in page.select(".wn-filter select")
    }


def everywhere(event: EventPage, base: str = OVERVIEW) -> Iterator[str]:
    """The views that list a meeting still to come."""
    yield base
    yield f"{base}month/{event.local_start:%Y/%m}/"


def in_files(client: Client, base: str, query: str) -> list[list[str]]:
    """The titles in the calendar and in the news feed."""
    calendar = icalendar.Calendar.from_ical(client.get(f"{base}calendar.ics{query}").content)
    feed = ElementTree.fromstring(client.get(f"{base}feed/{query}").content)  # noqa: S314
    atom = "{http://www.w3.org/2005/Atom}"
    return [
        sorted(str(event["SUMMARY"]) for event in calendar.walk("VEVENT")),
        sorted(entry.findtext(f"{atom}title") or "" for entry in feed.iter(f"{atom}entry")),
    ]


def test_a_list_above_the_networks_has_the_meetings_of_all_and_names_their_network(
    client: Client, overview: EventIndexPage, event_index: EventIndexPage, network: Any, north: Any
) -> None:
    near, far = meet(network, "Vores", 3), meet(north, "Deres", 4)
    assert titles(client, OVERVIEW) == ["Vores", "Deres"]
    told = [mark.text for mark in page_at(client, OVERVIEW).select(".wn-eyebrow")]
    assert told == ["Netværksmøde · Grønne SMV'er", "Netværksmøde · Nord"]
    assert in_files(client, OVERVIEW, "") == [["Deres", "Vores"]] * 2
    for event in (near, far):
        assert event.title in titles(client, f"{OVERVIEW}month/{event.local_start:%Y/%m}/")
    assert titles(client, LIST) == ["Vores"]
    assert "Grønne SMV'er" not in page_at(client, LIST).select_one(".wn-eyebrow").text


def test_only_a_list_above_the_networks_offers_networks_and_regions(
    client: Client, overview: EventIndexPage, event_index: EventIndexPage, network: Any, north: Any
) -> None:
    series = Series.objects.create(name="Byg grønt", locale=overview.locale)
    region = Region.objects.create(name="Nordjylland", locale=overview.locale)
    north.region = region
    north.save()
    meet(network, "Møde", series=series)
    kinds = [str(label) for label in EventPage.Kind.labels]
    inside = {"kind": kinds, "series": ["Byg grønt"]}
    assert options(client, LIST) == inside
    above = {"network": ["Grønne SMV'er", "Nord"], "region": ["Nordjylland"], **inside}
    assert options(client, OVERVIEW) == above


@pytest.mark.parametrize("name", ["network", "region", "kind", "series"])
def test_each_choice_holds_in_every_view_and_file(
    client: Client,
    overview: EventIndexPage,
    event_index: EventIndexPage,
    network: Any,
    north: Any,
    name: str,
) -> None:
    series = Series.objects.create(name="Byg grønt", locale=overview.locale)
    north.region = Region.objects.create(name="Nordjylland", locale=overview.locale)
    north.save()
    meet(network, "Andet")
    wanted = meet(north, "Ønsket", kind="visit", series=series)
    chosen = {
        "network": north.translation_key,
        "region": north.region.translation_key,
        "kind": "visit",
        "series": series.translation_key,
    }
    query = f"?{name}={chosen[name]}"
    for url in everywhere(wanted):
        assert titles(client, url) == ["Andet", "Ønsket"], url
        assert titles(client, url + query) == ["Ønsket"], url
    assert titles(client, f"{OVERVIEW}past/{query}") == []
    assert in_files(client, OVERVIEW, query) == [["Ønsket"]] * 2


def test_choices_narrow_each_other_and_say_what_to_loosen(
    client: Client, overview: EventIndexPage, event_index: EventIndexPage, network: Any, north: Any
) -> None:
    meet(network, "Besøg", kind="visit")
    meet(north, "Webinar", kind="webinar")
    both = f"?network={north.translation_key}&kind=visit"
    page = page_at(client, OVERVIEW + both)
    assert page.select(".wn-event") == []
    chips = {chip.span.text: chip["href"] for chip in page.select(".wn-chip")}
    assert chips == {"Nord": "./?kind=visit", "Besøg": f"./?network={north.translation_key}"}
    loosened = [link["href"] for link in page.select(".wn-empty a")]
    assert loosened == [
        "./?kind=visit",
        f"./?network={north.translation_key}",
        f"{OVERVIEW}past/{both}",
        "./",
    ]
    assert titles(client, OVERVIEW + chips["Nord"][2:]) == ["Besøg"]
    assert titles(client, OVERVIEW + chips["Besøg"][2:]) == ["Webinar"]


def test_a_choice_is_kept_on_the_way_through_tabs_pages_and_months(
    client: Client, network: NetworkPage, event_index: EventIndexPage
) -> None:
    for day in range(21):
        meet(network, f"Besøg {day}", day + 1, kind="visit")
        meet(network, f"Andet {day}", day + 1)
    page = page_at(client, f"{LIST}?kind=visit&page=2")
    assert page.select_one("select[name=kind] option[selected]")["value"] == "visit"
    links = page.select(".wn-tabs a, .wn-pages a, .wn-follow a")
    kept = [parse_qs(urlsplit(link["href"]).query).get("kind") for link in links]
    assert kept == [["visit"]] * 7
    assert len(titles(client, f"{LIST}?kind=visit&page=2")) == 1
    month = page_at(client, f"{LIST}month/2031/05/?kind=visit")
    links = month.select(".wn-tabs a, .wn-pages a")
    assert len(links) == 6
    assert all(parse_qs(urlsplit(link["href"]).query)["kind"] == ["visit"] for link in links)
    assert month.select_one(".wn-month__none").text


@pytest.mark.parametrize(
    "query",
    [
        "?kind=",
        "?kind=findesikke",
        "?kind=%00",
        "?kind=visit%27--&network=%27",
        "?network=7f3b1a52-9c4e-4b7e-9d55-000000000000",
        "?network=null&region=null&series=null",
        "?region=x&series=" + "9" * 5000,
        "?series=%F0%9F%92%A9&kind[]=visit",
        "?" + "&".join(f"kind=x{number}" for number in range(500)),
    ],
)
def test_a_value_that_is_not_offered_leaves_the_list_whole(
    client: Client, overview: EventIndexPage, event_index: EventIndexPage, network: Any, query: str
) -> None:
    event = meet(network, "Møde")
    for base in (OVERVIEW, LIST):
        for url in everywhere(event, base):
            assert titles(client, url + query) == ["Møde"], url
            assert page_at(client, url + query).select(".wn-chip") == []
        assert in_files(client, base, query) == [["Møde"]] * 2


@pytest.mark.parametrize("hide", ["unpublish", "restrict"])
def test_what_a_visitor_may_not_see_is_not_offered(
    client: Client,
    overview: EventIndexPage,
    event_index: EventIndexPage,
    north: Any,
    network: Any,
    editor: Any,
    hide: str,
) -> None:
    series = Series.objects.create(name="Kanarieserie", locale=overview.locale)
    north.region = Region.objects.create(name="Kanarieregion", locale=overview.locale)
    north.title = "Kanarienet"
    north.save()
    meet(network, "Åbent")
    hidden = meet(north, "Lukket", series=series)
    assert client.get(OVERVIEW).content.count(b"Kanarie") == 4
    if hide == "restrict":
        PageViewRestriction.objects.create(page=north, restriction_type="login")
    else:
        north.unpublish()
        hidden.unpublish()
    for query in ("", f"?network={north.translation_key}", f"?series={series.translation_key}"):
        assert b"Kanarie" not in client.get(OVERVIEW + query).content
        assert titles(client, OVERVIEW + query) == ["Åbent"]
    if hide == "restrict":
        client.force_login(editor)
        assert titles(client, f"{OVERVIEW}?network={north.translation_key}") == ["Lukket"]


def test_a_region_takes_the_networks_of_those_it_has_followed(
    client: Client, overview: EventIndexPage, event_index: EventIndexPage, network: Any, north: Any
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    locale = overview.locale
    east = Region.objects.create(name="Østdanmark", locale=locale)
    zealand = Region.objects.create(
        name="Sjælland", locale=locale, valid_to=yesterday, successor=east
    )
    capital = Region.objects.create(
        name="Hovedstaden", locale=locale, valid_to=yesterday, successor=east
    )
    network.region, north.region = zealand, capital
    network.save()
    north.save()
    meet(network, "På Sjælland", 3)
    meet(north, "I hovedstaden", 4)
    assert options(client, OVERVIEW)["region"] == ["Østdanmark"]
    url = f"{OVERVIEW}?region={east.translation_key}"
    assert titles(client, url) == ["På Sjælland", "I hovedstaden"]
    # An address from before the merger still means what it did.
    before = f"{OVERVIEW}?region={zealand.translation_key}"
    assert titles(client, before) == ["På Sjælland"]
    assert page_at(client, before).select_one(".wn-chip span").text == "Sjælland"


def test_a_region_that_is_to_be_merged_is_still_itself(
    client: Client, overview: EventIndexPage, event_index: EventIndexPage, network: Any
) -> None:
    east = Region.objects.create(name="Øst", locale=overview.locale, valid_from=date(2999, 1, 1))
    network.region = Region.objects.create(
        name="Sjælland", locale=overview.locale, valid_to=date(2998, 12, 31), successor=east
    )
    network.save()
    meet(network, "Møde")
    assert options(client, OVERVIEW)["region"] == ["Sjælland"]


def test_an_address_means_the_same_in_another_language(
    client: Client, home: Any, overview: EventIndexPage, event_index: EventIndexPage, network: Any
) -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    region = Region.objects.create(name="Sjælland", locale=home.locale)
    region.copy_for_translation(english).save()
    Region.objects.filter(locale=english).update(name="Zealand")
    series = Series.objects.create(name="Byg grønt", locale=home.locale)
    network.region = region
    network.save()
    meet(network, "Møde", series=series)
    translated = series.copy_for_translation(english)
    translated.name = "Build green"
    translated.save()
    for page in (home, network.get_parent(), overview, network, event_index):
        copy = page.specific.copy_for_translation(english)
        copy.slug, copy.title = f"{page.slug}-en", f"{page.title} EN"
        copy.save_revision().publish()
    elsewhere = NetworkPage.objects.get(locale=english)
    meet(elsewhere, "Meeting", series=series)
    meet(elsewhere, "Other")
    url = EventIndexPage.objects.get(locale=english, slug="kalender-en").url
    offered = options(client, url)
    assert offered["network"] == ["Grønne SMV'er EN"]
    assert (offered["region"], offered["series"]) == (["Zealand"], ["Build green"])
    assert titles(client, f"{url}?series={series.translation_key}") == ["Meeting"]
    assert titles(client, f"{url}?network={network.translation_key}") == ["Meeting", "Other"]
    assert titles(client, f"{OVERVIEW}?network={elsewhere.translation_key}") == ["Møde"]


def test_a_calendar_is_named_after_what_is_chosen_and_has_a_tag_of_its_own(
    client: Client, overview: EventIndexPage, event_index: EventIndexPage, network: Any
) -> None:
    meet(network, "Besøg", kind="visit")
    name = {}
    tags = set()
    for query in ("", "?kind=visit", f"?kind=visit&network={network.translation_key}"):
        answer = client.get(f"{OVERVIEW}calendar.ics{query}")
        name[query] = str(icalendar.Calendar.from_ical(answer.content)["NAME"])
        tags.add(answer["ETag"])
        again = client.get(
            f"{OVERVIEW}calendar.ics{query}", headers={"if-none-match": answer["ETag"]}
        )
        assert again.status_code == 304
        feed = client.get(f"{OVERVIEW}feed/{query}").content.decode()
        assert f"<title>{name[query]}</title>" in feed
    assert list(name.values()) == [
        "Netværk: Kalender",
        "Netværk: Kalender (Besøg)",
        "Netværk: Kalender (Grønne SMV'er, Besøg)",
    ]
    assert len(tags) == 3


def test_nobody_can_have_a_calendar_kept_under_addresses_of_their_own(
    client: Client, event_index: EventIndexPage, network: NetworkPage
) -> None:
    meet(network, "Besøg", kind="visit")
    answers = [
        client.get(f"{LIST}calendar.ics{query}") for query in ("?kind=visit", "?x=1&kind=visit&y")
    ]
    assert answers[0]["ETag"] == answers[1]["ETag"]
    assert answers[0].content == answers[1].content


def test_a_calendar_that_is_not_narrowed_down_asks_for_no_choices(
    client: Client, overview: EventIndexPage, event_index: EventIndexPage, network: Any
) -> None:
    meet(network, "Møde")
    with CaptureQueriesContext(connection) as captured:
        client.get(f"{OVERVIEW}calendar.ics")
    asked = " ".join(query["sql"] for query in captured.captured_queries)
    assert "wagtail_network_series" not in asked
    assert "wagtail_network_networkpage" not in asked


def test_a_list_of_networks_leads_to_the_meetings_of_all(
    client: Client, overview: EventIndexPage, north: NetworkPage
) -> None:
    for url in ("/netvaerk/", OVERVIEW):
        links = page_at(client, url).select(".wn-nav a")
        assert [link["href"] for link in links] == ["/netvaerk/", OVERVIEW]


def test_a_list_elsewhere_has_only_its_own_meetings(
    client: Client, home: Any, make_event: MakeEvent
) -> None:
    make_event("Netværkets")
    alone = home.add_child(instance=EventIndexPage(title="Alle", slug="alle"))
    start = timezone.now() + timedelta(days=1)
    alone.add_child(instance=EventPage(title="For sig", start=start, end=start))
    assert titles(client, "/alle/") == ["For sig"]
