"""What somebody has looked at, and found to be two."""

from typing import ClassVar
from uuid import UUID

from django.db import models


class KnownApart(models.Model):
    """Two records that look alike and are not one, by their translation keys, the smaller first."""

    first = models.UUIDField()
    second = models.UUIDField()

    # Nothing here is a reference an editor follows.
    wagtail_reference_index_ignore: ClassVar[bool] = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="known_apart_once")]

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"


def tell_apart(one: UUID, other: UUID) -> None:
    """Keeps two from being shown as duplicates again."""
    first, second = sorted([one, other])
    KnownApart.objects.get_or_create(first=first, second=second)
