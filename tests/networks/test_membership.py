import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from wagtail.models import Locale, Page

from wagtail_network.models import (
    EventIndexPage,
    Membership,
    NetworkIndexPage,
    NetworkPage,
    Organisation,
    Person,
)

Status = Membership.Status


@pytest.fixture
def english(home: Page) -> Locale:
    return Locale.objects.get_or_create(language_code="en")[0]


@pytest.fixture
def translated(network: NetworkPage, english: Locale) -> NetworkPage:
    page = network.copy_for_translation(english, copy_parents=True)
    page.save_revision().publish()
    return page


def test_an_organisation_has_one_place_in_a_network(
    network: NetworkPage, network_index: NetworkIndexPage, organisation: Organisation
) -> None:
    Membership.objects.create(network=network, organisation=organisation, status=Status.LEFT)
    with pytest.raises(ValidationError, match="allerede"):
        Membership(network=network, organisation=organisation).full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(network=network, organisation=organisation)
    other = network_index.add_child(instance=NetworkPage(title="Et andet"))
    Membership(network=other, organisation=organisation).full_clean()


def test_only_a_network_has_members(
    event_index: EventIndexPage, organisation: Organisation
) -> None:
    with pytest.raises(ValidationError) as caught:
        Membership(network=event_index, organisation=organisation).full_clean()
    assert set(caught.value.message_dict) == {"network"}


def test_only_active_members_are_counted_on_the_page(
    client: Client, network: NetworkPage, organisation: Organisation
) -> None:
    assert "medlemsvirksomhed" not in client.get(network.url).content.decode()
    for status in Status:
        member = Organisation.objects.create(name=status, locale=network.locale)
        Membership.objects.create(network=network, organisation=member, status=status)
    Membership.objects.create(network=network, organisation=organisation)
    assert client.get(network.url).context["members"] == 2


def test_a_network_and_its_translations_share_their_members(
    network: NetworkPage, translated: NetworkPage, organisation: Organisation
) -> None:
    membership = Membership.objects.create(network=network, organisation=organisation)
    for page in (network, translated):
        assert list(Membership.objects.active_in(page)) == [membership]


def test_an_organisation_is_not_a_member_once_for_each_language(
    network: NetworkPage, translated: NetworkPage, organisation: Organisation
) -> None:
    Membership.objects.create(network=network, organisation=organisation)
    with pytest.raises(ValidationError):
        Membership(network=translated, organisation=organisation).full_clean()


def test_a_membership_ends_with_the_network_or_the_organisation_but_not_with_its_contact(
    network: NetworkPage, speaker: Person, organisation: Organisation
) -> None:
    other = Organisation.objects.create(name="En anden", locale=network.locale)
    Membership.objects.create(network=network, organisation=other, contact_person=speaker)
    Membership.objects.create(network=network, organisation=organisation)
    speaker.delete()
    assert Membership.objects.get(organisation=other).contact_person is None
    organisation.delete()
    assert [membership.organisation for membership in Membership.objects.all()] == [other]
    network.delete()
    assert not Membership.objects.exists()
