"""Dates in running text, and in what a page says about itself.

Numbers alone ("03/04/2019") are read day first, as in Denmark; a page that says it is in
English must be unambiguous, since nothing tells British from American order.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "januar janvier enero january januari jan",
            "februar février febrero february februari feb",
            "marts march mars marzo maart märz mar mrt",
            "april avril abril apr",
            "maj may mai mayo mei",
            "juni juin junio june jun",
            "juli juillet julio july jul",
            "august août agosto augustus augusti aug",
            "september septembre septiembre sept sep",
            "oktober octobre octubre october okt oct",
            "november novembre noviembre nov",
            "december décembre diciembre dezember desember dec dez des",
        ],
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        [
            "mandag monday måndag montag",
            "tirsdag tuesday tisdag dienstag",
            "onsdag wednesday mittwoch",
            "torsdag thursday donnerstag",
            "fredag friday freitag",
            "lørdag saturday lördag samstag",
            "søndag sunday söndag sonntag",
        ]
    )
    for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?(?![^\W\d_])"
_WEEKDAY = "(?P<weekday>" + "|".join(WEEKDAYS) + ")"
_DAY = r"(?P<day>\d{1,2})(?:\.|st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"

ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>\d\d?)-(?P<day>\d\d?)(?!\d)")
DAY_MONTH_YEAR = re.compile(
    rf"(?<!\d){_DAY}\s{{0,3}}(?:of |de )?{_MONTH},?(?: de)?\s{{0,3}}{_YEAR}", re.I
)
MONTH_DAY_YEAR = re.compile(rf"(?<![^\W\d_]){_MONTH}\s{{0,3}}{_DAY},?\s{{1,3}}{_YEAR}", re.I)
NUMBERS = re.compile(
    rf"(?<![\d.])(?P<day>\d\d?)(?P<dot>[./-])(?P<month>\d\d?)(?P=dot){_YEAR}(?!\.\d)"
)
WITHOUT_YEAR = re.compile(
    rf"\b{_WEEKDAY},?\s{{0,3}}(?:den|d\.|the)?\s{{0,3}}{_DAY}\s{{0,3}}(?:of )?{_MONTH}", re.I
)
WITHOUT_YEAR_ENGLISH = re.compile(rf"\b{_WEEKDAY},?\s{{0,3}}{_MONTH}\s{{0,3}}{_DAY}\b", re.I)

# The 400-year cycle repeats weekdays; a date that needs more than this is a misprint.
MAX_YEARS_BACK = 40


@dataclass(frozen=True)
class FoundDate:
    value: date
    start: int
    end: int
    year_guessed: bool = False


def parse_date(text: str, reference: date, language: str = "") -> date | None:
    """The first date in ``text`` that is not after ``reference``."""
    found = find_date(text, reference, language)
    return found.value if found else None


def find_date(text: str, reference: date, language: str = "") -> FoundDate | None:
    """The same with its place in the text. A date with a year wins over one without."""
    for candidates in (_with_year(text, language), _without_year(text, reference)):
        # A day into the future is a page made east of us, not a mistake.
        valid = [item for item in candidates if item.value <= reference + timedelta(days=1)]
        if valid:
            return min(valid, key=lambda item: item.start)
    return None


def most_recent(weekday: int, day: int, month: int, reference: date) -> date | None:
    """The latest date not after ``reference`` on which that day was that weekday (Monday 0).

    >>> most_recent(1, 21, 11, date(2026, 11, 24))
    datetime.date(2023, 11, 21)
    """
    for year in range(reference.year, reference.year - MAX_YEARS_BACK, -1):
        found = _date(year, month, day)
        if found and found <= reference and found.weekday() == weekday:
            return found
    return None


def _with_year(text: str, language: str) -> Iterator[FoundDate]:
    for pattern in (ISO, DAY_MONTH_YEAR, MONTH_DAY_YEAR, NUMBERS):
        for match in pattern.finditer(text):
            day, month = int(match["day"]), _month(match["month"])
            if pattern is NUMBERS:
                day, month = _day_and_month(day, month, language)
            if found := _date(int(match["year"]), month, day):
                yield FoundDate(found, match.start(), match.end())


def _without_year(text: str, reference: date) -> Iterator[FoundDate]:
    for pattern in (WITHOUT_YEAR, WITHOUT_YEAR_ENGLISH):
        for match in pattern.finditer(text):
            weekday = WEEKDAYS.get(match["weekday"].lower(), -1)
            found = most_recent(weekday, int(match["day"]), _month(match["month"]), reference)
            if found:
                yield FoundDate(found, match.start(), match.end(), year_guessed=True)


def _day_and_month(first: int, second: int, language: str) -> tuple[int, int]:
    if second > 12:
        return second, first
    if language.lower().startswith("en-us"):
        return second, first
    if language.lower() == "en" and first <= 12 and first != second:
        return 0, 0
    return first, second


def _month(text: str) -> int:
    # Ignoring case, the pattern also takes "ſ" for "s"; that is no month, and 0 no date.
    return int(text) if text.isdigit() else MONTHS.get(text.lower(), 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
