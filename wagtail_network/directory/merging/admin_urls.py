"""What the admin needs to know of merging: the addresses, and the button on a list."""

from collections.abc import Iterator
from typing import Any

from django.urls import path
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import HeaderButton

from wagtail_network.directory.merging.kinds import KINDS
from wagtail_network.directory.merging.views import (
    DuplicatesView,
    MergeView,
    duplicates_url,
    may_merge,
)

urlpatterns = [
    path(
        "network/duplicates/<slug:kind>/",
        DuplicatesView.as_view(),
        name="wagtail_network_duplicates",
    ),
    path(
        "network/duplicates/<slug:kind>/merge/", MergeView.as_view(), name="wagtail_network_merge"
    ),
]


def list_buttons(model: Any, user: Any) -> Iterator[HeaderButton]:
    """For the hook of the register's lists."""
    for kind in KINDS.values():
        if kind.model is model and may_merge(user, model):
            yield HeaderButton(
                _("Find duplicates"), duplicates_url(kind), icon_name="copy", priority=2000
            )
