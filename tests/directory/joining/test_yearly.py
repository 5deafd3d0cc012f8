"""Once a year members are asked whether their profile is right."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from wagtail_network.core.mail.letters import write
from wagtail_network.directory.joining.granting import end
from wagtail_network.directory.joining.requesting import forget_unconfirmed
from wagtail_network.directory.joining.yearly import ask, confirm_profile
from wagtail_network.models import Mail, Membership, Organisation, Person, ProfileAccess

LATER = timedelta(days=400)


def asked() -> list[str]:
    return sorted(Mail.objects.filter(kind="joining.still_right").values_list("to", flat=True))


def test_everybody_who_looks_after_a_profile_is_asked_once_a_year(
    access: ProfileAccess, make_access: Callable[..., ProfileAccess]
) -> None:
    make_access("Bo", "bo@naerheden.dk")
    assert ask() == 0
    assert ask(timezone.now() + LATER) == 2
    assert ask(timezone.now() + LATER + timedelta(days=1)) == 0
    assert ask(timezone.now() + 2 * LATER) == 2


def test_who_has_confirmed_is_not_asked(access: ProfileAccess) -> None:
    confirm_profile(access, timezone.now() + timedelta(days=300))
    assert ask(timezone.now() + LATER) == 0


def test_a_quicker_colleague_spares_the_others_the_mail(access: ProfileAccess) -> None:
    ask(timezone.now() + LATER)
    mail = Mail.objects.get()
    assert write(mail) is not None
    confirm_profile(access, timezone.now() + LATER + timedelta(hours=1))
    assert write(mail) is None


def test_where_nobody_has_access_the_contact_person_is_invited(
    member: Organisation, speaker: Person
) -> None:
    Person.objects.filter(pk=speaker.pk).update(email="ole@naerheden.dk")
    Membership.objects.update(contact_person=speaker)
    assert ask(timezone.now() + LATER) == 1
    access = ProfileAccess.objects.get()
    assert (access.kind, access.status, access.person) == ("invitation", "unconfirmed", speaker)
    assert "right" in write(Mail.objects.get()).action[1]
    end(access)
    assert ask(timezone.now() + 2 * LATER) == 0
    assert asked() == ["ole@naerheden.dk"]


def test_whom_nobody_knows_an_address_of_is_not_asked(member: Organisation) -> None:
    assert ask(timezone.now() + LATER) == 0


def test_who_has_left_is_not_asked(access: ProfileAccess) -> None:
    Membership.objects.update(status="left")
    assert ask(timezone.now() + LATER) == 0


def test_a_site_can_do_without(access: ProfileAccess, settings: Any) -> None:
    settings.WAGTAIL_NETWORK = {"CONFIRM_EVERY_DAYS": 0}
    assert ask(timezone.now() + LATER) == 0


def test_the_questions_cost_no_more_for_more_members_than_their_own(
    access: ProfileAccess, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(10):
        ask(timezone.now() + LATER)


@pytest.mark.parametrize(("status", "left"), [("unconfirmed", 0), ("granted", 1), ("waiting", 1)])
def test_what_nobody_has_confirmed_is_forgotten(
    make_access: Callable[..., ProfileAccess], status: str, left: int
) -> None:
    make_access(status=status)
    forget_unconfirmed(timezone.now() + timedelta(days=15))
    assert ProfileAccess.objects.count() == left
