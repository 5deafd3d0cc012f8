"""Who searches and who writes at the same time: on a database with transactions of their own."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any
from unittest import mock

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet
from wagtail.models import Locale, Site

from tests.directory.index.conftest import question
from tests.racing.engines import Database, point_at
from wagtail_network.directory.index import reading
from wagtail_network.directory.index.checking import uncounted_entries, wrong_entries
from wagtail_network.directory.index.models import UNCOUNTED, DirectoryEntry
from wagtail_network.directory.index.searching import search
from wagtail_network.directory.index.writing import reindex_all
from wagtail_network.models import Membership, NetworkIndexPage, NetworkPage, Organisation

PATIENCE = 10.0
READERS, CHANGES = 4, 15
READ_COMMITTED = 2


@pytest.fixture
def net(own_database: Database) -> Iterator[NetworkPage]:
    reading.forget()
    home = Site.objects.get(is_default_site=True).root_page
    top = home.add_child(instance=NetworkIndexPage(title="Netværk"))
    yield top.add_child(instance=NetworkPage(title="Byggeri"))
    top.refresh_from_db()
    top.delete()
    Organisation.objects.all().delete()
    reindex_all()
    reading.forget()


def a_member(net: NetworkPage, name: str) -> Organisation:
    made = Organisation.objects.create(name=name, locale=Locale.get_default())
    Membership.objects.create(network=net, organisation=made)
    return made


def number(net: NetworkPage, text: str) -> int:
    return search(question(net, text)).total


def in_thread(database: Database, work: Callable[[], Any], failed: list[str]) -> threading.Thread:
    """With a connection of its own to the same database."""

    def run() -> None:
        try:
            point_at(database)
            work()
        except Exception as error:
            failed.append(repr(error))
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_what_is_committed_is_counted_and_read_once(net: NetworkPage) -> None:
    member = a_member(net, "Murer Holm")
    assert not DirectoryEntry.objects.filter(version=UNCOUNTED).exists()
    assert number(net, "murer") == 1
    first = reading.current()
    assert reading.current() is first, "nothing has changed, so nothing is read"
    member.name = "Tømrer Holm"
    member.save()
    assert reading.current() is not first
    assert (number(net, "murer"), number(net, "tømrer")) == (0, 1)


def test_what_nobody_has_counted_is_found_all_the_same_and_put_right(net: NetworkPage) -> None:
    a_member(net, "Murer Holm")
    DirectoryEntry.objects.update(version=UNCOUNTED)
    assert number(net, "murer") == 1
    [problem] = list(uncounted_entries())
    assert problem.mend
    problem.mend()
    assert list(uncounted_entries()) == []
    assert number(net, "murer") == 1


def test_what_is_taken_back_leaves_nothing(net: NetworkPage) -> None:
    member = a_member(net, "Murer Holm")
    before = reading.current()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        member.name = "Tømrer Holm"
        member.save()
        assert number(net, "tømrer") == 1, "who writes sees what was written"
        raise ZeroDivisionError
    assert (number(net, "murer"), number(net, "tømrer")) == (1, 0)
    assert reading.current() is before


def test_others_see_nothing_before_it_is_committed(
    net: NetworkPage, own_database: Database
) -> None:
    member = a_member(net, "Murer Holm")
    seen: list[int] = []
    failed: list[str] = []
    with transaction.atomic():
        member.name = "Tømrer Holm"
        member.save()
        assert number(net, "tømrer") == 1
        if connection.vendor == "postgresql":
            in_thread(own_database, lambda: seen.append(number(net, "tømrer")), failed).join()
    in_thread(own_database, lambda: seen.append(number(net, "tømrer")), failed).join()
    assert failed == []
    assert seen in ([0, 1], [1])


def test_many_read_while_somebody_writes(net: NetworkPage, own_database: Database) -> None:
    member = a_member(net, "Murer Holm")
    seen: list[int] = []
    failed: list[str] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.append(number(net, "holm"))

    readers = [in_thread(own_database, read, failed) for _reader in range(READERS)]
    for change in range(CHANGES):
        member.name = f"Murer{change} Holm"
        member.save()
    done.set()
    for reader in readers:
        reader.join()
    assert failed == []
    assert set(seen) == {1}, "never gone, and never there twice"
    assert number(net, f"murer{CHANGES - 1}") == 1
    assert reading.current().seen["organisation"][0].bit_count() == 1


def test_who_has_read_what_is_forgotten_reads_anew(net: NetworkPage) -> None:
    member = a_member(net, "Murer Holm")
    assert number(net, "murer") == 1
    member.delete()
    # Which this process does not read, since it searches next when even the trace is gone.
    reindex_all()
    assert not DirectoryEntry.objects.exists()
    assert number(net, "murer") == 0


@pytest.mark.parametrize("guarded", [True, False])
def test_what_two_change_of_one_member_at_once_both_stands(
    net: NetworkPage, own_database: Database, guarded: bool
) -> None:
    """Each writes down all there is of the member, and must not see it as it was before."""
    if not guarded and connection.vendor != "postgresql":
        pytest.skip("on SQLite nobody writes at the same time")
    if own_database["OPTIONS"].get("isolation_level", READ_COMMITTED) != READ_COMMITTED:
        pytest.skip("the database refuses one of them, who has to begin anew")
    member = Organisation.objects.create(name="Murer Holm", locale=Locale.get_default())
    failed: list[str] = []
    written, other_began = threading.Event(), threading.Event()

    def write_text() -> None:
        with transaction.atomic():
            own = Organisation.objects.get(pk=member.pk)
            own.short_text = "lerpuds"
            own.save()
            written.set()
            other_began.wait(PATIENCE)
            threading.Event().wait(0.3)

    def join() -> None:
        written.wait(PATIENCE)
        other_began.set()
        Membership.objects.create(network=net, organisation=member)

    with ExitStack() as stack:
        if not guarded:
            unlocked = mock.patch.object(QuerySet, "select_for_update", lambda self, **_how: self)
            stack.enter_context(unlocked)
        threads = [in_thread(own_database, work, failed) for work in (write_text, join)]
        for thread in threads:
            thread.join()
    assert failed == []
    assert (list(wrong_entries()) == []) is guarded
    assert number(net, "lerpuds") == int(guarded)
