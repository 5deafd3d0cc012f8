"""What the admin needs to know of the tree: the addresses, and the button on the list."""

from collections.abc import Iterator
from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import HeaderButton

from wagtail_network.directory.competence_tree.views import ARRANGING, TREE, MergeView, TreeView
from wagtail_network.organisations.taxonomy import Competence

urlpatterns = [
    path("network/competences/", TreeView.as_view(), name=TREE),
    path("network/competences/<int:pk>/merge/", MergeView.as_view(), name=f"{TREE}_merge"),
]


def list_buttons(model: Any, user: Any) -> Iterator[HeaderButton]:
    """For the hook of the register's lists."""
    if model is Competence and user.has_perms(ARRANGING):
        yield HeaderButton(_("Tree"), reverse(TREE), icon_name="list-ul", priority=2000)
