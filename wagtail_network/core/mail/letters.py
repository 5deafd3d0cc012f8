"""What a mail says, as data, and the register of who writes which letter."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from wagtail_network.core.mail.models import Mail


class Attachment(NamedTuple):
    """``content_type`` without a charset: text is sent as UTF-8.

    A calendar file has its METHOD there too: ``text/calendar; method=REQUEST``.
    """

    name: str
    content: str | bytes
    content_type: str


@dataclass(frozen=True, kw_only=True)
class Letter:
    """Plain strings; both the text and the HTML part are made from them.

    Line breaks within a paragraph, a fact or the closing are kept. Lazy translations are fine:
    everything is read while the mail's language is active.
    """

    subject: str
    greeting: str = ""
    paragraphs: Sequence[str] = ()
    # What one looks up later: (label, value), for instance time and place.
    facts: Sequence[tuple[str, str]] = ()
    # The one thing to do: (label, address), shown as a button.
    action: tuple[str, str] | None = None
    # Said after the button.
    afterwards: Sequence[str] = ()
    # Other things one may do: (label, address), shown as links.
    links: Sequence[tuple[str, str]] = ()
    closing: str = ""
    # Why one gets this mail.
    footnote: str = ""
    attachments: Sequence[Attachment] = ()
    reply_to: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    # METHOD of the calendar file among the attachments, kept when the mail has been sent.
    calendar_method: str = ""


# None: what the mail was to tell is no longer so, and it is dropped.
Builder = Callable[[Mail], Letter | None]


class _Entry(NamedTuple):
    builder: Builder
    label: Any


_register: dict[str, _Entry] = {}


def letter(kind: str, label: Any = "") -> Callable[[Builder], Builder]:
    """Registers who writes the letters of a kind; ``label`` is its name in the admin.

    Raises ``ValueError`` where another builder has the kind already. The module must be imported
    when the app is ready, in the web process as in the worker.
    """

    def register(builder: Builder) -> Builder:
        if kind in _register:
            raise ValueError(f"There is a letter {kind!r} already.")
        _register[kind] = _Entry(builder, label or kind)
        return builder

    return register


def write(mail: Mail) -> Letter | None:
    """The letter as it reads now. Raises ``LookupError`` for a kind nobody writes."""
    if mail.kind not in _register:
        raise LookupError(f"Nobody writes the letter {mail.kind!r}.")
    return _register[mail.kind].builder(mail)


def kinds() -> list[tuple[str, str]]:
    """Every kind of letter with its name, as choices, by name."""
    return sorted(((kind, str(entry.label)) for kind, entry in _register.items()), key=_by_name)


def label_of(kind: str) -> str:
    return str(_register[kind].label) if kind in _register else kind


def _by_name(choice: tuple[str, str]) -> str:
    return choice[1].casefold()
