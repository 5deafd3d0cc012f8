from collections.abc import Callable
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from tests.conftest import in_copenhagen
from wagtail_network.events.month import Month, month_of
from wagtail_network.events.when import day_and_month
from wagtail_network.models import EventIndexPage, EventPage

MakeEvent = Callable[..., EventPage]
MONTH = "/netvaerk/groenne/moeder/month/"


def on(month: Month) -> dict[date, list[str]]:
    days = (day for week in month.weeks for day in week if day.events)
    return {day.day: [event.title for event in day.events] for day in days}


def test_a_month_is_whole_weeks_from_monday(db: None) -> None:
    month = month_of(2026, 11, EventPage.objects.all())
    days = [day.day for week in month.weeks for day in week]
    assert (days[0], days[-1]) == (date(2026, 10, 26), date(2026, 12, 6))
    assert {len(week) for week in month.weeks} == {7}
    assert [day.day for week in month.weeks for day in week if day.in_month] == [
        date(2026, 11, 1) + timedelta(days=number) for number in range(30)
    ]
    assert month.days_with_events == []


@pytest.mark.parametrize(
    ("year", "month", "before", "after"),
    [
        (2026, 12, date(2026, 11, 1), date(2027, 1, 1)),
        (2027, 1, date(2026, 12, 1), date(2027, 2, 1)),
        (2028, 2, date(2028, 1, 1), date(2028, 3, 1)),
        (1990, 1, None, date(1990, 2, 1)),
        (2100, 12, date(2100, 11, 1), None),
    ],
)
def test_a_month_leads_to_its_neighbours_within_bounds(
    db: None, year: int, month: int, before: date | None, after: date | None
) -> None:
    found = month_of(year, month, EventPage.objects.all())
    assert (found.previous, found.next) == (before, after)


@pytest.mark.parametrize(
    "address",
    ["2026/13/", "2026/0/", "1989/12/", "2101/1/", "1/1/", "9999/12/", "0/1/", "99999/1/", "x/1/"],
)
def test_a_month_that_does_not_exist_answers_404(
    client: Client, event_index: EventIndexPage, address: str
) -> None:
    assert client.get(MONTH + address).status_code == 404


def test_an_empty_month_says_so_and_leads_on(client: Client, event_index: EventIndexPage) -> None:
    page = BeautifulSoup(client.get(f"{MONTH}2026/02/").content, "html.parser")
    assert page.select_one(".wn-month__none").text
    links = {link["rel"][0]: link["href"] for link in page.select("a[rel]")}
    assert {rel: client.get(url).status_code for rel, url in links.items()} == {
        "prev": 200,
        "next": 200,
    }


def test_a_meeting_over_several_days_stands_on_each_of_them(make_event: MakeEvent) -> None:
    make_event("Studietur", start=in_copenhagen(2027, 1, 30, 9), end=in_copenhagen(2027, 2, 2, 16))
    make_event(
        "Gennem hele vinteren", start=in_copenhagen(2026, 12, 1), end=in_copenhagen(2027, 3, 9)
    )
    january = on(month_of(2027, 1, EventPage.objects.filter(title="Studietur")))
    february = on(month_of(2027, 2, EventPage.objects.filter(title="Studietur")))
    assert list(january) == [date(2027, 1, day) for day in (30, 31)]
    assert list(february) == [date(2027, 2, day) for day in (1, 2)]
    winter = month_of(2027, 2, EventPage.objects.filter(title__startswith="Gennem"))
    assert len(winter.days_with_events) == 28


