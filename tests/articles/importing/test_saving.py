import json
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.images import get_image_model
from wagtail.models import Page

from tests.articles.importing.making import (
    SENTENCE,
    article_from,
    every_picture,
    page,
    paragraphs,
    picture_bytes,
)
from wagtail_network.articles.importing.result import ImportedArticle, PictureFile
from wagtail_network.articles.importing.saving import SavingOptions, Status, save
from wagtail_network.models import ArticleIndexPage, ArticlePage

pytestmark = pytest.mark.django_db

HTML = page(
    f"<main><h1>Grønne firmaer på Ærø</h1><p>22. november 2023</p>{paragraphs(2)}"
    "<h2>Program</h2><ul><li>En & to</li></ul><table><tr><th>A</th><th>B</th></tr>"
    "<tr><td>1</td><td>2</td></tr></table>"
    '<blockquote>Vi er "stærke"</blockquote>'
    f"<img src='hus.png' alt='Hus'><p>{SENTENCE}</p></main>"
)


def imported(html: str = HTML, **options: Any) -> ImportedArticle:
    return article_from(html, find_picture=every_picture, **options)


def once(index: ArticleIndexPage, html: str = HTML, **options: Any) -> Any:
    return save(imported(html), index, SavingOptions(**options))


def only(index: ArticleIndexPage) -> ArticlePage:
    return ArticlePage.objects.child_of(index).get()


def test_an_article_becomes_a_draft(article_index: ArticleIndexPage) -> None:
    saved = once(article_index)
    article = only(article_index)
    assert saved.status == Status.CREATED
    assert saved.page == article
    assert not article.live
    assert article.slug == "groenne-firmaer-paa-aeroe"
    assert str(article.date) == "2023-11-22"
    assert article.lead.startswith("Afsnit 1")
    assert [block.block_type for block in article.body] == [
        "paragraph",
        "heading",
        "paragraph",
        "table",
        "quote",
        "image",
        "paragraph",
    ]
    assert article.body[5].value["image"].description == "Hus"
    article.full_clean()
    assert article.get_latest_revision_as_object().title == "Grønne firmaer på Ærø"


def test_publishing_makes_it_visible(article_index: ArticleIndexPage) -> None:
    once(article_index, publish=True)
    assert only(article_index).live
    assert not only(article_index).has_unpublished_changes


def test_the_second_run_changes_nothing(article_index: ArticleIndexPage) -> None:
    once(article_index)
    revisions = only(article_index).revisions.count()
    assert once(article_index).status == Status.UNCHANGED
    assert once(article_index, dry_run=True).status == Status.UNCHANGED
    assert only(article_index).revisions.count() == revisions
    assert get_image_model().objects.count() == 1


def test_a_changed_source_updates_the_page_it_made(article_index: ArticleIndexPage) -> None:
    once(article_index, publish=True)
    first = only(article_index)
    assert once(article_index, HTML.replace("Program", "Dagsorden")).status == Status.UPDATED
    assert only(article_index).pk == first.pk
    assert only(article_index).slug == first.slug
    assert "Program" in str(only(article_index).body)
    assert "Dagsorden" in str(only(article_index).get_latest_revision_as_object().body)
    once(article_index, HTML.replace("Program", "Dagsorden"), publish=True)
    assert "Dagsorden" in str(only(article_index).body)


def test_a_draft_made_before_can_be_published_by_a_second_run(
    article_index: ArticleIndexPage,
) -> None:
    once(article_index)
    assert once(article_index, publish=True).status == Status.UPDATED
    assert only(article_index).live
    assert once(article_index, publish=True).status == Status.UNCHANGED


def edit(article: ArticlePage) -> None:
    draft = article.get_latest_revision_as_object()
    draft.lead = "Rettet i hånden."
    draft.save_revision()


def test_what_was_edited_here_is_left_alone(article_index: ArticleIndexPage) -> None:
    once(article_index)
    edit(only(article_index))
    saved = once(article_index, HTML.replace("Program", "Dagsorden"))
    assert saved.status == Status.KEPT
    assert "edited here" in saved.messages[0]
    assert only(article_index).get_latest_revision_as_object().lead == "Rettet i hånden."
    assert once(article_index).status == Status.KEPT


def test_what_was_edited_here_is_replaced_on_request(article_index: ArticleIndexPage) -> None:
    once(article_index)
    edit(only(article_index))
    assert once(article_index, overwrite=True).status == Status.UPDATED
    assert only(article_index).get_latest_revision_as_object().lead.startswith("Afsnit 1")
    assert once(article_index).status == Status.UNCHANGED


