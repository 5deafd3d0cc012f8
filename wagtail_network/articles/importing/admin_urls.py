"""What the admin needs to know: the addresses, and the button on a list of articles."""

from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from wagtail_network.articles.importing.parents import may_import
from wagtail_network.articles.importing.views import (
    CancelView,
    PictureView,
    PreviewView,
    UploadView,
)
from wagtail_network.articles.models import ArticleIndexPageMixin

PREFIX = "article-import"

urlpatterns = [
    path(
        f"{PREFIX}/to/<int:parent_id>/",
        UploadView.as_view(),
        name="wagtail_network_article_import",
    ),
    path(
        f"{PREFIX}/<int:pending_id>/",
        PreviewView.as_view(),
        name="wagtail_network_article_import_preview",
    ),
    path(
        f"{PREFIX}/<int:pending_id>/cancel/",
        CancelView.as_view(),
        name="wagtail_network_article_import_cancel",
    ),
    path(
        f"{PREFIX}/<int:pending_id>/pictures/<int:file_id>/",
        PictureView.as_view(),
        name="wagtail_network_article_import_picture",
    ),
]


def import_button(page: Any, user: Any, next_url: str | None = None) -> Button | None:
    """The button on a list of articles, or None where it does not belong.

    For the hooks ``register_page_header_buttons`` and ``register_page_listing_more_buttons``,
    whose arguments are the same in Wagtail 7.4 and 8.
    """
    if not issubclass(page.specific_class or type(page), ArticleIndexPageMixin):
        return None
    if not may_import(user, page.specific):
        return None
    address = reverse("wagtail_network_article_import", args=[page.pk])
    return Button(_("Import articles"), address, icon_name="download", priority=55)
