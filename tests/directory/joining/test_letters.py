"""The letters, as they are written."""

from typing import Any

import pytest
from django.core import mail as outbox
from django.utils import translation

from wagtail_network.core.mail.letters import kinds, write
from wagtail_network.core.mail.sending import send_due
from wagtail_network.directory.joining.proposing import propose, values_now
from wagtail_network.directory.joining.values import digests
from wagtail_network.models import Mail, Membership, Organisation, ProfileAccess, ProfileChange

KINDS = [kind for kind, _label in kinds() if kind.startswith("joining.")]
# The status of the access and of the change each is about.
TOLD: dict[str, tuple[str, str]] = {
    "joining.confirm": ("unconfirmed", ""),
    "joining.invited": ("unconfirmed", ""),
    "joining.waiting": ("waiting", ""),
    "joining.refused": ("refused", ""),
    "joining.ended": ("ended", ""),
    "joining.change_approved": ("granted", "approved"),
    "joining.change_sent_back": ("granted", "sent_back"),
    "joining.changed": ("granted", "waiting"),
}
MEMBERSHIPS = {"joining.joining": "applied", "joining.admitted": "active"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("how", ProfileAccess.Kind.values)
def test_every_letter_can_be_written(
    access: ProfileAccess, member: Organisation, kind: str, how: str
) -> None:
    now = values_now(member)
    change: Any = propose(access, member, {**now, "phone": "1"}, digests(now)).waiting
    status, changed = TOLD.get(kind, ("granted", ""))
    ProfileAccess.objects.update(status=status, kind=how, answer="Fordi.")
    ProfileChange.objects.update(status=changed or "waiting", answer="Fordi.")
    Membership.objects.update(status=MEMBERSHIPS.get(kind, "left"))
    mail = Mail(
        kind=kind,
        to="x@x.dk",
        language="en",
        facts={
            "access": access.pk,
            "change": change.pk,
            "membership": Membership.objects.get().pk,
            "asked": "2030-01-01T00:00:00+00:00",
        },
    )
    letter = write(mail)
    assert letter is not None
    text = " ".join([letter.subject, *letter.paragraphs, *letter.afterwards])
    assert "%(" not in text
    assert "NærHeden" in text or kind in ("joining.admitted", "joining.turned_away")
    if letter.action:
        assert letter.action[1].startswith("http")


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_gone_is_told_nobody(db: None, kind: str) -> None:
    assert write(Mail(kind=kind, to="x@x.dk", language="en", facts={})) is None


def test_the_coordinator_reads_what_has_changed(
    access: ProfileAccess, member: Organisation
) -> None:
    now = values_now(member)
    propose(access, member, {**now, "phone": "12 12 12 12"}, digests(now), note="Flyttet.")
    with translation.override("en"):
        send_due()
    sent = next(one for one in outbox.outbox if one.to == ["koordinator@netvaerk.dk"])
    assert "12 12 12 12" in sent.body
    assert "43 43 43 43" in sent.body
    assert "Flyttet." in sent.body
    assert sent.reply_to == [access.email]
