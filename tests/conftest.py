"""A small network to test on: home > networks > network > (meetings, articles)."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from tests.racing.engines import ENGINES, Database, copy_for, pointed_at
from wagtail_network.models import (
    ArticleIndexPage,
    ArticlePage,
    DirectoryPage,
    EventIndexPage,
    EventPage,
    NetworkIndexPage,
    NetworkPage,
    Organisation,
    Person,
)

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


@pytest.fixture(autouse=True)
def own_media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    cache.clear()


@pytest.fixture
def home(db: None) -> Page:
    """The root page of the site, with Danish as the default language."""
    Locale.objects.get_or_create(language_code="da")
    site = Site.objects.get(is_default_site=True)
    return site.root_page


@pytest.fixture
def network_index(home: Page) -> NetworkIndexPage:
    return home.add_child(instance=NetworkIndexPage(title="Netværk", slug="netvaerk"))


@pytest.fixture
def network(network_index: NetworkIndexPage) -> NetworkPage:
    return network_index.add_child(
        instance=NetworkPage(title="Grønne SMV'er", slug="groenne", lead="Sammen er vi stærkere.")
    )


@pytest.fixture
def event_index(network: NetworkPage) -> EventIndexPage:
    return network.add_child(instance=EventIndexPage(title="Møder", slug="moeder"))


@pytest.fixture
def overview(network_index: NetworkIndexPage, network: NetworkPage) -> EventIndexPage:
    """The meetings of all networks in one list."""
    network_index.refresh_from_db()
    return network_index.add_child(instance=EventIndexPage(title="Kalender", slug="kalender"))


@pytest.fixture
def directory(network: NetworkPage) -> DirectoryPage:
    return network.add_child(instance=DirectoryPage(title="Medlemmer", slug="medlemmer"))


@pytest.fixture
def article_index(network: NetworkPage) -> ArticleIndexPage:
    return network.add_child(instance=ArticleIndexPage(title="Nyt", slug="nyt"))


@pytest.fixture
def organisation(home: Page) -> Organisation:
    return Organisation.objects.create(name="NærHeden", locale=home.locale)


@pytest.fixture
def speaker(organisation: Organisation) -> Person:
    return Person.objects.create(
        name="Ole Møller",
        title="projektdirektør",
        organisation=organisation,
        locale=organisation.locale,
    )


@pytest.fixture
def make_event(event_index: EventIndexPage) -> Callable[..., EventPage]:
    """Adds a meeting of three hours, ``days`` from now (before now if negative)."""

    def make(title: str = "Møde", days: float = 7, **fields: Any) -> EventPage:
        start = fields.pop("start", timezone.now().replace(microsecond=0) + timedelta(days=days))
        fields.setdefault("end", start + timedelta(hours=3))
        return event_index.add_child(instance=EventPage(title=title, start=start, **fields))

    return make


@pytest.fixture
def make_article(article_index: ArticleIndexPage) -> Callable[..., ArticlePage]:
    def make(title: str = "Artikel", **fields: Any) -> ArticlePage:
        return article_index.add_child(instance=ArticlePage(title=title, **fields))

    return make


@pytest.fixture
def editor(django_user_model: Any, db: None) -> Any:
    return django_user_model.objects.create_superuser("redaktoer@example.org", "adgang")


@pytest.fixture
def admin(client: Client, editor: Any) -> Client:
    client.force_login(editor)
    return client


@pytest.fixture(
    params=[engine for engine in ENGINES if engine.vendor == connection.vendor],
    ids=str,
    scope="module",
)
def copied_database(
    request: pytest.FixtureRequest,
    tmp_path_factory: Any,
    django_db_setup: None,
    django_db_blocker: Any,
) -> Iterator[Database]:
    folder = tmp_path_factory.mktemp("own")
    with django_db_blocker.unblock(), copy_for(request.param, folder) as database:
        yield database


@pytest.fixture
def own_database(copied_database: Database, db: None) -> Iterator[Database]:
    """A database that other processes can be let loose on, with nothing but what migrating left.

    The default connection is to it, and in no transaction. What a test leaves there, the next
    tests of the same file find.
    """
    with pointed_at(copied_database):
        yield copied_database


def in_copenhagen(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=COPENHAGEN)
