"""The only hooks file: registers what each room offers, decides nothing itself."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.urls import URLPattern
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from wagtail_network.articles.importing import admin_urls
from wagtail_network.core.mail.viewsets import mail_admin
from wagtail_network.events import viewsets
from wagtail_network.networks.viewsets import NetworkViewSetGroup, membership_admin

membership_admin.register_with_wagtail()
mail_admin.register_with_wagtail()
register_snippet(partial(NetworkViewSetGroup, *viewsets.VIEWSETS))


@hooks.register("register_admin_urls")
def article_import_urls() -> list[URLPattern]:
    return admin_urls.urlpatterns


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def article_import_button(
    page: Any, user: Any, next_url: str | None = None, view_name: str | None = None, **kwargs: Any
) -> Iterator[Any]:
    if button := admin_urls.import_button(page, user, next_url):
        yield button