def test_the_days_of_the_neighbouring_months_show_their_meetings_too(
    make_event: MakeEvent,
) -> None:
    make_event("Søndag", start=in_copenhagen(2026, 12, 6, 23))
    make_event("Mandag", start=in_copenhagen(2026, 12, 7, 0))
    month = month_of(2026, 11, EventPage.objects.all())
    assert on(month) == {date(2026, 12, 6): ["Søndag"]}
    assert month.days_with_events == []


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Pacific/Kiritimati", date(2027, 1, 1)), ("Pacific/Pago_Pago", date(2026, 12, 31))],
)
def test_a_meeting_far_away_stands_on_the_date_it_has_there(
    make_event: MakeEvent, zone: str, day: date
) -> None:
    """It is 12:00 on the 31st in Copenhagen, the day after on Kiritimati."""
    start = in_copenhagen(2026, 12, 31, 12)
    make_event("Langt væk", start=start, end=start + timedelta(minutes=5), time_zone=zone)
    for year, month in ((2026, 12), (2027, 1)):
        assert on(month_of(year, month, EventPage.objects.all())) == {day: ["Langt væk"]}


@pytest.mark.parametrize(("month", "day"), [(3, 29), (10, 25)])
def test_meetings_on_the_days_the_clocks_change_stand_once(
    make_event: MakeEvent, month: int, day: int
) -> None:
    for hour in (0, 1, 4, 23):
        make_event(f"Kl. {hour}", start=(start := in_copenhagen(2026, month, day, hour)), end=start)
    found = on(month_of(2026, month, EventPage.objects.all()))
    assert found == {date(2026, month, day): ["Kl. 0", "Kl. 1", "Kl. 4", "Kl. 23"]}


def table_of(client: Client, path: str) -> BeautifulSoup:
    page = BeautifulSoup(client.get(f"{MONTH}{path}").content, "html.parser")
    return page.select_one("table.wn-month")


def test_the_table_has_a_caption_and_a_heading_for_each_column_and_row(
    client: Client, event_index: EventIndexPage
) -> None:
    table = table_of(client, "2026/11/")
    assert "November 2026" in table.caption.text
    columns = [" ".join(head.text.split()) for head in table.select("th[scope=col]")]
    assert len(columns) == 8
    assert columns[1].lower().endswith("mandag")
    rows = [head.text.split()[-1] for head in table.select("th[scope=row]")]
    assert rows == ["44", "45", "46", "47", "48", "49"]


def test_a_day_is_told_in_words_and_today_as_such(client: Client, make_event: MakeEvent) -> None:
    today = timezone.localdate()
    make_event("Nu", 0)
    table = table_of(client, f"{today:%Y/%m}/")
    (cell,) = table.select("td[aria-current=date]")
    assert cell["id"] == "wn-today"
    assert cell.time["datetime"] == today.isoformat()
    assert cell.select_one(".wn-month__date").text == day_and_month(today)
    assert cell.select_one(".wn-month__number")["aria-hidden"] == "true"
    assert cell.select_one(".wn-month__today").text
    assert len(table.select(".wn-month__date")) == len(table.select("td"))


def test_a_meeting_tells_its_hour_on_its_first_day_and_not_if_it_is_all_day(
    client: Client, make_event: MakeEvent
) -> None:
    make_event("Tur", start=in_copenhagen(2027, 5, 4, 14), end=in_copenhagen(2027, 5, 5, 12))
    make_event("Messe", start=in_copenhagen(2027, 5, 6), all_day=True)
    told = [item.text for item in table_of(client, "2027/05/").select("li")]
    assert told == ["14.00 Tur", "Tur", "Messe"]


def test_another_month_leads_back_to_today(client: Client, event_index: EventIndexPage) -> None:
    today = timezone.localdate()
    back = f"{MONTH}{today.year}/{today.month}/#wn-today"

    def links(path: str) -> list[str]:
        page = BeautifulSoup(client.get(f"{MONTH}{path}").content, "html.parser")
        return [link["href"] for link in page.select(".wn-pages a")]

    assert back in links("2030/01/")
    assert back not in links(f"{today:%Y/%m}/")
    assert f"{back.partition('#')[0]}?kind=visit#wn-today" in links("2030/01/?kind=visit")
