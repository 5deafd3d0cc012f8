"""What holds for every page of the package: address, editor's form, preview, place in the tree."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from wagtail_network.models import (
    ArticleIndexPage,
    ArticlePage,
    EventIndexPage,
    EventPage,
    NetworkIndexPage,
    NetworkPage,
)

EMPTY: dict[str, Any] = {"count": "0"}
NETWORK = {
    "purpose": streamfield(
        [("heading", {"text": "Formål", "level": "h2"}), ("paragraph", rich_text("<p>Sammen.</p>"))]
    ),
    "partners": EMPTY,
    "coordinators": EMPTY,
    "joining": rich_text("<p>Skriv til os.</p>"),
}
ITEM = {
    "kind": "keynote",
    "title": "Oplæg",
    "day": "1",
    "start": "",
    "minutes": "30",
    "description": rich_text(""),
    "speakers": EMPTY,
    "materials": EMPTY,
}
EVENT = {
    "kind": "meeting",
    "start": "2027-05-04 14:00",
    "end": "2027-05-04 16:30",
    "time_zone": "Europe/Copenhagen",
    "attendance_mode": "offline",
    "venue_directions": rich_text(""),
    "online_audience": "participants",
    "status": "scheduled",
    "programme": streamfield([("item", ITEM)]),
    "colleagues": "4",
    "waiting_list": "order",
    "participants_shown_to": "nobody",
} | dict.fromkeys(("body", "organisers", "recap", "pictures", "registration_questions"), EMPTY)
ARTICLE = {"date": "2026-11-24", "body": EMPTY, "authors": streamfield([("name", "Mette Holm")])}

# Each type with the fixture of the page it is added to and what its form needs.
FORMS: list[tuple[type[Page], str, dict[str, Any]]] = [
    (NetworkIndexPage, "home", {}),
    (NetworkPage, "network_index", NETWORK),
    (EventIndexPage, "network", {}),
    (EventIndexPage, "network_index", {}),
    (EventPage, "event_index", EVENT),
    (ArticleIndexPage, "network", {}),
    (ArticlePage, "article_index", ARTICLE),
]
TYPES = [model for model, *_ in FORMS]


@pytest.fixture
def form(request: Any) -> tuple[type[Page], Page, dict[str, str]]:
    model, parent, fields = request.param
    # The slug is what Wagtail's script in the browser makes of the title.
    posted = {"title": "Åbent hus på øen", "slug": "åbent-hus-på-øen", **fields}
    posted["comments"] = inline_formset([])
    return model, request.getfixturevalue(parent), nested_form_data(posted)


@pytest.fixture
def moderator(client: Client, django_user_model: Any, home: Page) -> Client:
    """Someone who may edit and publish pages, and nothing else."""
    user = django_user_model.objects.create_user("moderator@example.org", "adgang")
    user.groups.add(Group.objects.get(name="Moderators"))
    client.force_login(user)
    return client


def named(name: str, model: type[Page], parent: Page) -> str:
    return reverse(name, args=("wagtail_network", model._meta.model_name, parent.pk))


@pytest.mark.parametrize("form", FORMS, indirect=True, ids=lambda form: form[0].__name__)
def test_an_editor_previews_publishes_and_edits_a_page(moderator: Client, form: Any) -> None:
    model, parent, posted = form
    add = named("wagtailadmin_pages:add", model, parent)
    assert moderator.get(add).status_code == 200

    preview = named("wagtailadmin_pages:preview_on_add", model, parent)
    assert moderator.post(preview, posted).json()["is_valid"] is True
    shown = moderator.get(preview)
    assert shown.status_code == 200
    assert "Åbent hus på øen" in shown.content.decode()

    moderator.post(add, {**posted, "action-publish": "1"})
    page = model.objects.child_of(parent).get()
    assert page.live
    assert page.slug == "aabent-hus-paa-oeen"
    assert moderator.get(page.url).status_code == 200

    edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    assert moderator.get(edit).status_code == 200
    moderator.post(edit, {**posted, "title": "Nyt navn", "slug": page.slug, "action-publish": "1"})
    page.refresh_from_db()
    assert (page.title, page.slug) == ("Nyt navn", "aabent-hus-paa-oeen")
    assert moderator.get(reverse("wagtailadmin_pages:usage", args=(page.pk,))).status_code == 200


@pytest.mark.parametrize(
    ("model", "parents", "children"),
    [
        (NetworkIndexPage, None, {NetworkPage, EventIndexPage, ArticleIndexPage}),
        (NetworkPage, {NetworkIndexPage}, {EventIndexPage, ArticleIndexPage}),
        (EventIndexPage, {NetworkPage, NetworkIndexPage}, {EventPage}),
        (EventPage, {EventIndexPage}, set()),
        (ArticleIndexPage, {NetworkPage, NetworkIndexPage}, {ArticlePage}),
        (ArticlePage, {ArticleIndexPage}, set()),
    ],
)
def test_each_page_has_its_place_in_the_tree(
    model: Any, parents: set[Any] | None, children: set[Any]
) -> None:
    ours = set(TYPES)
    above = set(model.allowed_parent_page_models())
    assert Page in above if parents is None else above == parents
    assert set(model.allowed_subpage_models()) & ours == children


def test_a_network_has_one_list_of_meetings(event_index: EventIndexPage) -> None:
    assert not EventIndexPage.can_create_at(event_index.get_parent())


def test_a_list_of_networks_has_one_list_of_all_their_meetings(overview: EventIndexPage) -> None:
    assert not EventIndexPage.can_create_at(overview.get_parent())


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Møde på Ærø", "moede-paa-aeroe"),
        ("å" * 100, "aa" * 40),
        ("grøn " * 51, ("groen-" * 13).rstrip("-")),
    ],
)
def test_an_address_is_made_of_the_title(
    make_article: Callable[..., ArticlePage], title: str, slug: str
) -> None:
    assert make_article(title[:255]).slug == slug


def test_pages_with_the_same_title_have_addresses_of_their_own(
    make_article: Callable[..., ArticlePage],
) -> None:
    slugs = [make_article("Grøn mur").slug for _ in range(3)]
    assert slugs == ["groen-mur", "groen-mur-2", "groen-mur-3"]


def test_a_title_without_letters_for_an_address_is_told_to_the_editor(
    make_article: Callable[..., ArticlePage],
) -> None:
    with pytest.raises(ValidationError) as caught:
        make_article("?! …")
    assert set(caught.value.message_dict) == {"slug"}


def test_an_address_an_editor_has_typed_is_kept_with_its_danish_letters_spelt_out(
    make_article: Callable[..., ArticlePage],
) -> None:
    assert make_article("Titel", slug="Grøn-Mur_2").slug == "Groen-Mur_2"
