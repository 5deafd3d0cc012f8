from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import clear_url_caches


@pytest.fixture(autouse=True)
def in_english(settings: Any) -> Iterator[None]:
    settings.LANGUAGE_CODE = "en"
    # Django keeps the addresses of one default language; with another they have other prefixes.
    clear_url_caches()
    yield
    clear_url_caches()
