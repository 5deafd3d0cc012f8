"""Who is likely to be there twice."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from wagtail_network.directory.merging.duplicates import likely_duplicates
from wagtail_network.directory.merging.kinds import ORGANISATION, PERSON
from wagtail_network.directory.merging.models import tell_apart
from wagtail_network.models import Organisation, Person


def found(kind: Any = ORGANISATION) -> dict[tuple[str, str], list[str]]:
    return {(one.first.name, one.second.name): one.reasons for one in likely_duplicates(kind)}


def test_names_are_compared_without_case_legal_form_and_danish_letters(danish: Locale) -> None:
    for name in ("Køge Tømrerne", "KOEGE TØMRERNE ApS", "Køge Murerne"):
        Organisation.objects.create(name=name, locale=danish)
    assert found() == {("Køge Tømrerne", "KOEGE TØMRERNE ApS"): ["name"]}


def test_the_domain_of_website_or_mail_tells_unless_it_is_anybodys(danish: Locale) -> None:
    def make(name: str, **fields: str) -> None:
        Organisation.objects.create(name=name, locale=danish, **fields)

    make("Et", website="https://www.Groentbyg.dk/om-os")
    make("To", email="mail@groentbyg.dk")
    make("Tre", email="tre@gmail.com")
    make("Fire", email="fire@gmail.com")
    make("Fem", website="https://da-dk.facebook.com/fem")
    make("Seks", website="https://da-dk.facebook.com/seks")
    make("Syv", website="http://[broken")
    assert found() == {("Et", "To"): ["domain"]}


def test_one_organisation_in_two_languages_is_no_duplicate(danish: Locale, english: Locale) -> None:
    one = Organisation.objects.create(name="Grønt Byg", cvr="10150817", locale=danish)
    one.copy_for_translation(english).save()
    assert found() == {}
    # But one that was made twice, once in each language, is.
    Organisation.objects.create(name="Green Build", cvr="13585628", locale=danish)
    Organisation.objects.create(name="Grøn Byg", cvr="13585628", locale=english)
    assert found() == {("Green Build", "Grøn Byg"): ["cvr"]}


def test_those_alike_in_most_ways_come_first(danish: Locale) -> None:
    for name, website in (
        ("Alfa", ""),
        ("ALFA", ""),
        ("Beta", "https://beta.dk"),
        ("Beta ApS", "https://beta.dk/"),
    ):
        Organisation.objects.create(name=name, website=website, locale=danish)
    assert list(found()) == [("Beta", "Beta ApS"), ("Alfa", "ALFA")]


def test_what_was_found_to_be_two_is_not_shown_again(danish: Locale) -> None:
    one, two = (Organisation.objects.create(name="Alfa", locale=danish) for _ in range(2))
    tell_apart(two.translation_key, one.translation_key)
    tell_apart(one.translation_key, two.translation_key)
    assert found() == {}


def test_a_domain_that_many_share_tells_nothing(danish: Locale) -> None:
    for number in range(25):
        Organisation.objects.create(
            name=f"Afdeling {number}", website="https://region.dk", locale=danish
        )
    assert found() == {}


def test_people_are_alike_by_name_or_mail(danish: Locale) -> None:
    for name, email in (("Søren Friis", ""), ("Soeren Friis", ""), ("S. Friis", "sf@x.dk")):
        Person.objects.create(name=name, email=email, locale=danish)
    Person.objects.create(name="Søren F.", email="SF@x.dk", locale=danish)
    assert found(PERSON) == {
        ("S. Friis", "Søren F."): ["email"],
        ("Søren Friis", "Soeren Friis"): ["name"],
    }


def test_it_takes_as_many_queries_whatever_there_is(danish: Locale) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            likely_duplicates(ORGANISATION)
        return len(captured)

    Organisation.objects.create(name="Alfa", locale=danish)
    few = queries()
    for number in range(20):
        Organisation.objects.create(name=f"Alfa {number // 2}", locale=danish)
    assert queries() == few <= 3
