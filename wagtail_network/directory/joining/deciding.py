"""A coordinator decides about a proposed change."""

from typing import Any

from django.utils import timezone
from wagtail.log_actions import log

from wagtail_network.core.retrying import in_transaction
from wagtail_network.directory.joining.audit import CHANGE_APPROVED, CHANGE_SENT_BACK
from wagtail_network.directory.joining.change import ProfileChange
from wagtail_network.directory.joining.drafts import forget_pictures, publish, put_into_draft
from wagtail_network.directory.joining.mail import tell
from wagtail_network.directory.joining.proposing import NotOpen, settle
from wagtail_network.directory.joining.values import put, read
from wagtail_network.directory.joining.yearly import set_confirmed

Status = ProfileChange.Status


def approve(change: ProfileChange, version: int, user: Any) -> None:
    """Publishes what was proposed and nothing else; a draft a coordinator is at stays a draft.

    ``version``: what was looked at. Raises ``NotOpen`` where it has been changed since or is
    decided, and ``ValidationError`` where it cannot be published, for instance because another
    organisation has the CVR number by now.
    """

    def work() -> None:
        row = _row(change)
        trial = _row(change)
        put(trial, change.values)
        trial.full_clean()
        change.version = version
        # Before it is published, which would settle it as well.
        settle(change, Status.APPROVED, user=user)
        publish(row, change.values, user)
        row = _row(change)
        forget_pictures(change, read(row))
        if change.confirms and change.organisation:
            set_confirmed(change.organisation, change.changed_at)
        log(row, CHANGE_APPROVED, user=user, data={"fields": sorted(change.values)})
        _tell_member(change, "approved")

    in_transaction(work)


def send_back(change: ProfileChange, version: int, user: Any, answer: str) -> None:
    """Takes it out of the draft, and tells the member why; what they wrote is kept for them.

    Raises ``NotOpen`` as :func:`approve` does.
    """

    def work() -> None:
        row = _row(change)
        change.version = version
        settle(change, Status.SENT_BACK, user=user, answer=answer)
        put_into_draft(row, {}, instead_of=change.values, user=user)
        log(row, CHANGE_SENT_BACK, user=user, data={"fields": sorted(change.values)})
        _tell_member(change, "sent_back")

    in_transaction(work)


def settle_published(item: Any, user: Any = None) -> None:
    """When a coordinator publishes the draft itself, what it had of a proposal is approved.

    Of a proposal that was published in part the rest goes on waiting.
    """
    change = ProfileChange.objects.waiting().of(item).first()
    if change is None:
        return
    published = read(type(item)._base_manager.get(pk=item.pk))
    if any(published[name] != value for name, value in change.values.items()):
        return
    try:
        settle(change, Status.APPROVED, user=user)
    except NotOpen:  # by somebody else at the same moment
        return
    if change.confirms and change.organisation:
        set_confirmed(change.organisation, change.changed_at)
    _tell_member(change, "approved")


def _row(change: ProfileChange) -> Any:
    item = change.item
    return type(item)._base_manager.select_for_update().get(pk=item.pk)


def _tell_member(change: ProfileChange, kind: str) -> None:
    if change.access is not None and change.access.is_granted:
        day = timezone.now().isoformat()
        tell(change.access, f"change_{kind}", f"{change.pk}:{day}", change=change.pk)
