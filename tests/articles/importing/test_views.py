"""Upload, preview, confirm in the admin."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import GroupPagePermission

from tests.articles.importing.making import page, paragraphs, picture_bytes
from wagtail_network.articles.importing.admin_urls import import_button
from wagtail_network.articles.importing.models import PendingImport, purge_pending_imports
from wagtail_network.models import ArticleIndexPage, ArticlePage

pytestmark = pytest.mark.django_db

HTML = page(f"<main><h1>Et møde</h1>{paragraphs(2)}<h2>Program</h2><p>Kl. 13 velkomst.</p></main>")


def file(name: str, content: str | bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def upload(client: Client, index: ArticleIndexPage, *files: Any, **fields: str) -> Any:
    address = reverse("wagtail_network_article_import", args=[index.pk])
    data = {"uploads": list(files), "comments": "drop", "selector": ""} | fields
    return client.post(address, data, follow=True)


def preview_address() -> str:
    pending = PendingImport.objects.get()
    return reverse("wagtail_network_article_import_preview", args=[pending.pk])


@pytest.fixture
def make_user(django_user_model: Any, home: Any) -> Any:
    """Someone who may enter the admin, with the page permissions named, below ``home``."""

    def make(email: str, *codenames: str) -> Any:
        user = django_user_model.objects.create_user(email, "adgang")
        group = Group.objects.create(name=email)
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for codename in codenames:
            permission = Permission.objects.get(
                content_type__app_label="wagtailcore", codename=f"{codename}_page"
            )
            GroupPagePermission.objects.create(group=group, page=home, permission=permission)
        user.groups.add(group)
        return user

    return make


def test_an_upload_is_previewed_and_then_made(
    admin: Client, article_index: ArticleIndexPage
) -> None:
    response = upload(
        admin,
        article_index,
        file("et.html", HTML.replace("</main>", "<img src='img/hus.png' alt='Et hus'></main>")),
        file("HUS.png", picture_bytes()),
        file("tom.txt", b""),
        file("noter.docx", b"PK\x03\x04"),
    )
    text = response.content.decode()
    assert response.status_code == 200
    assert "Et møde" in text
    assert "Afsnit 1" in text
    assert "wn-prose__h2" in text
    assert "The file is empty." in text
    assert "Neither an article" in text
    assert not ArticlePage.objects.exists()
    assert not get_image_model().objects.exists()

    response = admin.post(preview_address(), follow=True)
    article = ArticlePage.objects.get()
    assert not article.live
    assert article.body[-1].value["alt"] == "Et hus"
    assert not PendingImport.objects.exists()
    assert "1 article made." in response.content.decode()
    assert "The file is empty." in response.content.decode()


def test_publish_at_once(admin: Client, article_index: ArticleIndexPage) -> None:
    upload(admin, article_index, file("et.html", HTML))
    admin.post(preview_address(), {"publish": "on"})
    assert ArticlePage.objects.get().live


def test_the_preview_shows_the_pictures_to_their_owner_only(
    admin: Client, article_index: ArticleIndexPage, make_user: Any
) -> None:
    html = page(f"<main><h1>T</h1>{paragraphs(2)}<img src='hus.png' alt='Hus'></main>")
    upload(admin, article_index, file("et.html", html), file("hus.png", picture_bytes()))
    pending = PendingImport.objects.get()
    source, picture = pending.files.all()
    address = reverse("wagtail_network_article_import_picture", args=[pending.pk, picture.pk])
    assert address in admin.get(preview_address()).content.decode()
    response = admin.get(address)
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    # The HTML itself is never served.
    other = reverse("wagtail_network_article_import_picture", args=[pending.pk, source.pk])
    assert admin.get(other).status_code == 404
    colleague = Client()
    colleague.force_login(make_user("kollega@example.org", "add", "publish"))
    assert colleague.get(address).status_code == 404
    assert colleague.get(preview_address()).status_code == 404
    assert colleague.post(preview_address()).status_code == 404
    assert PendingImport.objects.exists()


def test_html_that_calls_itself_a_picture_is_not_served(
    admin: Client, article_index: ArticleIndexPage
) -> None:
    upload(
        admin, article_index, file("x.png", "<script>alert(1)</script>"), file("x.svg", "<svg/>")
    )
    pending = PendingImport.objects.get()
    for item in pending.files.all():
        address = reverse("wagtail_network_article_import_picture", args=[pending.pk, item.pk])
        assert admin.get(address).status_code == 404


def test_without_the_right_to_add_pages_there_is_nothing(
    article_index: ArticleIndexPage, make_user: Any
) -> None:
    client = Client()
    user = make_user("laeser@example.org")
    client.force_login(user)
    address = reverse("wagtail_network_article_import", args=[article_index.pk])
    assert client.get(address).status_code == 403
    assert client.post(address, {"uploads": [file("a.html", HTML)]}).status_code == 403
    assert not PendingImport.objects.exists()
    assert import_button(article_index, user) is None
    assert Client().get(address).status_code == 302


def test_a_right_that_is_taken_away_counts_at_once(
    article_index: ArticleIndexPage, make_user: Any
) -> None:
    client = Client()
    user = make_user("skribent@example.org", "add")
    client.force_login(user)
    upload(client, article_index, file("et.html", HTML))
    GroupPagePermission.objects.all().delete()
    assert client.post(preview_address()).status_code == 403
    assert not ArticlePage.objects.exists()


def test_who_may_not_publish_makes_drafts(article_index: ArticleIndexPage, make_user: Any) -> None:
    client = Client()
    client.force_login(make_user("skribent@example.org", "add"))
    response = upload(client, article_index, file("et.html", HTML))
    assert "Publish at once" not in response.content.decode()
    client.post(preview_address(), {"publish": "on"})
    assert not ArticlePage.objects.get().live


def test_who_may_not_add_pictures_imports_without_them(
    article_index: ArticleIndexPage, make_user: Any
) -> None:
    client = Client()
    client.force_login(make_user("skribent@example.org", "add"))
    html = page(f"<main><h1>T</h1>{paragraphs(2)}<img src='hus.png'></main>")
    upload(client, article_index, file("et.html", html), file("hus.png", picture_bytes()))
    client.post(preview_address())
    assert ArticlePage.objects.exists()
    assert not get_image_model().objects.exists()


def test_a_page_that_is_no_list_of_articles_takes_none(admin: Client, network: Any) -> None:
    address = reverse("wagtail_network_article_import", args=[network.pk])
    assert admin.get(address).status_code == 404


def test_cancelling_forgets_the_upload(admin: Client, article_index: ArticleIndexPage) -> None:
    upload(admin, article_index, file("et.html", HTML))
    address = reverse(
        "wagtail_network_article_import_cancel", args=[PendingImport.objects.get().pk]
    )
    assert admin.get(address).status_code == 405
    assert PendingImport.objects.exists()
    admin.post(address)
    assert not PendingImport.objects.exists()


def test_old_uploads_are_forgotten(admin: Client, article_index: ArticleIndexPage) -> None:
    upload(admin, article_index, file("et.html", HTML))
    assert purge_pending_imports() == 0
    PendingImport.objects.update(created=timezone.now() - timedelta(days=2))
    assert purge_pending_imports() == 1


def test_edited_pages_are_only_replaced_when_asked(
    admin: Client, article_index: ArticleIndexPage
) -> None:
    upload(admin, article_index, file("et.html", HTML))
    admin.post(preview_address())
    draft = ArticlePage.objects.get().get_latest_revision_as_object()
    draft.lead = "Rettet."
    draft.save_revision()
    response = upload(admin, article_index, file("et.html", HTML))
    assert "left alone" in response.content.decode()
    assert "overwrite" in response.content.decode()
    admin.post(preview_address())
    assert ArticlePage.objects.get().get_latest_revision_as_object().lead == "Rettet."
    upload(admin, article_index, file("et.html", HTML))
    admin.post(preview_address(), {"overwrite": "on"})
    assert ArticlePage.objects.get().get_latest_revision_as_object().lead.startswith("Afsnit 1")


def test_a_big_file_is_named_and_not_kept(admin: Client, article_index: ArticleIndexPage) -> None:
    response = upload(
        admin, article_index, file("stor.html", b"x" * 6_000_000), file("et.html", HTML)
    )
    text = response.content.decode()
    assert "stor.html" in text
    assert "The file is 6 MB" in text
    assert bytes(PendingImport.objects.get().files.first().data) == b""
    admin.post(preview_address())
    assert ArticlePage.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"uploads": ""}, "required"),
        ({"selector": "p["}, "not a CSS selector"),
        ({"comments": "x"}, ""),
    ],
)
def test_a_wrong_form_is_shown_again(
    fields: dict[str, str], message: str, admin: Client, article_index: ArticleIndexPage
) -> None:
    address = reverse("wagtail_network_article_import", args=[article_index.pk])
    data = {"uploads": [file("et.html", HTML)], "comments": "drop"} | fields
    response = admin.post(address, data)
    assert response.status_code == 200
    assert message in response.content.decode()
    assert not PendingImport.objects.exists()


def test_evil_markup_is_only_text_in_the_preview(
    admin: Client, article_index: ArticleIndexPage
) -> None:
    evil = "&lt;script&gt;alert(1)&lt;/script&gt;<img src=x onerror=alert(2)>"
    html = page(
        f"<main><h1>{evil}T</h1><p>{evil} lead {'ord ' * 30}</p><h2>{evil}H</h2><p>{evil}</p>"
        f"<blockquote>{evil}Q</blockquote></main>"
    )
    name = "<script>alert(3)</script>.html"
    text = upload(admin, article_index, file(name, html)).content.decode()
    assert "<script>alert" not in text
    assert "onerror" not in text


def test_the_preview_has_no_inline_script_or_style(
    admin: Client, article_index: ArticleIndexPage
) -> None:
    text = upload(admin, article_index, file("et.html", HTML)).content.decode()
    main = text[text.index("<main") : text.index("</main>")]
    assert "style=" not in main
    assert "<script" not in main.replace('<script type="application/json"', "")


def test_the_button_stands_on_lists_of_articles(
    admin: Client, editor: Any, article_index: ArticleIndexPage, network: Any
) -> None:
    button = import_button(article_index, editor, "/next/")
    assert button is not None
    assert button.url == reverse("wagtail_network_article_import", args=[article_index.pk])
    assert import_button(network, editor) is None
    response = admin.get(reverse("wagtailadmin_explore", args=[article_index.pk]))
    assert button.url in response.content.decode()
