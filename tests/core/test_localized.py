from collections.abc import Callable

import pytest
from wagtail.models import Locale

from wagtail_network.core.localized import localized
from wagtail_network.models import Organisation


@pytest.fixture
def danish(home: object) -> Locale:
    return Locale.objects.get(language_code="da")


@pytest.fixture
def english(home: object) -> Locale:
    return Locale.objects.get_or_create(language_code="en")[0]


def test_each_object_is_told_in_the_language_where_it_has_been_translated(
    danish: Locale, english: Locale, django_assert_num_queries: Callable
) -> None:
    make = Organisation.objects.create
    translated, untranslated = make(name="Hus", locale=danish), make(name="Mur", locale=danish)
    house = translated.copy_for_translation(english)
    house.name = "House"
    house.save()
    already = make(name="Roof", locale=english)
    with django_assert_num_queries(1):
        found = localized([untranslated, translated, already, translated], english.pk)
    assert [item.name for item in found] == ["Mur", "House", "Roof", "House"]


def test_nothing_is_asked_where_nothing_is_to_be_translated(
    danish: Locale, django_assert_num_queries: Callable
) -> None:
    house = Organisation.objects.create(name="Hus", locale=danish)
    with django_assert_num_queries(0):
        assert localized([], danish.pk) == []
        assert localized([house], danish.pk) == [house]
