"""Two organisations become one: whoever may look after both profiles has one access left."""

from django.utils import timezone

from wagtail_network.directory.joining.access import ProfileAccess
from wagtail_network.organisations.models import Organisation

WEAKEST_FIRST = (
    ProfileAccess.Status.UNCONFIRMED,
    ProfileAccess.Status.WAITING,
    ProfileAccess.Status.GRANTED,
)


def unite_accesses(kept: Organisation, other: Organisation) -> None:
    """Ends the weaker of two open accesses of one address; all the others are simply moved."""
    found = ProfileAccess.objects.filter(
        organisation__in=[kept, other], status__in=ProfileAccess.OPEN
    )
    strongest: dict[str, ProfileAccess] = {}
    for access in sorted(found, key=lambda one: (_strength(one), one.organisation_id == kept.pk)):
        weaker = strongest.get(access.email_key)
        strongest[access.email_key] = access
        if weaker is not None:
            weaker.status = ProfileAccess.Status.ENDED
            weaker.decided_at = timezone.now()
            weaker.save(update_fields=["status", "decided_at"])


def _strength(access: ProfileAccess) -> int:
    return WEAKEST_FIRST.index(ProfileAccess.Status(access.status))
