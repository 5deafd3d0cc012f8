"""A member with a profile, and somebody who looks after it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone, translation

from wagtail_network.models import (
    Competence,
    DirectoryPage,
    Membership,
    NetworkPage,
    Organisation,
    Person,
    ProfileAccess,
)

Status = ProfileAccess.Status


@pytest.fixture(autouse=True)
def in_english() -> Any:
    """The words are compared in the language they are written in here."""
    with translation.override("en"):
        yield


@pytest.fixture
def contact(network: NetworkPage) -> str:
    network.contact_email = "koordinator@netvaerk.dk"
    network.save()
    return network.contact_email


@pytest.fixture
def member(organisation: Organisation, network: NetworkPage, contact: str) -> Organisation:
    organisation.website = "https://www.naerheden.dk/om"
    organisation.short_text = "Ny bydel ved Hedehusene."
    organisation.phone = "43 43 43 43"
    organisation.save()
    organisation.save_revision().publish()
    Membership.objects.create(network=network.page_ptr, organisation=organisation)
    return Organisation.objects.get(pk=organisation.pk)


@pytest.fixture
def make_access(member: Organisation, network: NetworkPage) -> Callable[..., ProfileAccess]:
    def make(name: str = "Mette Holm", email: str = "mette@naerheden.dk", **fields: Any) -> Any:
        values = {
            "kind": ProfileAccess.Kind.CLAIM,
            "status": Status.GRANTED,
            "organisation": member,
            "network_id": network.pk,
            "language": "en",
            "confirmed_at": timezone.now(),
            **fields,
        }
        return ProfileAccess.objects.create(name=name, email=email, **values)

    return make


@pytest.fixture
def access(make_access: Callable[..., ProfileAccess], member: Organisation) -> ProfileAccess:
    person = Person.objects.create(
        name="Mette Holm", email="mette@naerheden.dk", organisation=member, locale=member.locale
    )
    person.save_revision().publish()
    return make_access(person=Person.objects.get(pk=person.pk))


@pytest.fixture
def competences(member: Organisation) -> list[Competence]:
    wood = Competence.objects.create(name="Træ", locale=member.locale)
    reuse = Competence.objects.create(name="Genbrugstræ", locale=member.locale, parent=wood)
    return [wood, reuse]


@pytest.fixture
def page(directory: DirectoryPage) -> DirectoryPage:
    directory.save_revision().publish()
    return directory
