"""The demonstration is built once for all tests of this folder; each test undoes what it does."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from wagtail.models import Locale, Site

from wagtail_network.demo.builder import build

TODAY = date(2026, 11, 24)


@pytest.fixture
def own_media() -> None:
    """The pictures live as long as the demonstration, not as long as a test."""


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    """The list of networks, in Danish."""
    media: Path = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        danish, _ = Locale.objects.get_or_create(language_code="da")
        english, _ = Locale.objects.get_or_create(language_code="en")
        home = Site.objects.get(is_default_site=True).root_page
        home.locale = danish
        home.save()
        home.copy_for_translation(english).save_revision().publish()
        yield build(home.specific, TODAY)
        transaction.set_rollback(True)
