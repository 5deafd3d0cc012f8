"""Two records of one company, linked to from everywhere."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Locale

from wagtail_network.directory.merging.choosing import suggested
from wagtail_network.directory.merging.kinds import ORGANISATION
from wagtail_network.directory.merging.pairing import Pair, pair
from wagtail_network.models import Competence, NetworkPage, Organisation, Person


@pytest.fixture
def danish(home: Any) -> Locale:
    return Locale.objects.get(language_code="da")


@pytest.fixture
def english(home: Any) -> Locale:
    return Locale.objects.get_or_create(language_code="en")[0]


@pytest.fixture
def wood(danish: Locale) -> Competence:
    return Competence.objects.create(name="Genbrugstræ", locale=danish)


@pytest.fixture
def clay(danish: Locale) -> Competence:
    return Competence.objects.create(name="Lerpuds", locale=danish)


@pytest.fixture
def kept(danish: Locale, wood: Competence) -> Organisation:
    made = Organisation.objects.create(name="Køge Tømrerne", cvr="", locale=danish)
    made.competences.set([wood])
    made.save()
    return made


@pytest.fixture
def other(danish: Locale, wood: Competence, clay: Competence) -> Organisation:
    made = Organisation.objects.create(
        name="Køge Tømrerne ApS",
        cvr="10150817",
        email="mail@koegetoemrerne.example",
        locale=danish,
        visibility={"cvr": 2},
    )
    made.competences.set([clay, wood])
    made.save()
    return made


@pytest.fixture
def carpenter(other: Organisation) -> Person:
    return Person.objects.create(name="Signe Holm", organisation=other, locale=other.locale)


@pytest.fixture
def both(kept: Organisation, other: Organisation) -> Pair:
    found = pair(ORGANISATION, kept.pk, other.pk)
    assert found
    return found


@pytest.fixture
def with_partners(network: NetworkPage) -> Callable[..., NetworkPage]:
    """Makes an organisation a partner of the network, published or in a draft only."""

    def make(organisation: Organisation, *, publish: bool = True) -> NetworkPage:
        value = {"organisation": organisation.pk, "role": "partner"}
        network.partners = json.dumps([{"type": "partner", "value": value}])
        revision = network.save_revision()
        if publish:
            revision.publish()
        return NetworkPage.objects.get(pk=network.pk)

    return make


def by_default(both: Pair) -> dict[str, str]:
    return dict(suggested(both.kind, both.kept, both.other))
