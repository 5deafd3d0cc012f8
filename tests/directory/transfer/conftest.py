from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils.translation import override
from wagtail.models import Locale

from tests.directory.transfer.making import COLUMNS, csv_of
from wagtail_network.directory.transfer.jobs import advance, check, keep, run
from wagtail_network.directory.transfer.tables import read_table
from wagtail_network.models import Competence, ImportJob, Municipality, NetworkPage, Sector


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def words(home: Any) -> None:
    """What cells name: a sector, two competences, a municipality."""
    locale = Locale.get_default()
    Sector.objects.create(name="Tømrer", locale=locale)
    Competence.objects.create(name="Trækonstruktioner", locale=locale)
    Competence.objects.create(name="Beton, armering", locale=locale)
    Municipality.objects.create(name="Køge", code="259")


@pytest.fixture
def tried(network: NetworkPage, editor: Any) -> Callable[..., ImportJob]:
    """An import of some rows into the network, as far as the trial."""

    def make(*rows: dict[str, str], **options: Any) -> ImportJob:
        options.setdefault("network", network)
        job = ImportJob(name="medlemmer.csv", owner=editor, locale=Locale.get_default(), **options)
        keep(read_table(csv_of(*rows)), job)
        check(job, list(COLUMNS))
        return finished(job)

    return make


@pytest.fixture
def imported(tried: Callable[..., ImportJob]) -> Callable[..., ImportJob]:
    """An import of some rows, to its end."""

    def make(*rows: dict[str, str], create_terms: bool = False, **options: Any) -> ImportJob:
        job = tried(*rows, **options)
        run(job, create_terms=create_terms)
        return finished(job)

    return make


def finished(job: ImportJob) -> ImportJob:
    for _portion in range(100):
        if not job.is_working:
            return job
        advance(job)
    raise AssertionError("The job does not end.")