def test_saving_in_the_editor_without_a_change_is_no_edit(
    article_index: ArticleIndexPage, editor: Any, admin: Any
) -> None:
    once(article_index)
    draft = only(article_index).get_latest_revision_as_object()
    # As Draftail writes it: keys on the blocks, and its own spelling.
    raw = draft.body.get_prep_value()
    for block in raw:
        if block["type"] == "paragraph":
            block["value"] = block["value"].replace("<p>", '<p data-block-key="a1b2c">')
            block["value"] = block["value"].replace("<b>", "<strong>").replace("</b>", "</strong>")
    draft.body = json.dumps(raw)
    draft.save_revision()
    assert once(article_index).status == Status.UNCHANGED


def test_a_locked_page_is_left_alone(article_index: ArticleIndexPage) -> None:
    once(article_index)
    ArticlePage.objects.update(locked=True)
    saved = once(article_index, HTML.replace("Program", "Dagsorden"))
    assert (saved.status, saved.messages) == (Status.KEPT, ["The page is locked."])


def test_a_dry_run_makes_nothing(article_index: ArticleIndexPage) -> None:
    assert once(article_index, dry_run=True).status == Status.CREATED
    assert not ArticlePage.objects.exists()
    assert not get_image_model().objects.exists()


def test_without_a_date_the_day_of_the_first_run_stays(article_index: ArticleIndexPage) -> None:
    html = HTML.replace("<p>22. november 2023</p>", "")
    once(article_index, html)
    ArticlePage.objects.update(date="2020-01-01")
    draft = only(article_index)
    draft.import_digest = ""
    draft.save_revision()
    once(article_index, html)
    assert str(only(article_index).get_latest_revision_as_object().date) == "2020-01-01"


def test_slugs_do_not_collide(article_index: ArticleIndexPage) -> None:
    article_index.add_child(instance=ArticlePage(title="x", slug="groenne-firmaer-paa-aeroe"))
    assert once(article_index).page.slug == "groenne-firmaer-paa-aeroe-2"
    strange = HTML.replace("Grønne firmaer på Ærø", "新闻")
    assert (
        save(article_from(strange, "x/nyt.html"), article_index, SavingOptions()).page.slug == "nyt"
    )


def test_the_same_source_under_another_list_is_another_page(
    article_index: ArticleIndexPage, network: Any
) -> None:
    other = network.add_child(instance=ArticleIndexPage(title="Andet", slug="andet"))
    once(article_index)
    assert once(other).status == Status.CREATED


def test_the_first_picture_above_the_text_leads(article_index: ArticleIndexPage) -> None:
    once(article_index, page(f"<main><h1>T</h1><img src='a.png' alt='Hus'>{paragraphs(3)}</main>"))
    article = only(article_index)
    assert article.picture.title == "Hus"
    assert [block.block_type for block in article.body] == ["paragraph"]
    assert (
        once(
            article_index,
            page(f"<main><h1>T</h1><img src='a.png' alt='Hus'>{paragraphs(3)}</main>"),
        ).status
        == Status.UNCHANGED
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", b"no picture"),
        ("a.png", b""),
        ("a.jpg", picture_bytes()),
        ("a.svg", b"<svg onload='alert(1)'/>"),
        ("a.exe", picture_bytes()),
    ],
)
def test_what_is_no_picture_is_left_out_with_a_reason(
    name: str, data: bytes, article_index: ArticleIndexPage
) -> None:
    article = article_from(
        page(f"<main><h1>T</h1>{paragraphs(3)}<img src='{name}'></main>"),
        find_picture=lambda reference: PictureFile(name, len(data), lambda: data),
    )
    saved = save(article, article_index, SavingOptions())
    assert saved.status == Status.CREATED
    assert f"picture {name} was left out" in saved.messages[0]
    assert not get_image_model().objects.exists()


def test_a_huge_picture_is_not_read(article_index: ArticleIndexPage) -> None:
    def never() -> bytes:
        raise AssertionError("read")

    article = article_from(
        page(f"<main><h1>T</h1>{paragraphs(3)}<img src='a.png'></main>"),
        find_picture=lambda reference: PictureFile("a.png", 10**10, never),
    )
    assert "bigger than" in save(article, article_index, SavingOptions()).messages[0]


def test_a_failed_article_leaves_no_files_behind(
    article_index: ArticleIndexPage, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = imported()
    article.title = ""
    with pytest.raises(ValidationError):
        save(article, article_index, SavingOptions())
    assert not Page.objects.child_of(article_index).exists()
    assert not get_image_model().objects.exists()
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_authors_and_comments_are_kept(article_index: ArticleIndexPage) -> None:
    html = HTML.replace("<main>", "<main><p>Af Jens Hansen</p>").replace(
        "</main>", "</main><div id='comments'><p>Tak for et godt møde, vi ses snart igen!</p></div>"
    )
    save(imported(html, comments="note"), article_index, SavingOptions())
    article = only(article_index)
    assert [block.value for block in article.authors] == ["Jens Hansen"]
    assert article.body[-1].block_type == "note"
