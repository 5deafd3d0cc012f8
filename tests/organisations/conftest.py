import pytest
from wagtail.models import Locale


@pytest.fixture
def danish(home: object) -> Locale:
    return Locale.objects.get(language_code="da")


@pytest.fixture
def english(home: object) -> Locale:
    return Locale.objects.get_or_create(language_code="en")[0]
