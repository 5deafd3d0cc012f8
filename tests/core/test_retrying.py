import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from wagtail_network.core.retrying import Busy, Stale, in_transaction
from wagtail_network.models import RateLimit


class Flaky:
    """Fails so many times with an error, then answers."""

    def __init__(self, times: int, error: Exception) -> None:
        self.left, self.error, self.calls = times, error, 0

    def __call__(self) -> str:
        self.calls += 1
        if self.left:
            self.left -= 1
            raise self.error
        return "done"


def collision() -> OperationalError:
    return OperationalError("database is locked")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("error", [Stale(), collision()])
def test_work_that_collides_is_done_again(error: Exception) -> None:
    work = Flaky(3, error)
    assert in_transaction(work) == "done"
    assert work.calls == 4


@pytest.mark.django_db(transaction=True)
def test_work_that_goes_on_colliding_ends_as_busy() -> None:
    with pytest.raises(Busy):
        in_transaction(Flaky(10**6, collision()), tired=0.05)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("error", [ValueError(), OperationalError("disk I/O error")])
def test_any_other_error_comes_through_at_once(error: Exception) -> None:
    work = Flaky(1, error)
    with pytest.raises(type(error)):
        in_transaction(work)
    assert work.calls == 1


@pytest.mark.django_db
def test_in_anothers_transaction_what_was_stale_is_read_again() -> None:
    assert connection.in_atomic_block
    assert in_transaction(Flaky(1, Stale())) == "done"


@pytest.mark.django_db
def test_in_anothers_transaction_a_collision_is_the_others_to_repeat() -> None:
    work = Flaky(1, collision())
    with pytest.raises(Busy), transaction.atomic():
        in_transaction(work)
    assert work.calls == 1


@pytest.mark.django_db
def test_the_other_can_go_on_after_a_collision() -> None:
    # A view that says so, on a site with ATOMIC_REQUESTS, may ask the database for its menu.
    with transaction.atomic():
        with pytest.raises(Busy):
            in_transaction(Flaky(1, collision()))
        assert not RateLimit.objects.exists()
        RateLimit.objects.create(key="after", window_end=timezone.now())
    assert RateLimit.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_collision_further_in_begins_the_outermost_anew() -> None:
    work = Flaky(2, collision())
    assert in_transaction(lambda: in_transaction(work)) == "done"
    assert work.calls == 3


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_of_an_attempt_that_failed() -> None:
    work = Flaky(1, Stale())

    def write() -> str:
        RateLimit.objects.create(key=f"{work.calls}", window_end=timezone.now())
        return work()

    in_transaction(write)
    assert list(RateLimit.objects.values_list("key", flat=True)) == ["1"]


@pytest.mark.django_db(transaction=True)
def test_sqlite_asks_for_its_lock_as_the_site_has_set_it_afterwards() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only on SQLite")

    def patience() -> int:
        with connection.cursor() as cursor:
            return cursor.execute("PRAGMA busy_timeout").fetchone()[0]

    before = patience()
    assert in_transaction(patience) < before
    assert patience() == before
