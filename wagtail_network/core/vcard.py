"""Writing vCards, version 4.0 (RFC 6350)."""

import re
from collections.abc import Iterable, Sequence

# A line is at most so many octets, without its end (RFC 6350 3.2).
LONGEST_LINE = 75
# Neither belongs in a text that people read, and some readers stop at them.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
ESCAPES = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"})

# Name of the property, with its parameters if there are any, and the value as it is written.
Property = tuple[str, str]


def vcard(properties: Iterable[Property]) -> str:
    """One card with CRLF line ends, folded. Properties with an empty value are left out.

    ``FN`` must be among them: the standard wants one. Raises ``ValueError`` without it.
    """
    known = [(name, value) for name, value in properties if value.strip("; ")]
    if not any(name.partition(";")[0] == "FN" for name, _ in known):
        raise ValueError("A vCard needs an FN.")
    lines = [("BEGIN", "VCARD"), ("VERSION", "4.0"), *known, ("END", "VCARD")]
    return "".join(f"{fold_line(f'{name}:{value}')}\r\n" for name, value in lines)


def text(value: str) -> str:
    """A text value with its commas, semicolons, backslashes and line breaks escaped (3.4)."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    return CONTROLS.sub("", lines).strip().translate(ESCAPES)


def texts(values: Iterable[str]) -> str:
    """Several text values of one property, such as those of ``CATEGORIES``."""
    return ",".join(filter(None, map(text, values)))


def structured(*parts: str) -> str:
    """A value of parts in a fixed order, such as that of ``ADR`` (6.3.1)."""
    return ";".join(map(text, parts))


def uri(value: str) -> str:
    """An address as a value. Nothing is escaped in it, and it cannot begin another line."""
    return "".join(CONTROLS.sub("", value).split())


def fold_line(line: str) -> str:
    """Parts of at most 75 octets; those after the first begin with a space (3.2).

    No letter is cut in two: æ is two octets.
    """
    parts: list[str] = []
    part, room = "", LONGEST_LINE
    for letter in line:
        size = len(letter.encode(errors="replace"))
        if size > room:
            parts.append(part)
            part, room = "", LONGEST_LINE - 1
        part, room = part + letter, room - size
    return "\r\n ".join([*parts, part])


def name_parts(name: str) -> Sequence[str]:
    """Family name and given names as far as a name in one piece tells them, for ``N`` (6.2.2)."""
    given, _, family = name.strip().rpartition(" ")
    return (family, given)
