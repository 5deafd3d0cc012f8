"""What organisations and people have in common with pages: drafts, history, approval, locks."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)

from wagtail_network.conf import network_settings


class PublishedMixin(
    WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin
):
    """Deleted with its history: a GenericRelation is what tells Django that there is one."""

    class Meta:
        abstract = True

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return f"wagtail_network/organisations/{self._meta.model_name}_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        context = super().get_preview_context(request, mode_name)
        return {**context, "network_base_template": network_settings.BASE_TEMPLATE}
