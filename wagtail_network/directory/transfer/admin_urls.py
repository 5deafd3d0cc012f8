"""What the admin needs to know of importing and exporting members."""

from collections.abc import Iterator
from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import HeaderButton

from wagtail_network.directory.transfer.permissions import may_import
from wagtail_network.directory.transfer.views import (
    NAME,
    ActView,
    ColumnsView,
    ConfirmView,
    ErrorsView,
    ProgressView,
    UploadView,
)
from wagtail_network.organisations.models import Organisation

PREFIX = "network/import"

urlpatterns = [
    path(f"{PREFIX}/", UploadView.as_view(), name=NAME),
    path(f"{PREFIX}/<int:job_id>/", ProgressView.as_view(), name=f"{NAME}_job"),
    path(f"{PREFIX}/<int:job_id>/columns/", ColumnsView.as_view(), name=f"{NAME}_columns"),
    path(f"{PREFIX}/<int:job_id>/confirm/", ConfirmView.as_view(), name=f"{NAME}_confirm"),
    path(f"{PREFIX}/<int:job_id>/errors/", ErrorsView.as_view(), name=f"{NAME}_errors"),
    path(f"{PREFIX}/<int:job_id>/<slug:act>/", ActView.as_view(), name=f"{NAME}_act"),
]


def list_buttons(model: Any, user: Any) -> Iterator[HeaderButton]:
    """For the hook of the register's lists."""
    if model is Organisation and may_import(user):
        yield HeaderButton(_("Import"), reverse(NAME), icon_name="download", priority=1500)
