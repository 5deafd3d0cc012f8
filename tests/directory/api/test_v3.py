"""Wagtail's API v3, where a site has it: the same, for visitors and for who sends a token."""

from importlib.util import find_spec
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from tests.directory.api.conftest import Register

pytestmark = pytest.mark.skipif(
    not find_spec("wagtail.api.v3"), reason="Wagtail has an API v3 from version 8"
)
ORGANISATIONS, PEOPLE = "/api/v3/network/organisations/", "/api/v3/network/people/"


def token(user: Any) -> dict[str, str]:
    from wagtail.models import APIToken

    _row, key = APIToken.create_token(user=user, name="test")
    return {"HTTP_AUTHORIZATION": f"Bearer {key}"}


def test_lists_and_details_are_as_in_the_older_one(client: Client, register: Register) -> None:
    answer = client.get(ORGANISATIONS).json()
    assert answer["count"] == 2
    assert [item["name"] for item in answer["items"]] == ["Køge Tømrerne", "Ærø Ler"]
    new = client.get(f"{ORGANISATIONS}{register.organisation.pk}/").json()
    old = client.get(f"/api/v2/organisations/{register.organisation.pk}/").json()
    del old["meta"]["detail_url"]
    assert new == old
    new = client.get(f"{PEOPLE}{register.person.pk}/").json()
    old = client.get(f"/api/v2/people/{register.person.pk}/").json()
    del old["meta"]["detail_url"]
    assert {**new, "meta": {**new["meta"], "slug": None}} == {
        **old,
        "meta": {**old["meta"], "slug": None},
    }


def test_a_token_shows_what_its_owner_may_see_and_a_cookie_shows_nothing(
    client: Client, as_member: Client, member: Any, coordinator: Any, register: Register
) -> None:
    register.hide(1)
    url = f"{ORGANISATIONS}{register.organisation.pk}/"
    assert client.get(url).json()["cvr"] == ""
    assert as_member.get(url).json()["cvr"] == ""
    answer = client.get(url, **token(member))
    assert answer.json()["cvr"] == "10150817"
    assert "private" in answer["Cache-Control"]
    assert "Authorization" in answer["Vary"]
    register.hide(2)
    assert client.get(url, **token(member)).json()["cvr"] == ""
    assert client.get(url, **token(coordinator)).json()["cvr"] == "10150817"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("?limit=0", 422),
        ("?limit=1000", 400),
        ("?offset=-1", 422),
        ("?offset=99999999999999999999999", 422),
        ("?order=email", 400),
        ("?locale=xx", 400),
        ("?search=%00%27", 200),
        ("?sector=%00&sector=2", 200),
        ("99999999999999999999999/", 404),
        ("-1/", 404),
    ],
)
def test_what_makes_no_sense_is_said(
    client: Client, register: Register, path: str, status: int
) -> None:
    assert client.get(ORGANISATIONS + path).status_code == status


def test_nothing_can_be_written(client: Client, register: Register, editor: Any) -> None:
    url = f"{ORGANISATIONS}{register.organisation.pk}/"
    for method in (client.post, client.put, client.patch, client.delete):
        answer = method(url, "{}", content_type="application/json", **token(editor))
        assert answer.status_code == 405


def test_the_endpoints_and_their_fields_are_described(client: Client, home: Any) -> None:
    paths = client.get("/api/v3/openapi.json").json()["paths"]
    assert {"/api/v3/network/organisations/", "/api/v3/network/people/{pk}/"} <= set(paths)


def test_wagtails_own_endpoints_for_snippets_do_not_tell_what_is_hidden(
    client: Client, register: Register, django_user_model: Any
) -> None:
    register.hide()
    reader = django_user_model.objects.create_user("laeser@example.org", "adgang")
    codes = ["view_organisation", "view_person"]
    reader.user_permissions.set(Permission.objects.filter(codename__in=codes))
    for label, item in (
        ("wagtail_network.Organisation", register.organisation),
        ("wagtail_network.Person", register.person),
    ):
        for path in ("", f"{item.pk}/", "?search=kanarie", "?order=email", "?email=x"):
            url = f"/api/v3/snippets/{label}/{path}"
            for who in ({}, token(reader)):
                assert "kanarie" not in client.get(url, **who).content.decode().replace(
                    "search=kanarie", ""
                )
    assert "kanarie" not in client.get("/api/v3/schema/").content.decode()
