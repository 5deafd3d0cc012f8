import time
from datetime import date

import pytest

from wagtail_network.articles.importing.dates import find_date, most_recent, parse_date

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("21. november 2023", date(2023, 11, 21)),
        ("Tirsdag d. 21. nov. 2023 kl. 13", date(2023, 11, 21)),
        ("Publiceret 3. maj 2019", date(2019, 5, 3)),
        ("November 21, 2023", date(2023, 11, 21)),
        ("21st of November 2023", date(2023, 11, 21)),
        ("2023-11-21T10:00:00+01:00", date(2023, 11, 21)),
        ("21.11.2023", date(2023, 11, 21)),
        ("3/4-2019 and 3/4/2019", date(2019, 4, 3)),
        ("12/25/2019", date(2019, 12, 25)),
        ("8. März 2021", date(2021, 3, 8)),
        ("le 14 février 2021", date(2021, 2, 14)),
        ("3 de octubre de 2020", date(2020, 10, 3)),
    ],
)
def test_dates_are_read_in_several_languages(text: str, expected: date) -> None:
    assert parse_date(text, TODAY) == expected


@pytest.mark.parametrize(
    "text",
    [
        "31. februar 2020",
        "99.99.2020",
        "marts 2020",
        "version 1.2.2020.4",
        "2020",
        "",
        "auguſt 2020",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text, TODAY) is None


def test_a_date_without_a_year_is_the_latest_in_which_the_weekday_fits() -> None:
    found = find_date("Tirsdag den 21. november lød startskuddet", TODAY)
    assert found is not None
    assert found.value == date(2023, 11, 21)
    assert found.year_guessed


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        (date(2023, 11, 21), date(2023, 11, 21)),
        (date(2023, 11, 20), date(2017, 11, 21)),
        (date(2028, 11, 21), date(2028, 11, 21)),
    ],
)
def test_the_year_is_never_after_the_reference(reference: date, expected: date) -> None:
    assert most_recent(1, 21, 11, reference) == expected


def test_the_29th_of_february_without_a_year_is_found() -> None:
    assert parse_date("torsdag den 29. februar", TODAY) == date(2024, 2, 29)


def test_a_date_with_a_year_wins_over_one_without() -> None:
    assert parse_date("Tirsdag den 21. november, publiceret 22. november 2023", TODAY) == date(
        2023, 11, 22
    )


def test_dates_in_the_future_are_not_publication_dates() -> None:
    assert parse_date("Tilmelding inden 1. marts 2031", TODAY) is None


def test_numbers_are_ambiguous_on_an_english_page() -> None:
    assert parse_date("03/04/2019", TODAY, "en") is None
    assert parse_date("03/04/2019", TODAY, "en-US") == date(2019, 3, 4)
    assert parse_date("03/04/2019", TODAY, "en-GB") == date(2019, 4, 3)


def test_long_texts_take_no_time() -> None:
    start = time.perf_counter()
    parse_date("tirsdag den 1 " * 20_000, TODAY)
    parse_date("1" * 100_000, TODAY)
    assert time.perf_counter() - start < 2
