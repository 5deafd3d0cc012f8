"""A network with a few members to be found."""

from collections.abc import Callable
from typing import Any

import pytest

from wagtail_network.directory.index.searching import Found, Question, search
from wagtail_network.models import (
    Certification,
    Competence,
    Membership,
    Municipality,
    NetworkPage,
    Organisation,
    Person,
    Sector,
)
from wagtail_network.organisations.visibility import Audience


@pytest.fixture
def make_member(network: NetworkPage) -> Callable[..., Organisation]:
    """An organisation that is active in the network; lists by their names in the model."""

    def make(name: str, **fields: Any) -> Organisation:
        names = ("competences", "competences_sought", "certifications")
        lists = {key: fields.pop(key) for key in names if key in fields}
        since = fields.pop("since", None)
        organisation = Organisation(name=name, **{"locale": network.locale, **fields})
        for key, values in lists.items():
            setattr(organisation, key, values)
        organisation.save()
        Membership.objects.create(network=network, organisation=organisation, since=since)
        return organisation

    return make


@pytest.fixture
def ask(network: NetworkPage) -> Callable[..., Found]:
    """Searches the network, as somebody who is nobody unless it is said."""

    def found(text: str = "", **asked: Any) -> Found:
        page = {key: asked.pop(key) for key in ("offset", "limit") if key in asked}
        return search(question(network, text, **asked), **page)

    return found


def question(network: NetworkPage, text: str = "", **asked: Any) -> Question:
    networks = frozenset([str(network.translation_key)])
    whole = {"kind": "organisation", "networks": networks, "level": Audience.EVERYONE}
    return Question(text=text, **{**whole, **asked})


@pytest.fixture
def names() -> Callable[[Found], list[str]]:
    def of(found: Found) -> list[str]:
        rows = {one.translation_key: one.name for one in Organisation.objects.all()}
        rows |= {one.translation_key: one.name for one in Person.objects.all()}
        return [rows[key] for key in found.keys]

    return of


@pytest.fixture
def carpentry(network: NetworkPage) -> Competence:
    wood = Competence.objects.create(name="Træ", locale=network.locale)
    return Competence.objects.create(name="Tømrerarbejde", parent=wood, locale=network.locale)


@pytest.fixture
def trade(network: NetworkPage) -> Sector:
    return Sector.objects.create(name="Håndværk", locale=network.locale)


@pytest.fixture
def iso(network: NetworkPage) -> Certification:
    return Certification.objects.create(name="ISO 14001", locale=network.locale)


@pytest.fixture
def koege(db: None) -> Municipality:
    return Municipality.objects.create(code="259", name="Køge")
