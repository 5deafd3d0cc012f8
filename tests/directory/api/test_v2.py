"""Wagtail's API v2: what is found, by whom, and with what."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from tests.directory.api.conftest import Register
from wagtail_network.models import (
    Competence,
    Membership,
    NetworkPage,
    Organisation,
    Person,
    Region,
)

ORGANISATIONS, PEOPLE = "/api/v2/organisations/", "/api/v2/people/"


def names(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [item["name"] for item in answer.json()["items"]]


def detail(register: Register) -> str:
    return f"{ORGANISATIONS}{register.organisation.pk}/"


def test_members_are_listed_with_little_and_told_with_all(
    client: Client, register: Register
) -> None:
    answer = client.get(ORGANISATIONS).json()
    assert answer["meta"] == {"total_count": 2}
    first = answer["items"][0]
    assert first["id"] == register.organisation.pk
    assert set(first) == {"id", "meta", "name", "short_text", "sector", "municipality"}
    assert first["meta"]["detail_url"].endswith(detail(register))
    assert first["meta"]["slug"] == register.organisation.slug
    whole = client.get(first["meta"]["detail_url"]).json()
    assert whole["cvr"] == "10150817"
    assert whole["municipality"] == {"code": "259", "name": "Kanariekøbing"}
    assert [one["name"] for one in whole["competences"]] == ["kanariefag"]
    assert whole["references"][0]["title"] == "kanariejob"
    assert whole["networks"][0]["name"] == "Grønne SMV'er"
    assert [one["name"] for one in whole["people"]] == ["Signe Holm"]
    person = client.get(f"{PEOPLE}{register.person.pk}/").json()
    assert person["organisation"]["slug"] == register.organisation.slug
    assert person["title"] == "kanarietitel"


def test_each_field_can_be_asked_for_and_left_out(client: Client, register: Register) -> None:
    def keys(fields: str, url: str = ORGANISATIONS) -> set[str]:
        answer = client.get(url, {"fields": fields}).json()
        return set(answer["items"][0] if "items" in answer else answer) - {"id", "meta"}

    assert keys("website,-sector") == {"name", "short_text", "municipality", "website"}
    assert keys("_,name") == {"name"}
    assert len(keys("*")) == 22
    assert keys("_,cvr", detail(register)) == {"cvr"}
    for nonsense in ("nothing", "sector(name)", "name,", "id", "visibility", "audience"):
        assert client.get(ORGANISATIONS, {"fields": nonsense}).status_code == 400, nonsense


def test_they_are_found_by_search_filters_and_in_an_order(
    client: Client, register: Register
) -> None:
    word = {
        name: str(one.translation_key) for name, one in register.words.items() if name[:3] != "mun"
    }
    for query in (
        {"search": "tømrer"},
        {"sector": word["sector"]},
        {"competence": word["competence"]},
        {"sought": word["sought"]},
        {"certification": word["certification"]},
        {"municipality": "259"},
        {"size": "10"},
    ):
        assert names(client.get(ORGANISATIONS, query)) == ["Køge Tømrerne"], query
    assert names(client.get(ORGANISATIONS, {"sector": "none"})) == []
    assert len(names(client.get(ORGANISATIONS, {"order": "newest"}))) == 2
    assert names(client.get(PEOPLE, {"competence": word["competence"]})) == ["Signe Holm"]


def test_a_region_is_its_municipalities(client: Client, register: Register) -> None:
    region = Region.objects.create(name="Øst", locale=register.other.locale)
    url = {"region": str(region.translation_key)}
    assert names(client.get(ORGANISATIONS, url)) == []
    region.municipalities.set([register.words["municipality"]])
    region.save()
    assert names(client.get(ORGANISATIONS, url)) == ["Køge Tømrerne"]
    assert names(client.get(ORGANISATIONS, {**url, "municipality": "101"})) == []


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("limit=1&offset=1", 200),
        ("limit=-1", 400),
        ("limit=1000", 400),
        ("offset=x", 400),
        ("offset=99999999999999999999999", 400),
        ("offset=999999", 200),
        ("order=email", 400),
        ("order=-name", 400),
        ("order=relevance", 400),
        ("order=relevance&search=k", 200),
        ("email=kanariepost@example.org", 400),
        ("visibility__email=2", 400),
        ("name__startswith=K", 400),
        ("locale=xx", 400),
        ("locale=", 400),
        ("locale=da", 200),
        ("search=%00%27%22)*", 200),
        ("sector=%00", 200),
        ("network=nonsense", 200),
        ("fields=%00", 400),
        ("&".join(f"sector={n}" for n in range(60)), 400),
        ("search_operator=or", 400),
    ],
)
def test_what_makes_no_sense_is_said(
    client: Client, register: Register, query: str, status: int
) -> None:
    answer = client.get(f"{ORGANISATIONS}?{query}")
    assert answer.status_code == status
    if status == 400:
        assert answer.json()["message"]


@pytest.mark.parametrize("path", ["99999999/", "99999999999999999999999/", "find/?id=x", "find/"])
def test_what_is_not_there_is_not_found(client: Client, register: Register, path: str) -> None:
    assert client.get(f"{ORGANISATIONS}{path}").status_code == 404


def test_one_is_found_by_its_slug(client: Client, register: Register) -> None:
    answer = client.get(f"{ORGANISATIONS}find/?slug=koege-toemrerne&fields=_,name")
    assert answer["Location"].endswith(f"{detail(register)}?fields=_%2Cname")
    assert client.get(f"{PEOPLE}find/?slug=koege-toemrerne").status_code == 404


def test_each_is_there_once_in_the_language_asked_for(
    client: Client, register: Register, english: Locale
) -> None:
    copy = register.organisation.copy_for_translation(english)
    copy.name = "The Carpenters"
    copy.save()
    assert names(client.get(ORGANISATIONS)) == ["Køge Tømrerne", "Ærø Ler"]
    answer = client.get(ORGANISATIONS, {"locale": "en"})
    assert sorted(names(answer)) == ["The Carpenters", "Ærø Ler"]


def test_only_members_of_networks_the_viewer_may_open_are_there(
    client: Client, register: Register, network: NetworkPage, as_member: Client
) -> None:
    PageViewRestriction.objects.create(page=network, restriction_type="login")
    assert names(client.get(ORGANISATIONS)) == []
    assert client.get(detail(register)).status_code == 404
    assert client.get(f"{PEOPLE}{register.person.pk}/").status_code == 404
    key = {"network": str(network.translation_key)}
    assert names(client.get(ORGANISATIONS, key)) == []
    assert names(as_member.get(ORGANISATIONS, key)) == ["Køge Tømrerne", "Ærø Ler"]


@pytest.mark.parametrize("status", ["applied", "paused", "left"])
def test_who_is_not_an_active_member_is_not_there(
    client: Client, register: Register, status: str
) -> None:
    membership = Membership.objects.get(organisation=register.organisation)
    membership.status = status
    membership.save()
    assert names(client.get(ORGANISATIONS)) == ["Ærø Ler"]
    assert client.get(detail(register)).status_code == 404


def test_a_draft_is_not_there(client: Client, register: Register) -> None:
    register.organisation.unpublish()
    assert names(client.get(ORGANISATIONS)) == ["Ærø Ler"]
    assert client.get(detail(register)).status_code == 404
    assert client.get(f"{PEOPLE}{register.person.pk}/").status_code == 404


def test_nothing_can_be_written(admin: Client, register: Register) -> None:
    for method in (admin.post, admin.put, admin.patch, admin.delete):
        assert method(detail(register), {"name": "x"}).status_code in {405}
    assert Organisation.objects.get(pk=register.organisation.pk).name == "Køge Tømrerne"


def test_what_a_member_gets_is_not_for_a_shared_cache(
    client: Client, as_member: Client, register: Register
) -> None:
    anybody, somebody = client.get(detail(register)), as_member.get(detail(register))
    for answer in (anybody, somebody):
        assert {"Cookie", "Authorization"} <= set(answer["Vary"].replace(" ", "").split(","))
    assert "private" in somebody["Cache-Control"]


@pytest.mark.parametrize("url", [ORGANISATIONS, PEOPLE])
def test_a_list_takes_as_many_queries_however_many_there_are(
    client: Client, register: Register, network: NetworkPage, danish: Locale, url: str
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            names(client.get(url, {"fields": "*", "limit": 20}))
        # The index has its own tests; here is what comes after it.
        return sum("directory" not in query["sql"] for query in captured)

    queries()
    few = queries()
    wood = Competence.objects.create(name="Træ", locale=danish)
    for number in range(8):
        one = Organisation.objects.create(
            name=f"Firma {number}", locale=danish, sector=register.words["sector"]
        )
        one.competences.set([wood])
        one.save()
        Membership.objects.create(network=network, organisation=one)
        Person.objects.create(name=f"P {number}", organisation=one, locale=danish, audience=0)
    assert queries() <= few + 1
