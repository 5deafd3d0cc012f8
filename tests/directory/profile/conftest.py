"""A company in a network, with all that a profile can hold."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page

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


@pytest.fixture
def home(home: Page) -> Page:
    """In English, since the tests of these pages read their words."""
    home.locale = Locale.objects.get_or_create(language_code="en")[0]
    home.save()
    return home


@pytest.fixture
def make_member(network: NetworkPage) -> Callable[..., Organisation]:
    """Adds an organisation that is active in the network."""

    def make(name: str, *, network: Any = network, **fields: Any) -> Organisation:
        organisation = Organisation.objects.create(
            name=name, **{"locale": network.locale, **fields}
        )
        Membership.objects.create(network=network, organisation=organisation)
        return organisation

    return make


@pytest.fixture
def carpenter(make_member: Callable[..., Organisation], network: NetworkPage) -> Organisation:
    locale = network.locale
    image = get_image_model().objects.create(title="Billede", file=get_test_image_file())
    organisation = make_member(
        "Tømrerfirmaet Bjælke & Søn ApS",
        cvr="10150817",
        short_text="Bygger i genbrugstræ.",
        long_text="<p>Vi har bygget i træ siden 1987.</p>",
        logo=image,
        sector=Sector.objects.create(name="Tømrer og snedker", locale=locale),
        size="10",
        municipality=Municipality.objects.get_or_create(code="259", defaults={"name": "Køge"})[0],
        address="Havnegade 12, 1.",
        postal_code="4600",
        city="Køge",
        website="https://www.bjaelke.example/",
        linkedin_url="https://www.linkedin.com/company/bjaelke",
        email="hej@bjaelke.example",
        phone="56 12 34 56",
        confirmed_at=timezone.now(),
    )
    organisation.competences = [
        Competence.objects.create(name=name, locale=locale) for name in ("Træbyggeri", "Tage")
    ]
    organisation.competences_sought = [
        Competence.objects.create(name="Livscyklusvurdering", locale=locale)
    ]
    organisation.certifications = [Certification.objects.create(name="ISO 14001", locale=locale)]
    organisation.references = [
        Reference(title="Svaneskolen", text="Nyt tag.", year=2024, picture=image, sort_order=0)
    ]
    organisation.save()
    return organisation


@pytest.fixture
def colleague(carpenter: Organisation) -> Person:
    """Somebody there who may be found by everybody."""
    return Person.objects.create(
        name="Karen Østergård",
        title="mester",
        organisation=carpenter,
        email="karen@bjaelke.example",
        phone="40 11 22 33",
        linkedin_url="https://www.linkedin.com/in/karen",
        audience=0,
        locale=carpenter.locale,
    )


@pytest.fixture
def member(make_member: Callable[..., Organisation], django_user_model: Any) -> Any:
    """Somebody with a login, from another company in the network."""
    own = make_member("Egen Murer")
    user = django_user_model.objects.create_user("mia@murer.example", "adgang")
    Person.objects.create(name="Mia Murer", organisation=own, user=user, locale=own.locale)
    return user
