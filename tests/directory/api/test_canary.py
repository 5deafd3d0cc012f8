"""A value somebody may not see is neither told, matched, counted nor sorted by, in either API."""

import json
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from tests.directory.api.conftest import Register
from wagtail_network.organisations.visibility import ORGANISATION_FIELDS, PERSON_FIELDS

V2, V3 = "/api/v2/", "/api/v3/network/"
APIS = [V2, *([V3] if find_spec("wagtail.api.v3") else [])]
ORDERS = ("name", "newest", "updated")
# What of the values nobody would say by chance.
SECRETS = (*("kanarie", "Kanarie", "10150817", "12345678", "87654321", "4600", '"259"', '"10"'),)


def told(answer: Any) -> Any:
    assert answer.status_code == 200, answer.content
    return answer.json()


def total(answer: Any) -> int:
    found = told(answer)
    return found["meta"]["total_count"] if "meta" in found else found["count"]


def questions(register: Register) -> Iterator[tuple[str, dict[str, str]]]:
    """Each way to ask for the hidden values."""
    for text in (
        *("kanariekort", "kanarielang", "kanariesektor", "kanariefag", "kanarieønske"),
        *("kanariemærke", "Kanariekøbing", "Kanarievej", "Kanarieby", "kanarieweb", "10150817"),
        *("kanariepost", "12345678", "kanariejob", "kanarietekst", "kanarietitel", "4600"),
        *("kanarieperson", "87654321", "kanar"),
    ):
        yield "organisations", {"search": text}
        yield "people", {"search": text}
    for name, word in register.words.items():
        value = "259" if name == "municipality" else str(word.translation_key)
        yield "organisations", {name: value}
        if name in ("sector", "competence", "municipality"):
            yield "people", {name: value}
    yield "organisations", {"size": "10"}


@pytest.mark.parametrize("api", APIS)
def test_nothing_hidden_comes_out_of_any_question(
    client: Client, register: Register, api: str
) -> None:
    open_ = [total(client.get(f"{api}{kind}/", q)) for kind, q in questions(register)]
    assert any(open_), "the questions are right where nothing is hidden"
    register.hide()
    for kind, query in questions(register):
        answer = client.get(f"{api}{kind}/", query)
        assert total(answer) == 0, (kind, query)


@pytest.mark.parametrize("api", APIS)
def test_nothing_hidden_is_told(client: Client, register: Register, api: str) -> None:
    register.hide()
    asked = "?fields=*&counts=true" if api == V2 else ""
    detail = "?fields=*" if api == V2 else ""
    urls = [
        f"organisations/{asked}",
        f"people/{asked}",
        f"organisations/{register.organisation.pk}/{detail}",
    ]
    for url in urls:
        text = json.dumps(told(client.get(api + url)), ensure_ascii=False)
        assert "Køge Tømrerne" in text or "people" in url
        assert [secret for secret in SECRETS if secret in text] == [], url
    # Who hides its people has none in the directory.
    assert client.get(f"{api}people/{register.person.pk}/").status_code == 404


@pytest.mark.parametrize("api", APIS)
@pytest.mark.parametrize("field", ORGANISATION_FIELDS)
def test_each_field_is_hidden_by_itself(
    client: Client, register: Register, api: str, field: str
) -> None:
    url = f"{api}organisations/{register.organisation.pk}/"
    before = told(client.get(url))
    register.organisation.visibility = {field: 1}
    register.organisation.save()
    after = told(client.get(url))
    changed = {name for name in before if before[name] != after[name]}
    place = {"address", "postal_code", "city", "municipality"}
    wanted = {"place": place, "logo": set(), "email": set()}.get(field, {field})
    assert changed == wanted
    assert all(not after[name] for name in changed)


@pytest.mark.parametrize("field", PERSON_FIELDS)
def test_each_field_of_a_person_is_hidden_by_itself(
    client: Client, register: Register, field: str
) -> None:
    url = f"{V2}people/{register.person.pk}/"
    before = told(client.get(url))
    register.person.visibility = {field: 1}
    register.person.save()
    after = told(client.get(url))
    changed = {name for name in before if before[name] != after[name]}
    # No photo, and by the site's own rule no mail and no phone, for anybody who is no member.
    assert changed == ({field} - {"photo", "email", "phone"})


def test_what_members_may_see_members_see(
    client: Client, as_member: Client, as_coordinator: Client, register: Register
) -> None:
    register.hide(1)
    url = f"{V2}organisations/{register.organisation.pk}/"
    assert told(client.get(url))["cvr"] == ""
    assert told(as_member.get(url))["cvr"] == "10150817"
    register.hide(2)
    assert told(as_member.get(url))["cvr"] == ""
    assert told(as_coordinator.get(url))["cvr"] == "10150817"
    query = urlencode({"search": "kanarieweb"})
    for who, number in ((client, 0), (as_member, 0)):
        assert total(who.get(f"{V2}organisations/?{query}")) == number


@pytest.mark.parametrize("api", APIS)
def test_a_profile_that_is_hidden_as_a_whole_is_not_there(
    client: Client, register: Register, api: str
) -> None:
    register.organisation.audience = 1
    register.organisation.save()
    assert total(client.get(f"{api}organisations/")) == 1
    assert total(client.get(f"{api}organisations/", {"search": "Køge"})) == 0
    assert client.get(f"{api}organisations/{register.organisation.pk}/").status_code == 404
    assert client.get(f"{api}people/{register.person.pk}/").status_code == 404
    assert total(client.get(f"{api}people/")) == 0


@pytest.mark.parametrize("api", APIS)
def test_the_order_does_not_tell_what_is_hidden(
    client: Client, register: Register, api: str
) -> None:
    def orders() -> list[list[int]]:
        answers = [told(client.get(f"{api}organisations/", {"order": one})) for one in ORDERS]
        return [[item["id"] for item in answer["items"]] for answer in answers]

    register.hide()
    before = orders()
    register.organisation.cvr = ""
    register.organisation.city = "Aarhus"
    register.organisation.website = ""
    register.organisation.save()
    assert orders()[0] == before[0]
    for order in ("email", "cvr", "city", "municipality", "-phone", "visibility"):
        answer = client.get(f"{api}organisations/", {"order": order})
        assert answer.status_code == 400, order


def test_pages_and_other_endpoints_do_not_tell_either(client: Client, register: Register) -> None:
    register.hide()
    for url in (f"{V2}pages/?fields=*", f"{V2}pages/?search=kanarie"):
        assert "kanarie" not in client.get(url).content.decode()
