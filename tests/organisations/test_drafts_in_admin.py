"""Drafts, previews, history and approval of organisations and people in the admin."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Locale, Workflow, WorkflowContentType, WorkflowTask
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from wagtail_network.models import Organisation, Person


def url(model: Any, name: str, *args: Any) -> str:
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


def form(name: str, **fields: Any) -> dict[str, Any]:
    given = {"name": name, "audience": "0", "references": inline_formset([]), **fields}
    return nested_form_data(given)


@pytest.fixture
def builder(danish: Locale) -> Organisation:
    made = Organisation.objects.create(name="Grønt Byg", locale=danish)
    made.save_revision().publish()
    return Organisation.objects.get(pk=made.pk)


@pytest.fixture
def writer(client: Client, django_user_model: Any, db: None) -> Client:
    """Somebody who may change organisations and not publish them."""
    user = django_user_model.objects.create_user("skriver@example.org", "adgang")
    codes = ["access_admin", "change_organisation"]
    user.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client.force_login(user)
    return client


def test_a_draft_is_kept_beside_what_is_published_and_published_later(
    admin: Client, builder: Organisation
) -> None:
    edit = url(Organisation, "edit", builder.pk)
    admin.post(edit, form("Grønnere Byg"))
    builder.refresh_from_db()
    assert (builder.name, builder.has_unpublished_changes) == ("Grønt Byg", True)
    drafted = BeautifulSoup(admin.get(edit).content, "html.parser")
    assert drafted.select_one("[name=name]")["value"] == "Grønnere Byg"  # type: ignore[index]
    admin.post(edit, form("Grønnere Byg", **{"action-publish": "1"}))
    builder.refresh_from_db()
    assert (builder.name, builder.live) == ("Grønnere Byg", True)
    history = admin.get(url(Organisation, "history", builder.pk)).content.decode()
    assert history.count("<tr") > 2
    one, two = builder.revisions.order_by("pk").values_list("pk", flat=True)[:2]
    compared = admin.get(url(Organisation, "revisions_compare", builder.pk, one, two))
    assert "Grønnere" in compared.content.decode()


@pytest.mark.parametrize("model", [Organisation, Person])
def test_what_is_being_written_can_be_previewed(admin: Client, danish: Locale, model: Any) -> None:
    item = model.objects.create(name="Før", locale=danish)
    preview = url(model, "preview_on_edit", item.pk)
    posted = admin.post(preview, form("Efter"))
    assert posted.json()["is_valid"], posted.json()
    shown = admin.get(preview)
    assert shown.status_code == 200
    assert "Efter" in shown.content.decode()


def test_who_may_not_publish_hands_a_draft_in_and_somebody_else_approves_it(
    writer: Client, builder: Organisation, editor: Any
) -> None:
    group = Group.objects.create(name="Koordinatorer")
    editor.groups.add(group)
    task = GroupApprovalTask.objects.create(name="Godkend")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="Godkendelse")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowContentType.objects.create(
        workflow=workflow, content_type=ContentType.objects.get_for_model(Organisation)
    )
    edit = url(Organisation, "edit", builder.pk)
    writer.post(edit, form("Grønnere Byg", **{"action-publish": "1"}))
    builder.refresh_from_db()
    assert builder.name == "Grønt Byg", "no permission to publish"
    writer.post(edit, form("Grønnere Byg", **{"action-submit": "1"}))
    builder = Organisation.objects.get(pk=builder.pk)
    assert builder.workflow_in_progress
    approver = Client()
    approver.force_login(editor)
    state = builder.current_workflow_task_state
    approver.post(
        url(Organisation, "workflow_action", builder.pk, "approve", state.pk), {"comment": ""}
    )
    assert Organisation.objects.get(pk=builder.pk).name == "Grønnere Byg"


def test_the_list_tells_what_is_published_and_filters_by_it(
    admin: Client, builder: Organisation, danish: Locale
) -> None:
    draft = Organisation(name="Kladde ApS", locale=danish, live=False)
    draft.save()
    listing = url(Organisation, "list")
    assert "Kladde ApS" in admin.get(listing).content.decode()
    only = BeautifulSoup(admin.get(f"{listing}?live=true").content, "html.parser")
    names = only.select_one("#listing-results").text  # type: ignore[union-attr]
    assert "Grønt Byg" in names and "Kladde ApS" not in names
