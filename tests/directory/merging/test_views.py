"""The pages on which duplicates are found and merged."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from tests.directory.merging.conftest import by_default
from wagtail_network.directory.merging.merging import merge
from wagtail_network.directory.merging.pairing import Pair
from wagtail_network.models import Membership, NetworkPage, Organisation, Person, Reference

LIST = "/admin/network/duplicates/organisation/"
MERGE = f"{LIST}merge/"


@pytest.fixture(autouse=True)
def in_english(editor: Any) -> None:
    UserProfile.objects.create(user=editor, preferred_language="en")


def page(answer: Any) -> BeautifulSoup:
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def address(both: Pair) -> str:
    return f"{MERGE}?kept={both.kept.pk}&other={both.other.pk}"


def form_of(soup: BeautifulSoup) -> dict[str, Any]:
    form: Any = soup.select_one("form:has(input[name=mark])")
    fields = form.select("input[type=hidden], input[type=radio][checked]")
    return {field["name"]: field["value"] for field in fields}


def test_a_pair_is_found_compared_and_merged(
    admin: Client, both: Pair, carpenter: Person, network: NetworkPage
) -> None:
    Membership.objects.create(network=network, organisation=both.other)
    Reference.objects.create(organisation=both.other, title="Skolen i Køge")
    listed = page(admin.get(LIST))
    assert "Køge Tømrerne ApS" in listed.text
    link: Any = listed.select_one(".wn-pair a")
    compared = page(admin.get(link["href"]))
    [moved] = [li.text for li in compared.select("li") if "Moved to" in li.text]
    for words in ("1 person", "1 membership", "1 reference"):
        assert words in moved
    answer = admin.post(MERGE, form_of(compared), follow=True)
    assert answer.redirect_chain[0][0] == reverse(
        Organisation.snippet_viewset.get_url_name("edit"), args=[both.kept.pk]
    )
    assert Organisation.objects.get().cvr == "10150817"
    assert "is now part of" in answer.content.decode()


def test_what_is_chosen_is_what_happens(admin: Client, both: Pair) -> None:
    given = form_of(page(admin.get(address(both))))
    admin.post(MERGE, given | {"field-name": "other", "field-competences": "kept"})
    kept = Organisation.objects.get()
    assert kept.name == "Køge Tømrerne ApS"
    assert [one.name for one in kept.competences.all()] == ["Genbrugstræ"]


def test_nonsense_in_the_form_is_what_is_suggested(admin: Client, both: Pair) -> None:
    given = form_of(page(admin.get(address(both))))
    admin.post(MERGE, given | {"field-name": "both", "field-cvr": "x", "field-none": "kept"})
    kept = Organisation.objects.get()
    assert (kept.name, kept.cvr) == ("Køge Tømrerne", "10150817")


def test_who_has_looked_at_something_older_looks_again(admin: Client, both: Pair) -> None:
    given = form_of(page(admin.get(address(both)))) | {"field-name": "other"}
    both.other.short_text = "Nyt"
    both.other.save_revision().publish()
    again = page(admin.post(MERGE, given))
    assert Organisation.objects.count() == 2
    assert form_of(again)["field-name"] == "other", "what was chosen is still chosen"
    admin.post(MERGE, form_of(again))
    assert Organisation.objects.get().short_text == "Nyt"


def test_the_same_form_sent_twice_is_told_that_it_is_done(admin: Client, both: Pair) -> None:
    given = form_of(page(admin.get(address(both))))
    admin.post(MERGE, given)
    answer = admin.post(MERGE, given, follow=True)
    assert "merged already" in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 404),
        ("?kept=1", 404),
        ("?kept=x&other=y", 404),
        ("?kept=99999999999999999999999&other=1", 404),
        ("?kept=1&other=1", 302),
        ("?kept=8888888&other=9999999", 302),
        ("?kept=%00&other=%F0", 404),
    ],
)
def test_an_address_made_up_by_hand_is_no_error(
    admin: Client, both: Pair, query: str, status: int
) -> None:
    assert admin.get(MERGE + query).status_code == status
    assert admin.get("/admin/network/duplicates/page/").status_code == 404


def test_what_hinders_is_said_and_the_button_does_nothing(admin: Client, both: Pair) -> None:
    given = form_of(page(admin.get(address(both))))
    both.kept.locked = True
    both.kept.save()
    looked = page(admin.get(address(both)))
    assert looked.select("button[disabled]")
    assert "is locked" in looked.text
    answer = page(admin.post(MERGE, given | {"mark": form_of(looked)["mark"]}))
    assert "is locked" in answer.text
    assert Organisation.objects.count() == 2


def test_two_that_are_not_the_same_are_not_shown_again(admin: Client, both: Pair) -> None:
    form = {"kept": both.kept.pk, "other": both.other.pk}
    answer = admin.post(LIST, form, follow=True)
    assert "No two look" in answer.content.decode()
    assert not page(admin.get(LIST)).select(".wn-pair")


def test_only_who_may_change_publish_and_delete_may_merge(
    client: Client, both: Pair, django_user_model: Any
) -> None:
    user = django_user_model.objects.create_user("red@example.org", "adgang")
    user.groups.add(Group.objects.get(name="Editors"))
    needed = ["change_organisation", "publish_organisation", "delete_organisation"]
    listing = reverse(Organisation.snippet_viewset.get_url_name("list"))
    for number in range(4):
        user.user_permissions.set(Permission.objects.filter(codename__in=needed[:number]))
        client.force_login(user)
        may = number == 3
        assert client.get(LIST).status_code == (200 if may else 302)
        assert client.get(address(both)).status_code == (200 if may else 302)
        if not may:
            client.post(MERGE, {"kept": both.kept.pk, "other": both.other.pk, "mark": "x"})
            client.post(LIST, {"kept": both.kept.pk, "other": both.other.pk})
        if number:
            assert (LIST in client.get(listing).content.decode()) == may
    assert Organisation.objects.count() == 2
    assert page(client.get(LIST)).select(".wn-pair")
    assert client.get("/admin/network/duplicates/person/").status_code == 302


def test_the_comparison_takes_as_many_queries_whatever_hangs_on_them(
    admin: Client, both: Pair, danish: Locale
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            admin.get(address(both))
        return len(captured)

    def people(number: int) -> None:
        for at in range(number):
            Person.objects.create(name=f"P {at}", organisation=both.other, locale=danish)

    people(1)
    queries()
    few = queries()
    people(12)
    assert queries() == few


def test_the_history_of_the_kept_one_says_with_what_it_was_merged(
    admin: Client, both: Pair, editor: Any
) -> None:
    merge(both, by_default(both), editor)
    url = reverse(Organisation.snippet_viewset.get_url_name("history"), args=[both.kept.pk])
    assert "Køge Tømrerne ApS" in page(admin.get(url)).text
