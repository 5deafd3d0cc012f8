"""Who may see and manage the registrations for a meeting: the one rule behind every view of them.

Both are needed: Django's permission for registrations, which says what a person does, and Wagtail's
permission to change the meeting's page, which says for which networks.
"""

from typing import Any

from wagtail.permissions import page_permission_policy

from wagtail_network.core.page_types import page_model_for
from wagtail_network.events.registration.options import RegistrationOptionsMixin

# Who may change may see, as everywhere in Django.
PERMISSIONS = {
    "change": ("wagtail_network.change_registration",),
    "view": ("wagtail_network.view_registration", "wagtail_network.change_registration"),
}


def manageable_events(user: Any, action: str = "change") -> Any:
    """The meetings whose registrations ``user`` (or None) may "change", or only "view".

    A queryset of pages, drafts among them. At most one query besides it, and the user's
    permissions, which are read once a request.
    """
    events = page_model_for(RegistrationOptionsMixin).objects.all()
    if not _has_permission(user, action):
        return events.none()
    if user.is_superuser:
        return events
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    return events.filter(pk__in=pages.order_by().values("pk"))


def may_manage(user: Any, event: Any) -> bool:
    """Whether ``user`` may change the registrations for a meeting, export them and write to them.

    ``event``: the page that holds the register (``registering.register_page``).
    """
    return _may("change", user, event)


def may_see(user: Any, event: Any) -> bool:
    """Whether ``user`` may read the registrations for a meeting."""
    return _may("view", user, event)


def _may(action: str, user: Any, event: Any) -> bool:
    return _has_permission(user, action) and bool(
        page_permission_policy.user_has_permission_for_instance(user, "change", event)
    )


def _has_permission(user: Any, action: str) -> bool:
    return user is not None and any(map(user.has_perm, PERMISSIONS[action]))
