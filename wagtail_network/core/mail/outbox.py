"""Promising a mail. (A stand-in with the final signature; the outbox itself comes next.)"""

from datetime import datetime
from typing import Any


def post(
    kind: str,
    to: str,
    *,
    language: str,
    key: str,
    facts: dict[str, Any] | None = None,
    due: datetime | None = None,
    **links: Any,
) -> None:
    """Promises one mail."""
