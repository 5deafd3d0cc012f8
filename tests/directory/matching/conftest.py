"""Members of a network with what they offer and look for."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.directory.profile.conftest import home, make_member, member  # noqa: F401
from wagtail_network.models import Competence, DirectoryPage, NetworkPage, Organisation

# Each with what it is part of.
TREE = {
    "Materialer": "",
    "Mursten": "Materialer",
    "Træ": "Materialer",
    "Livscyklusvurdering": "",
    "Tage": "",
    "Ventilation": "",
}


@pytest.fixture
def words(network: NetworkPage) -> dict[str, Competence]:
    found: dict[str, Competence] = {}
    for name, parent in TREE.items():
        found[name] = Competence.objects.create(
            name=name, parent=found.get(parent), locale=network.locale
        )
    return found


@pytest.fixture
def make_able(
    make_member: Callable[..., Organisation],  # noqa: F811
    words: dict[str, Competence],
    directory: DirectoryPage,
) -> Callable[..., Organisation]:
    """Adds a member; ``offers`` and ``seeks`` are names with commas between them."""

    def make(name: str, offers: str = "", seeks: str = "", **fields: Any) -> Organisation:
        return give(make_member(name, **fields), words, offers, seeks)

    return make


def give(
    organisation: Organisation, words: dict[str, Competence], offers: str = "", seeks: str = ""
) -> Organisation:
    organisation.competences = list(_named(words, offers))
    organisation.competences_sought = list(_named(words, seeks))
    organisation.save()
    return organisation


def _named(words: dict[str, Competence], names: str) -> Iterator[Competence]:
    return (words[name.strip()] for name in names.split(",") if name)
