"""Once a year a member is asked whether their profile is still right."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.log_actions import log

from wagtail_network.conf import network_settings
from wagtail_network.core.folding import fold_email
from wagtail_network.core.mail.models import Mail
from wagtail_network.core.mail.outbox import draft, post_many
from wagtail_network.core.retrying import in_transaction
from wagtail_network.directory.joining.access import ProfileAccess
from wagtail_network.directory.joining.audit import CONFIRMED
from wagtail_network.networks.membership import Membership
from wagtail_network.organisations.models import Organisation

KIND = "joining.still_right"
# In one run, so that a site with many members writes to them over an hour and not in a minute.
MOST_AT_ONCE = 50


def confirm_profile(access: ProfileAccess, now: datetime | None = None) -> None:
    """Somebody of the organisation says that all of the published profile is right."""
    if access.organisation is None:
        return
    set_confirmed(access.organisation, now or timezone.now())
    log(access.organisation, CONFIRMED, user=access.person.user if access.person else None)


def set_confirmed(organisation: Organisation, moment: datetime) -> None:
    """In all its languages. Not through a revision: it is no content, and no draft has it."""
    rows = Organisation._base_manager.filter(translation_key=organisation.translation_key)
    rows.filter(Q(confirmed_at=None) | Q(confirmed_at__lt=moment)).update(confirmed_at=moment)


def ask(now: datetime | None = None) -> int:
    """Promises the mails that are due; returns how many.

    To everybody with access to a profile that is active in a network and was not confirmed for a
    year. Where nobody has access, to the contact person, else to the organisation's own address,
    with an invitation to look after it. Never twice in a year.
    """
    days = network_settings.CONFIRM_EVERY_DAYS
    if not days:
        return 0
    moment = now or timezone.now()

    def work() -> int:
        asked: list[ProfileAccess] = []
        for organisation in _due(moment, timedelta(days=days)):
            asked += _to_ask(organisation)
        ProfileAccess.objects.filter(pk__in=[one.pk for one in asked]).update(asked_at=moment)
        mails = [_mail(one, moment) for one in asked if one.is_open]
        post_many(mails)
        return len(mails)

    return in_transaction(work)


def _due(now: datetime, after: timedelta) -> list[Any]:
    """Each organisation once, the one waiting longest first. One query.

    Those that were asked within the year, and those nobody knows an address of, are left out.
    """
    active = Membership.objects.filter(status=Membership.Status.ACTIVE).order_by()
    accesses = ProfileAccess.objects.filter(
        organisation__translation_key=OuterRef("translation_key")
    )
    with_contact = active.exclude(contact_person__email="").exclude(contact_person=None)
    of_it = Q(organisation__translation_key=OuterRef("translation_key"))
    found = Organisation.objects.filter(
        Exists(active.filter(of_it)),
        ~Q(email="") | Exists(accesses.granted()) | Exists(with_contact.filter(of_it)),
        ~Exists(accesses.filter(asked_at__gt=now - after)),
        live=True,
    )
    sure = Coalesce("confirmed_at", "first_published_at", "last_published_at")
    found = found.annotate(last_sure=sure).filter(last_sure__lt=now - after)
    once: dict[Any, Any] = {}
    for organisation in found.order_by("last_sure", "pk")[:MOST_AT_ONCE]:
        once.setdefault(organisation.translation_key, organisation)
    return list(once.values())


def _to_ask(organisation: Any) -> list[ProfileAccess]:
    granted = list(ProfileAccess.objects.of(organisation).granted())
    return granted or _invited(organisation)


def _invited(organisation: Any) -> list[ProfileAccess]:
    """A way in for whom the coordinators know there, where they know anybody."""
    own = Membership.objects.filter(organisation__translation_key=organisation.translation_key)
    own = own.filter(status=Membership.Status.ACTIVE).select_related("contact_person", "network")
    memberships = list(own)
    people = [one.contact_person for one in memberships if one.contact_person]
    person = next((one for one in people if one.email), None)
    email = person.email if person else organisation.email
    if not email:
        return []
    known = ProfileAccess.objects.of(organisation).filter(email_key=fold_email(email)).first()
    if known is not None:  # who has declined is not asked again, and counts as asked
        return [known]
    access, _made = ProfileAccess.objects.open().get_or_create(
        organisation=organisation,
        email_key=fold_email(email),
        defaults={
            "kind": ProfileAccess.Kind.INVITATION,
            "email": email,
            "name": person.name if person else organisation.name,
            "title": person.title if person else "",
            "person": person,
            "evidence": ProfileAccess.Evidence.PERSON,
            "network": memberships[0].network if memberships else None,
            "language": organisation.locale.language_code,
        },
    )
    return [access]


def _mail(access: ProfileAccess, now: datetime) -> Mail:
    return draft(
        KIND,
        access.email,
        language=access.language,
        key=f"{KIND}:{access.pk}:{now:%Y%m}",
        facts={"access": access.pk, "asked": now.isoformat()},
    )
