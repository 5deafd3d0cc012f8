"""The register in the admin."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from wagtail_network.models import Competence, Municipality, Organisation, Person, Region, Sector

FORMS: list[tuple[Any, dict[str, str]]] = [
    (Organisation, {"name": "Ærø Tømrer"}),
    (Person, {"name": "Ærlig Ø"}),
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
