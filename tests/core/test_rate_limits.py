from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.test import RequestFactory
from django.utils import timezone

from wagtail_network.core.rate_limits import TooMany, client_address, count_hit, forget_old
from wagtail_network.models import RateLimit

HOUR = timedelta(hours=1)
NOW = datetime(2026, 11, 21, 13, 20, tzinfo=UTC)


def hits_let_through(times: int, *given: Any, **how: Any) -> int:
    passed = 0
    for _ in range(times):
        try:
            count_hit(*given, **how)
        except TooMany:
            continue
        passed += 1
    return passed


@pytest.mark.django_db
def test_a_hit_beyond_the_limit_is_refused_and_told_when_to_come_back() -> None:
    for _ in range(3):
        count_hit("register", "203.0.113.7", 3, HOUR, NOW)
    with pytest.raises(TooMany) as refused:
        count_hit("register", "203.0.113.7", 3, HOUR, NOW)
    assert refused.value.retry_after == timedelta(minutes=40)
    assert RateLimit.objects.get().count == 3


@pytest.mark.django_db
def test_the_next_window_begins_at_nothing() -> None:
    count_hit("register", "mette@example.org", 1, HOUR, NOW)
    with pytest.raises(TooMany):
        count_hit("register", "mette@example.org", 1, HOUR, NOW + timedelta(minutes=39, seconds=59))
    count_hit("register", "mette@example.org", 1, HOUR, NOW + timedelta(minutes=40))


@pytest.mark.django_db
def test_visitors_scopes_and_lengths_of_window_are_counted_apart() -> None:
    midnight = datetime(2026, 11, 21, 23, 59, tzinfo=UTC)  # where an hour and a day end together
    count_hit("register", "a", 1, HOUR, midnight)
    count_hit("register", "b", 1, HOUR, midnight)
    count_hit("message", "a", 1, HOUR, midnight)
    count_hit("register", "a", 1, timedelta(days=1), midnight)
    assert RateLimit.objects.count() == 4


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["", "x" * 10_000, "Søren\0", "lone \ud800 surrogate"])
def test_anything_can_be_counted(who: str) -> None:
    assert hits_let_through(3, "register", who, 2, HOUR, NOW) == 2


@pytest.mark.django_db
def test_a_limit_of_nothing_lets_nothing_through() -> None:
    assert hits_let_through(2, "register", "a", 0, HOUR, NOW) == 0


@pytest.mark.django_db
def test_who_it_was_is_not_kept_and_another_site_hashes_otherwise(settings: Any) -> None:
    count_hit("register", "mette@example.org", 5, HOUR, NOW)
    first = RateLimit.objects.get()
    assert "mette" not in f"{vars(first)}"
    settings.SECRET_KEY = "another site"
    count_hit("register", "mette@example.org", 5, HOUR, NOW)
    assert RateLimit.objects.exclude(key=first.key).count() == 1


@pytest.mark.django_db
def test_a_hit_is_one_query_and_the_first_three(django_assert_num_queries: Any) -> None:
    savepoint = 2
    with django_assert_num_queries(3 + savepoint):
        count_hit("register", "a", 5, HOUR, NOW)
    with django_assert_num_queries(1 + savepoint):
        count_hit("register", "a", 5, HOUR, NOW)


@pytest.mark.django_db
def test_past_windows_are_forgotten_and_the_present_one_is_not() -> None:
    count_hit("register", "a", 1, HOUR, NOW - HOUR)
    count_hit("register", "b", 1, HOUR, NOW - HOUR)
    count_hit("register", "a", 1, HOUR, NOW)
    assert forget_old(NOW) == 2
    assert hits_let_through(1, "register", "a", 1, HOUR, NOW) == 0


