"""The directory page: where it may be, and whose members it is about."""

from typing import Any

import pytest
from django.test import Client, RequestFactory
from wagtail.models import PageViewRestriction

from wagtail_network.directory.scope import scope_of
from wagtail_network.models import DirectoryPage, NetworkIndexPage, NetworkPage


@pytest.fixture
def directory_of_all(network_index: NetworkIndexPage, network: NetworkPage) -> DirectoryPage:
    network_index.refresh_from_db()
    return network_index.add_child(instance=DirectoryPage(title="Alle", slug="alle"))


def scope(directory: DirectoryPage, user: Any = None) -> frozenset[str]:
    request = RequestFactory().get("/")
    request.user = user
    return scope_of(directory, request)


def test_the_organisations_and_the_people_have_an_address(
    client: Client, directory: DirectoryPage
) -> None:
    for address in (directory.url, f"{directory.url}people/"):
        assert client.get(address).status_code == 200


def test_below_a_network_it_is_about_that_network(
    network: NetworkPage, directory: DirectoryPage
) -> None:
    network.add_sibling(instance=NetworkPage(title="Et andet", slug="andet"))
    assert scope(directory) == {str(network.translation_key)}


def test_below_the_list_of_networks_it_is_about_all_that_are_open_to_the_visitor(
    network: NetworkPage, directory_of_all: DirectoryPage, editor: Any
) -> None:
    other = network.add_sibling(instance=NetworkPage(title="Lukket", slug="lukket"))
    PageViewRestriction.objects.create(page=other, restriction_type=PageViewRestriction.LOGIN)
    network.add_sibling(instance=NetworkPage(title="Kladde", slug="kladde", live=False))
    assert scope(directory_of_all) == {str(network.translation_key)}
    assert scope(directory_of_all, editor) == {
        str(network.translation_key),
        str(other.translation_key),
    }


def test_below_a_network_that_is_not_published_it_is_about_nobody(
    network: NetworkPage, directory: DirectoryPage
) -> None:
    NetworkPage.objects.update(live=False)
    assert scope(DirectoryPage.objects.get()) == frozenset()
