"""The tree in the admin, with and without what the browser adds."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale, ModelLogEntry
from wagtail.users.models import UserProfile

from wagtail_network.models import Competence

TREE = "/admin/network/competences/"
Words = dict[str, Competence]


@pytest.fixture(autouse=True)
def in_english(editor: Any) -> None:
    UserProfile.objects.create(user=editor, preferred_language="en")


def page(answer: Any) -> BeautifulSoup:
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def order(soup: BeautifulSoup) -> list[str]:
    return [link.text for link in soup.select(".wn-tree__name")]


def merge_url(competence: Competence) -> str:
    return reverse("wagtail_network_competences_merge", args=[competence.pk])


def test_each_button_is_a_step_and_leads_back_to_the_row(admin: Client, tree: Words) -> None:
    soup = page(admin.get(TREE))
    assert order(soup) == ["Træ", "Genbrugstræ", "Massivtræ", "CLT", "Ler"]
    ler = tree["Ler"].pk
    button: Any = soup.select_one(f"button[value='up:{ler}']")
    assert button["aria-label"] == "Move Ler up"
    answer = admin.post(TREE, {button["name"]: button["value"]})
    assert answer["Location"] == f"{TREE}?locale=da#wn-c{ler}"
    after = admin.get(TREE)
    assert order(page(after))[0] == "Ler"
    assert "“Ler” has been moved: at the top." in after.content.decode()
    entry = ModelLogEntry.objects.get(action="wagtail_network.arrange")
    assert entry.object_id == str(ler)


def test_what_cannot_be_done_has_no_working_button_and_is_said(admin: Client, tree: Words) -> None:
    first: Any = page(admin.get(TREE)).select_one(f"button[value='up:{tree['Træ'].pk}']")
    assert first.has_attr("disabled")
    answer = admin.post(TREE, {"step": f"up:{tree['Træ'].pk}"}, follow=True)
    assert "cannot go there" in answer.content.decode()
    assert not ModelLogEntry.objects.filter(action="wagtail_network.arrange").exists()


def test_it_can_be_dropped_into_another(admin: Client, tree: Words) -> None:
    admin.post(TREE, {"move": tree["Ler"].pk, "to": tree["CLT"].pk, "place": "inside"}, follow=True)
    tree["Ler"].refresh_from_db()
    assert tree["Ler"].parent == tree["CLT"]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"step": "up:"},
        {"step": "up:x"},
        {"step": "up:99999999999999999999"},
        {"step": "sideways:{key}"},
        {"move": "{key}", "to": "{key}", "place": "inside"},
        {"move": "{key}", "to": "", "place": "inside"},
        {"move": "{key}", "to": "{key}", "place": "nowhere"},
    ],
)
def test_nonsense_is_no_error(admin: Client, tree: Words, data: dict[str, str]) -> None:
    key = str(tree["Ler"].pk)
    answer = admin.post(TREE, {name: value.format(key=key) for name, value in data.items()})
    assert answer.status_code in {302, 404}
    assert order(page(admin.get(f"{TREE}?locale=xx"))) == [*tree]


def test_each_language_has_its_tree(admin: Client, translated: Words) -> None:
    assert "Reclaimed wood" in order(page(admin.get(f"{TREE}?locale=en")))
    Competence.objects.filter(locale__language_code="en").delete()
    assert "no competences in this language" in page(admin.get(f"{TREE}?locale=en")).text


def test_two_are_merged_after_a_look_at_what_happens(admin: Client, tree: Words) -> None:
    url = merge_url(tree["Massivtræ"])
    asked = page(admin.get(url))
    assert not asked.select("form[method=post] input[name=into]")
    shown = page(admin.get(f"{url}?into={tree['Ler'].pk}"))
    assert "1 part" in shown.text
    assert Competence.objects.count() == 5
    answer = admin.post(url, {"into": tree["Ler"].pk})
    assert answer["Location"] == f"{TREE}?locale=da#wn-c{tree['Ler'].pk}"
    assert order(page(admin.get(TREE))) == ["Træ", "Genbrugstræ", "Ler", "CLT"]
    assert admin.post(url, {"into": tree["Ler"].pk}).status_code == 404


@pytest.mark.parametrize("into", ["", "x", "999999", "{own}"])
def test_who_chooses_none_is_asked_again(admin: Client, tree: Words, into: str) -> None:
    url = merge_url(tree["Ler"])
    given = {"into": into.format(own=tree["Ler"].pk)}
    for answer in (admin.get(url, given), admin.post(url, given)):
        assert page(answer).select(".w-field__errors .error-message")
    assert Competence.objects.count() == 5


def test_only_who_may_change_competences_may_move_them_and_delete_merge_them(
    client: Client, tree: Words, django_user_model: Any
) -> None:
    user = django_user_model.objects.create_user("red@example.org", "adgang")
    user.groups.add(Group.objects.get(name="Editors"))
    listing = reverse(Competence.snippet_viewset.get_url_name("list"))

    def allowed(*names: str) -> tuple[int, int]:
        user.user_permissions.set(Permission.objects.filter(codename__in=names))
        client.force_login(user)
        step = {"step": f"up:{tree['Ler'].pk}"}
        client.post(TREE, step)
        client.post(merge_url(tree["Ler"]), {"into": tree["Træ"].pk})
        return client.get(TREE).status_code, client.get(merge_url(tree["CLT"])).status_code

    assert allowed("view_competence") == (302, 302)
    assert TREE not in client.get(listing).content.decode()
    assert [*tree] == [node.name for node in Competence.objects.order_by("pk")]
    assert allowed("change_competence") == (200, 302)
    assert TREE in client.get(listing).content.decode()
    assert not page(client.get(TREE)).select(".wn-tree__merge")
    assert Competence.objects.count() == 5
    assert allowed("change_competence", "delete_competence") == (200, 200)
    assert Competence.objects.count() == 4


def test_the_page_takes_as_many_queries_however_large_the_tree_is(
    admin: Client, tree: Words, danish: Locale
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page(admin.get(TREE))
        return len(captured)

    queries()
    few = queries()
    for number in range(20):
        Competence.objects.create(name=f"C {number}", locale=danish, parent=tree["Ler"])
    assert queries() == few
