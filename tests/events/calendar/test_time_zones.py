"""VTIMEZONE by rules, checked against Python's own time zones and read back by icalendar."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from wagtail_network.events.calendar.time_zones import NoRule, vtimezone, write_instant

ZONES = [
    "Europe/Copenhagen",
    "America/Nuuk",  # changes the evening before, by a rule of its own
    "Atlantic/Faroe",
    "America/New_York",
    "Australia/Lord_Howe",  # by half an hour
    "Asia/Kathmandu",
]


@pytest.mark.parametrize("key", ZONES)
def test_an_hour_of_every_day_for_three_years_is_read_back_right(key: str) -> None:
    zone = ZoneInfo(key)
    read = vtimezone(key).to_tz(lookup_tzid=False)
    begin = datetime(2026, 1, 1, 0, 30, tzinfo=UTC)
    for hour in range(0, 3 * 366 * 24, 7):
        moment = begin + timedelta(hours=hour)
        written = write_instant(moment, zone)
        if written.tzinfo is not UTC:
            written = written.replace(tzinfo=read)
        assert written.astimezone(UTC) == moment


def test_the_zone_of_denmark_is_told_by_the_rule_of_the_european_union() -> None:
    lines = vtimezone("Europe/Copenhagen").to_ical().decode().splitlines()
    assert [line for line in lines if line.startswith(("DTSTART", "RRULE", "RDATE"))] == [
        "DTSTART:19700329T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "DTSTART:19701025T030000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    ]


def test_the_hour_that_comes_twice_is_written_in_utc() -> None:
    zone = ZoneInfo("Europe/Copenhagen")
    for hour, tzinfo in ((23, zone), (0, UTC), (1, UTC), (2, zone)):
        day = 24 if hour == 23 else 25
        moment = datetime(2026, 10, day, hour, 30, tzinfo=UTC)
        assert write_instant(moment, zone).tzinfo is tzinfo


def test_a_time_from_before_the_present_rule_is_written_in_utc() -> None:
    """Nuuk moved by an hour in 2023; its rule of today would misplace a meeting of 2022."""
    moment = datetime(2022, 7, 1, 12, tzinfo=UTC)
    assert write_instant(moment, ZoneInfo("America/Nuuk")).tzinfo is UTC


def test_a_rule_no_calendar_file_can_say_is_written_in_utc() -> None:
    """Cairo's clocks go back at the end of the last Thursday of October: maybe in November."""
    with pytest.raises(NoRule):
        vtimezone("Africa/Cairo")
    moment = datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert write_instant(moment, ZoneInfo("Africa/Cairo")).tzinfo is UTC


def test_components_can_be_parsed_again() -> None:
    for key in ZONES:
        text = vtimezone(key).to_ical()
        assert icalendar.Timezone.from_ical(text)["TZID"] == key
