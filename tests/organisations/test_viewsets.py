"""The register in the admin."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from wagtail_network.models import Competence, Municipality, Organisation, Person, Region, Sector

ORGANISATION = {
    **nested_form_data({"references": inline_formset([])}),
    "name": "Ærø Tømrer",
    "long_text": rich_text("<p>Vi bygger i træ.</p>"),
    "audience": "0",
    "action-publish": "on",
}
FORMS: list[tuple[Any, dict[str, str]]] = [
    (Organisation, ORGANISATION),
    (Person, {"name": "Ærlig Ø", "audience": "0", "action-publish": "on"}),
    (Sector, {"name": "Ældreboliger"}),
    (Competence, {"name": "Ærtehalm"}),
    (Region, {"name": "Øerne", "valid_from": "2027-01-01", "valid_to": ""}),
    (Municipality, {"name": "Ærø", "code": "492"}),
]


@pytest.mark.parametrize(
    ("model", "fields"), FORMS, ids=lambda value: getattr(value, "__name__", "")
)
def test_each_entry_of_the_register_is_made_listed_edited_and_deleted_in_the_admin(
    admin: Client, home: Any, model: Any, fields: dict[str, str]
) -> None:
    def view(name: str, *args: Any) -> str:
        return reverse(model.snippet_viewset.get_url_name(name), args=args)

    danish = Locale.objects.get(language_code="da")
    add = f"{view('add')}?locale={danish.language_code}"
    assert admin.get(add).status_code == 200
    admin.post(add, fields)
    entry = model.objects.get()
    assert entry.name == fields["name"]

    listed = admin.get(view("list")).content.decode()
    assert fields["name"] in listed
    assert fields["name"] in admin.get(f"{view('list')}?q={fields['name'][:4]}").content.decode()
    for name in ("edit", "usage", "history", "delete"):
        assert admin.get(view(name, entry.pk)).status_code == 200, name
    admin.post(view("edit", entry.pk), {**fields, "name": "Andet navn"})
    entry.refresh_from_db()
    assert entry.name == "Andet navn"
    admin.post(view("delete", entry.pk))
    assert not model.objects.exists()


def test_the_register_is_closed_to_an_editor_of_pages_only(
    client: Client, django_user_model: Any, home: Any
) -> None:
    user = django_user_model.objects.create_user("redaktoer2@example.org", "adgang")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    urls = [reverse(model.snippet_viewset.get_url_name("list")) for model, _ in FORMS]
    assert {client.get(url).status_code for url in urls} == {302}
    user.user_permissions.add(Permission.objects.get(codename="change_organisation"))
    client.force_login(django_user_model.objects.get(pk=user.pk))
    assert [client.get(url).status_code for url in urls] == [200] + [302] * 5


@pytest.fixture
def in_both_languages(home: Any) -> list[Organisation]:
    danish = Organisation.objects.create(name="NærHeden", locale=home.locale)
    english = Locale.objects.get_or_create(language_code="en")[0]
    copy = danish.copy_for_translation(english)
    copy.save()
    return [danish, copy]


def test_the_list_tells_the_language_of_each(
    admin: Client, in_both_languages: list[Organisation]
) -> None:
    url = reverse(Organisation.snippet_viewset.get_url_name("list"))
    listed = BeautifulSoup(admin.get(url).content, "html.parser").select("tbody tr")
    assert [("Dansk" in row.text, "English" in row.text) for row in listed] in (
        [(True, False), (False, True)],
        [(False, True), (True, False)],
    )


def test_who_adds_a_speaker_in_the_chooser_is_offered_each_organisation_once(
    admin: Client, in_both_languages: list[Organisation]
) -> None:
    viewset = Person.snippet_viewset.chooser_viewset
    form = viewset.creation_form_class()
    assert list(form.fields) == ["name", "title", "organisation"]
    assert list(form.fields["organisation"].queryset) == in_both_languages[:1]
    answer = admin.post(
        reverse(viewset.get_url_name("create")),
        {"name": "Ole Møller", "organisation": in_both_languages[0].pk},
    )
    assert answer.status_code == 200
    assert Person.objects.get().organisation == in_both_languages[0]


def test_competences_are_offered_in_the_language_of_the_record_and_none_is_lost(
    admin: Client, in_both_languages: list[Organisation]
) -> None:
    danish, english = in_both_languages
    wood = Competence.objects.create(name="Træ", locale=danish.locale)
    timber = Competence.objects.create(name="Timber", locale=english.locale)
    url = reverse(Organisation.snippet_viewset.get_url_name("edit"), args=[english.pk])

    def offered() -> set[str]:
        form = BeautifulSoup(admin.get(url).content, "html.parser")
        return {option.text.strip() for option in form.select("[name=competences] option")}

    assert offered() == {"Timber"}
    english.competences.set([wood, timber])
    english.save()
    assert offered() == {"Timber", "Træ"}
