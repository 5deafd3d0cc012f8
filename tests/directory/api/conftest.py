"""A member company with something in every field, for whoever may see it."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from wagtail.models import Locale

from wagtail_network.models import (
    Certification,
    Competence,
    Membership,
    Municipality,
    NetworkPage,
    Organisation,
    Person,
    Reference,
    Sector,
)
from wagtail_network.organisations.visibility import ORGANISATION_FIELDS, PERSON_FIELDS


@dataclass(frozen=True)
class Register:
    organisation: Organisation
    person: Person
    other: Organisation
    words: dict[str, Any]

    def hide(self, audience: int = 2) -> None:
        """Leaves nothing to be seen but the names."""

        self.organisation.visibility = dict.fromkeys(ORGANISATION_FIELDS, audience)
        self.organisation.save()
        self.person.visibility = dict.fromkeys(PERSON_FIELDS, audience)
        self.person.save()


@pytest.fixture
def danish(home: Any) -> Locale:
    return Locale.objects.get(language_code="da")


@pytest.fixture
def english(home: Any) -> Locale:
    return Locale.objects.get_or_create(language_code="en")[0]


@pytest.fixture
def register(danish: Locale, network: NetworkPage) -> Register:
    words: dict[str, Any] = {
        "sector": Sector.objects.create(name="kanariesektor", locale=danish),
        "competence": Competence.objects.create(name="kanariefag", locale=danish),
        "sought": Competence.objects.create(name="kanarieønske", locale=danish),
        "certification": Certification.objects.create(name="kanariemærke", locale=danish),
        "municipality": Municipality.objects.create(code="259", name="Kanariekøbing"),
    }
    organisation = Organisation.objects.create(
        name="Køge Tømrerne",
        cvr="10150817",
        short_text="kanariekort",
        long_text="<p>kanarielang</p>",
        sector=words["sector"],
        municipality=words["municipality"],
        size="10",
        address="Kanarievej 1",
        postal_code="4600",
        city="Kanarieby",
        website="https://kanarieweb.example",
        linkedin_url="https://www.linkedin.com/company/kanarie",
        email="kanariepost@example.org",
        phone="12345678",
        locale=danish,
    )
    organisation.competences.set([words["competence"]])
    organisation.competences_sought.set([words["sought"]])
    organisation.certifications.set([words["certification"]])
    organisation.save()
    Reference.objects.create(organisation=organisation, title="kanariejob", text="kanarietekst")
    person = Person.objects.create(
        name="Signe Holm",
        title="kanarietitel",
        email="kanarieperson@example.org",
        phone="87654321",
        linkedin_url="https://www.linkedin.com/in/kanarie",
        organisation=organisation,
        audience=0,
        locale=danish,
    )
    person.competences.set([words["competence"]])
    person.save()
    other = Organisation.objects.create(name="Ærø Ler", locale=danish)
    for one in (organisation, other):
        Membership.objects.create(network=network, organisation=one)
    return Register(organisation, person, other, words)


@pytest.fixture
def member(register: Register, django_user_model: Any) -> Any:
    """Somebody from the other company."""
    user = django_user_model.objects.create_user("medlem@example.org", "adgang")
    Person.objects.create(
        name="Mads", organisation=register.other, user=user, locale=register.other.locale
    )
    return user


@pytest.fixture
def coordinator(django_user_model: Any, db: None) -> Any:
    user = django_user_model.objects.create_user("leder@example.org", "adgang")
    user.user_permissions.add(Permission.objects.get(codename="change_organisation"))
    return user


@pytest.fixture
def as_member(member: Any) -> Client:
    client = Client()
    client.force_login(member)
    return client


@pytest.fixture
def as_coordinator(coordinator: Any) -> Client:
    client = Client()
    client.force_login(coordinator)
    return client
