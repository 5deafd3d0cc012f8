"""Rate limits that hold across processes: the counts are in the database.

Most sites cache in the memory of each process, where a counter would count a part of the hits.
"""

from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from math import ceil
from urllib.parse import urlsplit

from django.db import models
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from wagtail_network.conf import network_settings
from wagtail_network.core.retrying import in_transaction

# What a household or an office is given, all of it one visitor.
IPV6_NETWORK = 64


class TooMany(Exception):
    """The limit is reached. ``retry_after`` is how long until the next try is let through."""

    def __init__(self, retry_after: timedelta) -> None:
        super().__init__(f"Too many; again in {retry_after}")
        self.retry_after = retry_after

    @property
    def minutes(self) -> int:
        """The same in whole minutes, as one tells a person: none of them too early."""
        return ceil(self.retry_after.total_seconds() / 60)


class RateLimit(models.Model):
    """How often one visitor did one thing in one window of time.

    ``key`` is a keyed hash: neither addresses nor e-mails are kept.
    """

    key = models.CharField(max_length=64)
    window_end = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            # The end first: old windows are deleted by it.
            models.UniqueConstraint(fields=["window_end", "key"], name="one_count_per_window"),
        ]

    def __str__(self) -> str:
        return f"{self.count} until {self.window_end:%Y-%m-%d %H:%M}"


def count_hit(
    scope: str, who: str, limit: int, per: timedelta, now: datetime | None = None
) -> None:
    """Lets ``who`` do ``scope`` at most ``limit`` times in each window of ``per``.

    Raises ``TooMany`` for each hit beyond that; those are not counted. Windows are fixed, so
    around the end of one up to twice the limit may come together. Never more than ``limit`` pass
    in one window, however many processes ask at once. One query, three for the first hit.

    Call it outside the transaction it guards: a rollback would take the hit back, and until the
    commit nobody else of the same key gets through.
    """
    now = now or timezone.now()
    end = _window_end(now, per)
    row = {"key": _key(scope, who, per), "window_end": end}
    if not in_transaction(lambda: _take(row, limit)):
        raise TooMany(end - now)


def forget_old(now: datetime | None = None) -> int:
    """Deletes the windows that are past; returns how many."""
    return RateLimit.objects.filter(window_end__lte=now or timezone.now()).delete()[0]


def client_address(request: HttpRequest) -> str | None:
    """The visitor's public address, as a whole network for IPv6, or None where it is not known.

    An address that is not public is that of a proxy, which all visitors would share: such a limit
    would lock everybody out. See the setting ``CLIENT_IP_HEADER``.
    """
    said = request.META.get("REMOTE_ADDR", "")
    if header := network_settings.CLIENT_IP_HEADER:
        # The last is what the nearest proxy saw; those before it, anybody can have written.
        said = request.headers.get(header, said).rpartition(",")[2]
    address = _address(said.strip())
    if address is None or not address.is_global:
        return None
    if isinstance(address, IPv6Address):
        return str(IPv6Network((int(address), IPV6_NETWORK), strict=False))
    return str(address)


def _take(row: dict, limit: int) -> bool:
    """Counts one more where there is room."""
    room = RateLimit.objects.filter(**row, count__lt=limit)
    if room.update(count=F("count") + 1):
        return True
    # Full, or not there yet: then it is made, by us or by somebody at the same moment.
    RateLimit.objects.bulk_create([RateLimit(**row)], ignore_conflicts=True)
    return bool(room.update(count=F("count") + 1))


def _window_end(now: datetime, per: timedelta) -> datetime:
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    return epoch + ((now - epoch) // per + 1) * per


def _key(scope: str, who: str, per: timedelta) -> str:
    # The length of the window too: one of an hour and one of a day end at the same midnight.
    told = "\0".join([scope, str(per), who]).encode(errors="surrogatepass")
    return salted_hmac("wagtail_network.rate_limits", told, algorithm="sha256").hexdigest()


def _address(text: str) -> IPv4Address | IPv6Address | None:
    """What an address in a header says, with or without a port behind it."""
    for spelling in (lambda: text, lambda: urlsplit(f"//{text}").hostname or ""):
        try:
            address = ip_address(spelling())
        except ValueError:
            continue
        return getattr(address, "ipv4_mapped", None) or address
    return None
