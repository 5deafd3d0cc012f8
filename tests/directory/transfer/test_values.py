"""What cells mean, and what is said of those that mean nothing."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from wagtail_network.directory.transfer.columns import COLUMNS, guess
from wagtail_network.directory.transfer.values import names_in, value_of


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("cvr", "DK-10 15 08 17", "10150817"),
        ("size", "1", "1"),
        ("size", "0", "1"),
        ("size", "2–9 personer", "2"),
        ("size", "9", "2"),
        ("size", "under 10", "2"),
        ("size", "op til 49", "10"),
        ("size", "10-49", "10"),
        ("size", "1.200", "250"),
        ("size", "250+", "250"),
        ("size", "ca. 60 ansatte", "50"),
        ("website", "www.hansen.dk", "https://www.hansen.dk"),
        ("website", "http://hansen.dk/om os", "http://hansen.dk/omos"),
        ("website", "https://møller.dk", "https://møller.dk"),
        (
            "linkedin_url",
            "http://dk.linkedin.com/company/hansen",
            "https://dk.linkedin.com/company/hansen",
        ),
        ("since", "21-11-2025", date(2025, 11, 21)),
        ("since", "21/11-25", date(2025, 11, 21)),
        ("since", "1.2.2025", date(2025, 2, 1)),
        ("since", "2025-11-21 00:00:00", date(2025, 11, 21)),
        ("since", "2019", date(2019, 1, 1)),
        ("status", "Udmeldt", "left"),
        ("status", "AKTIV", "active"),
        ("name", "  Hansen \n & Søn ", "Hansen & Søn"),
        ("long_text", "A & B\nC\n\n<script>", "<p>A &amp; B<br/>C</p><p>&lt;script&gt;</p>"),
    ],
)
def test_a_cell_is_understood_as_people_write_it(name: str, text: str, value: Any) -> None:
    assert value_of(name, text) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *(("cvr", "12345678"), ("cvr", "1"), ("cvr", "x" * 10_000)),
        *(("size", "mange"), ("since", "i går"), ("since", "31-02-2025")),
        *(("since", "9999-12-31"), ("since", "0001-01-01"), ("status", "måske")),
        *(("website", "javascript:alert(1)"), ("website", "ftp://x.dk"), ("website", "ikke en")),
        *(("website", "http://[::1"), ("website", "https://" + "x" * 300 + ".dk")),
        *(("linkedin_url", "https://evil.example/in/x"), ("email", "a@b"), ("email", "a b@c.dk")),
        *(("name", "x" * 201), ("phone", "1" * 31), ("short_text", "x" * 301)),
        *(("name", "#REF!"), ("city", "#VÆRDI!")),
    ],
)
def test_a_cell_that_means_nothing_is_an_error_in_words(name: str, text: str) -> None:
    with pytest.raises(ValidationError) as error:
        value_of(name, text)
    assert all(error.value.messages)


def test_names_in_a_cell_are_told_apart() -> None:
    assert names_in("Træ; Beton,  armering ;træ") == ["træ", "Beton, armering"]
    assert names_in("Træ, Beton") == ["Træ", "Beton"]
    assert names_in("• Træ\n• Beton") == ["Træ", "Beton"]
    assert names_in(" ; ,;") == [","]


@pytest.mark.parametrize("language", ["da", "en"])
def test_headings_are_understood_in_danish_and_english(language: str) -> None:
    danish = ["Firmanavn", "CVR-nr.:", "Antal ansatte", "Postnr.", "By", "Kontaktpersonens navn"]
    english = ["Company", "VAT no.", "Employees", "Zip code", "City", "Contact person"]
    with override(language):
        for headings in (danish, english):
            assert guess(headings) == [
                *("name", "cvr", "size", "postal_code", "city", "contact_name")
            ]


def test_a_contact_persons_column_is_not_taken_for_the_organisations() -> None:
    headings = ["Virksomhed", "Kontaktperson", "Kontaktpersonens e-mail", "Kontakt telefon"]
    assert guess(headings) == ["name", "contact_name", "contact_email", "contact_phone"]


def test_no_column_is_guessed_twice() -> None:
    assert guess(["Navn", "Name", "Firma"]) == ["name", "", ""]
    assert guess(["E-mail 2", "E-mail"]) == ["", "email"]
    assert guess(["", "x" * 100_000, "=1+1"]) == ["", "", ""]


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_headings_of_an_export_are_understood(language: str) -> None:
    with override(language):
        headings = [str(column.label) for column in COLUMNS]
    for reader in ("da", "en"):
        if reader == "en" or language == reader:
            with override(reader if language == "en" else language):
                assert guess(headings) == [column.name for column in COLUMNS]
