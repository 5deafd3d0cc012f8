"""Who may import members, and how much of what an import does."""

from typing import Any

APP = "wagtail_network"
# An import makes organisations and their contact people.
NEEDED = (
    *(f"{APP}.{action}_{model}" for action in ("add", "change") for model in ("organisation",)),
    *(f"{APP}.{action}_{model}" for action in ("add", "change") for model in ("person",)),
)
OF_MEMBERSHIPS = (f"{APP}.add_membership", f"{APP}.change_membership")
OF_PUBLISHING = (f"{APP}.publish_organisation", f"{APP}.publish_person")
OF_TERMS = (f"{APP}.add_sector", f"{APP}.add_competence", f"{APP}.add_certification")
OF_TAKING_BACK = (f"{APP}.delete_organisation", f"{APP}.delete_person")


def may_import(user: Any) -> bool:
    return bool(user.has_perms(NEEDED))


def may_give_places(user: Any) -> bool:
    return bool(user.has_perms(OF_MEMBERSHIPS))


def may_publish(user: Any) -> bool:
    return bool(user.has_perms(OF_PUBLISHING))


def may_create_terms(user: Any) -> bool:
    return bool(user.has_perms(OF_TERMS))


def may_take_back(user: Any) -> bool:
    return bool(may_import(user) and user.has_perms(OF_TAKING_BACK))
