"""The only hooks file: registers what each room offers, decides nothing itself."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.urls import URLPattern
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from wagtail_network.articles.importing import admin_urls
from wagtail_network.core.mail.viewsets import mail_admin
from wagtail_network.directory.competence_tree import admin_urls as competence_urls
from wagtail_network.directory.competence_tree import audit as competence_audit
from wagtail_network.directory.joining import audit as joining_audit
from wagtail_network.directory.joining.desk import admin_urls as joining_urls
from wagtail_network.directory.joining.desk.access_admin import access_admin
from wagtail_network.directory.joining.desk.home_panel import WaitingPanel
from wagtail_network.directory.merging import admin_urls as merging_urls
from wagtail_network.directory.merging import audit as merging_audit
from wagtail_network.directory.transfer import admin_export
from wagtail_network.directory.transfer import admin_urls as transfer_urls
from wagtail_network.directory.transfer import audit as transfer_audit
from wagtail_network.events import viewsets
from wagtail_network.events.registration.desk import admin_urls as desk_urls
from wagtail_network.events.registration.desk import audit, deleting
from wagtail_network.events.registration.desk.home_panel import ComingMeetingsPanel
from wagtail_network.events.registration.door import admin_urls as door_urls
from wagtail_network.events.registration.viewsets import registration_admin
from wagtail_network.networks.membership_admin import membership_admin
from wagtail_network.networks.viewsets import NetworkViewSetGroup
from wagtail_network.organisations.index_view import LIST_BUTTONS, LIST_EXPORT

membership_admin.register_with_wagtail()
mail_admin.register_with_wagtail()
registration_admin.register_with_wagtail()
access_admin.register_with_wagtail()
register_snippet(partial(NetworkViewSetGroup, registration_admin, access_admin, *viewsets.VIEWSETS))

hooks.register("register_log_actions", audit.register)
hooks.register("register_log_actions", joining_audit.register)
hooks.register("register_log_actions", merging_audit.register)
hooks.register("register_log_actions", competence_audit.register)
hooks.register("register_log_actions", transfer_audit.register)
hooks.register("before_delete_page", deleting.before_delete_page)
hooks.register("before_bulk_action", deleting.before_bulk_action)
hooks.register("after_unpublish_page", deleting.after_unpublish_page)
hooks.register("after_bulk_action", deleting.after_bulk_action)


hooks.register(LIST_BUTTONS, merging_urls.list_buttons)
hooks.register(LIST_BUTTONS, transfer_urls.list_buttons)
hooks.register(LIST_EXPORT, admin_export.list_export)
hooks.register(LIST_BUTTONS, competence_urls.list_buttons)


@hooks.register("register_admin_urls")
def requests_of_members_urls() -> list[URLPattern]:
    return joining_urls.urlpatterns


@hooks.register("register_admin_urls")
def merging_of_duplicates_urls() -> list[URLPattern]:
    return merging_urls.urlpatterns


@hooks.register("register_admin_urls")
def competence_tree_urls() -> list[URLPattern]:
    return competence_urls.urlpatterns


@hooks.register("register_admin_urls")
def transfer_of_members_urls() -> list[URLPattern]:
    return transfer_urls.urlpatterns


@hooks.register("register_admin_urls")
def article_import_urls() -> list[URLPattern]:
    return admin_urls.urlpatterns


@hooks.register("register_admin_urls")
def desk_of_a_meeting_urls() -> list[URLPattern]:
    return desk_urls.urlpatterns


@hooks.register("construct_homepage_panels")
def coming_meetings_panel(request: Any, panels: list[Any]) -> None:
    panels.append(ComingMeetingsPanel())
    panels.append(WaitingPanel())


@hooks.register("register_page_header_buttons")
def desk_button_with_number(
    page: Any, user: Any, next_url: str | None = None, view_name: str | None = None, **kwargs: Any
) -> Iterator[Any]:
    if button := desk_urls.desk_button(page, user, next_url, counted=True):
        yield button


@hooks.register("register_page_listing_more_buttons")
def desk_button_in_a_list(
    page: Any, user: Any, next_url: str | None = None, **kwargs: Any
) -> Iterator[Any]:
    if button := desk_urls.desk_button(page, user, next_url):
        yield button


@hooks.register("register_admin_urls")
def door_of_a_meeting_urls() -> list[URLPattern]:
    return door_urls.urlpatterns


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def article_import_button(
    page: Any, user: Any, next_url: str | None = None, view_name: str | None = None, **kwargs: Any
) -> Iterator[Any]:
    if button := admin_urls.import_button(page, user, next_url):
        yield button