@pytest.fixture
def shared_database(
    transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database that new threads meet: on SQLite a file, since one in memory cannot wait."""
    if connection.vendor == "sqlite":
        shared = {**connections.settings["default"], "NAME": str(tmp_path / "shared.sqlite3")}
        monkeypatch.setitem(connections.settings, "default", shared)
        with ThreadPoolExecutor(1) as other:
            other.submit(in_own_connection, make_table).result()


def make_table() -> None:
    with connection.schema_editor() as editor:
        editor.create_model(RateLimit)


def in_own_connection(work: Callable[[], Any], isolation: str = "READ COMMITTED") -> Any:
    try:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"SET default_transaction_isolation = '{isolation}'")
        return work()
    finally:
        connection.close()


def race(work: Callable[[], int], isolation: str, racers: int = 12) -> int:
    """The sum of what many threads, each with its own connection, did at the same time."""
    start = Barrier(racers)

    def one() -> int:
        return in_own_connection(lambda: start.wait() >= 0 and work(), isolation)

    with ThreadPoolExecutor(racers) as pool:
        return sum(running.result() for running in [pool.submit(one) for _ in range(racers)])


ISOLATION = pytest.mark.parametrize(
    "isolation", ["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"]
)


@ISOLATION
def test_exactly_as_many_pass_as_may_when_all_come_at_once(
    shared_database: None, isolation: str
) -> None:
    def work() -> int:
        return hits_let_through(5, "register", "everybody", 25, HOUR, NOW)

    assert race(work, isolation) == 25


def test_without_the_condition_in_the_update_too_many_would_pass(shared_database: None) -> None:
    """The same race, with a counter that is read and then written."""
    everybody_has_read = Barrier(12)

    def work() -> int:
        row, _ = RateLimit.objects.get_or_create(key="naive", window_end=NOW)
        everybody_has_read.wait()
        RateLimit.objects.filter(pk=row.pk).update(count=row.count + 1)
        return row.count < 5

    assert race(work, "READ COMMITTED") == 12


@pytest.mark.django_db
def test_a_hit_counts_within_a_transaction_and_goes_with_it() -> None:
    with transaction.atomic():
        count_hit("register", "a", 1, HOUR, NOW)
        transaction.set_rollback(True)
    assert hits_let_through(2, "register", "a", 1, HOUR, NOW) == 1


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("193.162.153.164", "193.162.153.164"),
        ("::ffff:193.162.153.164", "193.162.153.164"),
        ("2a02:aa7:4000:1:aaaa:bbbb:cccc:dddd", "2a02:aa7:4000:1::/64"),
        ("2a02:aa7:4000:1::7%eth0", "2a02:aa7:4000:1::/64"),
        ("127.0.0.1", None),
        ("::1", None),
        ("::ffff:10.0.0.1", None),
        ("10.1.2.3", None),
        ("172.16.0.1", None),
        ("192.168.1.1", None),
        ("100.64.0.1", None),
        ("169.254.169.254", None),
        ("fd00::1", None),
        ("fe80::1", None),
        ("", None),
        ("unix:", None),
        ("localhost", None),
        ("999.1.1.1", None),
    ],
)
def test_only_a_public_address_tells_visitors_apart(said: str, address: str | None) -> None:
    assert client_address(RequestFactory().get("/", REMOTE_ADDR=said)) == address


def test_what_a_visitor_says_of_himself_is_not_believed() -> None:
    request = RequestFactory().get(
        "/", REMOTE_ADDR="127.0.0.1", headers={"X-Forwarded-For": "193.162.153.164"}
    )
    assert client_address(request) is None


@pytest.mark.parametrize(
    ("header", "address"),
    [
        ("193.162.153.164", "193.162.153.164"),
        ("8.8.8.8, 193.162.153.164", "193.162.153.164"),
        ("8.8.8.8,193.162.153.164:50123", "193.162.153.164"),
        ("[2a02:aa7:4000:1::7]:443", "2a02:aa7:4000:1::/64"),
        ("8.8.8.8, 10.0.0.1", None),
        ("8.8.8.8,", None),
        ("[2a02", None),
        ("x" * 5000, None),
    ],
)
def test_the_proxys_header_is_believed_where_the_site_names_it(
    settings: Any, header: str, address: str | None
) -> None:
    settings.WAGTAIL_NETWORK = {"CLIENT_IP_HEADER": "X-Forwarded-For"}
    request = RequestFactory().get(
        "/", REMOTE_ADDR="127.0.0.1", headers={"X-Forwarded-For": header}
    )
    assert client_address(request) == address


def test_without_the_proxys_header_the_connection_tells(settings: Any) -> None:
    settings.WAGTAIL_NETWORK = {"CLIENT_IP_HEADER": "X-Real-IP"}
    request = RequestFactory().get("/", REMOTE_ADDR="193.162.153.164")
    assert client_address(request) == "193.162.153.164"


@pytest.mark.django_db
def test_the_clock_is_asked_where_no_time_is_given() -> None:
    count_hit("register", "a", 1, HOUR)
    left = RateLimit.objects.get().window_end - timezone.now()
    assert timedelta() < left <= HOUR
    assert forget_old() == 0
