"""Addresses that were given up lead on."""

import pytest
from wagtail.models import Locale

from wagtail_network.models import Organisation
from wagtail_network.organisations.old_slugs import keep_old_slug, organisation_for_old_slug


@pytest.fixture
def other(danish: Locale) -> Organisation:
    return Organisation.objects.create(name="Grønt Byg", locale=danish)


def test_an_address_that_was_given_up_leads_to_the_organisation_that_had_it(
    organisation: Organisation, other: Organisation, english: Locale
) -> None:
    assert organisation_for_old_slug("groent-byg-aps") is None
    keep_old_slug(organisation, "groent-byg-aps")
    assert organisation_for_old_slug("groent-byg-aps") == organisation
    assert organisation_for_old_slug("groent-byg-aps", organisation.locale_id) == organisation
    assert organisation_for_old_slug("groent-byg-aps", english.pk) is None
    keep_old_slug(other, "groent-byg-aps")
    assert organisation_for_old_slug("groent-byg-aps") == other


def test_an_address_that_is_changed_leads_on_and_one_taken_back_is_its_own_again(
    organisation: Organisation, other: Organisation
) -> None:
    before = organisation.slug
    organisation.slug = "naerheden-taastrup"
    organisation.save()
    assert organisation_for_old_slug(before) == organisation
    other.slug = "et-andet-sted"
    other.save(update_fields=["name"])
    assert organisation_for_old_slug("groent-byg") is None
