"""What ``network_check`` finds: something that is not as it must be, and how to put it right."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Problem:
    """``mend`` is None where only a person can tell what would be right."""

    text: str
    mend: Callable[[], Any] | None = None

    def __str__(self) -> str:
        return self.text
